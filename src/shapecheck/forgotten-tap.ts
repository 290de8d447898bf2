/** Parts a stage from the tap at its end, where `| tap` was forgotten: `conv 64 @skip`. */
import { diagnostic } from '../diagnostics/diagnostic.ts';
import type { Args, LayerStage, Stage, TapName } from '../parser/ast.ts';
import { layerNamed } from '../resolve/entries.ts';
import { type Context, report } from './context.ts';
import { lookUp } from './frame.ts';

/** The stages, with each that ends in a tap of a new name parted (and reported). */
export function withForgottenTaps(stages: readonly Stage[], context: Context): readonly Stage[] {
  return stages.flatMap((stage) => {
    const tap = stage.kind === 'layer' ? surplusTap(stage, context) : undefined;
    return tap ? parted(stage as LayerStage, tap, context) : [stage];
  });
}

/** A tap's name behind all arguments that the stage takes, which no stage before has used. */
function surplusTap({ name: { text: word }, args }: LayerStage, context: Context): TapName | undefined {
  const last = args.positionals.at(-1);
  if (last?.kind !== 'tap-name' || context.taps.taps.has(last.name.text)) return undefined;
  const block = lookUp(context.frame, word) ? undefined : context.scope.blocks.get(word);
  if (block) return args.positionals.length > block.item.params.length - args.settings.length ? last : undefined;
  const layer = layerNamed(word);
  const takesName = layer && Object.values(layer.def.params).some(({ kind }) => kind === 'table');
  return layer && !takesName ? last : undefined;
}

function parted(stage: LayerStage, tap: TapName, context: Context): readonly Stage[] {
  const { span } = tap;
  const title = `write | tap @${tap.name.text} after it`;
  const end = stage.args.span.end;
  const gap = { span: { ...span, start: span.source.text.slice(0, span.start).trimEnd().length }, text: '' };
  const behind = { span: { ...span, start: end, end }, text: ` | tap @${tap.name.text}` };
  const edits = end === span.end ? [{ ...gap, text: behind.text }] : [gap, behind];
  const facts = { entry: stage.name.text, name: tap.name.text };
  report(context, diagnostic('tap/no-word', span, facts, { fixes: [{ title, safe: true, edits }] }));
  const own = { ...stage, args: without(stage.args, tap), assertion: undefined };
  const word = { ...span, end: span.start };
  return [own, { kind: 'tap', word, tap, branch: undefined, assertion: stage.assertion, span }];
}

function without(args: Args, tap: TapName): Args {
  const positionals = args.positionals.filter((value) => value !== tap);
  const { start } = args.span;
  const end = Math.max(start, ...[...positionals, ...args.settings].map(({ span }) => span.end));
  return { ...args, positionals, span: { ...args.span, end } };
}
