/** The memory of a training step that mm tells, against what emitted programs hold, on TensorFlow.js and in the engine. */
import { describe, expect, it } from 'vitest';
import { emitModel, planOf } from '../src/compile.ts';
import { check } from '../src/shapecheck/check.ts';
import { numberOf } from '../src/shapes/dim.ts';
import type { TensorType } from '../src/shapes/shape.ts';
import { summarise } from '../src/summary/summary.ts';
import { source } from '../src/text/source.ts';
import { runScript, writeModule } from './support/program.ts';

const BATCH = 64;

const classes = 'target class of 10';
const specs = {
  mlp: `input x[64]\n${classes}\nmodel linear 256 | relu | linear 256 | relu | linear 10\ntrain adam batch=${BATCH}`,
  lookup: `input tokens[8] of 27\ntarget class of 27\nmodel embed 16 | flatten | linear 200 | bn | tanh | linear 27\ntrain sgd momentum=0.9 batch=${BATCH}`,
  convolution: `input x[16, 16, 3]\n${classes}\nmodel conv 16 3 padding=1 | bn | relu | maxpool 2 | conv 32 3 padding=1 | relu | flatten | linear 10\ntrain adam batch=${BATCH}`,
  dilated: `input tokens[16] of 27\ntarget tokens\nmodel embed 24 | repeat i in 0..3 ( conv 64 2 dilation=2^i padding=causal bias=false | bn | tanh ) | linear 27\ntrain adamw batch=${BATCH}`,
  recurrent: `input tokens[16] of 27\ntarget tokens\nmodel embed 16 | gru 32 | linear 27\ntrain adam batch=${BATCH}`,
  transformer: `input tokens[16] of 27\ntarget tokens\nmodel embed 32 | position | repeat 2 ( residual ( ln | attention 4 causal ) | residual ( ln | linear 128 | gelu | linear 32 ) ) | ln | linear 27\ntrain adamw batch=${BATCH}`,
};

describe.each(Object.entries(specs))('a step of %s', (name, text) => {
  const { value: spec } = check(source('spec.mm', `${text}\n`));
  const model = spec.models[0]!;
  const told = toldOf(text);

  it('takes on TensorFlow.js what was told or more, as docs/language.md says', () => {
    const types = JSON.stringify({ input: exampleOf(model.input!), target: exampleOf(model.target!.type) });
    const path = writeModule(emitModel(spec, model));
    const { peak } = runScript<{ peak: number }>('peak-memory.mjs', path, `${BATCH}`, types);
    expect(peak / told).toBeGreaterThan(1);
    expect(peak / told).toBeLessThan(name === 'recurrent' ? 11 : 5.5);
  });

  it('takes in the engine what was told or more, as docs/language.md says', () => {
    const plan = planOf(spec, model);
    if ('reason' in plan) throw new Error(plan.reason);
    const { weights, buffers, state, minibatch, passing } = plan.report.memory;
    const held = weights + buffers + state + minibatch + passing;
    expect(held / told).toBeGreaterThan(1);
    expect(held / told).toBeLessThan(['convolution', 'recurrent'].includes(name) ? 2.7 : 1.5);
  });
});

it('is the sum that is done by hand', () => {
  // Weights 64*256+256, 256*256+256, 256*10+10, each with a gradient and two moments; of each example x, two relus, the
  // logits and the class.
  expect(toldOf(specs.mlp)).toBe(4 * (4 * (16_640 + 65_792 + 2570) + BATCH * (64 + 256 + 256 + 10 + 1)));
});

function toldOf(text: string): number {
  const { value: spec } = check(source('spec.mm', `${text}\n`));
  return numberOf(summarise(spec.models[0]!, { batch: BATCH }, spec).memory!)!;
}

/** One example of a type: its shape, and below what its numbers are if they are whole. */
function exampleOf(type: TensorType) {
  const shape = type.dims.slice(1).map((dim) => numberOf(dim));
  return { shape, ...(type.dtype === 'int' && { below: type.vocab && numberOf(type.vocab) }) };
}
