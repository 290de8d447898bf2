/**
 * Recurrent layers: what comes in is multiplied for all positions at once, then each state follows from the one before.
 * Gates are not kept for the way back but worked out again, for all positions at once, so that little is left to do step
 * by step. Rows stand in the order of time: those of the first position, one for each example, then the second's. Each
 * gate has tensors of its own, as to cut columns is slow
 */
import * as tf from '@tensorflow/tfjs';
import { linear, withGradient } from './layers.ts';
import type { Model } from './types.ts';

/** Which of a stage's weights are meant. */
export interface RecurrentOptions {
  /** Of several layers on top of each other, from 0. */
  readonly layer?: number;
  /** From the last position to the first. */
  readonly reverse?: boolean;
}

/** A tensor for each gate: one in an rnn, r, z, n in a gru, i, f, g, o in an lstm. */
export type OneGate = readonly [tf.Tensor];
export type TwoGates = readonly [tf.Tensor, tf.Tensor];
export type ThreeGates = readonly [tf.Tensor, tf.Tensor, tf.Tensor];
export type FourGates = readonly [tf.Tensor, tf.Tensor, tf.Tensor, tf.Tensor];
type Gates = readonly tf.Tensor[];

/** What a scan works on: what the inputs add to each gate, the weights of the states, and the first states. */
export interface RecurrentScan<G extends Gates, S extends Gates> {
  readonly sums: G;
  readonly weights: G;
  readonly starts: S;
}

/** h' = tanh(x Wi + h Wh + b): [B, T, C] to [B, T, h]. */
export function rnn(x: tf.Tensor, model: Model, path: string, options: RecurrentOptions = {}): tf.Tensor {
  const { weights, start, ...own } = recurrentWeights<OneGate>(model, path, options, 1);
  return overTime(x, options, (rows, batch) => {
    const sums = gateSums(rows, own.inputs, own.biases);
    return scanned({ sums, weights, starts: [start(batch, 'h0')] }, rnnStates, rnnGradients);
  });
}

/** i, f, o = sigmoid(…), g = tanh(…), c' = f c + i g, h' = o tanh(c'): [B, T, C] to [B, T, h]. */
export function lstm(x: tf.Tensor, model: Model, path: string, options: RecurrentOptions = {}): tf.Tensor {
  const { weights, start, ...own } = recurrentWeights<FourGates>(model, path, options, 4);
  return overTime(x, options, (rows, batch) => {
    const sums = gateSums(rows, own.inputs, own.biases);
    return scanned({ sums, weights, starts: [start(batch, 'h0'), start(batch, 'c0')] }, lstmStates, lstmGradients);
  });
}

/** The weights of a layer in one direction, gate by gate. */
export interface RecurrentWeights<G extends Gates> {
  readonly inputs: G;
  readonly weights: G;
  /** The biases that come with the input, and with the state; undefined where there are none. */
  readonly inputBiases: G | undefined;
  readonly stateBiases: G | undefined;
  /** Both together. */
  readonly biases: G | undefined;
  /** The first state of each example, or its first cell: zero unless it is learned. */
  readonly start: (batch: number, name: 'h0' | 'c0') => tf.Tensor;
}

export function recurrentWeights<G extends Gates>(
  model: Model,
  path: string,
  { layer = 0, reverse = false }: RecurrentOptions,
  gates: number,
): RecurrentWeights<G> {
  const named = (name: string): tf.Tensor | undefined =>
    model.weights[`${path}.${name}_l${layer}${reverse ? '_reverse' : ''}`];
  const apart = (name: string) => gateByGate(named(name), gates) as unknown as G | undefined;
  const weights = apart('weight_hh') as G;
  const [inputBiases, stateBiases] = [apart('bias_ih'), apart('bias_hh')];
  const biases = inputBiases?.map((bias, at) => addedTo(bias, stateBiases?.[at])) as unknown as G | undefined;
  const start = (batch: number, name: string) =>
    addedTo(tf.zeros([batch, weights[0]?.shape[0] as number]), named(name));
  return { inputs: apart('weight_ih') as G, weights, inputBiases, stateBiases, biases, start };
}

/** [rows, gates * h] or [gates * h] as one tensor for each gate. */
function gateByGate(weight: tf.Tensor | undefined, gates: number): readonly tf.Tensor[] | undefined {
  if (weight === undefined || gates === 1) return weight && [weight];
  if (weight.rank === 1) return tf.split(weight, gates);
  const [rows, columns] = weight.shape as [number, number];
  const width = columns / gates;
  const blocks = tf.transpose(tf.reshape(weight, [rows, gates, width]), [1, 0, 2]);
  return tf.split(tf.reshape(blocks, [gates * rows, width]), gates);
}

