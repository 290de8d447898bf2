/**
 * The fused engine of emitted programs against their own readable code: the same steps, the same whole splits, from every
 * reader and with every kind of setting. (Against PyTorch it stands in the trajectories.)
 */
import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { names } from './data/names.ts';
import { floatsFile } from './support/array-files.ts';
import { runScript, writeProgram } from './support/program.ts';

interface Told {
  readonly losses: readonly number[];
  readonly told: readonly number[];
  readonly tensors: readonly number[];
  readonly distances: readonly (readonly [path: string, distance: number])[];
  readonly splits: readonly (readonly [readable: number, fused: number])[];
}

const at = (file: string) => readFileSync(`specs/data/${file}`);
const words = { 'words.txt': names.slice(0, 400).join('\n') };
const numbers = (length: number, seed: number) => Array.from({ length }, (_, i) => Math.sin(i * seed) + (i % 7) / 7);
const arrays = {
  'x.npy': floatsFile([701, 5], numbers(701 * 5, 1.3)),
  'y.npy': floatsFile([701, 2], numbers(701 * 2, 0.7)),
};

const specs: Readonly<Record<string, readonly [spec: string, files?: Readonly<Record<string, string | Uint8Array>>]>> =
  {
    'dropout, batch norm, momentum': [
      `data chars "words.txt" context=4
    model embed 6 | flatten | linear 20 bias=false | bn | dropout 0.3 | tanh | linear V
    train sgd momentum=0.9 nesterov decay=0.001 lr=step(0.1, 0.01, at=10)`,
    ],
    'adamw with clip, ema, accumulate and patience': [
      `data chars "words.txt" context=4
    model embed 6 | flatten | linear 20 bias=false | bn | dropout 0.3 | tanh | linear V
    train adamw lr=cosine(0.01, warmup=5) clip=0.5 ema=0.9 accumulate=3 batch=8 eval_every=5 patience=3`,
    ],
    'lion with smoothing': [
      `data chars "words.txt" context=4
    model embed 6 | flatten | linear 20 | relu | noise 0.1 | linear V
    train lion lr=0.003 decay=0.1 batch=13 loss=cross_entropy(smoothing=0.1)`,
    ],
    'a target at every position': [
      `data chars "words.txt" context=8
    model embed 16 | position | repeat 2 ( residual ( ln | attention 2 causal dropout=0.1 )
      | residual ( ln | linear 32 | gelu | linear 16 | dropout 0.2 ) ) | ln | linear V
    train adamw lr=0.005 accumulate=2`,
    ],
    'the last position of dilated convolutions, with dropout': [
      `data chars "words.txt" context=8
    model embed 8 | repeat i in 0..3 ( conv 16 2 dilation=2^i padding=causal | ln | tanh | dropout 0.2 ) | last | linear V
    train adamw lr=0.005`,
    ],
    'the last position of a transformer, with dropout': [
      `data chars "words.txt" context=8
    model embed 16 | position | repeat 2 ( residual ( ln | attention 2 causal dropout=0.1 )
      | residual ( ln | linear 32 | gelu | linear 16 | dropout 0.2 ) ) | ln | last | linear V
    # Not adamw: the biases of keys have a gradient of zero but for rounding, which it would make steps of.
    train sgd momentum=0.9 lr=0.1`,
    ],
    'a recurrent layer': ['data chars "words.txt" context=6 model embed 8 | gru 16 | linear V train rmsprop lr=0.01'],
    'positions of a long text': [
      'data text "opticks.txt" context=12 model embed 8 | conv 16 3 padding=causal | relu | linear V train adam lr=0.01',
      { 'opticks.txt': at('opticks.txt').subarray(0, 20_000) },
    ],
    'windows of a long text': [
      'data text "opticks.txt" context=5 model embed 8 | flatten | linear 16 | tanh | linear V train adagrad lr=0.05',
      { 'opticks.txt': at('opticks.txt').subarray(0, 5_000) },
    ],
    'a table': [
      'data csv "iris.csv" label=species model linear 16 | relu | linear 3 train adam lr=0.01 batch=16',
      { 'iris.csv': at('iris.csv') },
    ],
    images: [
      `data images "images.idx" "labels.idx"
    model conv 6 3 bias=false | bn | relu | maxpool 2 | flatten | dropout 0.2 | linear 10
    train adamw lr=0.01 batch=10 accumulate=2`,
      { 'images.idx': at('digits-images.idx'), 'labels.idx': at('digits-labels.idx') },
    ],
    arrays: ['data npy "x.npy" "y.npy" model linear 16 | tanh | linear 2 train sgd lr=0.1 clip=1 loss=huber', arrays],
  };

describe.each(Object.entries(specs))('%s', (_, [spec, files = words]) => {
  const { path } = writeProgram(spec, { files });
  const { losses, told, tensors, distances, splits } = runScript<Told>('both-engines.mjs', path, '20');

  it('has the same losses in every step', () => {
    expect(losses).toHaveLength(20);
    expect(new Set(losses).size).toBeGreaterThan(10);
    for (const [i, loss] of losses.entries()) expect(Math.abs((told[i] as number) - loss)).toBeLessThanOrEqual(2e-5);
  });

  it('leaves the same numbers in every tensor, and no other tensor', () => {
    expect(distances.length).toBeGreaterThan(2);
    expect(distances.filter(([, distance]) => !(distance <= 2e-3))).toEqual([]);
    expect(new Set(tensors).size).toBe(1);
  });

  it('measures the same over whole splits', () => {
    expect(splits.length).toBeGreaterThan(1);
    for (const [readable, fused] of splits) expect(Math.abs(readable - fused)).toBeLessThanOrEqual(1e-5);
  });
});
