/** Parts a stage whose arguments run on into the next one, where a bar was forgotten: `flatten linear 27`. */
import { diagnostic, replace } from '../diagnostics/diagnostic.ts';
import type { Args, LayerStage, Stage, Value } from '../parser/ast.ts';
import { isRequired, type Params, wordsOf } from '../registry/param.ts';
import { layerNamed } from '../resolve/entries.ts';
import { textOf } from '../text/source.ts';
import { type Context, report } from './context.ts';
import { lookUp } from './frame.ts';

/**
 * The stages, with each that runs on parted (and reported) before the layer or block that it swallowed. In a branch the
 * sign that was forgotten may be a comma.
 */
export function withForgottenBars(stages: readonly Stage[], context: Context, inBranch = false): readonly Stage[] {
  const single = stages.map((stage) => withoutRepetition(stage, context));
  if (!single.some((stage) => swallowed(stage, context) !== undefined)) return single;
  return single.flatMap((stage) => parted(stage, context, inBranch));
}

/** `conv conv 32 3`: a stage without the word that stands there twice, which is reported. */
function withoutRepetition(stage: Stage, context: Context): Stage {
  if (stage.kind !== 'layer') return stage;
  const [again] = stage.args.positionals;
  const { text, span } = stage.name;
  const isTwice = again?.kind === 'name-expr' && again.name === text && again.span.start > span.start;
  const params = layerNamed(text)?.def.params ?? {};
  if (!isTwice || !isStage(again, context) || knows(params, again) || !isNext(stage, again)) return stage;
  // What asks for arguments and has none is no stage of its own.
  const isSure = Object.values(params).some(isRequired);
  const fixes = [replace('leave one out', { ...span, end: again.span.start }, '', isSure)];
  const facts = { found: `\`${text}\` a second time`, wanted: '' };
  report(context, diagnostic('syntax/unexpected', again.span, facts, { fixes }));
  return { ...stage, args: argsWithin(stage.args, again.span.end, Number.POSITIVE_INFINITY) };
}

function isNext({ name }: LayerStage, again: Value): boolean {
  return /^[ \t]+$/.test(again.span.source.text.slice(name.span.end, again.span.start));
}

function parted(stage: Stage, context: Context, inBranch: boolean): readonly Stage[] {
  const done: Stage[] = [];
  let rest = stage;
  for (let next = swallowed(rest, context); next; next = swallowed(rest, context)) {
    const layer = rest as LayerStage;
    const cut = next.span.start;
    const before = argsWithin(layer.args, layer.name.span.end, cut);
    reportBar(layer, before, next, inBranch, context);
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

function reportBar(layer: LayerStage, before: Args, next: Word, inBranch: boolean, context: Context): void {
  const values = before.settings.map(({ value }) => value);
  const last = [...before.positionals, ...values].sort((a, b) => a.span.end - b.span.end).at(-1);
  const stage = nameOf(next);
  const span = next.kind === 'call' ? next.name.span : next.span;
  const { end, source } = last?.span ?? layer.name.span;
  const comma = replace('put , between them, if they are two branches', { source, start: end, end }, ',');
  const bar = replace('put | between them', { ...span, end: span.start }, '| ', !inBranch);
  const fixes = inBranch ? [comma, bar] : [bar];
  const args = { stage, before: `\`${textOf(last?.span ?? layer.name.span)}\`` };
  report(context, diagnostic('syntax/missing-bar', span, args, { fixes }));
}
