/** Models against what training can do with them: weights that no loss can move. */
import { loneAttentions } from '../analyses/lone.ts';
import { type End, type Unreached, unreached } from '../analyses/reach.ts';
import { type Diagnostic, diagnostic, type Fix, type Label } from '../diagnostics/diagnostic.ts';
import { both } from '../diagnostics/row.ts';
import type { OpNode } from '../ops/graph.ts';
import type { Item } from '../parser/ast.ts';
import type { CheckedModel, CheckedSpec, CheckedStage } from '../shapecheck/checked.ts';
import { typeText } from '../shapes/shape.ts';
import { type Source, type Span, textOf } from '../text/source.ts';
import { grouped } from './grouped.ts';
import { type Written, withoutStage, writtenIn } from './habits/written.ts';
import type { Lowered } from './lowered.ts';
import { dropper, type Place, type Places, placesOf, spanIn } from './places.ts';
import { singlePosition } from './single-position.ts';

/** One report for each place at which the way from weights to the output ends, with all the stages behind it. */
export function learningReports({ source, tree }: CheckedSpec, models: readonly Lowered[]): Diagnostic[] {
  const written = writtenIn(tree);
  const reports = models.flatMap((model) => reportsOn(model, { source, written, items: tree.items }));
  const keys = reports.map(({ span: { start }, args }) => `${start} ${JSON.stringify(args)}`);
  return reports.filter((_, at) => keys.indexOf(keys[at] as string) === at);
}

function reportsOn({ model, graph }: Lowered, file: Omit<Sight, 'places'>): Diagnostic[] {
  if (model.weights.length === 0) return [];
  const found = unreached(graph);
  const lone = loneAttentions(graph);
  if (found.length === 0 && lone.length === 0) return [];
  const places = placesOf(model);
  const known = found.map((one) => causeOf(one, places));
  const causes = [...known, ...loneCauses(lone, known, places)];
  const isEnd = isLastUnit(model, found, places);
  const byCause = grouped(causes, (cause) =>
    isOverOne(cause) ? 'one position' : `${placeKey(cause.place.stage.span)} ${cause.why} ${isEnd(cause)}`,
  );
  return [...byCause.values()].map((group) =>
    (isEnd(group[0] as Cause) ? lastUnitReport : report)(group, model, { places, ...file }),
  );
}

interface Sight {
  readonly places: Places;
  readonly source: Source;
  readonly written: Written;
  readonly items: readonly Item[];
}

/** A weight that cannot learn, and the stage that is in the way. */
interface Cause {
  readonly weight: string;
  readonly owner: Place;
  readonly isBehind: boolean;
  readonly place: Place;
  readonly why: End['why'] | 'unread' | 'replaced' | 'lone';
}

/** Layers over a single position have it from one mistake. */
function isOverOne({ why }: Cause): boolean {
  return why === 'start' || why === 'lone';
}

/** The query and key of attention over a single position, where nothing else is in the way of its weights. */
function loneCauses(nodes: readonly OpNode[], known: readonly Cause[], places: Places): Cause[] {
  return nodes.flatMap(({ path }): Cause[] => {
    const place = places.get(path);
    if (!place || known.some(({ owner }) => owner === place)) return [];
    return [{ weight: 'query and key', owner: place, isBehind: false, place, why: 'lone' }];
  });
}

function causeOf({ weight, end, isBehind }: Unreached, places: Places): Cause {
  const [, path = '', name = ''] = /^(.*)\.([^.]*)$/.exec(weight.path) ?? [];
  const owner = places.get(path);
  const place = places.get(end.node.path);
  if (!owner || !place) throw new Error(`the model has no stage ${path} or ${end.node.path}`);
  const cause = { weight: name, owner, isBehind };
  const stage = end.why === 'dropped' ? dropper(place) : undefined;
  const at = stage && places.get(stage.path);
  if (!at) return { ...cause, place, why: end.why };
  return { ...cause, place: at, why: at.stage.kind === 'tap' ? 'unread' : 'replaced' };
}

/**
 * Whether a cause is no more than the end of a row of units: what the last one hands on is not read where all are joined
 * by their taps, as in WaveNet, and the same stage of the others learns.
 */
