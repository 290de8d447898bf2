/** Linear layers with nothing between them: two matrices in a row are one. */
import { roleOf } from '../../analyses/role.ts';
import { madeBy, type Past, takenBy, type Wiring, wayTo } from '../../analyses/wiring.ts';
import { type Diagnostic, diagnostic, type Fix } from '../../diagnostics/diagnostic.ts';
import type { OpNode, Value } from '../../ops/graph.ts';
import { constant, type Dim, evaluate, numberOf, symbolsOf } from '../../shapes/dim.ts';
import { product } from '../../shapes/shape.ts';
import type { Span } from '../../text/source.ts';
import { grouped } from '../grouped.ts';
import type { Place } from '../places.ts';
import { keyOf, type ModelHabit, named, placeOf, type Sight } from './sight.ts';

export const twoLinears: ModelHabit = (sight) => {
  const pairs = sight.graph.nodes.flatMap((second) => {
    const first = straightBefore(second, sight);
    return first ? [{ first, second }] : [];
  });
  const before = new Map(pairs.map((pair) => [pair.second, pair.first]));
  const byRow = grouped(pairs, ({ first }) => keyOf(placeOf(rowStart(first, before), sight).stage.span));
  return [...byRow.values()].map((same) => report(same as readonly [Pair, ...Pair[]], sight));
};

/** The first of several linear layers in a row: they are one mistake. */
function rowStart(node: OpNode, before: ReadonlyMap<OpNode, OpNode>): OpNode {
  const earlier = before.get(node);
  return earlier ? rowStart(earlier, before) : node;
}

interface Pair {
  readonly first: OpNode;
  readonly second: OpNode;
}

function report(pairs: readonly [Pair, ...Pair[]], sight: Sight): Diagnostic {
  const [{ first, second }] = pairs;
  const { text, span } = named(first, sight);
  const after = [...new Map(pairs.map((pair) => [named(pair.second, sight).span.start, pair.second])).values()];
  const others = after.map((node) => named(node, sight));
  const labels = others
    .filter((other) => other.span.start !== span.start)
    .map((other, at) => ({
      span: other.span,
      message: at === 0 ? 'takes in what it makes as it is' : 'and so does this',
    }));
  const help = ['leave one out, or put an activation between them; a narrower first one is taken as meant'];
  const fixes = betweenFixes(pairs, sight);
  const next = pairs.filter((pair) => named(pair.first, sight).span.start === span.start);
  const names = [...new Set(next.map((pair) => named(pair.second, sight).text))];
  const between = hasDropout(first, second, sight) ? 'nothing but dropout' : 'nothing';
  return diagnostic('lint/two-linears', span, { first: text, second: names, between }, { labels, help, fixes });
}

function hasDropout(first: OpNode, second: OpNode, { wiring }: Sight): boolean {
  return wayTo(first, wiring, second).some(({ id }) => {
    const maker = wiring.makers.get(id);
    return maker !== undefined && roleOf(maker.op) === 'dropout';
  });
}

