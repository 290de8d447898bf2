/** How each op is written with TensorFlow.js and the helpers of the section "Layers". */
import type { NormaliseOp } from '../../../ops/normalise.ts';
import type { UnaryOp } from '../../../ops/unary.ts';
import { type Dim, equals, numberOf, sub } from '../../../shapes/dim.ts';
import { number, quoted } from '../../code.ts';
import type { Expression, Target } from '../../target.ts';
import { convolutionCode, convolutionTransposeCode, globalPoolCode, poolCode, upsampleCode } from './window-code.ts';

export const emit: Target['emit'] = {
  embedding: (_, { inputs: [table, ids] }) => helper('embed', `${ids}, ${table}`),
  reshape: ({ dims, fuses }, { inputs: [x], types: [type], size }) => {
    if (fuses) return helper('flatten', `${x}, ${size(fuses)}`);
    if (dims.length === 2 && type && type.dims.length > 2) return helper('flatten', `${x}`);
    const rest = dims.slice(1);
    const batch = rest.every((dim) => numberOf(dim) !== undefined) ? '-1' : `${x}.shape[0]`;
    return tensorflow(`tf.reshape(${x}, [${[batch, ...rest.map(size)].join(', ')}])`);
  },
  slice: ({ axis, from, to }, { inputs: [x], types: [type], size }) => {
    const axes = type?.dims.map((_, at) => at) ?? [];
    const starts = axes.map((at) => (at === axis ? size(from) : '0'));
    const lengths = axes.map((at) => (at === axis ? size(sub(to, from)) : '-1'));
    return tensorflow(`tf.slice(${x}, [${starts.join(', ')}], [${lengths.join(', ')}])`);
  },
  pad: ({ before, after }, { inputs: [x], types: [type], size }) => {
    const widths = type?.dims.map((_, axis) => (axis === 1 ? `[${size(before)}, ${size(after)}]` : '[0, 0]')) ?? [];
    const token = type?.vocab ? [size(type.vocab)] : [];
    return tensorflow(`tf.pad(${[x, `[${widths.join(', ')}]`, ...token].join(', ')})`);
  },
  transpose: (_, { inputs: [x], types: [type] }) => {
    const axes = type?.dims.map((_, axis) => axis) ?? [];
    return tensorflow(`tf.transpose(${x}, [${[...axes.slice(0, -2), ...axes.slice(-2).reverse()].join(', ')}])`);
  },
  one_hot: ({ classes }, { inputs: [x], size }) => tensorflow(`tf.cast(tf.oneHot(${x}, ${size(classes)}), 'float32')`),
  causal_mean: (_, { inputs: [x] }) => helper('causalMean', `${x}`),
  recurrent: ({ cell, resetAfter, layer, reverse }, { inputs: [x], owner }) => {
    const options = [...(layer === 0 ? [] : [`layer: ${layer}`]), ...(reverse ? ['reverse: true'] : [])];
    return helper(resetAfter ? cell : 'gruResetBefore', [x, 'model', owner(1), ...record(options)].join(', '));
  },
  convolution: convolutionCode,
  convolution_transpose: convolutionTransposeCode,
  pool: poolCode,
  global_pool: globalPoolCode,
  upsample: upsampleCode,
  pixel_shuffle: ({ n }, { inputs: [x], size }) => helper('pixelShuffle', `${x}, ${size(n)}`),
  linear: ({ transposed }, { inputs: [x, weight, ...bias] }) => {
    if (!transposed) return helper('linear', [x, weight, ...bias].join(', '));
    return { text: `linear(${[x, `tf.transpose(${weight})`, ...bias].join(', ')})`, uses: ['linear', 'tf'] };
  },
  attention: ({ heads, kvHeads, causal, rope, window, dropout }, { inputs: [x], site, size }) => {
    const options = [
      ...(equals(kvHeads, heads) ? [] : [`kvHeads: ${size(kvHeads)}`]),
      ...(causal ? ['causal: true'] : []),
      ...(rope ? [`rope: ${quoted(rope)}`] : []),
      ...(window ? [`window: ${size(window)}`] : []),
      ...(dropout === 0 ? [] : [`dropout: ${number(dropout)}`, `site: ${site}`, 'training']),
    ];
    return helper('attention', [x, size(heads), ...record(options)].join(', '));
  },
  position: ({ order }, { inputs: [x, table] }) => {
    if (table) return helper('addPositions', `${x}, ${table}`);
    return helper('addSinusoids', [x, ...(order === 'interleaved' ? [] : [quoted(order)])].join(', '));
  },
  prepend: (_, { inputs: [x, table] }) => helper('prepend', `${x}, ${table}`),
  unary: (op, { inputs: [x] }) => {
    const name = unaryNames[op.fn];
    if (name.startsWith('tf.')) return tensorflow(`${name}(${x})`);
    return helper(name, 'by' in op ? `${x}, ${number(op.by)}` : `${x}`);
  },
  gated: ({ fn }, { inputs: [x] }) => helper(fn, `${x}`),
  binary: ({ fn }, { inputs: [a, b] }) => tensorflow(`tf.${fn}(${a}, ${b})`),
  stretch: ({ dims }, { inputs: [x], types: [type], size }) => {
    const zeros = dims.map((dim, axis) => (type && equals(dim, type.dims[axis] as Dim) ? '1' : size(dim)));
    return tensorflow(`tf.add(${x}, tf.zeros([${zeros.join(', ')}]))`);
  },
  softmax: ({ log }, { inputs: [x] }) => tensorflow(`tf.${log ? 'logSoftmax' : 'softmax'}(${x})`),
  concat: ({ axis }, { inputs }) => tensorflow(`tf.concat([${inputs.join(', ')}], ${axis})`),
  batch_norm: ({ axes, eps, momentum, variance }, { inputs: [x], types: [type], owner }) => {
    const options = [
      ...(eps === 1e-5 ? [] : [`eps: ${number(eps)}`]),
      ...(momentum === 0.1 ? [] : [`momentum: ${number(momentum)}`]),
      ...(variance === 'biased' ? [] : [`variance: ${quoted(variance)}`]),
      ...(type && axes.length < type.dims.length - 1 ? [`over: 'batch'`] : []),
    ];
    return helper('batchNorm', [x, 'model', owner(1), 'training', ...record(options)].join(', '));
  },
  normalise: (op, { inputs: [x, ...affine], size }) => {
    const [name, usual, count] = norms[op.by];
    const groups = op.by === 'group' ? [size(op.groups)] : [];
    const missing = op.eps === usual ? [] : Array.from({ length: count - affine.length }, () => 'undefined');
    const eps = op.eps === usual ? [] : [number(op.eps)];
    return helper(name, [x, ...groups, ...affine, ...missing, ...eps].join(', '));
  },
  channelwise: ({ fn }, { inputs }) => helper(fn === 'scale' ? 'scaleChannels' : 'addBias', inputs.join(', ')),
  drop_path: ({ p }, { inputs: [x], site }) => helper('dropPath', `${x}, ${number(p)}, ${site}, training`),
  noise: ({ std }, { inputs: [x], site }) => helper('addNoise', `${x}, ${number(std)}, ${site}, training`),
  dropout: ({ p }, { inputs: [x], site }) => helper('dropout', `${x}, ${number(p)}, ${site}, training`),
  cross_entropy: ({ smoothing }, { inputs: [logits, targets] }) =>
    helper('crossEntropy', [logits, targets, ...(smoothing === 0 ? [] : [number(smoothing)])].join(', ')),
  pointwise_loss: (op, { inputs: [x, y] }) => {
    if (op.fn === 'huber') return helper('huber', `${x}, ${y}, ${number(op.delta)}`);
    return helper(pointwiseLosses[op.fn], `${x}, ${y}`);
  },
};

