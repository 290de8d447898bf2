/** Parts a stage whose arguments run on into the next one, where a bar was forgotten: `flatten linear 27`. */
import { diagnostic } from '../diagnostics/diagnostic.ts';
import type { Args, LayerStage, Stage, Value } from '../parser/ast.ts';
import { type Params, wordsOf } from '../registry/param.ts';
import { layerNamed } from '../resolve/entries.ts';
import { textOf } from '../text/source.ts';
import { type Context, report } from './context.ts';
import { lookUp } from './frame.ts';

/** The stages, with each that runs on parted (and reported) before the layer or block that it swallowed. */
export function withForgottenBars(stages: readonly Stage[], context: Context): readonly Stage[] {
  if (!stages.some((stage) => swallowed(stage, context) !== undefined)) return stages;
  return stages.flatMap((stage) => parted(stage, context));
}

function parted(stage: Stage, context: Context): readonly Stage[] {
  const done: Stage[] = [];
  let rest = stage;
  for (let next = swallowed(rest, context); next; next = swallowed(rest, context)) {
    const layer = rest as LayerStage;
    const cut = next.span.start;
    const before = argsWithin(layer.args, layer.name.span.end, cut);
    reportBar(layer, before, next, context);
    done.push({ ...layer, args: before, assertion: undefined, span: { ...layer.span, end: before.span.end } });
    const call = next.kind === 'call' ? next.args : undefined;
    const after = argsWithin(layer.args, next.span.end, Number.POSITIVE_INFINITY);
    const args = call
      ? {
          ...after,
          positionals: [...call.positionals, ...after.positionals],
          settings: [...call.settings, ...after.settings],
        }
      : after;
    const name = next.kind === 'call' ? next.name : ({ kind: 'name', text: next.name, span: next.span } as const);
    rest = { ...layer, name, args, span: { ...layer.span, start: cut } };
  }
  return [...done, rest];
}

/** The arguments between two offsets. */
function argsWithin(args: Args, start: number, end: number): Args {
  const inside = ({ span }: { span: Value['span'] }) => span.start >= start && span.start < end;
  const positionals = args.positionals.filter(inside);
  const settings = args.settings.filter(inside);
  const all = [...positionals, ...settings].map(({ span }) => span);
  const from = Math.min(...all.map((span) => span.start));
  const span =
    all.length === 0
      ? { ...args.span, start, end: start }
      : { ...args.span, start: from, end: Math.max(...all.map((one) => one.end)) };
  return { positionals, settings, span };
}

type Word = Extract<Value, { readonly kind: 'name-expr' | 'call' }>;

/** The first argument that can only be a stage of its own. */
function swallowed(stage: Stage, context: Context): Word | undefined {
  if (stage.kind !== 'layer') return undefined;
  const word = stage.name.text;
  const block = lookUp(context.frame, word) ? undefined : context.scope.blocks.get(word);
  const layer = block ? undefined : layerNamed(word);
  if (!block && !layer) return undefined;
  const room = block ? Math.max(0, block.item.params.length - stage.args.settings.length) : 0;
  const params = layer?.def.params ?? {};
  return stage.args.positionals
    .slice(room)
    .find((value): value is Word => isWord(value) && isStage(value, context) && !knows(params, value));
}

function isWord(value: Value): value is Word {
  return value.kind === 'name-expr' || value.kind === 'call';
}

function isStage(value: Word, context: Context): boolean {
  const name = nameOf(value);
  if (lookUp(context.frame, name) || context.scope.constants.has(name)) return false;
  return layerNamed(name) !== undefined || context.scope.blocks.has(name);
}

function nameOf(value: Word): string {
  return value.kind === 'call' ? value.name.text : value.name;
}

/** Whether a layer takes the word itself: a switch, or a value of one of its parameters. */
function knows(params: Params, value: Word): boolean {
  const name = nameOf(value);
  return Object.hasOwn(params, name) || Object.values(params).some((param) => wordsOf(param).includes(name));
}

function reportBar(layer: LayerStage, before: Args, next: Word, context: Context): void {
  const values = before.settings.map(({ value }) => value);
  const last = [...before.positionals, ...values].sort((a, b) => a.span.end - b.span.end).at(-1);
  const stage = nameOf(next);
  const span = next.kind === 'call' ? next.name.span : next.span;
  const edit = { span: { ...span, end: span.start }, text: '| ' };
  const fixes = [{ title: 'put | between them', safe: true, edits: [edit] }];
  const args = { stage, before: `\`${textOf(last?.span ?? layer.name.span)}\`` };
  report(context, diagnostic('syntax/missing-bar', span, args, { fixes }));
}