export function addedTo(a: tf.Tensor, b: tf.Tensor | undefined): tf.Tensor {
  return b === undefined ? a : tf.add(a, b);
}

/** What the inputs of all positions add to each gate. */
export function gateSums<G extends Gates>(rows: tf.Tensor, inputs: G, biases: Gates | undefined): G {
  return inputs.map((weight, gate) => linear(rows, weight, biases?.[gate])) as unknown as G;
}

/** Runs a scan over [B, T, C], which it is given and gives back as rows in the order of time. */
export function overTime(
  x: tf.Tensor,
  { reverse = false }: RecurrentOptions,
  run: (rows: tf.Tensor, batch: number) => tf.Tensor,
): tf.Tensor {
  const [batch, positions, width] = x.shape as [number, number, number];
  const inOrder = (sequence: tf.Tensor) => (reverse ? tf.reverse(sequence, 0) : sequence);
  const rows = tf.reshape(inOrder(tf.transpose(x, [1, 0, 2])), [positions * batch, width]);
  return tf.transpose(inOrder(tf.reshape(run(rows, batch), [positions, batch, -1])), [1, 0, 2]);
}

/**
 * A scan with its gradient by hand. `states` gives the states and what else the way back needs, `gradients` those of
 * everything that goes in from the gradient of the states.
 */
export function scanned<G extends Gates, S extends Gates, K extends readonly [tf.Tensor, ...tf.Tensor[]]>(
  scan: RecurrentScan<G, S>,
  states: (scan: RecurrentScan<G, S>) => K,
  gradients: (dy: tf.Tensor, kept: K, scan: RecurrentScan<G, S>) => RecurrentScan<G, S>,
): tf.Tensor {
  const gates = scan.sums.length;
  const apart = (all: Gates) =>
    ({
      sums: all.slice(0, gates),
      weights: all.slice(gates, 2 * gates),
      starts: all.slice(2 * gates),
    }) as unknown as RecurrentScan<G, S>;
  return withGradient((...args) => {
    const save = args.pop() as tf.GradSaveFunc;
    const kept = states(apart(args as tf.Tensor[]));
    save([...kept, ...(args as tf.Tensor[])]);
    return {
      value: kept[0],
      gradFunc: (dy: tf.Tensor, saved: tf.Tensor[]) => {
        const again = apart(saved.slice(kept.length));
        const { sums, weights, starts } = gradients(dy, saved.slice(0, kept.length) as unknown as K, again);
        return [...sums, ...weights, ...starts];
      },
    };
  })(...scan.sums, ...scan.weights, ...scan.starts);
}

/** Rows as those of each step, cut here: for every part that it cuts, the wasm backend copies the whole first. */
export function byStep(rows: tf.Tensor, { shape, size }: tf.Tensor): tf.Tensor[] {
  const values = rows.dataSync();
  return Array.from({ length: values.length / size }, (_, at) =>
    tf.tensor(values.subarray(at * size, (at + 1) * size), shape),
  );
}

/** The rows of each gate as those of each step: all gates of the first step, then of the second. */
export function gatesByStep<G extends Gates>(all: G, start: tf.Tensor): G[] {
  const each = all.map((rows) => byStep(rows, start));
  return (each[0] ?? []).map((_, at) => each.map((steps) => steps[at]) as unknown as G);
}

/** The other way: the steps of each gate as rows. */
export function allSteps<G extends Gates>(steps: readonly G[]): G {
  return (steps[0] as G).map((_, gate) => tf.concat(steps.map((step) => step[gate] as tf.Tensor))) as unknown as G;
}

/** The states as they were before each step. */
export function statesBefore(states: tf.Tensor, start: tf.Tensor): tf.Tensor {
  return tf.concat([start, ...byStep(states, start).slice(0, -1)]);
}

/** From the last step to the first: `step` makes of a state's whole gradient its share in that of the state before. */
export function backThroughTime(
  dy: tf.Tensor,
  start: tf.Tensor,
  step: (dh: tf.Tensor, at: number) => tf.Tensor,
): tf.Tensor {
  return byStep(dy, start).reduceRight((dh, d, at) => step(tf.add(dh, d), at), tf.zerosLike(start));
}

export function weightsTurned<G extends Gates>(weights: G): G {
  return weights.map((weight) => tf.transpose(weight)) as unknown as G;
}

/** What the gates' gradients are in terms of the state that was multiplied: each with its weights, all added up. */
export function sumOfProducts(ds: Gates, weights: Gates): tf.Tensor {
  return ds.map((d, gate) => tf.matMul(d, weights[gate] as tf.Tensor)).reduce((sum, product) => tf.add(sum, product));
}

