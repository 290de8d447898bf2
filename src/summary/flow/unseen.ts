/** Contexts of which a model's output sees a part. */

import { allOf, alongFirst, blind } from '../../analyses/field/sight.ts';
import { countOf, type Spots, unionOf } from '../../analyses/field/spots.ts';
import { positionAxes, type Sights, sightsOf } from '../../analyses/field.ts';
import { type Diagnostic, diagnostic, type Extras, replace } from '../../diagnostics/diagnostic.ts';
import type { Graph } from '../../ir/lower.ts';
import type { OpNode, Value } from '../../ops/graph.ts';
import type { CheckedSpec } from '../../shapecheck/checked.ts';
import { type Dim, numberOf } from '../../shapes/dim.ts';
import type { Span } from '../../text/source.ts';
import { itemOf, named, placeOf, type Sight, settingOf, sightOf } from '../habits/sight.ts';
import type { Lowered } from '../lowered.ts';
import { gapsReport } from './gaps.ts';
import { waysToSeeMore } from './see-more.ts';
import { shiftedTwice } from './shifted.ts';

/** Where a stage leaves positions out; what a stride passes over is told where the stride stands. */
export function unseenReports({ model, graph }: Lowered, spec: CheckedSpec): Diagnostic[] {
  const [axis, ...others] = positionAxes(graph.input.type);
  const context = contextOf(spec);
  if (axis === undefined || others.length > 0 || !context) return [];
  const length = numberOf(graph.input.type.dims[axis] as Dim);
  const sights = sightsOf(graph, axis);
  if (length === undefined || !sights) return [];
  const sight = sightOf({ model, graph }, spec);
  const labels = [{ span: context.span, message: `${length} positions come from here` }];
  const gaps = gapsReport(sights, sight, labels);
  const limit = limitOf(graph, sights);
  if (gaps.length > 0 || !limit) return gaps;
  const seen = totalOf(graph.output.id, sights);
  // What a branch leaves out others may take in.
  if (countOf(seen) === length) return [];
  const { text, span } = named(limit, sight);
  const count = countOf(seen);
  const facts = { seen: stretchesOf(seen), of: length, count };
  const isEnd = seen.length === 2 && seen[1] === length;
  if (isEnd && placeOf(limit, sight).stage.text === 'last') {
    const { help = [], fixes = [] } = waysToSeeMore(limit, { count, length }, sight);
    const shorter = context.number ? [replace(`use context=${count}`, context.number, `${count}`)] : [];
    const keeper = [{ span, message: `what ${text} keeps sees no more` }];
    return [diagnostic('flow/unseen', context.span, facts, { labels: keeper, help, fixes: [...fixes, ...shorter] })];
  }
  const shift = shiftedTwice(limit, sights, sight);
  if (shift) return [diagnostic('flow/unseen', span, facts, shift)];
  return [diagnostic('flow/unseen', span, facts, { labels, ...waysToKeep(limit, length, { sights, sight }) })];
}

interface Seen {
  readonly sights: Sights;
  readonly sight: Sight;
}

/** The position that sees the most before a stage that keeps others: behind layers that look at the past it is the last. */
function waysToKeep(limit: OpNode, length: number, { sights, sight }: Seen): Pick<Extras, 'help' | 'fixes'> {
  const before = sights.get((limit.inputs[0] as Value).id) ?? blind;
  const last = before.axes[0] === 1 ? alongFirst(before).at(-1) : undefined;
  const layer = sight.written.layer(placeOf(limit, sight).stage.span);
  const isAllInLast = last !== undefined && countOf(last) === length;
  if (!isAllInLast || layer?.node.name.text !== 'first')
    return { help: ['keep the other positions, or let those that are kept take them in before'] };
  return { fixes: [replace('use last, whose position has seen all of them', layer.node.name.span, 'last')] };
}

function totalOf(id: number, sights: Sights): Spots {
  return allOf(sights.get(id) ?? blind);
}

/** The last op on the way to the output that leaves out what comes to it, if it is one that keeps some positions. */
function limitOf({ nodes, output }: Graph, sights: Sights): OpNode | undefined {
  const wanted = new Set([output.id]);
  for (const node of nodes.toReversed()) {
    if (!wanted.has(node.output.id)) continue;
    const before = unionOf(node.inputs.map(({ id }) => totalOf(id, sights)));
    if (countOf(totalOf(node.output.id, sights)) < countOf(before)) return node.op.kind === 'slice' ? node : undefined;
    for (const { id } of node.inputs) wanted.add(id);
  }
  return undefined;
}

/** `0 to 3`, `7`. */
function stretchesOf(seen: Spots): string[] {
  return seen.flatMap((from, at) => {
    const last = (seen[at + 1] ?? 0) - 1;
    return at % 2 === 1 ? [] : [last === from ? `${from}` : `${from} to ${last}`];
  });
}

interface Context {
  readonly span: Span;
  /** Where its number is written. */
  readonly number?: Span;
}

/** Where it is said how many positions there are, in a file that says what they are for. */
function contextOf({ tree: { items } }: CheckedSpec): Context | undefined {
  const data = itemOf(items, 'data');
  const context = data && settingOf(data, 'context');
  if (context) return { span: context.span, ...(context.value.kind === 'number' && { number: context.value.span }) };
  if (data) return { span: data.word };
  const [positions] = itemOf(items, 'input')?.dims ?? [];
  return positions && itemOf(items, 'target') ? { span: positions.span } : undefined;
}
