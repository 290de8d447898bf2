/** Clipping by the global norm, against PyTorch's clip_grad_norm_. */
import * as tf from '@tensorflow/tfjs';
import '@tensorflow/tfjs-backend-wasm';
import { beforeAll, describe, expect, test } from 'vitest';
import { clip } from '../../program/tfjs/gradients.ts';
import { type ByName, expectClose, golden } from '../support/goldens.ts';

interface Clipping {
  readonly grads: ByName;
  readonly cases: readonly { readonly max_norm: number; readonly total_norm: number; readonly clipped: ByName }[];
}

const { grads, cases } = golden<Clipping>('clip_grad_norm');

describe.each(['cpu', 'wasm'])('%s', (backend) => {
  beforeAll(async () => {
    expect(await tf.setBackend(backend)).toBe(true);
  });

  test.each(cases)('to $max_norm', ({ max_norm, total_norm, clipped }) => {
    tf.tidy(() => {
      const tensors = Object.entries(grads).map(([name, { shape, data }]) => [name, tf.tensor([...data], [...shape])]);
      const got = clip(Object.fromEntries(tensors), max_norm);
      expect(Object.keys(got)).toEqual(Object.keys(grads));
      for (const [name, { data }] of Object.entries(clipped)) expectClose(got[name]!.dataSync(), data, name);
      const length = Math.sqrt(
        Object.values(got).reduce((sum, each) => sum + tf.sum(tf.square(each)).dataSync()[0]!, 0),
      );
      expect(Math.abs(length - Math.min(total_norm, max_norm))).toBeLessThan(1e-5 * total_norm);
    });
  });

  test('some cases shorten, and some leave as they are', () => {
    expect(new Set(cases.map((each) => each.max_norm < each.total_norm)).size).toBe(2);
  });
});