/** The gradients of the weights that the rows were multiplied with. */
export function productsWith<G extends Gates>(rows: tf.Tensor, ds: G): G {
  const columns = tf.transpose(rows);
  return ds.map((d) => tf.matMul(columns, d)) as unknown as G;
}

/** The derivative of a sigmoid, from what it gave. */
export function sigmoidSlope(y: tf.Tensor): tf.Tensor {
  return tf.mul(y, tf.sub(1, y));
}

/** The derivative of a tanh, from what it gave. */
export function tanhSlope(y: tf.Tensor): tf.Tensor {
  return tf.sub(1, tf.square(y));
}

function rnnStates({ sums: [sums], weights: [w], starts: [start] }: RecurrentScan<OneGate, OneGate>): OneGate {
  let h = start;
  const states = byStep(sums, start).map((at) => {
    h = tf.tanh(tf.add(at, tf.matMul(h, w)));
    return h;
  });
  return [tf.concat(states)];
}

function rnnGradients(
  dy: tf.Tensor,
  [states]: OneGate,
  { weights: [w], starts: [start] }: RecurrentScan<OneGate, OneGate>,
): RecurrentScan<OneGate, OneGate> {
  const back = tf.transpose(w);
  const slopes = byStep(tanhSlope(states), start);
  const ds: OneGate[] = [];
  const dStart = backThroughTime(dy, start, (dh, at) => {
    const d = tf.mul(dh, slopes[at] as tf.Tensor);
    ds.unshift([d]);
    return tf.matMul(d, back);
  });
  const sums = allSteps(ds);
  return { sums, weights: productsWith(statesBefore(states, start), sums), starts: [dStart] };
}

/** The gates i, f, g, o for the rows of one step or of all. */
function lstmGates(sums: FourGates, h: tf.Tensor, weights: FourGates): FourGates {
  const [i, f, g, o] = weights.map((w, gate) =>
    tf.add(sums[gate] as tf.Tensor, tf.matMul(h, w)),
  ) as unknown as FourGates;
  return [tf.sigmoid(i), tf.sigmoid(f), tf.tanh(g), tf.sigmoid(o)];
}

function lstmStates({ sums, weights, starts: [start, first] }: RecurrentScan<FourGates, TwoGates>): TwoGates {
  let [h, c] = [start, first];
  const cells: tf.Tensor[] = [];
  const states = gatesByStep(sums, start).map((at) => {
    const [i, f, g, o] = lstmGates(at, h, weights);
    c = tf.add(tf.mul(f, c), tf.mul(i, g));
    h = tf.mul(o, tf.tanh(c));
    cells.push(c);
    return h;
  });
  return [tf.concat(states), tf.concat(cells)];
}

function lstmGradients(
  dy: tf.Tensor,
  [states, cells]: TwoGates,
  scan: RecurrentScan<FourGates, TwoGates>,
): RecurrentScan<FourGates, TwoGates> {
  const [start, first] = scan.starts;
  const before = statesBefore(states, start);
  const [i, f, g, o] = lstmGates(scan.sums, before, scan.weights);
  const tanhs = tf.tanh(cells);
  // What a gradient of 1 of a state is for its cell, and one of a cell, or of a state, for the gates.
  const forCell = byStep(tf.mul(o, tanhSlope(tanhs)), start);
  const forGates = gatesByStep<FourGates>(
    [
      tf.mul(g, sigmoidSlope(i)),
      tf.mul(statesBefore(cells, first), sigmoidSlope(f)),
      tf.mul(i, tanhSlope(g)),
      tf.mul(tanhs, sigmoidSlope(o)),
    ],
    start,
  );
  const stays = byStep(f, start);
  const backs = weightsTurned(scan.weights);
  const ds: FourGates[] = [];
  let dc = tf.zerosLike(first);
  const dStart = backThroughTime(dy, start, (dh, at) => {
    const dCell = tf.add(dc, tf.mul(dh, forCell[at] as tf.Tensor));
    const [fi, ff, fg, fo] = forGates[at] as FourGates;
    const d: FourGates = [tf.mul(dCell, fi), tf.mul(dCell, ff), tf.mul(dCell, fg), tf.mul(dh, fo)];
    ds.unshift(d);
    dc = tf.mul(dCell, stays[at] as tf.Tensor);
    return sumOfProducts(d, backs);
  });
  const sums = allSteps(ds);
  return { sums, weights: productsWith(before, sums), starts: [dStart, dc] };
}
