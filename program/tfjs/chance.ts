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
  return (key, index) => mean + deviation * normalAt(key, index);
}

/** Numbers evenly between -bound and bound. */
export function uniform(bound: number): Init {
  return (key, index) => bound * (2 * uniformAt(key, index) - 1);
}

/** Always the same number. */
export function constant(value: number): Init {
  return () => value;
}

/** Variables by path; the random stream of each is its path's own. */
export function variables(specs: Readonly<Record<string, Spec>>, seed: number): Tensors {
  return Object.fromEntries(
    Object.entries(specs).map(([path, { shape, init }]) => {
      const key = keyOf(seed, 'init', path, 0);
      const values = Float32Array.from({ length: sizeOf(shape) }, (_, i) => init(key, i));
      return [path, tf.tidy(() => tf.variable(tf.tensor(values, [...shape])))];
    }),
  );
}

export function sizeOf(shape: readonly number[]): number {
  return shape.reduce((product, dim) => product * dim, 1);
}