function isLastUnit({ weights }: CheckedModel, found: readonly Unreached[], places: Places): (cause: Cause) => boolean {
  const idle = new Set(found.map(({ weight }) => weight.path));
  const learning = weights.flatMap(({ path }) => {
    const owner = idle.has(path) ? undefined : places.get(path.slice(0, path.lastIndexOf('.')));
    return owner ? [placeKey(owner.stage.span)] : [];
  });
  return ({ why, place, owner }) =>
    why === 'replaced' && place.stage.kind === 'join' && learning.includes(placeKey(owner.stage.span));
}

/** It stands at the stage that does not learn, which is meant in all units but the last. */
function lastUnitReport(group: readonly Cause[], model: CheckedModel, sight: Sight): Diagnostic {
  const { source } = sight;
  const [{ place, owner }] = group as readonly [Cause, ...Cause[]];
  const idle = idleStages(group, model, sight);
  const span = spanIn(source, owner);
  const reader = textOf(place.stage.span);
  const labels = [{ span: spanIn(source, place), message: 'goes on with what was tapped' }];
  const call = callOf(owner, source);
  if (call && call.start !== span.start) labels.unshift({ span: call, message: 'the last unit comes from here' });
  const help = ['published models have it so; without it the last unit is one of its own, which only taps'];
  return diagnostic('learn/last-unit', span, { what: both(idle.map(nameOf)), reader }, { labels, help });
}

/** The call that leads to a place in a block, as the source has it. */
function callOf({ stage: { span }, around }: Place, source: Source): Span | undefined {
  const call = around.find(({ stage }) => stage.kind === 'sequence' && stage.of === 'block');
  return call && call.stage.span.source === source && call.stage.span.start !== span.start
    ? call.stage.span
    : undefined;
}

function report(group: readonly Cause[], model: CheckedModel, sight: Sight): Diagnostic {
  const { source } = sight;
  const [{ place, why }] = group as readonly [Cause, ...Cause[]];
  const span = spanIn(source, place);
  const idle = idleStages(group, model, sight);
  const labels: Label[] = idle
    .filter((one) => one.span.start !== span.start)
    .slice(0, 3)
    .map(labelOf);
  const named = idle.map(nameOf);
  const what = named.length > 3 ? `${named.slice(0, 2).join(', ')} and ${named.length - 2} more stages` : both(named);
  const { because, help, isComparing = false } = explained[why](place.stage);
  const taken = isComparing && place.stage.input ? typeText(place.stage.input) : undefined;
  const call = taken && callOf(place, source);
  if (call && call.start !== span.start) labels.push({ span: call, message: `in this call it takes ${taken}` });
  const label = call || !taken ? undefined : `takes ${taken}`;
  const maker = isOverOne(group[0] as Cause) ? singlePosition(place, sight) : undefined;
  if (maker) labels.push(...maker.labels);
  const fixes = maker?.fixes ?? (isComparing ? leaveOutFixes(group, sight) : []);
  return diagnostic(
    'learn/unreached',
    span,
    { what, why: because, isClearer: isComparing },
    { label, labels, help, fixes },
  );
}

/** The fix that leaves out the stage in the way, where it is so at all places to which its writing leads. */
function leaveOutFixes(group: readonly Cause[], { places, written }: Sight): Fix[] {
  const [{ place }] = group as readonly [Cause, ...Cause[]];
  const { span } = place.stage;
  const ends = new Set(group.map((cause) => cause.place.stage.path));
  const isEverywhere = [...places.values()].every(
    ({ stage }) => placeKey(stage.span) !== placeKey(span) || stage.kind !== 'layer' || ends.has(stage.path),
  );
  const stage = written.layer(span);
  return isEverywhere && stage ? withoutStage(stage, false) : [];
}

interface Idle {
  readonly text: string;
  readonly span: Span;
  /** The span is that of the call of a block from another file. */
  readonly isInside: boolean;
  readonly isBehind: boolean;
  /** Those of its weights that cannot learn, where others can. */
  readonly weights: string | undefined;
  /** At how many of its places, which are the turns of a repeat or the calls of its block. */
  readonly of: readonly [some: number, all: number];
}

