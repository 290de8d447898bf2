/** Remainders that windows side by side leave out: told only where nothing else sees what is left out. */
import type { Diagnostic } from '../diagnostics/diagnostic.ts';
import type { OpNode, Value } from '../ops/graph.ts';
import { numberOf } from '../shapes/dim.ts';
import type { Lowered } from './lowered.ts';
import { placesOf } from './places.ts';

/**
 * Whether a warning of a remainder is one of a border: windows that overlap, or attention, have shown what is left out to
 * its neighbours, as in most convolutional networks.
 */
export function isBorder({ code, span }: Diagnostic, models: readonly Lowered[]): boolean {
  if (code !== 'shape/remainder') return false;
  const pools = models.flatMap(({ model, graph }) => {
    const places = placesOf(model);
    const makers = new Map(graph.nodes.map((node) => [node.output.id, node]));
    const here = graph.nodes.filter(({ op, path }) => {
      const at = places.get(path)?.stage.span;
      const slides = op.kind === 'pool' || op.kind === 'convolution';
      return slides && at?.source === span.source && at.start === span.start;
    });
    return here.map((node) => isSeenBeside(node, makers));
  });
  return pools.length > 0 && pools.every((is) => is);
}

/** Whether something on a way into an op has taken neighbours in. */
function isSeenBeside({ inputs }: OpNode, makers: ReadonlyMap<number, OpNode>): boolean {
  const seen = new Set<number>();
  const open: (Value | undefined)[] = [inputs[0]];
  for (let value = open.pop(); value; value = open.pop()) {
    const maker = makers.get(value.id);
    if (!maker || seen.has(value.id)) continue;
    seen.add(value.id);
    if (overlaps(maker)) return true;
    open.push(...maker.inputs);
  }
  return false;
}

function overlaps({ op, inputs }: OpNode): boolean {
  if (op.kind === 'attention') return true;
  if (op.kind === 'pool') return op.kernel.some((size, axis) => isWider(size, op.stride[axis]));
  if (op.kind !== 'convolution' && op.kind !== 'convolution_transpose') return false;
  return (inputs[1]?.type.dims.slice(0, -2) ?? []).some((size, axis) => isWider(size, op.stride[axis]));
}

function isWider(size: Value['type']['dims'][number], stride: Value['type']['dims'][number] | undefined): boolean {
  const [k, by] = [numberOf(size), stride && numberOf(stride)];
  return k === undefined || by === undefined || k > by;
}
