/** A reshape to the same sizes in another order, or to one in front of the others joined, which scrambles numbers where a transpose would carry them over. */
import { diagnostic, type Fix, replace } from '../../diagnostics/diagnostic.ts';
import type { OpNode, Value } from '../../ops/graph.ts';
import { type Dim, equals, numberOf } from '../../shapes/dim.ts';
import { toTight } from '../../shapes/print.ts';
import { typeText } from '../../shapes/shape.ts';
import type { Span } from '../../text/source.ts';
import { itemOf, type ModelHabit, named, placeOf, type Sight } from './sight.ts';

export const scrambled: ModelHabit = (sight) =>
  sight.graph.nodes.flatMap((node) => {
    const from = node.op.kind === 'reshape' ? startOf(node, sight) : undefined;
    if (!from || !(isShuffled(from, node.output) || isCut(from, node.output))) return [];
    const { text: stage, span } = named(node, sight);
    const [before, after] = [from, node.output].map(({ type }) => typeText(type)) as [string, string];
    const help = ['transpose makes the last two dims change places; reshape is for dims that are split or joined'];
    const fixes = fixOf(from, node, sight);
    const given = giverOf(from, sight);
    const labels = given ? [{ span: given, message: `gives ${before}` }] : [];
    return [diagnostic('lint/scrambled', span, { stage, before, after }, { labels, help, fixes })];
  });

/** Where it is said what goes into it. */
function giverOf(from: Value, sight: Sight): Span | undefined {
  const maker = sight.wiring.makers.get(from.id);
  if (maker) return named(maker, sight).span;
  return from.id === sight.graph.input.id ? itemOf(sight.spec.tree.items, 'input')?.dimsSpan : undefined;
}

/** What goes into a row of reshapes that ends with this one. */
function startOf(node: OpNode, { wiring, graph }: Sight): Value | undefined {
  const users = wiring.users.get(node.output.id) ?? [];
  const isInside = users.length === 1 && users[0]?.op.kind === 'reshape' && node.output.id !== graph.output.id;
  if (isInside) return undefined;
  let value = node.inputs[0] as Value;
  for (let maker = wiring.makers.get(value.id); maker?.op.kind === 'reshape'; maker = wiring.makers.get(value.id))
    value = maker.inputs[0] as Value;
  return value;
}

/** Whether two values have the same sizes in another order; a dim of 1 may stand anywhere. */
function isShuffled(from: Value, to: Value): boolean {
  const [a, b] = [sizes(from), sizes(to)];
  if (a.length < 2 || a.length !== b.length || a.every((dim, at) => equals(dim, b[at] as Dim))) return false;
  const left = [...b];
  return a.every((dim) => {
    const at = left.findIndex((other) => equals(dim, other));
    if (at >= 0) left.splice(at, 1);
    return at >= 0;
  });
}

/** Whether one dim of three stands in front at last, as if the two others had been joined behind it: rows are cut instead. */
function isCut(from: Value, to: Value): boolean {
  const [[a, b, c, ...more], [front, behind, ...others]] = [sizes(from).map(numberOf), sizes(to).map(numberOf)];
  if (a === undefined || b === undefined || c === undefined || front === undefined || behind === undefined)
    return false;
  if (more.length > 0 || others.length > 0) return false;
  const isMiddle = front === b && behind === a * c;
  const isLast = front === c && behind === a * b && front !== behind;
  // Rows that are laid in whole beside each other are meant, as in a stack of frames.
  return (isMiddle || isLast) && a % front !== 0;
}

function sizes({ type }: Value): readonly Dim[] {
  return type.dims.slice(1).filter((dim) => numberOf(dim) !== 1);
}

/** A transpose, with the other dims joined for it where there are three. */
function fixOf(from: Value, node: OpNode, sight: Sight): Fix[] {
  const layer = sight.written.layer(placeOf(node, sight).stage.span);
  const [before, after] = [from, node.output].map(({ type }) => type.dims.slice(1)) as [Dim[], Dim[]];
  if (!layer || node.inputs[0] !== from || before.length < after.length) return [];
  const text = before.length > after.length ? joined(before, after) : carried(before, after);
  const end = Math.max(layer.node.name.span.end, layer.node.args.span.end);
  return text ? [replace(`write ${text}`, { ...layer.node.span, end }, text)] : [];
}

/** The dim that comes to the front, with the two others joined behind it. */
function joined(before: readonly Dim[], after: readonly Dim[]): string | undefined {
  const [a, b, c] = before.map(numberOf);
  const front = numberOf(after[0] as Dim);
  if (before.length !== 3 || a === undefined || b === undefined || c === undefined) return undefined;
  return front === b ? `transpose | reshape ${a * c} ${b} | transpose` : `reshape ${a * b} ${c} | transpose`;
}

function carried(before: readonly Dim[], after: readonly Dim[]): string | undefined {
  const is = (...order: readonly number[]) => order.every((from, to) => equals(before[from] as Dim, after[to] as Dim));
  const list = after.map(toTight).join(' ');
  const numbers = before.map(numberOf);
  if (before.length === 2) return 'transpose';
  const [a, b, c] = numbers;
  if (before.length !== 3 || a === undefined || b === undefined || c === undefined) return undefined;
  if (is(0, 2, 1)) return 'transpose';
  if (is(1, 2, 0)) return `reshape ${a} ${b * c} | transpose | reshape ${list}`;
  return is(2, 0, 1) ? `reshape ${a * b} ${c} | transpose | reshape ${list}` : undefined;
}
