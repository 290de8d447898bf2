/** Checkpoints: a round trip, the format as other tools read it, and files that are no checkpoint or were damaged. */
import * as tf from '@tensorflow/tfjs';
import fc from 'fast-check';
import { afterEach, beforeAll, describe, expect, test } from 'vitest';
import { packCheckpoint, unpackBest, unpackCheckpoint } from '../../program/tfjs/checkpoint.ts';
import { becomeBest, bestAfter, isOutOfPatience } from '../../program/tfjs/patience.ts';
import { Problem } from '../../program/tfjs/problem.ts';
import type { Best, Model } from '../../program/tfjs/types.ts';

beforeAll(() => tf.setBackend('cpu'));
afterEach(() => tf.disposeVariables());

const values = { 'linear.weight': [1.5, -2, 3e-8, 4], 'linear.bias': [0.1, -0] };

function model(fill: (value: number) => number = (value) => value): Model {
  const variable = (shape: number[], numbers: number[]) => tf.variable(tf.tensor(numbers.map(fill), shape));
  return {
    weights: {
      'linear.weight': variable([2, 2], values['linear.weight']),
      'linear.bias': variable([2], values['linear.bias']),
    },
    buffers: { 'bn.running_mean': variable([1], [7]) },
    optimiser: { 'linear.weight:m': variable([2, 2], [9, 8, 7, 6]) },
  };
}

const numbers = ({ weights, buffers, optimiser }: Model) =>
  Object.values({ ...weights, ...buffers, ...optimiser }).map((tensor) => [...tensor.dataSync()]);

const facts = { step: '12', settings: '{"lr":0.1}', note: 'é "quoted" 😀' };

test('what was packed comes back, bit for bit, with its facts', () => {
  const bytes = packCheckpoint(model(), facts);
  const other = model(() => 0);
  expect(unpackCheckpoint(other, bytes)).toEqual(facts);
  expect(numbers(other)).toEqual(numbers(model()));
  expect(packCheckpoint(other, facts)).toEqual(bytes);
});

test('the best model goes along, and comes back beside the last one', () => {
  const best = bestAfter(undefined, { model: model(), loss: 2.5, step: 10, patience: 3 });
  const last = model((value) => value + 1);
  const bytes = packCheckpoint(last, facts, { ...best!, waited: 2 });
  const other = model(() => 0);
  expect(unpackCheckpoint(other, bytes)).toMatchObject(facts);
  expect(numbers(other)).toEqual(numbers(last));
  const found = unpackBest(bytes);
  expect(found).toMatchObject({ loss: 2.5, step: 10, waited: 2 });
  becomeBest(other, found);
  expect(numbers(other)).toEqual(numbers(model()));
  expect(packCheckpoint(last, facts, found)).toEqual(bytes);
  expect(unpackBest(packCheckpoint(last, facts))).toBeUndefined();
});

test('a model is the best when its loss is lower than all before, and waiting counts from there', () => {
  const losses = [3, 2.5, 2.7, 2.5, Number.NaN, 2.4, 2.6];
  let best: Best | undefined;
  const seen = losses.map((loss, i) => {
    best = bestAfter(best, { model: model((value) => value + i), loss, step: i, patience: 3 });
    return [best?.step, best?.waited, isOutOfPatience(best, 3)];
  });
  expect(seen).toEqual([
    [0, 0, false],
    [1, 0, false],
    [1, 1, false],
    [1, 2, false],
    [1, 3, true],
    [5, 0, false],
    [5, 1, false],
  ]);
  const copy = model(() => 0);
  becomeBest(copy, best);
  expect(numbers(copy)).toEqual(numbers(model((value) => value + 5)));
  expect(bestAfter(best, { model: copy, loss: 1, step: 9, patience: 0 })).toBeUndefined();
});

test('bytes that lie somewhere in a larger buffer', () => {
  const bytes = packCheckpoint(model(), facts);
  const larger = new Uint8Array(bytes.length + 3);
  larger.set(bytes, 3);
  expect(
    unpackCheckpoint(
      model(() => 0),
      larger.subarray(3),
    ),
  ).toEqual(facts);
});

