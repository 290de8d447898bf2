/**
 * The published models of specs/zoo learn: one training step on one example changes every weight. Each runs in a process
 * of its own. Those that take minutes and gigabytes run with MM_ZOO=all, and print what they took.
 */
import { readdirSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { emitModel } from '../src/compile.ts';
import { loadSpec } from '../src/run/load-spec.ts';
import type { CheckedModel, CheckedSpec } from '../src/shapecheck/checked.ts';
import { numberOf } from '../src/shapes/dim.ts';
import type { TensorType } from '../src/shapes/shape.ts';
import { summarise } from '../src/summary/summary.ts';
import { runScript, writeModule } from './support/program.ts';

/** Sizes that take seconds where those of the paper take minutes; no weight hangs on them. */
const smaller: Readonly<Record<string, ReadonlyMap<string, string>>> = { unet: new Map([['size', '32']]) };

/** Beyond one of these a step takes minutes or gigabytes: parameters, and multiply-adds of one example. */
const LARGE = { params: 5e7, macs: 5e9 };

/** These need more than the 4 GB that wasm has: the update of 103 million weights with momentum, 1,024 times 50,257 logits. */
const beyondWasm: readonly string[] = ['gpt2-small', 'vgg16'];

interface Step {
  readonly loss: number;
  readonly weights: number;
  readonly unchanged: readonly string[];
  readonly seconds: number;
  readonly megabytes: number;
}

const zoo = readdirSync('specs/zoo').flatMap((file) => (file.endsWith('.mm') ? [file.replace(/\.mm$/, '')] : []));

describe.each(zoo)('%s', (name) => {
  const [spec, model] = checked(name);

  it.runIf(process.env.MM_ZOO === 'all' || !isLarge(model))('learns with every weight', { timeout: 3_600_000 }, () => {
    const { loss, weights, unchanged, seconds, megabytes } = oneStep(
      spec,
      model,
      beyondWasm.includes(name) ? 'cpu' : 'wasm',
    );
    if (process.env.MM_ZOO === 'all')
      process.stdout.write(`${name}: ${seconds} s of processor time, ${megabytes} MB\n`);
    expect(loss).toBeGreaterThan(0);
    expect(weights).toBe(model.weights.length);
    expect(unchanged).toEqual([]);
  });
});

it('runs most of them without being asked', () => {
  expect(zoo.filter((name) => !isLarge(checked(name)[1])).length).toBeGreaterThan(zoo.length / 2);
});

function checked(name: string): readonly [CheckedSpec, CheckedModel] {
  const spec = loadSpec(`specs/zoo/${name}.mm`, smaller[name]);
  if (typeof spec === 'string') throw new Error(`${name}: ${spec}`);
  return [spec.value, spec.value.models[0] as CheckedModel];
}

function isLarge(model: CheckedModel): boolean {
  const { params, macs } = summarise(model, { batch: 1 });
  return (numberOf(params) ?? 0) > LARGE.params || (numberOf(macs) ?? 0) > LARGE.macs;
}

function oneStep(spec: CheckedSpec, model: CheckedModel, backend: string): Step {
  const types = { input: exampleOf(model.input), target: exampleOf(model.target?.type) };
  return runScript<Step>('one-step.mjs', writeModule(emitModel(spec, model)), backend, JSON.stringify(types));
}

/** One example of a type: its shape, and below what its numbers are if they are whole. */
function exampleOf(type: TensorType | undefined) {
  if (!type) throw new Error('a model of the zoo has an input and a target');
  const shape = type.dims.slice(1).map((dim) => numberOf(dim));
  return { shape, ...(type.dtype === 'int' && { below: type.vocab && numberOf(type.vocab) }) };
}
