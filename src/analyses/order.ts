/**
 * Order: whether a model with attention takes the positions of its input as a set, so that the same positions in another
 * order give the same output, or the same in that order. Said is so only what follows from the ops.
 */
import type { Graph } from '../ir/lower.ts';
import type { OpNode, Value } from '../ops/graph.ts';
import type { OpKind } from '../ops/op.ts';
import { type Dim, numberOf } from '../shapes/dim.ts';

/**
 * What becomes of a value when the positions of the input change places:
 * - `free`: nothing
 * - `along`: its rows change places in the same way
 * - `shifted`: as `along`, but for what was added to each place
 * - `bound`: something else
 */
type Course = 'free' | 'along' | 'shifted' | 'bound';

/** The first attention of a model that takes its positions, along axis 1, as a set. */
export function attentionOverSet(graph: Graph): OpNode | undefined {
  const { input, nodes, output } = graph;
  const courses = new Map<number, Course>([[input.id, 'along']]);
  const courseOf = ({ id }: Value) => courses.get(id) ?? 'free';
  for (const node of nodes) courses.set(node.output.id, after(node, node.inputs.map(courseOf)));
  if (['bound', 'shifted'].includes(courseOf(output))) return undefined;
  return nodes.find(({ op, inputs }) => op.kind === 'attention' && inputs.some((value) => courseOf(value) === 'along'));
}

/** Ops of each position by itself, of statistics over all of them, and tokens that are put before them. */
const carriesAlong: ReadonlySet<OpKind> = new Set<OpKind>([
  'batch_norm',
  'binary',
  'channelwise',
  'drop_path',
  'dropout',
  'embedding',
  'gated',
  'noise',
  'normalise',
  'one_hot',
  'prepend',
  'unary',
]);

function after(node: OpNode, inputs: readonly Course[]): Course {
  if (inputs.includes('bound')) return 'bound';
  const { op, output } = node;
  // A mean is the same in any order, whatever was added to each place.
  if (inputs.includes('shifted')) return op.kind === 'global_pool' && op.fn === 'avg' ? 'free' : 'bound';
  if (!inputs.includes('along')) return 'free';
  if (op.kind === 'position') return 'shifted';
  // Of a single one that is kept, the order of the others does not matter.
  if (op.kind === 'global_pool' || (op.kind === 'slice' && op.axis === 1 && numberOf(output.type.dims[1] as Dim) === 1))
    return 'free';
  return carriesAlong.has(op.kind) || isOfEach(node) ? 'along' : 'bound';
}

/** Whether an op whose settings decide goes along with the positions. */
function isOfEach({ op, inputs, output }: OpNode): boolean {
  if (op.kind === 'attention') return !op.causal && !op.rope && !op.window;
  if (op.kind === 'linear' || op.kind === 'softmax') return output.type.dims.length > 2;
  if (op.kind === 'concat') return op.axis > 1;
  const kernel = op.kind === 'convolution' ? inputs[1]?.type.dims.slice(0, -2) : undefined;
  return (
    kernel !== undefined && op.kind === 'convolution' && [...kernel, ...op.stride].every((size) => numberOf(size) === 1)
  );
}