/** What computes a function of each number: an op of TensorFlow.js or a helper. */
const unaryNames: { readonly [K in UnaryOp['fn']]: string } = {
  tanh: 'tf.tanh',
  relu: 'tf.relu',
  sigmoid: 'tf.sigmoid',
  silu: 'silu',
  softplus: 'softplus',
  gelu: 'gelu',
  gelu_tanh: 'geluTanh',
  leaky_relu: 'leakyRelu',
  elu: 'elu',
  relu_up_to: 'reluUpTo',
};

/** The helper of each norm, the eps that it has by itself, and how many weights stand before eps. */
const norms: { readonly [K in NormaliseOp['by']]: readonly [name: string, eps: number, weights: number] } = {
  layer: ['layerNorm', 1e-5, 2],
  rms: ['rmsNorm', 1e-6, 1],
  group: ['groupNorm', 1e-5, 2],
};

const pointwiseLosses = {
  squared: 'meanSquaredError',
  absolute: 'meanAbsoluteError',
  binary_cross_entropy: 'binaryCrossEntropy',
} as const;

function record(fields: readonly string[]): readonly string[] {
  return fields.length === 0 ? [] : [`{ ${fields.join(', ')} }`];
}

function helper(name: string, args: string): Expression {
  return { text: `${name}(${args})`, uses: [name] };
}

function tensorflow(text: string): Expression {
  return { text, uses: ['tf'] };
}
