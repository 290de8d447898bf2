/** The `name=` of a stage, and its path. Named stages and taps share one set of names. */
import { diagnostic } from '../diagnostics/diagnostic.ts';
import type { Name, Setting, Value } from '../parser/ast.ts';
import { nearest } from '../text/nearest.ts';
import type { Span } from '../text/source.ts';
import { textOf } from '../text/source.ts';
import type { CheckedStage } from './checked.ts';
import { type Context, report } from './context.ts';

/** How often each word was used in one list of stages. */
export type Counts = Map<string, number>;

/** `linear`, then `linear#2` for the second of the word in its list; a name of its own instead of the word. */
export function pathOf(word: string, context: Context, counts: Counts): string {
  const count = (counts.get(word) ?? 0) + 1;
  counts.set(word, count);
  const own = count === 1 ? word : `${word}#${count}`;
  return context.path === '' ? own : `${context.path}/${own}`;
}

/** The name that a stage states, if any; reports one that is no name or that is in use. */
export function statedName(settings: readonly Setting[], context: Context): string | undefined {
  const given = nameSetting(settings);
  if (!given || given.kind === 'missing') return undefined;
  if (given.kind !== 'name-expr') {
    const facts = { entry: 'the stage', param: 'name', wants: 'a name such as head', got: gotText(given) };
    report(context, diagnostic('argument/type', given.span, facts));
    return undefined;
  }
  const { stages, taps } = context.taps;
  claim(given.name, given.span, stages, taps, context);
  return given.name;
}

/** The value of `name=`, or of a misspelt key that was most likely meant to be that, which has its report. */
function nameSetting(settings: readonly Setting[]): Value | undefined {
  const own = settings.find(({ key }) => key.text === 'name');
  return (own ?? settings.find(({ key }) => nearest(key.text, ['name']).length > 0))?.value;
}

function gotText(value: Value): string {
  return value.kind === 'paren' ? 'a stack' : textOf(value.span);
}

/** Notes what stands behind the name of a stage, if it has one, for those who share its weights. */
export function noteNamed(settings: readonly Setting[], stage: CheckedStage | undefined, context: Context): void {
  const name = nameSetting(settings);
  const { named, unnamed } = context.taps;
  if (!name && stage?.kind === 'layer' && stage.def.table !== undefined) unnamed.push(stage.span);
  if (name?.kind !== 'name-expr') return;
  // Turns that share their weights show the same stage again.
  const others = (named.get(name.name) ?? []).filter((one) => one.stage?.path !== stage?.path);
  named.set(name.name, [...others, { stage, turns: context.ownTurns }]);
}

/** The name of a tap; the same tap may stand at several places. */
export function claimTap({ text, span }: Name, context: Context): void {
  const { stages, taps } = context.taps;
  const stage = stages.get(text);
  if (stage) reportDouble(text, span, stage, context);
  else if (!taps.has(text)) taps.set(text, span);
}

/** The stage of a repeat comes by in every turn. */
function claim(
  name: string,
  span: Span,
  stages: Map<string, Span>,
  taps: ReadonlyMap<string, Span>,
  context: Context,
): void {
  const earlier = stages.get(name) ?? taps.get(name);
  if (!earlier) stages.set(name, span);
  else if (earlier.start !== span.start) reportDouble(name, span, earlier, context);
}

function reportDouble(name: string, span: Span, earlier: Span, context: Context): void {
  const labels = [{ span: earlier, message: 'the first one is here' }];
  const help = ['taps and named stages share one set of names: choose another'];
  report(context, diagnostic('name/declared-twice', span, { what: 'the name', name }, { labels, help }));
}
