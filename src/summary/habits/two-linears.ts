/** Linear layers with nothing between them: two matrices in a row are one. */
import { roleOf } from '../../analyses/role.ts';
import { madeBy, type Past, takenBy, type Wiring, wayTo } from '../../analyses/wiring.ts';
import { type Diagnostic, diagnostic, type Fix } from '../../diagnostics/diagnostic.ts';
import type { OpNode, Value } from '../../ops/graph.ts';
import { constant, type Dim, evaluate, numberOf, symbolsOf } from '../../shapes/dim.ts';
import { product } from '../../shapes/shape.ts';
import { grouped } from '../grouped.ts';
import type { Place } from '../places.ts';
import { keyOf, type ModelHabit, named, placeOf, type Sight } from './sight.ts';

export const twoLinears: ModelHabit = (sight) => {
  const pairs = sight.graph.nodes.flatMap((second) => {
    const first = straightBefore(second, sight);
    return first ? [{ first, second }] : [];
  });
  const byFirst = grouped(pairs, ({ first }) => keyOf(placeOf(first, sight).stage.span));
  return [...byFirst.values()].map((same) => report(same as readonly [Pair, ...Pair[]], sight));
};

interface Pair {
  readonly first: OpNode;
  readonly second: OpNode;
}

function report(pairs: readonly [Pair, ...Pair[]], sight: Sight): Diagnostic {
  const [{ first, second }] = pairs;
  const { text, span } = named(first, sight);
  const after = [...new Map(pairs.map((pair) => [named(pair.second, sight).span.start, pair.second])).values()];
  const others = after.map((node) => named(node, sight));
  const labels = others.map((other) => ({ span: other.span, message: 'takes in what it makes as it is' }));
  const help = ['leave one out, or put an activation between them; a narrower first one is taken as meant'];
  const fixes = betweenFix(placeOf(first, sight), placeOf(second, sight), sight);
  const names = [...new Set(others.map((other) => other.text))];
  const isDropped = wayTo(first, sight.wiring, second).some(
    ({ id }) => sight.wiring.makers.get(id)?.op.kind === 'dropout',
  );
  const between = isDropped ? 'nothing but dropout' : 'nothing';
  return diagnostic('lint/two-linears', span, { first: text, second: names, between }, { labels, help, fixes });
}

/**
 * What moves numbers, but not from channels to positions, and what takes means, leaves a linear map linear; so does
 * dropout, which is there in training alone.
 */
const past: Past = ({ op, inputs, output }) => {
  if (op.kind === 'reshape') return output.type.dims.length <= (inputs[0] as Value).type.dims.length;
  return roleOf(op) === 'moves' || roleOf(op) === 'mean' || op.kind === 'dropout';
};

/** The linear layer of which nothing but this one takes anything in, where the two could be one as they are. */
function straightBefore(second: OpNode, { wiring }: Sight): OpNode | undefined {
  if (!isPlain(second, wiring)) return undefined;
  const first = madeBy(second.inputs[0] as Value, wiring, past);
  if (!first || !isPlain(first, wiring) || isTable(first, wiring)) return undefined;
  const users = takenBy(first.output, wiring, past);
  return users?.length === 1 && isNoFactorisation(first, second, wayTo(first, wiring, second)) ? first : undefined;
}

/** All channels with all, and all that its stage does; the table of an embedding must be met in its width. */
function isPlain({ op, path }: OpNode, { mixed }: Wiring): boolean {
  if (roleOf(op) !== 'weighted' || (op.kind === 'linear' && op.transposed)) return false;
  return !('groups' in op && numberOf(op.groups) !== 1) && !mixed.has(path);
}

/** A row for each token, which several positions share. */
function isTable({ inputs }: OpNode, { makers }: Wiring): boolean {
  return makers.get((inputs[0] as Value).id)?.op.kind === 'one_hot';
}

/**
 * A narrow middle makes fewer weights of a large matrix, and windows along different axes those of a large window: both
 * are meant.
 */
function isNoFactorisation(first: OpNode, second: OpNode, between: readonly Value[]): boolean {
  const [from, to] = [sizeOf(first.inputs[0] as Value), sizeOf(second.output)];
  const middle = Math.min(...between.map(sizeOf));
  const [a, b] = [longAxes(first), longAxes(second)];
  const isParted = a.length > 0 && b.length > 0 && !a.some((axis) => b.includes(axis));
  return middle >= Math.min(from, to) && !isParted;
}

/** Numbers of an example, with a highly divisible one for each length that is not known. */
function sizeOf({ type }: Value): number {
  const size: Dim = product([constant(1), ...type.dims.slice(1)]);
  return evaluate(size, new Map(symbolsOf(size).map(({ id }) => [id, 5040]))) ?? 0;
}

/** The axes along which a window sees more than one place. */
function longAxes({ op, inputs }: OpNode): number[] {
  if (op.kind === 'linear') return [];
  const kernel = inputs[1]?.type.dims.slice(0, -2) ?? [];
  return kernel.flatMap((size, axis) => (numberOf(size) === 1 ? [] : [axis]));
}

/** An activation, as the model has them elsewhere, after what holds the first in the list that holds both. */
function betweenFix(first: Place, second: Place, sight: Sight): Fix[] {
  const [a, b] = [first, second].map((place) => [...place.around, place]) as [Place[], Place[]];
  const fork = a.findIndex((one, depth) => one.stage !== b[depth]?.stage);
  const list = a[fork - 1]?.stage;
  const isTurn = list?.kind === 'sequence' && list.of === 'repeat';
  const stage = a[isTurn ? fork + 1 : fork]?.stage;
  if (!stage || stage.kind === 'tap' || stage.span.source !== sight.spec.source) return [];
  const used = sight.graph.nodes.find(({ op }) => roleOf(op) === 'bend');
  const name = used ? named(used, sight).text : 'relu';
  const { end } = stage.span;
  const title = `put ${name} between them`;
  return [{ title, safe: false, edits: [{ span: { ...stage.span, start: end, end }, text: ` | ${name}` }] }];
}
