/** Divergence: where the numbers of a model got out of hand */
import type { Model, Tensors } from './types.ts';

/** What is wrong with a model whose loss is not finite: the first tensor with such numbers, or the largest number. */
export function culprit({ weights, buffers }: Model): string {
  const tensors: Tensors = { ...weights, ...buffers };
  const numbers = Object.entries(tensors).map(([path, tensor]) => [path, tensor.dataSync() as Float32Array] as const);
  const [broken] = numbers.find(([, values]) => !values.every(Number.isFinite)) ?? [];
  if (broken !== undefined) return `${broken} holds numbers that are not finite`;
  const sizes = numbers.map(
    ([path, values]) => [path, values.reduce((most, value) => Math.max(most, Math.abs(value)), 0)] as const,
  );
  const [path, size] = sizes.reduce((most, each) => (each[1] > most[1] ? each : most), ['', 0]);
  return `the largest number of the model is ${size.toPrecision(2)}, in ${path}`;
}
