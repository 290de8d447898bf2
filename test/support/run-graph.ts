/** Runs the ops of a graph one by one, each as emitted programs write it, with the helpers of emitted programs. */
import * as tf from '@tensorflow/tfjs';
import * as activations from '../../program/tfjs/activations.ts';
import * as attention from '../../program/tfjs/attention.ts';
import * as convolution from '../../program/tfjs/convolution.ts';
import * as gru from '../../program/tfjs/gru.ts';
import * as layers from '../../program/tfjs/layers.ts';
import * as losses from '../../program/tfjs/losses.ts';
import * as noise from '../../program/tfjs/noise.ts';
import * as norms from '../../program/tfjs/norms.ts';
import * as pooling from '../../program/tfjs/pooling.ts';
import * as recurrent from '../../program/tfjs/recurrent.ts';
import * as resizing from '../../program/tfjs/resizing.ts';
import * as sequences from '../../program/tfjs/sequences.ts';
import type { Model, Training } from '../../program/tfjs/types.ts';
import { quoted } from '../../src/codegen/code.ts';
import type { Expression, OpContext } from '../../src/codegen/target.ts';
import { tfjs } from '../../src/codegen/targets/tfjs/index.ts';
import type { OpNode } from '../../src/ops/graph.ts';
import type { Op } from '../../src/ops/op.ts';
import { numberOf } from '../../src/shapes/dim.ts';

/** What a graph runs in: the model that it is of, and the mode. */
export interface Running {
  readonly model: Model;
  readonly training: Training | undefined;
}

/** What emitted programs find under these names. */
const helpers: Readonly<Record<string, unknown>> = {
  tf,
  ...layers,
  ...losses,
  ...convolution,
  ...pooling,
  ...resizing,
  ...activations,
  ...norms,
  ...noise,
  ...attention,
  ...sequences,
  ...recurrent,
  ...gru,
};

/** The value of each id, those that the ops make among them. */
export function runGraph(
  nodes: readonly OpNode[],
  given: ReadonlyMap<number, tf.Tensor>,
  running: Running,
): ReadonlyMap<number, tf.Tensor> {
  const values = new Map(given);
  for (const node of nodes) values.set(node.output.id, runNode(node, values, running));
  return values;
}

/** What one op makes of the values of its inputs. */
export function runNode(
  { op, inputs, path }: OpNode,
  values: ReadonlyMap<number, tf.Tensor>,
  { model, training }: Running,
): tf.Tensor {
  const context: OpContext = {
    inputs: inputs.map((_, at) => `inputs[${at}]`),
    types: inputs.map(({ type }) => type),
    site: quoted('site' in op ? op.site : path),
    owner: () => quoted(path),
    size: (dim) => `${numberOf(dim)}`,
  };
  const { text } = (tfjs.emit[op.kind] as (op: Op, context: OpContext) => Expression)(op, context);
  const names = ['inputs', 'model', 'training', ...Object.keys(helpers)];
  const run = new Function(...names, `return ${text};`);
  const operands = inputs.map(({ id }) => values.get(id));
  return run(operands, model, training, ...Object.values(helpers)) as tf.Tensor;
}
