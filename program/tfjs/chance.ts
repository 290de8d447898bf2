/**
 * Chance: every random number is a pure function of (seed, stream, step, site, index), so there is no generator whose
 * state would have to be saved, and a resumed run goes on as if it had never stopped
 */
import * as tf from '@tensorflow/tfjs';
import type { Init, Spec, Tensors } from './types.ts';

/** The key of one place in one step. */
export function keyOf(seed: number, stream: string, site: string, step: number): number {
  return [seed, seed / 2 ** 32, codeOf(stream), codeOf(site), step].reduce((key, word) => hash(key, word), 0x9e3779b9);
}

/** 32 random bits for a key and a word. */
function hash(key: number, word: number): number {
  return mix(mix(key ^ word) + key) >>> 0;
}

function mix(bits: number): number {
  let h = Math.imul(bits ^ (bits >>> 16), 0x21f0aaad);
  h = Math.imul(h ^ (h >>> 15), 0x735a2d97);
  return h ^ (h >>> 15);
}

/** A text as 32 bits: FNV-1a. */
function codeOf(text: string): number {
  let code = 0x811c9dc5;
  for (let i = 0; i < text.length; i++) code = Math.imul(code ^ text.charCodeAt(i), 0x01000193);
  return code;
}

/** A number in [0, 1), a multiple of 2^-24. */
export function uniformAt(key: number, index: number): number {
  return (hash(key, index) >>> 8) * 2 ** -24;
}

/** A whole number in [0, n). */
export function below(key: number, index: number, n: number): number {
  return Math.floor((hash(key, index) / 2 ** 32) * n);
}

/** A number of N(0, 1), by Box and Muller. */
export function normalAt(key: number, index: number): number {
  const radius = Math.sqrt(-2 * Math.log(1 - uniformAt(key, index & -2)));
  const angle = 2 * Math.PI * uniformAt(key, index | 1);
  return radius * (index & 1 ? Math.sin(angle) : Math.cos(angle));
}

/** Gaussian numbers. */
export function normal(deviation: number, mean = 0): Init {
  return (key, shape) => Float32Array.from({ length: sizeOf(shape) }, (_, i) => mean + deviation * normalAt(key, i));
}

/** Numbers evenly between -bound and bound. */
export function uniform(bound: number): Init {
  return (key, shape) => Float32Array.from({ length: sizeOf(shape) }, (_, i) => bound * (2 * uniformAt(key, i) - 1));
}

/** Always the same number. */
export function constant(value: number): Init {
  return (_key, shape) => new Float32Array(sizeOf(shape)).fill(value);
}

/**
 * A random matrix with a column for each unit, the last dim, and a row for each of its inputs: its columns, or its rows
 * where they are fewer, are orthogonal and have the length `gain`.
 */
export function orthogonal(gain: number): Init {
  return (key, shape) => {
    const size = sizeOf(shape);
    const columns = shape.at(-1) as number;
    const rows = size / columns;
    const isTall = rows >= columns;
    const [count, length] = isTall ? [columns, rows] : [rows, columns];
    const at = (vector: number, i: number) => (isTall ? i * columns + vector : vector * columns + i);
    const vectors: Float64Array[] = [];
    for (let vector = 0; vector < count; vector++) {
      const numbers = Float64Array.from({ length }, (_, i) => normalAt(key, at(vector, i)));
      vectors.push(upright(numbers, vectors));
    }
    const values = new Float32Array(size);
    for (const [vector, numbers] of vectors.entries())
      for (const [i, value] of numbers.entries()) values[at(vector, i)] = gain * value;
    return values;
  };
}

/** What is left of a vector upright on all others, with length 1. (Taken away twice, for what rounding leaves.) */
function upright(vector: Float64Array, others: readonly Float64Array[]): Float64Array {
  for (const other of [...others, ...others]) {
    const share = innerProduct(vector, other);
    for (let i = 0; i < vector.length; i++) vector[i] = (vector[i] as number) - share * (other[i] as number);
  }
  const length = Math.sqrt(innerProduct(vector, vector));
  return vector.map((value) => value / length);
}

function innerProduct(a: Float64Array, b: Float64Array): number {
  let sum = 0;
  for (let i = 0; i < a.length; i++) sum += (a[i] as number) * (b[i] as number);
  return sum;
}

/** Variables by path; the random stream of each is its path's own, or that of the path that it is like. */
export function variables(specs: Readonly<Record<string, Spec>>, seed: number): Tensors {
  return Object.fromEntries(
    Object.entries(specs).map(([path, { shape, init, like = path }]) => {
      const values = init(keyOf(seed, 'init', like, 0), shape);
      return [path, tf.tidy(() => tf.variable(tf.tensor(values, [...shape])))];
    }),
  );
}

export function sizeOf(shape: readonly number[]): number {
  return shape.reduce((product, dim) => product * dim, 1);
}
