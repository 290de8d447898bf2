/** Models as emitted programs start them, on examples of their own data or on drawn ones: what comes out of every op. */
import { readFileSync, writeFileSync } from 'node:fs';
import { dirname, resolve } from 'node:path';
import { pathToFileURL } from 'node:url';
import * as tf from '@tensorflow/tfjs';
import '@tensorflow/tfjs-backend-wasm';
import type { Data, DataFile, DataSettings, Examples, Model } from '../../program/tfjs/types.ts';
import { emitModel } from '../../src/compile.ts';
import { syntheticData } from '../../src/ir/given-data.ts';
import { type Ir, toIr } from '../../src/ir/ir.ts';
import type { Graph } from '../../src/ir/lower.ts';
import { loadSpec } from '../../src/run/load-spec.ts';
import type { CheckedModel, CheckedSpec } from '../../src/shapecheck/checked.ts';
import type { TensorType } from '../../src/shapes/shape.ts';
import { writeModule } from './program.ts';
import { type Running, runGraph, runNode } from './run-graph.ts';

export interface Started {
  readonly spec: CheckedSpec;
  readonly model: CheckedModel;
  readonly ir: Ir;
  /** What comes out of each op, by the id of its value, over several draws of the weights. */
  readonly measured: ReadonlyMap<number, Measured>;
  /** The mean of the first losses. */
  readonly firstLoss: number | undefined;
}

export interface Measured {
  readonly mean: number;
  readonly deviation: number;
  /** The share of the numbers beyond ±0.97. */
  readonly beyond: number;
}

/** How often weights are drawn, and examples in each batch. */
export interface Draws {
  readonly seeds: number;
  readonly batch: number;
}

interface Program {
  createModel(seed: number): Model;
  readData(files: readonly DataFile[], settings: DataSettings): Data;
  minibatch(part: Examples, size: number, seed: number, step: number): [tf.Tensor, tf.Tensor];
}

/** The first model of a spec without errors. */
export function specOf(path: string, set?: ReadonlyMap<string, string>): readonly [CheckedSpec, CheckedModel] {
  const spec = loadSpec(path, set);
  if (typeof spec === 'string') throw new Error(`${path}: ${spec}`);
  return [spec.value, spec.value.models[0] as CheckedModel];
}

/** Starts a model of a spec that stands at a path; without data of its own it takes numbers of N(0, 1) and even ids. */
export async function start(
  path: string,
  [spec, model]: readonly [CheckedSpec, CheckedModel],
  { seeds, batch }: Draws,
) {
  const given = spec.data ? undefined : syntheticData(model.input as TensorType);
  const ir = toIr(spec, model, given);
  const text = writeModule(emitModel(spec, model, { engine: 'tfjs' }, given));
  writeFileSync(text, `${readFileSync(text, 'utf8')}\nexport const probe = { createModel, readData, minibatch };\n`);
  const { probe } = (await import(/* @vite-ignore */ pathToFileURL(text).href)) as { readonly probe: Program };
  const { split = [1, 0, 0], seed: splitSeed } = ir.data ?? {};
  const data = probe.readData(filesOf(ir, dirname(path)), { split, splitSeed } as DataSettings);
  const sums = new Map<number, Sums>();
  let losses = 0;
  for (let seed = 1; seed <= seeds; seed++) {
    tf.engine().startScope();
    const [x, y] = probe.minibatch(data.train, batch, seed, 0);
    const own = probe.createModel(seed);
    const weights = [...ir.graph.weights, ...ir.graph.buffers].map(({ weight, value }) => {
      return [value.id, (own.weights[weight.path] ?? own.buffers[weight.path]) as tf.Tensor] as const;
    });
    const running = { model: own, training: { seed, step: 0 } };
    const output = eachOutput(ir.graph, new Map([[ir.graph.input.id, x], ...weights]), running, (id, tensor) => {
      sums.set(id, added(sums.get(id), tensor));
    });
    if (ir.loss) {
      const { nodes, output: scores, target, loss } = ir.loss.graph;
      const given = [
        [scores.id, output],
        [target.id, y],
      ] as const;
      const found = runGraph(nodes, new Map(given), running);
      losses += (found.get(loss.id) as tf.Tensor).dataSync()[0] as number;
    }
    tf.engine().endScope();
    tf.disposeVariables();
  }
  const measured = new Map([...sums].map(([id, each]) => [id, measuredOf(each, seeds)] as const));
  return { spec, model, ir, measured, firstLoss: ir.loss && losses / seeds } satisfies Started;
}

/** Looks at what comes out of each op, and gives back that of the model. A value is let go of once nothing reads it any more. */
function eachOutput(
  { nodes, output }: Graph,
  given: ReadonlyMap<number, tf.Tensor>,
  running: Running,
  look: (id: number, tensor: tf.Tensor) => void,
): tf.Tensor {
  const values = new Map(given);
  const lastReads = new Map(nodes.flatMap(({ inputs }, at) => inputs.map(({ id }) => [id, at] as const)));
  for (const [at, node] of nodes.entries()) {
    const { id } = node.output;
    values.set(
      id,
      tf.tidy(() => runNode(node, values, running)),
    );
    look(id, values.get(id) as tf.Tensor);
    for (const read of [id, ...node.inputs.map((input) => input.id)]) {
      const isDone = read !== output.id && !given.has(read) && (lastReads.get(read) ?? at) === at;
      if (isDone) letGo(read, values);
    }
  }
  return values.get(output.id) as tf.Tensor;
}

/** An op that changes nothing hands on the very tensor that it takes. */
function letGo(id: number, values: Map<number, tf.Tensor>): void {
  const tensor = values.get(id);
  values.delete(id);
  if (tensor && ![...values.values()].includes(tensor)) tensor.dispose();
}

function filesOf({ data }: Ir, folder: string): DataFile[] {
  return (data?.files ?? []).map(({ from }) => {
    const path = resolve(from.kind === 'builtin' ? '.' : folder, from.path);
    return { name: from.path, bytes: readFileSync(path) };
  });
}

interface Sums {
  readonly mean: number;
  readonly square: number;
  readonly beyond: number;
}

function added({ mean, square, beyond }: Sums = { mean: 0, square: 0, beyond: 0 }, tensor: tf.Tensor): Sums {
  const values = tensor.dataSync();
  let [sum, squares, count] = [0, 0, 0];
  for (const value of values) {
    sum += value;
    squares += value * value;
    if (Math.abs(value) > 0.97) count++;
  }
  return {
    mean: mean + sum / values.length,
    square: square + squares / values.length,
    beyond: beyond + count / values.length,
  };
}

/** The deviation of the numbers of all draws together. */
function measuredOf({ mean, square, beyond }: Sums, seeds: number): Measured {
  return {
    mean: mean / seeds,
    deviation: Math.sqrt(Math.max(0, square / seeds - (mean / seeds) ** 2)),
    beyond: beyond / seeds,
  };
}
