/** How each op is written with TensorFlow.js and the helpers of the section "Layers". */
import { numberOf } from '../../../shapes/dim.ts';
import { number, quoted } from '../../code.ts';
import type { Expression, Target } from '../../target.ts';

export const emit: Target['emit'] = {
  embedding: (_, { inputs: [table, ids] }) => helper('embed', `${ids}, ${table}`),
  reshape: ({ dims, fuses }, { inputs: [x], types: [type], size }) => {
    if (fuses) return helper('flatten', `${x}, ${size(fuses)}`);
    if (dims.length === 2 && type && type.dims.length > 2) return helper('flatten', `${x}`);
    const rest = dims.slice(1);
    const batch = rest.every((dim) => numberOf(dim) !== undefined) ? '-1' : `${x}.shape[0]`;
    return tensorflow(`tf.reshape(${x}, [${[batch, ...rest.map(size)].join(', ')}])`);
  },
  linear: (_, { inputs }) => helper('linear', inputs.join(', ')),
  unary: ({ fn }, { inputs: [x] }) => tensorflow(`tf.${fn}(${x})`),
  binary: ({ fn }, { inputs: [a, b] }) => tensorflow(`tf.${fn}(${a}, ${b})`),
  softmax: (_, { inputs: [x] }) => tensorflow(`tf.softmax(${x})`),
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
  dropout: ({ p }, { inputs: [x], site }) => helper('dropout', `${x}, ${number(p)}, ${site}, training`),
  cross_entropy: (_, { inputs: [logits, targets] }) => helper('crossEntropy', `${logits}, ${targets}`),
};

function record(fields: readonly string[]): readonly string[] {
  return fields.length === 0 ? [] : [`{ ${fields.join(', ')} }`];
}

function helper(name: string, args: string): Expression {
  return { text: `${name}(${args})`, uses: [name] };
}

function tensorflow(text: string): Expression {
  return { text, uses: ['tf'] };
}
