/** Rows of windows whose dilations have a common factor, so that the positions between are never taken in together. */
import { blind } from '../../analyses/field/sight.ts';
import type { Spots } from '../../analyses/field/spots.ts';
import type { Sights } from '../../analyses/field.ts';
import { type Diagnostic, diagnostic, type Fix, type Label, replace } from '../../diagnostics/diagnostic.ts';
import type { OpNode } from '../../ops/graph.ts';
import { type Dim, numberOf } from '../../shapes/dim.ts';
import { keyOf, named, placeOf, type Sight } from '../habits/sight.ts';

/** The report on a model each of whose outputs sees every second, third, … position alone, by the dilations of all its windows. */
export function gapsReport(sights: Sights, sight: Sight, labels: readonly Label[]): Diagnostic[] {
  const { sets } = sights.get(sight.graph.output.id) ?? blind;
  const factor = sets.some(({ length }) => length >= 6) ? sets.reduce(withGaps, 0) : 1;
  const row = factor > 1 ? rowOf(sight, factor) : undefined;
  if (!row) return [];
  const { first, dilations } = row;
  const { span } = named(first, sight);
  const place = placeOf(first, sight);
  const call = place.around.findLast((one) => one.stage.kind === 'sequence' && one.stage.of === 'block')?.stage.span;
  const isCalledHere = call && call.source === sight.spec.source && keyOf(call) !== keyOf(span);
  const where = isCalledHere ? [{ span: call, message: 'the dilations come from here' }] : [];
  const fixes = fromOneFix(first, dilations, sight);
  const help = fixes.length > 0 ? [] : ['begin with dilation=1, so that neighbours meet before they are passed over'];
  const facts = { factor, dilations: dilations.map(String) };
  return [diagnostic('flow/gaps', span, facts, { labels: [...labels, ...where], help, fixes })];
}

/** The greatest common factor of the gaps of a set and of those before; 1 where two of its positions are neighbours. */
function withGaps(factor: number, set: Spots): number {
  return set.reduce((known, from, at) => {
    if (at % 2 === 1) return from - (set[at - 1] as number) > 1 ? 1 : known;
    return at === 0 ? known : gcd(known, from - (set[at - 2] as number));
  }, factor);
}

function gcd(a: number, b: number): number {
  return b === 0 ? a : gcd(b, a % b);
}

/** The windows of a model in which there are at least two, where it is their dilations alone that leave gaps. */
function rowOf({ graph }: Sight, factor: number) {
  const found = graph.nodes.filter(({ op }) => op.kind === 'convolution' || op.kind === 'pool').map(windowOf);
  const windows = found.filter(({ kernel }) => kernel !== 1);
  const isRow = windows.every(
    ({ stride, dilation }) => stride === 1 && dilation !== undefined && dilation % factor === 0,
  );
  const [first] = windows;
  const dilations = [...new Set(windows.flatMap(({ dilation }) => dilation ?? []))];
  return first && windows.length > 1 && isRow ? { first: first.node, dilations } : undefined;
}

function windowOf(node: OpNode) {
  const { op, inputs } = node;
  if (op.kind !== 'convolution' && op.kind !== 'pool') return { node, kernel: 1, stride: 1, dilation: 1 };
  const sizes = [op.kind === 'pool' ? op.kernel[0] : inputs[1]?.type.dims[0], op.stride[0], op.dilation[0]];
  const [kernel, stride, dilation] = sizes.map((dim) => numberOf(dim as Dim));
  return { node, kernel, stride, dilation };
}

/** Where a repeat counts from 1 and its number is the power of two: from 0. */
function fromOneFix(first: OpNode, dilations: readonly number[], sight: Sight): Fix[] {
  const { around } = placeOf(first, sight);
  const repeat = around.findLast(({ stage }) => stage.kind === 'sequence' && stage.of === 'repeat');
  const over = repeat && sight.written.stage(repeat.stage.span)?.node;
  const arePowers = dilations.every((dilation, at) => dilation === 2 ** (at + 1));
  if (!arePowers || over?.kind !== 'repeat' || over.over.kind !== 'range') return [];
  const { from } = over.over;
  if (from.kind !== 'number' || from.value !== 1) return [];
  return [replace('count from 0, so that the first dilation is 1', from.span, '0')];
}
