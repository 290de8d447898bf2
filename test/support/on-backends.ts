/** Tests of tensors on both backends of TensorFlow.js; what a test leaves behind is thrown away. */
import * as tf from '@tensorflow/tfjs';
import '@tensorflow/tfjs-backend-wasm';
import { afterEach, beforeAll, beforeEach, describe, expect } from 'vitest';

export function onBackends(define: () => void): void {
  describe.each(['cpu', 'wasm'])('%s', (backend) => {
    beforeAll(async () => {
      expect(await tf.setBackend(backend)).toBe(true);
    });
    beforeEach(() => tf.engine().startScope());
    afterEach(() => {
      tf.engine().endScope();
      tf.disposeVariables();
    });
    define();
  });
}
