/**
 * Gated recurrent units: with the reset gate after the product with the state's weights, as in PyTorch, or before it, as
 * first published (Cho et al., 2014)
 */
import * as tf from '@tensorflow/tfjs';
import {
  allSteps,
  backThroughTime,
  byStep,
  gateSums,
  gatesByStep,
  type OneGate,
  overTime,
  productsWith,
  type RecurrentOptions,
  type RecurrentScan,
  recurrentWeights,
  scanned,
  sigmoidSlope,
  statesBefore,
  sumOfProducts,
  type ThreeGates,
  type TwoGates,
  tanhSlope,
  weightsTurned,
} from './recurrent.ts';
import type { Model } from './types.ts';

/** r, z = sigmoid(…), n = tanh(xn + r (h Wn + bn)), h' = (1 - z) n + z h: [B, T, C] to [B, T, h]. */
export function gru(x: tf.Tensor, model: Model, path: string, options: RecurrentOptions = {}): tf.Tensor {
  const { weights, start, ...own } = recurrentWeights<ThreeGates>(model, path, options, 3);
  const [r, z, n] = own.biases ?? [];
  const biases = r && z && n && [r, z, own.inputBiases?.[2] ?? n];
  return overTime(x, options, (rows, batch) => {
    const first = start(batch, 'h0');
    const offset = own.stateBiases?.[2] ?? tf.zeros([first.shape[1] as number]);
    const sums = gateSums(rows, own.inputs, biases);
    return scanned({ sums, weights, starts: [first, offset] }, gruStates, gruGradients);
  });
}

/** r, z = sigmoid(…), n = tanh(xn + (r h) Wn + bn), h' = (1 - z) n + z h: [B, T, C] to [B, T, h]. */
export function gruResetBefore(x: tf.Tensor, model: Model, path: string, options: RecurrentOptions = {}): tf.Tensor {
  const { weights, start, ...own } = recurrentWeights<ThreeGates>(model, path, options, 3);
  return overTime(x, options, (rows, batch) => {
    const sums = gateSums(rows, own.inputs, own.biases);
    return scanned({ sums, weights, starts: [start(batch, 'h0')] }, resetBeforeStates, resetBeforeGradients);
  });
}

/** The gates of a gru for the rows of one step or of all. `recalled` is what the state adds to n. */
function gruGates([toR, toZ, toN]: ThreeGates, h: tf.Tensor, [wr, wz, wn]: ThreeGates, offset: tf.Tensor) {
  const r = tf.sigmoid(tf.add(toR, tf.matMul(h, wr)));
  const z = tf.sigmoid(tf.add(toZ, tf.matMul(h, wz)));
  const recalled = tf.add(tf.matMul(h, wn), offset);
  return { r, z, recalled, n: tf.tanh(tf.add(toN, tf.mul(r, recalled))) };
}

function gruStates({ sums, weights, starts: [start, offset] }: RecurrentScan<ThreeGates, TwoGates>): OneGate {
  let h = start;
  const states = gatesByStep(sums, start).map((at) => {
    const { z, n } = gruGates(at, h, weights, offset);
    h = tf.add(n, tf.mul(z, tf.sub(h, n)));
    return h;
  });
  return [tf.concat(states)];
}

