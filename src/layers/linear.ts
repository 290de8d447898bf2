/** linear: a matrix product over the last dim, plus a bias. */
import { fanInUniform } from '../registry/fan-in-uniform.ts';
import { defineLayer } from '../registry/layer.ts';
import { float, gives, misfit, splitLast } from '../registry/rule.ts';

export const linear = defineLayer({
  name: 'linear',
  summary: 'each output is a weighted sum of the inputs, plus a bias',
  group: 'linear',
  signature: '[*, C] -> [*, out]',
  formula: 'y = x W + b',
  params: {
    out: { kind: 'size', type: 'integer', minimum: 1, positional: true, description: 'features that come out' },
    bias: { kind: 'switch', type: 'boolean', default: true, description: 'whether a learned offset is added' },
    init: { kind: 'initialiser', default: fanInUniform, description: 'how the weights start' },
    bias_init: { kind: 'initialiser', default: fanInUniform, description: 'how the bias starts' },
  },
  glued: true,
  pytorch: 'nn.Linear(C, out)',
  keras: 'Dense(out) (starts glorot_uniform, bias 0)',
  examples: [
    { stack: 'linear 200', input: '[B, 30]', output: '[B, 200]', weights: 6200 },
    { stack: 'linear 128 bias=false', input: '[B, 4, 48]', output: '[B, 4, 128]', weights: 6144 },
    { stack: 'linear 27 init=normal(0.01) bias_init=zeros', input: '[B, 128]', output: '[B, 27]', weights: 3483 },
  ],
  type(input, { out }) {
    const [leading, features] = splitLast(input);
    if (!features || leading.length === 0) return misfit({ kind: 'rank', takes: '[*, C]' }, float(...input.dims, out));
    const output = float(...leading, out);
    return input.dtype === 'int' ? misfit({ kind: 'needs-float' }, float(...input.dims, out)) : gives(output);
  },
  state(input, { out, bias, init, bias_init }) {
    const [, features] = splitLast(input);
    if (!features) return { weights: [] };
    const fans = { fanIn: features, fanOut: out };
    const weight = { name: 'weight', shape: [features, out], init, ...fans };
    return { weights: bias ? [weight, { name: 'bias', shape: [out], init: bias_init, ...fans }] : [weight] };
  },
  lower: (b, x, _, { weight, bias }) => b.op({ kind: 'linear' }, x, weight, bias),
});
