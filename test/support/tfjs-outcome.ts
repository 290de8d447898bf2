/** Graphs of ops run by the helpers of emitted programs in single precision: what `runTensors` is compared with. */
import * as tf from '@tensorflow/tfjs';
import type { Graph } from '../../src/ir/lower.ts';
import { STEP, tensorOf } from './golden-model.ts';
import type { ByName, Numbers } from './goldens.ts';
import type { Outcome } from './lowered-graph.ts';
import { runGraph } from './run-graph.ts';

/** The output, the gradients of sum(output * dy), and the buffers after the step. */
export function runTfjs(graph: Graph, input: Numbers, own: ByName, training: boolean, dy: Numbers): Outcome {
  const variables = new Map(Object.entries(own).map(([path, numbers]) => [path, tf.variable(tensorOf(numbers))]));
  const x = input.dtype === 'int32' ? tensorOf(input) : tf.variable(tensorOf(input));
  const [weights, buffers] = [graph.weights, graph.buffers].map((all) =>
    Object.fromEntries(all.map(({ weight: { path } }) => [path, variables.get(path)!])),
  ) as [Record<string, tf.Variable>, Record<string, tf.Variable>];
  const given = new Map<number, tf.Tensor>([[graph.input.id, x]]);
  for (const { weight, value } of [...graph.weights, ...graph.buffers])
    given.set(value.id, variables.get(weight.path)!);

  let output: readonly number[] = [];
  const model = { weights, buffers, optimiser: {} };
  const learned = [...(x instanceof tf.Variable ? [x] : []), ...Object.values(weights)];
  const { grads } = tf.variableGrads(() => {
    const values = runGraph(graph.nodes, given, { model, training: training ? STEP : undefined });
    const result = values.get(graph.output.id)!;
    output = Array.from(result.dataSync());
    return tf.sum(tf.mul(result, tensorOf(dy))) as tf.Scalar;
  }, learned);
  const gradientOf = (variable: tf.Tensor | undefined) => {
    const gradient = variable instanceof tf.Variable ? grads[variable.name] : undefined;
    return gradient ? Array.from(gradient.dataSync()) : undefined;
  };
  const named = { input: x, ...weights };
  return {
    output,
    gradients: Object.fromEntries(Object.entries(named).map(([name, variable]) => [name, gradientOf(variable)])),
    assigned: Object.fromEntries(
      Object.entries(buffers).map(([path, buffer]) => [path, Array.from(buffer.dataSync())]),
    ),
  };
}
