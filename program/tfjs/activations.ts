/** Activations: functions of each number that TensorFlow.js lacks, or has without a gradient of PyTorch's. */
import * as tf from '@tensorflow/tfjs';
import { withGradient } from './layers.ts';

/** x for positive numbers, slope * x for the others. */
export function leakyRelu(x: tf.Tensor, slope: number): tf.Tensor {
  return eachNumber(
    x,
    (v) => tf.mul(v, tf.step(v, slope)),
    (v) => tf.step(v, slope),
  );
}

/** max(x, 0), but no more than `most`. */
export function reluUpTo(x: tf.Tensor, most: number): tf.Tensor {
  return eachNumber(
    x,
    (v) => tf.clipByValue(v, 0, most),
    (v) => tf.mul(tf.step(v), tf.step(tf.sub(most, v))),
  );
}

/** x for positive numbers, alpha * (exp(x) - 1) for the others. */
export function elu(x: tf.Tensor, alpha: number): tf.Tensor {
  const below = (v: tf.Tensor) => tf.minimum(v, 0);
  return eachNumber(
    x,
    (v) => tf.add(tf.relu(v), tf.mul(tf.expm1(below(v)), alpha)),
    (v) => tf.add(tf.step(v), tf.mul(tf.exp(below(v)), tf.mul(tf.sub(1, tf.step(v)), alpha))),
  );
}

/** x * sigmoid(x). */
export function silu(x: tf.Tensor): tf.Tensor {
  return eachNumber(
    x,
    (v) => tf.mul(v, tf.sigmoid(v)),
    (v) => {
      const gate = tf.sigmoid(v);
      return tf.mul(gate, tf.add(1, tf.mul(v, tf.sub(1, gate))));
    },
  );
}

/** log(1 + exp(x)), without overflow. */
export function softplus(x: tf.Tensor): tf.Tensor {
  return eachNumber(
    x,
    (v) => tf.add(tf.relu(v), tf.log1p(tf.exp(tf.neg(tf.abs(v))))),
    (v) => tf.sigmoid(v),
  );
}

/** x * P(N(0, 1) <= x), with the error function. */
export function gelu(x: tf.Tensor): tf.Tensor {
  const share = (v: tf.Tensor) => tf.mul(0.5, tf.add(1, tf.erf(tf.mul(v, Math.SQRT1_2))));
  const density = (v: tf.Tensor) => tf.mul(tf.exp(tf.mul(-0.5, tf.square(v))), 1 / Math.sqrt(2 * Math.PI));
  return eachNumber(
    x,
    (v) => tf.mul(v, share(v)),
    (v) => tf.add(share(v), tf.mul(v, density(v))),
  );
}

/** gelu with a tanh in place of the error function. */
export function geluTanh(x: tf.Tensor): tf.Tensor {
  const root = Math.sqrt(2 / Math.PI);
  const bend = 0.044715;
  const curve = (v: tf.Tensor) => tf.tanh(tf.mul(root, tf.mul(v, tf.add(1, tf.mul(bend, tf.square(v))))));
  return eachNumber(
    x,
    (v) => tf.mul(tf.mul(0.5, v), tf.add(1, curve(v))),
    (v) => {
      const t = curve(v);
      const slope = tf.mul(root, tf.add(1, tf.mul(3 * bend, tf.square(v))));
      const rise = tf.mul(tf.mul(v, tf.sub(1, tf.square(t))), slope);
      return tf.mul(0.5, tf.add(tf.add(1, t), rise));
    },
  );
}

/** First half * sigmoid(second half) of the channels: [..., 2C] to [..., C]. */
export function glu(x: tf.Tensor): tf.Tensor {
  return gatedHalves(x, (first, second) => {
    const gate = tf.sigmoid(second);
    const closing = tf.mul(first, tf.mul(gate, tf.sub(1, gate)));
    return { value: tf.mul(first, gate), slopes: [gate, closing] };
  });
}

/** silu(first half) * second half of the channels: [..., 2C] to [..., C]. */
export function swiglu(x: tf.Tensor): tf.Tensor {
  return gatedHalves(x, (first, second) => {
    const gate = tf.sigmoid(first);
    const open = tf.mul(first, gate);
    const rise = tf.mul(gate, tf.add(1, tf.sub(first, open)));
    return { value: tf.mul(open, second), slopes: [tf.mul(second, rise), open] };
  });
}

/** The value of two halves, and how fast it grows with each. */
type Gate = (first: tf.Tensor, second: tf.Tensor) => { value: tf.Tensor; slopes: readonly [tf.Tensor, tf.Tensor] };

function gatedHalves(x: tf.Tensor, gate: Gate): tf.Tensor {
  return withGradient((input, save) => {
    (save as tf.GradSaveFunc)([input as tf.Tensor]);
    return {
      value: gate(...halves(input as tf.Tensor)).value,
      gradFunc: (dy: tf.Tensor, saved: tf.Tensor[]) => {
        const [first, second] = gate(...halves(saved[0] as tf.Tensor)).slopes;
        return tf.concat([tf.mul(dy, first), tf.mul(dy, second)], -1);
      },
    };
  })(x);
}

function halves(x: tf.Tensor): [tf.Tensor, tf.Tensor] {
  return tf.split(x, 2, -1) as [tf.Tensor, tf.Tensor];
}

/** A function of each number, with its derivative at the same numbers. */
function eachNumber(
  x: tf.Tensor,
  value: (v: tf.Tensor) => tf.Tensor,
  derivative: (v: tf.Tensor) => tf.Tensor,
): tf.Tensor {
  return withGradient((input, save) => {
    (save as tf.GradSaveFunc)([input as tf.Tensor]);
    return {
      value: value(input as tf.Tensor),
      gradFunc: (dy: tf.Tensor, saved: tf.Tensor[]) => tf.mul(dy, derivative(saved[0] as tf.Tensor)),
    };
  })(x);
}