test('it is safetensors: a length, a header in JSON that ends at a multiple of 8, numbers in little-endian', () => {
  const bytes = packCheckpoint(model(), facts);
  const view = new DataView(bytes.buffer);
  const length = Number(view.getBigUint64(0, true));
  expect(length % 8).toBe(0);
  const header = JSON.parse(new TextDecoder().decode(bytes.subarray(8, 8 + length)));
  expect(header).toEqual({
    __metadata__: facts,
    'linear.weight': { dtype: 'F32', shape: [2, 2], data_offsets: [0, 16] },
    'linear.bias': { dtype: 'F32', shape: [2], data_offsets: [16, 24] },
    'bn.running_mean': { dtype: 'F32', shape: [1], data_offsets: [24, 28] },
    'linear.weight:m': { dtype: 'F32', shape: [2, 2], data_offsets: [28, 44] },
  });
  expect(bytes.length).toBe(8 + length + 44);
  const stored = Array.from({ length: 6 }, (_, i) => view.getFloat32(8 + length + 4 * i, true));
  expect(stored).toEqual(Object.values(values).flat().map(Math.fround));
});

test('numbers that are none are not saved', () => {
  expect(() =>
    packCheckpoint(
      model((value) => value / 0),
      facts,
    ),
  ).toThrow(new Problem('linear.weight is not finite any more: nothing is saved. Try a lower --lr'));
});

describe('another model', () => {
  const bytes = () => packCheckpoint(model(), facts);
  const changed = (change: Partial<Model>): Model => ({ ...model(() => 0), ...change });
  const one = (shape: number[]) => tf.variable(tf.zeros(shape));

  test.each([
    [{ buffers: { 'bn.running_mean': one([3]) } }, 'bn.running_mean should be [3], is [1]'],
    [{ buffers: { 'ln.weight': one([1]) } }, 'ln.weight should be [1], is absent'],
    [{ optimiser: {} }, 'linear.weight:m should be absent, is [2,2]'],
  ])('%#', (change, why) => {
    expect(() => unpackCheckpoint(changed(change), bytes())).toThrow(
      new Problem(`the checkpoint is of another model: ${why}`),
    );
  });

  test('leaves the model as it is', () => {
    const other = changed({ optimiser: {} });
    const before = numbers(other);
    expect(() => unpackCheckpoint(other, bytes())).toThrow(Problem);
    expect(numbers(other)).toEqual(before);
  });
});

describe('damaged files', () => {
  const bad = new Problem('the checkpoint is not a safetensors file, or was cut off');
  const opens = (bytes: Uint8Array) => () => unpackCheckpoint(model(), bytes);

  test.each([
    ['nothing', new Uint8Array(0)],
    ['a few bytes', Uint8Array.of(1, 2, 3)],
    ['a text', new TextEncoder().encode('{"not":"a checkpoint, but long enough to hold a length"}')],
    ['an endless header', Uint8Array.from({ length: 16 }, () => 255)],
  ])('%s', (_, bytes) => {
    expect(opens(bytes)).toThrow(bad);
  });

  test('cut off anywhere', () => {
    const bytes = packCheckpoint(model(), facts);
    for (let end = 0; end < bytes.length; end++) expect(opens(bytes.subarray(0, end))).toThrow(bad);
  });

  test.each([
    ['of another dtype', { dtype: 'F16' }],
    ['beyond the end', { data_offsets: [44, 60] }],
    ['before the start', { data_offsets: [-16, 0] }],
    ['of the wrong size', { data_offsets: [0, 12] }],
    ['without a place', { data_offsets: undefined }],
  ])('a tensor %s', (_, change) => {
    expect(opens(withHeader((header) => Object.assign(header['linear.weight']!, change)))).toThrow(bad);
  });

  test.each([['null'], ['[]'], ['3'], ['"text"'], ['{"linear.weight":null}']])('a header %s', (json) => {
    expect(opens(withJson(json))).toThrow(Problem);
  });

  test('any byte changed is still numbers, or a problem', () => {
    const bytes = packCheckpoint(model(), facts);
    fc.assert(
      fc.property(fc.nat(bytes.length - 1), fc.nat(255), (at, value) => {
        const changed = bytes.with(at, value);
        try {
          unpackCheckpoint(model(), changed);
        } catch (error) {
          expect(error).toBeInstanceOf(Problem);
        }
        tf.disposeVariables();
      }),
      { numRuns: 500 },
    );
  });
});

function withHeader(change: (header: Record<string, object>) => void): Uint8Array {
  const bytes = packCheckpoint(model(), facts);
  const start = 8 + Number(new DataView(bytes.buffer).getBigUint64(0, true));
  const header = JSON.parse(new TextDecoder().decode(bytes.subarray(8, start)));
  change(header);
  return withJson(JSON.stringify(header), bytes.subarray(start));
}

function withJson(json: string, rest: Uint8Array = new Uint8Array(64)): Uint8Array {
  const text = new TextEncoder().encode(json);
  const bytes = new Uint8Array(8 + text.length + rest.length);
  new DataView(bytes.buffer).setBigUint64(0, BigInt(text.length), true);
  bytes.set(text, 8);
  bytes.set(rest, 8 + text.length);
  return bytes;
}
