/**
 * Recurrent layers in the settings that no golden has, against their formulas written out step by step, whose gradients
 * are those of TensorFlow.js itself: outputs, and gradients of the input and of every weight, on both backends.
 */
import * as tf from '@tensorflow/tfjs';
import { expect, test } from 'vitest';
import { hash } from '../src/chance/hash.ts';
import { lower } from '../src/ir/lower.ts';
import { check } from '../src/shapecheck/check.ts';
import { numberOf } from '../src/shapes/dim.ts';
import { source } from '../src/text/source.ts';
import { gradientsOf, outputOf, STEP } from './support/golden-model.ts';
import { expectClose, type Numbers } from './support/goldens.ts';
import { onBackends } from './support/on-backends.ts';

interface Settings {
  readonly cell: 'rnn' | 'gru' | 'lstm';
  readonly layers: number;
  readonly both: boolean;
  readonly last: boolean;
  readonly resetAfter: boolean;
}

type Weights = Readonly<Record<string, tf.Tensor>>;

const cases: readonly (readonly [stack: string, positions: number])[] = [
  ['rnn 3', 1],
  ['rnn 3 bias=false', 4],
  ['rnn 3 biases=1 h0=learned bidirectional', 4],
  ['rnn 3 layers=3 bidirectional last', 3],
  ['gru 3', 1],
  ['gru 3 bias=false', 4],
  ['gru 3 biases=1 last', 4],
  ['gru 3 h0=learned layers=2 bidirectional', 4],
  ['gru 3 reset_after=false', 4],
  ['gru 3 reset_after=false bias=false h0=learned', 1],
  ['gru 3 reset_after=false biases=1 layers=2 bidirectional last', 4],
  ['lstm 3', 1],
  ['lstm 3 bias=false', 4],
  ['lstm 3 biases=1 h0=learned', 4],
  ['lstm 3 h0=learned layers=2 bidirectional last', 4],
];

onBackends(() => {
  test.each(cases)('%s over %i positions', (stack, positions) => {
    const graph = lower(
      check(source('recurrent.mm', `input x[${positions}, 5]\nmodel ${stack} name=at`)).value.models[0]!,
    );
    const weights = Object.fromEntries(
      graph.weights.map(({ weight: { path, shape } }) => [
        path,
        variable(
          path,
          shape.map((dim) => numberOf(dim)!),
        ),
      ]),
    );
    const x = variable('x', [2, positions, 5]);
    const variables = [x, ...Object.values(weights)];
    const made = { graph, model: { weights, buffers: {}, optimiser: {} } };
    const upstream = numbers('upstream', outputOf(made, x, undefined).shape);
    const want = gradientsOf(() => reference(x, weights, settingsOf(stack)), upstream, variables);
    const got = gradientsOf(() => outputOf(made, x, STEP), upstream, variables);
    expectClose(got.output, want.output, 'output');
    for (const [i, name] of ['x', ...Object.keys(weights)].entries()) {
      const isUnused = positions === 1 && name.includes('weight_hh') && !stack.includes('h0=learned');
      expect(
        want.grads[i]!.some((value) => Math.abs(value) > 1e-4),
        name,
      ).toBe(!isUnused);
      expectClose(got.grads[i]!, want.grads[i]!, `gradient of ${name}`);
    }
  });
});

function settingsOf(stack: string): Settings {
  return {
    cell: stack.split(' ')[0] as Settings['cell'],
    layers: Number(/layers=(\d)/.exec(stack)?.[1] ?? 1),
    both: stack.includes('bidirectional'),
    last: stack.includes('last'),
    resetAfter: !stack.includes('reset_after=false'),
  };
}

/** The layers one on top of the other, each in its directions. */
function reference(x: tf.Tensor, weights: Weights, settings: Settings): tf.Tensor {
  let states = Array.from({ length: x.shape[1]! }, (_, at) => tf.squeeze(tf.slice(x, [0, at, 0], [-1, 1, -1]), [1]));
  for (let layer = 0; layer < settings.layers; layer++) {
    const ways = settings.both ? ['', '_reverse'] : [''];
    const outputs = ways.map((way) => {
      const end = `_l${layer}${way}`;
      const order = way === '' ? states : [...states].reverse();
      const found = oneWay(order, (name) => weights[`at.${name}${end}`], settings);
      return way === '' ? found : found.reverse();
    });
    if (settings.last && layer === settings.layers - 1)
      return tf.concat(
        outputs.map((found, way) => found.at(way === 0 ? -1 : 0)!),
        1,
      );
    states = states.map((_, at) =>
      tf.concat(
        outputs.map((found) => found[at]!),
        1,
      ),
    );
  }
  return tf.stack(states, 1);
}

/** PyTorch's formulas, and for reset_after=false those of Cho et al. */
function oneWay(
  xs: readonly tf.Tensor[],
  of: (name: string) => tf.Tensor | undefined,
  settings: Settings,
): tf.Tensor[] {
  const [wi, wh] = [of('weight_ih')!, of('weight_hh')!];
  const width = wh.shape[0]!;
  const block = (w: tf.Tensor, gate: number) => tf.slice(w, [0, gate * width], [-1, width]);
  const part = (b: tf.Tensor | undefined, gate: number) => (b ? tf.slice(b, [gate * width], [width]) : tf.scalar(0));
  const first = (name: string) => tf.add(tf.zeros([xs[0]!.shape[0]!, width]), of(name) ?? 0);
  const fromX = (x: tf.Tensor, gate: number) => tf.add(tf.matMul(x, block(wi, gate)), part(of('bias_ih'), gate));
  const fromH = (h: tf.Tensor, gate: number) => tf.add(tf.matMul(h, block(wh, gate)), part(of('bias_hh'), gate));
  const gate = (x: tf.Tensor, h: tf.Tensor, at: number) => tf.add(fromX(x, at), fromH(h, at));
  let [h, c] = [first('h0'), first('c0')];
  return xs.map((x) => {
    if (settings.cell === 'rnn') h = tf.tanh(gate(x, h, 0));
    if (settings.cell === 'gru') {
      const [r, z] = [tf.sigmoid(gate(x, h, 0)), tf.sigmoid(gate(x, h, 1))];
      const recalled = settings.resetAfter ? tf.mul(r, fromH(h, 2)) : fromH(tf.mul(r, h), 2);
      const n = tf.tanh(tf.add(fromX(x, 2), recalled));
      h = tf.add(tf.mul(tf.sub(1, z), n), tf.mul(z, h));
    }
    if (settings.cell === 'lstm') {
      const [i, f, o] = [0, 1, 3].map((at) => tf.sigmoid(gate(x, h, at))) as [tf.Tensor, tf.Tensor, tf.Tensor];
      c = tf.add(tf.mul(f, c), tf.mul(i, tf.tanh(gate(x, h, 2))));
      h = tf.mul(o, tf.tanh(c));
    }
    return h;
  });
}

/** Numbers between -1 and 1, the same for a name in every run. */
function numbers(name: string, shape: readonly number[]): Numbers {
  const key = [...name].reduce((code, letter) => hash(code, letter.charCodeAt(0)), 1);
  const size = shape.reduce((product, dim) => product * dim, 1);
  const data = Array.from({ length: size }, (_, at) => Math.fround(hash(key, at) / 2 ** 31 - 1));
  return { shape, dtype: 'float32', data };
}

function variable(name: string, shape: readonly number[]): tf.Variable {
  return tf.variable(tf.tensor([...numbers(name, shape).data], [...shape]));
}
