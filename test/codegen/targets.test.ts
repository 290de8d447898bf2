/** Modules for arrays of one's own: the loss of each kind of target with a y of the right shape and of a wrong one. */
import { describe, expect, it } from 'vitest';
import { compile } from '../../src/compile.ts';
import { source } from '../../src/text/source.ts';
import { runScript, writeProgram } from '../support/program.ts';

interface Case {
  readonly spec: string;
  readonly x: unknown;
  readonly y: unknown;
  readonly wrong: unknown;
  readonly dtypes: readonly [string, string];
  /** The loss of the first weights, by hand. */
  readonly loss: number;
  readonly said: string;
}

/** Both outputs are the sum of both inputs: 3 for [1, 2]. */
const sums = 'input x[2]\ntarget value[2]\nmodel linear 2 bias=false init=ones\ntrain sgd lr=0.01';
const pairs = { x: [[1, 2]], dtypes: ['float32', 'float32'], wrong: [1, 5] } as const;
const saidToPair = 'y should be [1, 2] for an output [1, 2], but is [2]';
const numbers = { ...pairs, y: [[1, 5]], said: saidToPair };
const zeros = 'init=zeros bias_init=zeros';

const cases: Readonly<Record<string, Case>> = {
  'value, by mse': { ...numbers, spec: sums, loss: (2 ** 2 + 2 ** 2) / 2 },
  'value, by mae': { ...numbers, spec: `${sums} loss=mae`, y: [[1, 6]], loss: (2 + 3) / 2 },
  'value, by huber': { ...numbers, spec: `${sums} loss=huber`, y: [[1, 3.5]], loss: (2 - 0.5 + 0.5 ** 2 / 2) / 2 },
  'value, by huber with another delta': { ...numbers, spec: `${sums} loss=huber(delta=4)`, loss: 2 },
  'value, by bce_with_logits': {
    ...numbers,
    spec: `${sums} loss=bce_with_logits`,
    y: [[1, 0]],
    loss: (Math.log(1 + Math.exp(-3)) + Math.log(1 + Math.exp(3))) / 2,
  },
  'one value, whose y is not broadcast': {
    spec: 'input x[2]\ntarget value[1]\nmodel linear 1 bias=false init=ones\ntrain sgd lr=0.01',
    x: [
      [1, 2],
      [3, 4],
    ],
    y: [[3], [5]],
    wrong: [3, 5],
    dtypes: ['float32', 'float32'],
    loss: (0 + 2 ** 2) / 2,
    said: 'y should be [2, 1] for an output [2, 1], but is [2]',
  },
  image: {
    spec: 'input x[2, 2, 1]\ntarget image[2, 2, 1]\nmodel linear 1 bias=false init=constant(2)\ntrain adam lr=0.01',
    x: [
      [
        [[1], [2]],
        [[3], [4]],
      ],
    ],
    y: [
      [
        [[2], [4]],
        [[6], [10]],
      ],
    ],
    wrong: [
      [2, 4],
      [6, 10],
    ],
    dtypes: ['float32', 'float32'],
    loss: 2 ** 2 / 4,
    said: 'y should be [1, 2, 2, 1] for an output [1, 2, 2, 1], but is [2, 2]',
  },
  'a class for each example': {
    spec: `input x[2]\ntarget class of 3\nmodel linear 3 ${zeros}\ntrain sgd`,
    x: [
      [1, 2],
      [3, 4],
    ],
    y: [0, 2],
    wrong: [[0], [2]],
    dtypes: ['float32', 'int32'],
    loss: Math.log(3),
    said: 'y should be [2] for an output [2, 3], but is [2, 1]',
  },
  'a class at each position, of which one does not count': {
    spec: `input x[T=3, 2]\ntarget class[T] of 4\nmodel linear 4 ${zeros}\ntrain sgd loss=cross_entropy(smoothing=0.1)`,
    x: [
      [
        [1, 2],
        [3, 4],
        [5, 6],
      ],
    ],
    y: [[3, -1, 0]],
    wrong: [3, -1, 0],
    dtypes: ['float32', 'int32'],
    loss: Math.log(4),
    said: 'y should be [1, 3] for an output [1, 3, 4], but is [3]',
  },
  'the token after the context': {
    spec: `input ids[4] of 5\ntarget tokens\nmodel embed 3 | flatten | linear 5 ${zeros}\ntrain adamw lr=0.1`,
    x: [
      [0, 1, 2, 3],
      [1, 2, 3, 4],
    ],
    y: [4, 0],
    wrong: [[4, 0]],
    dtypes: ['int32', 'int32'],
    loss: Math.log(5),
    said: 'y should be [2] for an output [2, 5], but is [1, 2]',
  },
  'the next token at each position': {
    spec: `input ids[4] of 5\ntarget tokens\nmodel embed 3 | linear 5 ${zeros}\ntrain lion lr=0.01`,
    x: [[0, 1, 2, 3]],
    y: [[1, 2, 3, -1]],
    wrong: [4],
    dtypes: ['int32', 'int32'],
    loss: Math.log(5),
    said: 'y should be [1, 4] for an output [1, 4, 5], but is [1]',
  },
};

describe.each(Object.entries(cases))('%s', (_, { spec, loss, said, ...given }) => {
  const program = writeProgram(spec);

  it.each(['cpu', 'wasm'])('on %s', (backend) => {
    const got = runScript<{ before: number; steps: number[]; after: number; said: string }>(
      'own-arrays.mjs',
      program.path,
      JSON.stringify(given),
      backend,
    );
    expect(got.before).toBeCloseTo(loss, 5);
    expect(got.steps[0]).toBeCloseTo(loss, 5);
    expect(got.after).toBeLessThan(got.steps[0]! - 1e-3);
    expect(got.said).toBe(said);
  });
});

describe('a module without train', () => {
  const exportsOf = (spec: string) => {
    const [program] = compile(source('spec.mm', spec)).value;
    if (!program || !('text' in program)) throw new Error('the spec does not compile');
    return /^export \{ (.*) \};$/m.exec(program.text)?.[1]?.split(', ');
  };

  it.each(['target value[3]', 'target class of 3'])('has the usual loss of %s, and no steps', (target) => {
    const names = exportsOf(`input x[2]\n${target}\nmodel linear 3`);
    expect(names).toContain('loss');
    expect(names).not.toContain('trainStep');
  });

  it('has none without a target', () => {
    expect(exportsOf('input x[2]\nmodel linear 3')).not.toContain('loss');
  });
});
