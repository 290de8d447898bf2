/** A transformer in one line, without data: one program for inputs of any length, and a context that a position never leaves. */
import { readFileSync } from 'node:fs';
import { pathToFileURL } from 'node:url';
import { expect, it } from 'vitest';
import { runNode, writeProgram } from '../support/program.ts';

const program = writeProgram(readFileSync('specs/one-line-transformer.mm', 'utf8'));

/** Runs the program over a text of tokens and the same with its last token changed. */
const script = `
import * as tf from '@tensorflow/tfjs';
const { createModel, forward } = await import('${pathToFileURL(program.path)}');
await tf.setBackend('cpu');
const logits = (T, last) => {
  const model = createModel({ T, V: 11 });
  const ids = [...Array.from({ length: T - 1 }, (_, i) => (i * i) % 11), last];
  return forward(model, tf.tensor([ids], [1, T], 'int32'));
};
const outcome = [5, 9, 5].map((T) => {
  const [one, other] = [logits(T, 3), logits(T, 4)].map((y) => ({ shape: y.shape, values: [...y.dataSync()] }));
  const same = one.values.map((value, i) => value === other.values[i]);
  return { shape: one.shape, before: same.slice(0, -11).every(Boolean), last: same.slice(-11).some(Boolean) };
});
console.log(JSON.stringify(outcome));
`;

it('runs at several lengths, and no position sees a later one', () => {
  const { status, stdout, stderr } = runNode(['--input-type=module', '-e', script], program.folder);
  expect(status, stderr).toBe(0);
  expect(JSON.parse(stdout.trim().split('\n').at(-1) as string)).toEqual(
    [5, 9, 5].map((T) => ({ shape: [1, T, 11], before: true, last: false })),
  );
});
