/** Losses: what is made small, each with the gradient written out */
import * as tf from '@tensorflow/tfjs';
import { asRows, channels, oneHot, withGradient } from './layers.ts';
import { Problem } from './problem.ts';

/**
 * The mean of -log softmax(logits)[target] over the targets that are not negative. With smoothing that share of each
 * answer is spread evenly over all classes.
 */
export function crossEntropy(logits: tf.Tensor, targets: tf.Tensor, smoothing = 0): tf.Scalar {
  checkTargets(targets, logits.shape.slice(0, -1), logits);
  const hits = oneHot(targets, channels(logits)); // a row of zeros where the target is -1
  const counted = tf.sum(hits, 1, true);
  const answers =
    smoothing === 0 ? hits : tf.add(tf.mul(hits, 1 - smoothing), tf.mul(counted, smoothing / channels(logits)));
  const share = tf.div(1, tf.sum(counted));
  return withGradient((input, save) => {
    const rows = asRows(input as tf.Tensor);
    const shifted = tf.sub(rows, tf.max(rows, 1, true));
    const exps = tf.exp(shifted);
    const sums = tf.sum(exps, 1, true);
    const surprise = tf.mul(tf.sub(tf.log(sums), tf.sum(tf.mul(shifted, answers), 1, true)), counted);
    (save as tf.GradSaveFunc)([tf.div(exps, sums), answers, counted, share]);
    return {
      value: tf.mul(tf.sum(surprise), share),
      gradFunc: (dy: tf.Tensor, saved: tf.Tensor[]) => {
        const [p, right, counts, each] = saved as [tf.Tensor, tf.Tensor, tf.Tensor, tf.Tensor];
        return tf.reshape(tf.mul(tf.sub(tf.mul(p, counts), right), tf.mul(dy, each)), logits.shape);
      },
    };
  })(logits) as tf.Scalar;
}

/** The mean of the squared differences. */
export function meanSquaredError(output: tf.Tensor, target: tf.Tensor): tf.Scalar {
  return meanLoss(output, target, {
    value: (x, y) => tf.square(tf.sub(x, y)),
    slope: (x, y) => tf.mul(tf.sub(x, y), 2),
  });
}

/** The mean of the differences, taken as positive. */
export function meanAbsoluteError(output: tf.Tensor, target: tf.Tensor): tf.Scalar {
  return meanLoss(output, target, {
    value: (x, y) => tf.abs(tf.sub(x, y)),
    slope: (x, y) => tf.sign(tf.sub(x, y)),
  });
}

/** Half the square of each difference up to delta, and a straight line beyond; the mean of that. */
export function huber(output: tf.Tensor, target: tf.Tensor, delta: number): tf.Scalar {
  return meanLoss(output, target, {
    value: (x, y) => {
      const size = tf.abs(tf.sub(x, y));
      const square = tf.minimum(size, delta);
      return tf.mul(square, tf.sub(size, tf.div(square, 2)));
    },
    slope: (x, y) => tf.clipByValue(tf.sub(x, y), -delta, delta),
  });
}

/** The mean of -y log p - (1 - y) log(1 - p), where p = sigmoid(x). */
export function binaryCrossEntropy(output: tf.Tensor, target: tf.Tensor): tf.Scalar {
  return meanLoss(output, target, {
    value: (x, y) => tf.add(tf.sub(tf.relu(x), tf.mul(x, y)), tf.log1p(tf.exp(tf.neg(tf.abs(x))))),
    slope: (x, y) => tf.sub(tf.sigmoid(x), y),
  });
}

/** What is to be paid for each number x where y is wanted, and its derivative by x. */
interface Pointwise {
  readonly value: (x: tf.Tensor, y: tf.Tensor) => tf.Tensor;
  readonly slope: (x: tf.Tensor, y: tf.Tensor) => tf.Tensor;
}

/** The mean over all numbers. */
function meanLoss(output: tf.Tensor, target: tf.Tensor, { value, slope }: Pointwise): tf.Scalar {
  checkTargets(target, output.shape, output);
  return withGradient((input, save) => {
    const [x, y] = [input as tf.Tensor, tf.cast(target, 'float32')];
    (save as tf.GradSaveFunc)([x, y]);
    return {
      value: tf.mean(value(x, y)),
      gradFunc: (dy: tf.Tensor, saved: tf.Tensor[]) => {
        const [before, wanted] = saved as [tf.Tensor, tf.Tensor];
        return tf.mul(slope(before, wanted), tf.div(dy, before.size));
      },
    };
  })(output) as tf.Scalar;
}

/** Refuses targets of another shape, which would be broadcast to something that nobody wants. */
function checkTargets(targets: tf.Tensor, wanted: readonly number[], output: tf.Tensor): void {
  if (`${targets.shape}` !== `${wanted}`)
    throw new Problem(
      `y should be [${wanted.join(', ')}] for an output [${output.shape.join(', ')}], but is [${targets.shape.join(', ')}]`,
    );
}
