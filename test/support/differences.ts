/** Gradients of tensor programs against central differences of their values, all in double precision. */
import { expect } from 'vitest';
import { hash, uniform } from '../../src/chance/hash.ts';
import { leaf, mul, sum, table } from '../../src/tensors/build.ts';
import { evaluate } from '../../src/tensors/evaluate.ts';
import { gradients } from '../../src/tensors/gradients.ts';
import { sizeOf, type Tensor } from '../../src/tensors/tensor.ts';

/** A program of some inputs of floats, and of ids below a number where it takes any. */
export interface Program {
  readonly shapes: readonly (readonly number[])[];
  readonly ids?: { readonly shape: readonly number[]; readonly below: number };
  /** Numbers of the inputs lie between these; -1 and 1 unless stated. */
  readonly range?: readonly [from: number, to: number];
  build(inputs: readonly Tensor[], ids: Tensor): Tensor;
}

/** A whole number in [0, n). */
export type Draw = (n: number) => number;

export function drawFrom(seed: number): Draw {
  let index = 0;
  return (n) => hash(hash(11, seed), index++) % n;
}

const STEP = 1e-5;

/** The gradient of sum(result * random numbers) by every input is what small steps of each number make of it. */
export function expectGradients({ shapes, ids, range: [from, to] = [-1, 1], build }: Program, seed: number): void {
  const inputs = shapes.map((shape, at) => leaf('weight', `x${at}`, shape));
  const places = leaf('input', 'ids', ids?.shape ?? [], 'i32');
  const result = build(inputs, places);
  const loss = sum(mul(result, table(Float32Array.from(numbers(result.shape, hash(seed, 99), -1, 1)), result.shape)));
  const leaves: Record<string, readonly number[]> = {
    ids: numbers(places.shape, hash(seed, 98), 0, ids?.below ?? 1).map(Math.floor),
  };
  for (const [at, shape] of shapes.entries()) leaves[`x${at}`] = numbers(shape, hash(seed, at), from, to);
  const lossWith = (name: string, values: readonly number[]) =>
    evaluate([loss], { leaves: { ...leaves, [name]: values } })[0]?.[0] as number;

  for (const [at, gradient] of gradients(loss, inputs).entries()) {
    const name = `x${at}`;
    const values = leaves[name] as readonly number[];
    const wanted = values.map((value, i) => {
      const [up, down] = [value + STEP, value - STEP].map((moved) => lossWith(name, values.with(i, moved)));
      return ((up as number) - (down as number)) / (2 * STEP);
    });
    expect(gradient?.shape, `shape of the gradient by ${name}`).toEqual(shapes[at]);
    expectNear(evaluate([gradient as Tensor], { leaves })[0] as Float64Array, wanted, `gradient by ${name}`);
    expect(
      wanted.some((value) => value !== 0),
      `${name} counts`,
    ).toBe(true);
  }
}

/** Close by 1e-7 of the largest number, or of 1: what differences leave of double precision. */
export function expectNear(got: ArrayLike<number>, wanted: ArrayLike<number>, what: string): void {
  expect(got.length, what).toBe(wanted.length);
  const largest = Array.from(wanted).reduce((most, value) => Math.max(most, Math.abs(value)), 1);
  for (let i = 0; i < wanted.length; i++)
    expect(Math.abs((got[i] as number) - (wanted[i] as number)), `${what}, number ${i}`).toBeLessThan(1e-7 * largest);
}

/** Random numbers between two. */
export function numbers(shape: readonly number[], key: number, from: number, to: number): number[] {
  return Array.from({ length: sizeOf(shape) }, (_, i) => from + (to - from) * uniform(key, i));
}
