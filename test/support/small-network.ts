/** The network that the goldens of optimisers train: mean((tanh(X w1ᵀ + b1) w2ᵀ + b2 - Y)²), gradients by hand. */
import type { Numbers } from './goldens.ts';

/** w1 [h, in], b1 [h], w2 [out, h], b2 [out], row-major. */
export type Network = Record<string, number[]>;

export interface Step {
  readonly loss: number;
  readonly grads: Network;
}

/** The loss and its gradients. */
export function step(network: Network, { X, Y }: { readonly X: Numbers; readonly Y: Numbers }): Step {
  const { w1 = [], b1 = [], w2 = [], b2 = [] } = network;
  const [rows, width] = X.shape as [number, number];
  const [hidden, outputs] = [b1.length, b2.length];
  const grads = Object.fromEntries(Object.entries(network).map(([name, { length }]) => [name, zeros(length)]));
  const { w1: dw1 = [], b1: db1 = [], w2: dw2 = [], b2: db2 = [] } = grads;
  let loss = 0;
  for (let row = 0; row < rows; row++) {
    const x = X.data.slice(row * width, (row + 1) * width);
    const h = b1.map((bias, j) => Math.tanh(bias + dot(x, w1, j * width)));
    const dh = zeros(hidden);
    for (let o = 0; o < outputs; o++) {
      const error = (b2[o] as number) + dot(h, w2, o * hidden) - (Y.data[row * outputs + o] as number);
      loss += error ** 2 / (rows * outputs);
      const d = (2 * error) / (rows * outputs);
      add(db2, o, d);
      for (let j = 0; j < hidden; j++) {
        add(dw2, o * hidden + j, d * (h[j] as number));
        add(dh, j, d * (w2[o * hidden + j] as number));
      }
    }
    for (let j = 0; j < hidden; j++) {
      const d = (dh[j] as number) * (1 - (h[j] as number) ** 2);
      add(db1, j, d);
      for (let i = 0; i < width; i++) add(dw1, j * width + i, d * (x[i] as number));
    }
  }
  return { loss, grads };
}

function zeros(length: number): number[] {
  return new Array(length).fill(0);
}

function add(values: number[], at: number, what: number): void {
  values[at] = (values[at] as number) + what;
}

/** The product of a vector with a row of a matrix that begins there. */
function dot(vector: readonly number[], matrix: readonly number[], from: number): number {
  return vector.reduce((sum, value, i) => sum + value * (matrix[from + i] as number), 0);
}
