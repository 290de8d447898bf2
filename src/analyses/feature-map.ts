/**
 * The receptive field of one place of a feature map, by its arithmetic: as if the input went on beyond its ends (Araujo,
 * Norris and Sim, "Computing Receptive Fields of Convolutional Neural Networks", Distill 2019, equations 2 and 3: a window
 * of k places makes a field of r into r + (k - 1) j, where j is how far apart neighbours are on the input, and its stride s
 * makes j into j s).
 */
import type { Graph } from '../ir/lower.ts';
import type { OpNode, Value } from '../ops/graph.ts';
import type { Op } from '../ops/op.ts';
import type { AxisReach, Reach } from '../ops/reach.ts';
import { reachesOf } from './field.ts';

export interface FeatureMap {
  /** The op whose output it is. */
  readonly node: OpNode;
  /** Along each axis of positions, in places of the input. */
  readonly fields: readonly FieldSize[];
}

export interface FieldSize {
  readonly size: number;
  /** How far apart on the input two neighbours of the map are. */
  readonly stride: number;
}

/**
 * What is known of a value along one axis of the input: along which axis of its own, and how much. `untold` is all of the
 * input, and what stretches it, so that places differ.
 */
type Along = (FieldSize & { readonly axis: number }) | 'untold' | 'none';

/**
 * The last map of a model that has the axes of the input, and a window behind it. Undefined where there is none, where it
 * sees all of the input, where a size is open, and behind layers that make a map larger.
 */
export function lastMapOf({ input, nodes }: Graph, axes: readonly number[]): FeatureMap | undefined {
  const known = new Map<number, readonly Along[]>([
    [input.id, axes.map((axis): Along => ({ axis, size: 1, stride: 1 }))],
  ]);
  let last: FeatureMap | undefined;
  for (const node of nodes) {
    const after = axes.map((_, at) => alongAfter(node, (value) => known.get(value.id)?.[at] ?? 'none'));
    known.set(node.output.id, after);
    if (!slides(node)) continue;
    const fields = after.flatMap((along) => (typeof along === 'string' ? [] : [along]));
    last =
      fields.length === axes.length ? { node, fields: fields.map(({ size, stride }) => ({ size, stride })) } : last;
    if (after.includes('untold') && node.output.type.dims.length === input.type.dims.length) last = undefined;
  }
  return last;
}

function slides({ op }: OpNode): boolean {
  return ['convolution', 'convolution_transpose', 'pool', 'upsample'].includes(op.kind);
}

/** The largest of what comes by the inputs. */
function alongAfter(node: OpNode, alongOf: (value: Value) => Along): Along {
  const reaches = reachesOf(node, 'evaluated');
  return reaches
    .map((reach, at) => alongBy(reach, alongOf(node.inputs[at] as Value), node.op))
    .reduce<Along>(larger, 'none');
}

function alongBy(reach: Reach, along: Along, op: Op): Along {
  if (along === 'none' || reach.kind === 'weight' || reach.kind === 'statistics') return 'none';
  if (along === 'untold' || reach.kind === 'reshaped') return 'untold';
  const axis = reach.axes[along.axis - 1];
  const window = axis && windowOf(op, axis);
  if (!axis || !window) return 'untold';
  const { size, stride } = along;
  return { axis: axis.of, size: size + (window.extent - 1) * stride, stride: stride * window.stride };
}

function larger(a: Along, b: Along): Along {
  if (a === 'none' || b === 'untold') return b;
  if (b === 'none' || a === 'untold') return a;
  return b.size > a.size ? b : a;
}

interface Window {
  readonly extent: number;
  readonly stride: number;
}

/** How many places a place sees, from the first to the last, and by how many it moves on, if that can be told. */
function windowOf(op: Op, { sees }: Exclude<AxisReach, undefined>): Window | undefined {
  if (typeof sees !== 'function') {
    const extent = sees.before + sees.after + 1;
    return Number.isFinite(extent) ? { extent, stride: 1 } : undefined;
  }
  if (op.kind !== 'convolution' && op.kind !== 'pool') return undefined;
  const [here, next] = [sees(0), sees(1)];
  return { extent: Math.max(...here) - Math.min(...here) + 1, stride: Math.min(...next) - Math.min(...here) };
}