/** The stages behind a cause, each once, however many turns it has. */
function idleStages(
  group: readonly Cause[],
  { weights }: CheckedModel,
  { places, source }: Omit<Sight, 'written'>,
): Idle[] {
  const owned = grouped(weights, ({ path }) => path.slice(0, path.lastIndexOf('.')));
  const byOwner = [...grouped(group, ({ owner }) => owner)].map(([owner, causes]) => {
    const names = causes.map(({ weight }) => weight);
    const isPart = names.length < (owned.get(owner.stage.path)?.length ?? 0);
    return { owner, weights: isPart ? both(names) : undefined, isBehind: causes.every((cause) => cause.isBehind) };
  });
  const alike = grouped(byOwner, ({ owner: { stage }, weights: some }) => `${placeKey(stage.span)} ${some}`);
  return [...alike.values()].map((all): Idle => {
    const [{ owner, ...rest }] = all as unknown as readonly [(typeof byOwner)[number]];
    const { span, text } = owner.stage;
    const own = spanIn(source, owner);
    const turns = [...places.values()].filter(
      ({ stage }) => stage.kind === 'layer' && placeKey(stage.span) === placeKey(span),
    ).length;
    return { text, span: own, isInside: own !== span, of: [all.length, turns], ...rest };
  });
}

function nameOf({ text, weights, of: [some, all] }: Idle): string {
  const where = some < all ? ` (in ${some} of its ${all} places)` : '';
  return `${weights ? `the ${weights} of ` : ''}${text}${where}`;
}

function labelOf({ text, span, isInside, isBehind, weights }: Idle): Label {
  const name = isInside ? `${text} in it` : 'this';
  if (isBehind)
    return { span, message: `nor does ${weights ? `the ${weights} of ` : ''}${name}, for want of an input` };
  const verb = weights?.includes(' and ') ? 'do' : 'does';
  return { span, message: `${weights ? `the ${weights} of ` : ''}${name} ${verb} not learn` };
}

function placeKey({ source, start }: Span): string {
  return `${source.file}:${start}`;
}

interface Explained {
  readonly because: string;
  /** The stage compares numbers with each other, and can go where there is nothing to compare. */
  readonly isComparing?: boolean;
  readonly help: readonly string[];
}

const explained: Readonly<Record<Cause['why'], (stage: CheckedStage) => Explained>> = {
  alone: ({ text }) => ({
    because: `${text} compares numbers with each other but has one at a time, of which it always makes the same`,
    isComparing: true,
    help: [`leave ${text} out, or give it more than one number at a time`],
  }),
  level: ({ text }) => ({
    because: `${text} compares numbers with each other, and those that it takes in are all the same`,
    isComparing: true,
    help: [`leave ${text} out, or let it take in numbers that differ`],
  }),
  alike: ({ text }) => ({
    because: `${text} compares examples with each other, and what it takes in is the same in all of them`,
    help: ['leave it out, or let it take in what hangs on the input'],
  }),
  start: ({ text }) => ({
    because: `${text} goes over a single position, so that no state is handed on`,
    help: ['give it more positions, or put linear in its place'],
  }),
  lone: ({ text }) => ({
    because: `${text} goes over a single position, to which all of its attention goes`,
    help: ['give it more positions, or put linear in its place'],
  }),
  zeros: ({ text }) => ({
    because: `what ${text} takes in is zero wherever it counts`,
    help: ['keep other positions, or pad less'],
  }),
  'left-out': ({ text }) => ({
    because: `${text} leaves out all that comes of it`,
    help: ['keep other positions, or leave out the stages before'],
  }),
  dropped: ({ text }) => ({
    because: `nothing takes in what ${text} gives`,
    help: ['leave it out, or join it to what goes on'],
  }),
  unread: ({ text }) => ({
    because: `nothing that comes out hangs on ${text}`,
    help: ['read the tap, or leave it out'],
  }),
  replaced: ({ span }) => ({
    because: `${textOf(span)} goes on with what was tapped, and the stream before it is dropped`,
    help: [
      'keep both: join them, or tap the stream as well',
      'where it is meant so, as in a published model, say it: # mm-ignore learn/unreached: reason',
    ],
  }),
};