/** What moves numbers, but not from channels to positions, takes means, or drops some in training leaves a linear map linear. */
const past: Past = ({ op, inputs, output }) => {
  if (op.kind === 'reshape') return output.type.dims.length <= (inputs[0] as Value).type.dims.length;
  return ['moves', 'mean', 'dropout'].includes(roleOf(op));
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
 * A narrow middle makes fewer weights of a large matrix, and windows along different axes, or one after the other, those
 * of a large window: all are meant.
 */
function isNoFactorisation(first: OpNode, second: OpNode, between: readonly Value[]): boolean {
  const size = isWindow(first) && isWindow(second) ? channelsOf : sizeOf;
  const [from, to] = [size(first.inputs[0] as Value), size(second.output)];
  const middle = Math.min(...between.map(size));
  const [a, b] = [longAxes(first), longAxes(second)];
  const isParted = a.length > 0 && b.length > 0 && !a.some((axis) => b.includes(axis));
  return middle >= Math.min(from, to) && !isParted && !isFarSmaller(first, second);
}

/** Two windows that need less than a quarter of the weights of the one that they make together, as in an FCN's upscore. */
function isFarSmaller(first: OpNode, second: OpNode): boolean {
  if (!isWindow(first) || !isWindow(second)) return false;
  const [a, b] = [kernelOf(first), kernelOf(second)];
  const places = a.map((kernel, axis) => placesOfBoth(first, second, axis, [kernel, b[axis] ?? 1]));
  const merged = numbersIn(places.map(constant)) * channelsOf(first.inputs[0] as Value) * channelsOf(second.output);
  return 4 * (weightsOf(first) + weightsOf(second)) < merged;
}

/** How many places along an axis the two see together; what a transposed one makes longer, it moves apart. */
function placesOfBoth(first: OpNode, second: OpNode, axis: number, [a, b]: readonly [number, number]): number {
  const [own, others] = [apart(first, axis), apart(second, axis)];
  const near = own.dilation * (second.op.kind === 'convolution_transpose' ? others.stride : 1);
  const far = others.dilation * (first.op.kind === 'convolution' ? own.stride : 1);
  const places = new Set<number>();
  for (let i = 0; i < a; i++) for (let j = 0; j < b; j++) places.add(i * near + j * far);
  return places.size;
}

function apart({ op }: OpNode, axis: number): { readonly stride: number; readonly dilation: number } {
  if (op.kind !== 'convolution' && op.kind !== 'convolution_transpose') return { stride: 1, dilation: 1 };
  const [stride, dilation] = [op.stride[axis], op.dilation[axis]].map((dim) => dim && numberOf(dim));
  return { stride: stride ?? 1, dilation: dilation ?? 1 };
}

function kernelOf({ inputs }: OpNode): number[] {
  return (inputs[1]?.type.dims.slice(0, -2) ?? []).map((size) => numberOf(size) ?? 1);
}

function weightsOf({ inputs }: OpNode): number {
  return numbersIn(inputs[1]?.type.dims ?? []);
}

/** Of what slides it is the channels that count: a stride leaves out places, not what is made of each. */
function isWindow({ op }: OpNode): boolean {
  return op.kind === 'convolution' || op.kind === 'convolution_transpose';
}

function channelsOf({ type }: Value): number {
  return numbersIn(type.dims.slice(-1));
}

/** Numbers of an example, with a highly divisible one for each length that is not known. */
function sizeOf({ type }: Value): number {
  return numbersIn(type.dims.slice(1));
}

function numbersIn(dims: readonly Dim[]): number {
  const size: Dim = product([constant(1), ...dims]);
  return evaluate(size, new Map(symbolsOf(size).map(({ id }) => [id, 5040]))) ?? 0;
}

/** The axes along which a window sees more than one place. */
function longAxes({ op, inputs }: OpNode): number[] {
  if (op.kind === 'linear') return [];
  const kernel = inputs[1]?.type.dims.slice(0, -2) ?? [];
  return kernel.flatMap((size, axis) => (numberOf(size) === 1 ? [] : [axis]));
}

/** An activation for hidden layers: not one that bounds its numbers from both sides for a gate, nor one that is a factor. */
function isHidden({ op, output }: OpNode, { wiring }: Sight): boolean {
  if (roleOf(op) !== 'bend' || (op.kind === 'unary' && op.fn === 'sigmoid')) return false;
  const users = wiring.users.get(output.id) ?? [];
  return !users.some((user) => user.op.kind === 'binary' && user.op.fn === 'mul');
}

/** An activation between each two, as the model has them elsewhere; all of them or none. */
function betweenFixes(pairs: readonly Pair[], sight: Sight): Fix[] {
  const used = sight.graph.nodes.find((node) => isHidden(node, sight));
  const name = used ? named(used, sight).text : 'relu';
  const places = pairs.map(({ first, second }) => endBetween(placeOf(first, sight), placeOf(second, sight), sight));
  const distinct = [...new Map(places.map((span) => [span?.start, span])).values()];
  const spans = distinct.filter((span) => span !== undefined);
  if (spans.length < distinct.length) return [];
  return [
    { title: `put ${name} between them`, safe: false, edits: spans.map((span) => ({ span, text: ` | ${name}` })) },
  ];
}

/** Where the first ends, with what holds it, in the list that holds both. */
function endBetween(first: Place, second: Place, sight: Sight): Span | undefined {
  const [a, b] = [first, second].map((place) => [...place.around, place]) as [Place[], Place[]];
  const fork = a.findIndex((one, depth) => one.stage !== b[depth]?.stage);
  const list = a[fork - 1]?.stage;
  const isTurn = list?.kind === 'sequence' && list.of === 'repeat';
  const stage = a[isTurn ? fork + 1 : fork]?.stage;
  if (!stage || stage.kind === 'tap' || stage.span.source !== sight.spec.source) return undefined;
  return { ...stage.span, start: stage.span.end };
}