function gruGradients(
  dy: tf.Tensor,
  [states]: OneGate,
  { sums, weights, starts }: RecurrentScan<ThreeGates, TwoGates>,
): RecurrentScan<ThreeGates, TwoGates> {
  const [start, offset] = starts;
  const before = statesBefore(states, start);
  const { r, z, recalled, n } = gruGates(sums, before, weights, offset);
  // What a gradient of 1 of a state is inside n, and then inside r, z and what is recalled.
  const forNew = tf.mul(tf.sub(1, z), tanhSlope(n));
  const forR = tf.mul(tf.mul(forNew, recalled), sigmoidSlope(r));
  const forZ = tf.mul(tf.sub(before, n), sigmoidSlope(z));
  const factors = gatesByStep<ThreeGates>([forR, forZ, tf.mul(forNew, r)], start);
  const stays = byStep(z, start);
  const backs = weightsTurned(weights);
  const ds: ThreeGates[] = [];
  const dhs: OneGate[] = [];
  const dStart = backThroughTime(dy, start, (dh, at) => {
    const [byR, byZ, byRecalled] = factors[at] as ThreeGates;
    const d: ThreeGates = [tf.mul(dh, byR), tf.mul(dh, byZ), tf.mul(dh, byRecalled)];
    dhs.unshift([dh]);
    ds.unshift(d);
    return tf.add(tf.mul(dh, stays[at] as tf.Tensor), sumOfProducts(d, backs));
  });
  const products = allSteps(ds);
  const [dR, dZ, dRecalled] = products;
  const [all] = allSteps(dhs);
  return {
    sums: [dR, dZ, tf.mul(all, forNew)],
    weights: productsWith(before, products),
    starts: [dStart, summedRows(dRecalled)],
  };
}

function summedRows(rows: tf.Tensor): tf.Tensor {
  return tf.reshape(tf.matMul(tf.ones([1, rows.shape[0] as number]), rows), [-1]);
}

/** As `gruGates`, where r comes before the product with the state's weights. */
function resetBeforeGates([toR, toZ, toN]: ThreeGates, h: tf.Tensor, [wr, wz, wn]: ThreeGates) {
  const r = tf.sigmoid(tf.add(toR, tf.matMul(h, wr)));
  const z = tf.sigmoid(tf.add(toZ, tf.matMul(h, wz)));
  const reset = tf.mul(r, h);
  return { r, z, reset, n: tf.tanh(tf.add(toN, tf.matMul(reset, wn))) };
}

function resetBeforeStates({ sums, weights, starts: [start] }: RecurrentScan<ThreeGates, OneGate>): OneGate {
  let h = start;
  const states = gatesByStep(sums, start).map((at) => {
    const { z, n } = resetBeforeGates(at, h, weights);
    h = tf.add(n, tf.mul(z, tf.sub(h, n)));
    return h;
  });
  return [tf.concat(states)];
}

function resetBeforeGradients(
  dy: tf.Tensor,
  [states]: OneGate,
  scan: RecurrentScan<ThreeGates, OneGate>,
): RecurrentScan<ThreeGates, OneGate> {
  const [start] = scan.starts;
  const before = statesBefore(states, start);
  const { r, z, reset, n } = resetBeforeGates(scan.sums, before, scan.weights);
  // What a gradient of 1 is: of a state inside z and n, of the state that was reset inside r and for the state itself.
  const factors = gatesByStep<ThreeGates>(
    [tf.mul(before, sigmoidSlope(r)), tf.mul(tf.sub(before, n), sigmoidSlope(z)), tf.mul(tf.sub(1, z), tanhSlope(n))],
    start,
  );
  const [stays, resets] = [byStep(z, start), byStep(r, start)];
  const [backR, backZ, backN] = weightsTurned(scan.weights);
  const ds: ThreeGates[] = [];
  const dStart = backThroughTime(dy, start, (dh, at) => {
    const [byR, byZ, byN] = factors[at] as ThreeGates;
    const dN = tf.mul(dh, byN);
    const dReset = tf.matMul(dN, backN);
    const [dR, dZ] = [tf.mul(dReset, byR), tf.mul(dh, byZ)];
    ds.unshift([dR, dZ, dN]);
    const direct = tf.add(tf.mul(dh, stays[at] as tf.Tensor), tf.mul(dReset, resets[at] as tf.Tensor));
    return tf.add(direct, sumOfProducts([dR, dZ], [backR, backZ]));
  });
  const sums = allSteps(ds);
  const [dR, dZ, dN] = sums;
  const [wR, wZ] = productsWith<TwoGates>(before, [dR, dZ]);
  return { sums, weights: [wR, wZ, tf.matMul(tf.transpose(reset), dN)], starts: [dStart] };
}
