/** attention: each position looks at the others and takes in what matters to it. */
import { fanInUniform } from '../registry/fan-in-uniform.ts';
import { defineLayer } from '../registry/layer.ts';
import { gives, misfit, type Need } from '../registry/rule.ts';
import { add, constant, type Dim, divide, mul, numberOf } from '../shapes/dim.ts';
import { product } from '../shapes/shape.ts';

export const attention = defineLayer({
  name: 'attention',
  summary: 'each position takes a weighted mean of what the others hold, and learns where to look',
  group: 'sequence',
  signature: '[B, T, C] -> [B, T, C]',
  formula: 'q, k, v = x W + b, split; for each head softmax(q kᵀ / sqrt(C/heads)) v; then the heads W2 + b2',
  params: {
    heads: {
      kind: 'size',
      type: 'integer',
      minimum: 1,
      positional: true,
      description: 'how many times it looks, each time with its own part of the channels',
    },
    causal: {
      kind: 'switch',
      type: 'boolean',
      default: false,
      description: 'whether a position sees only itself and those before it',
    },
    rope: {
      kind: 'switch',
      anyOf: [{ type: 'boolean' }, { enum: ['interleaved'] }],
      default: false,
      description:
        'whether queries and keys are turned by their positions, in the pairs (i, i + D/2), D numbers to a head, or interleaved, (2i, 2i+1)',
    },
    bias: { kind: 'switch', type: 'boolean', default: true, description: 'whether learned offsets are added' },
    dropout: {
      kind: 'value',
      type: 'number',
      minimum: 0,
      exclusiveMaximum: 1,
      default: 0,
      description: 'the share of the attention weights that is dropped while training',
    },
    kv_heads: {
      kind: 'size',
      type: 'integer',
      minimum: 1,
      optional: true,
      description: 'heads of keys and values, each shared by heads/kv_heads neighbouring heads of queries',
    },
    window: {
      kind: 'size',
      type: 'integer',
      minimum: 1,
      optional: true,
      description: 'how many positions back each one looks, and as many ahead unless it is causal; without it, all',
    },
    init: { kind: 'initialiser', default: fanInUniform, description: 'how the weights start' },
    bias_init: { kind: 'initialiser', default: fanInUniform, description: 'how the biases start' },
  },
  pytorch: 'nn.MultiheadAttention(C, heads, batch_first=True) on x, x, x (starts xavier_uniform, biases 0)',
  keras: 'MultiHeadAttention(heads, C // heads) on x, x (starts glorot_uniform, biases 0)',
  examples: [
    { stack: 'attention 4 causal', input: '[B, 16, 64]', output: '[B, 16, 64]', weights: 16640 },
    { stack: 'attention 8 bias=false dropout=0.1', input: '[B, 16, 64]', output: '[B, 16, 64]', weights: 16384 },
    { stack: 'attention 8 causal rope kv_heads=2', input: '[B, 16, 64]', output: '[B, 16, 64]', weights: 10400 },
    { stack: 'attention 2 causal rope=interleaved window=4', input: '[B, 9, 8]', output: '[B, 9, 8]', weights: 288 },
  ],
  type(input, { heads, kv_heads, rope }) {
    const channels = input.dims[2];
    if (!channels || input.dims.length !== 3) return misfit({ kind: 'rank', takes: '[B, T, C]' }, input);
    if (input.dtype === 'int') return misfit({ kind: 'needs-float' }, input);
    const shared = kv_heads ? [headsShared(heads, kv_heads)] : [];
    return gives(input, [channelsDivided(channels, heads, kv_heads, rope !== false), ...shared]);
  },
  state(input, { heads, kv_heads, bias, init, bias_init }) {
    const channels = input.dims.at(-1) as Dim;
    const packed = packedWidth(channels, heads, kv_heads);
    const fans = (fanOut: Dim) => ({ fanIn: channels, fanOut });
    const matrix = (name: string, out: Dim) => [
      { name: `${name}_weight`, shape: [channels, out], init, ...fans(out) },
      ...(bias ? [{ name: `${name}_bias`, shape: [out], init: bias_init, ...fans(out) }] : []),
    ];
    return { weights: [...matrix('in_proj', packed), ...matrix('out_proj', channels)] };
  },
  lower(b, x, { heads, kv_heads = heads, causal, rope, window, dropout }, state) {
    const width = divide(x.type.dims.at(-1) as Dim, heads);
    const turned = rope === 'interleaved' ? rope : rope ? 'half' : undefined;
    const packed = b.op({ kind: 'linear' }, x, state.in_proj_weight, state.in_proj_bias);
    const how = { heads, kvHeads: kv_heads, width, causal, rope: turned, window, dropout, site: b.site } as const;
    const seen = b.op({ kind: 'attention', ...how }, packed);
    return b.op({ kind: 'linear' }, seen, state.out_proj_weight, state.out_proj_bias);
  },
});

/** Columns of q, k and v side by side: C + 2*C*kv_heads/heads. */
function packedWidth(channels: Dim, heads: Dim, kvHeads: Dim = heads): Dim {
  return add(channels, product([constant(2), divide(channels, heads), kvHeads]));
}

/** Each head takes an equal part of the channels, with rope an even number of them. */
function channelsDivided(channels: Dim, heads: Dim, kvHeads: Dim | undefined, inPairs: boolean): Need {
  const [size, count] = [numberOf(channels), numberOf(heads)];
  const isDivided = size === undefined || count === undefined || size % count === 0;
  // Where the heads alone do not fit, that is what is wrong.
  const divisor = inPairs && isDivided ? mul(constant(2), heads) : heads;
  const choice = { param: 'heads', dim: heads, times: inPairs ? 2 : 1, by: kvHeads };
  const help = inPairs ? ['rope turns pairs, so each head takes an even number of channels'] : [];
  const obligation = { kind: 'divides', divisor, of: channels } as const;
  return { obligation, what: 'channels', axis: 2, param: 'heads', choice, help };
}

/** As many heads of queries for each head of keys and values. */
function headsShared(heads: Dim, kvHeads: Dim): Need {
  const choice = { param: 'kv_heads', dim: kvHeads, times: 1 };
  return { obligation: { kind: 'divides', divisor: kvHeads, of: heads }, what: 'heads', param: 'kv_heads', choice };
}
