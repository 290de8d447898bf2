/** How each op is written with TensorFlow.js and the helpers of the section "Layers". */
import { numberOf } from '../../../shapes/dim.ts';
import { number, quoted } from '../../code.ts';
import type { Expression, Target } from '../../target.ts';
import { type Owner, ownerOf } from './names.ts';

export const emit: Target['emit'] = {
  embedding: (_, { inputs: [table, ids] }) => helper('embed', `${ids}, ${table}`),
  reshape: ({ dims }, { inputs: [x], size }) => {
    const rest = dims.slice(1);
    const batch = rest.every((dim) => numberOf(dim) !== undefined) ? '-1' : `${x}.shape[0]`;
    return tensorflow(`tf.reshape(${x}, [${[batch, ...rest.map(size)].join(', ')}])`);
  },
  linear: (_, { inputs }) => helper('linear', inputs.join(', ')),
  unary: ({ fn }, { inputs: [x] }) => tensorflow(`tf.${fn}(${x})`),
  binary: ({ fn }, { inputs: [a, b] }) => tensorflow(`tf.${fn}(${a}, ${b})`),
  softmax: (_, { inputs: [x] }) => tensorflow(`tf.softmax(${x})`),
  concat: ({ axis }, { inputs }) => tensorflow(`tf.concat([${inputs.join(', ')}], ${axis})`),
  batch_norm: ({ axes, eps, momentum, variance }, { inputs: [x, ...own] }) => {
    const options = [
      eps === 1e-5 ? [] : `eps: ${number(eps)}`,
      momentum === 0.1 ? [] : `momentum: ${number(momentum)}`,
      variance === 'biased' ? [] : `variance: ${quoted(variance)}`,
      axes.length === 1 && own.length === 4 ? [] : [],
    ].flat();
    const { path }: Owner = ownerOf(own, ['weight', 'bias', 'running_mean', 'running_var']);
    return helper('batchNorm', [x, 'model', path, 'training', ...record(options)].join(', '));
  },
  dropout: ({ p, site }, { inputs: [x] }) => helper('dropout', `${x}, ${number(p)}, ${quoted(site)}, training`),
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
