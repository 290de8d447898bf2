/** Activations, gates, norms, chance and stretched joins for random stacks, with rules of their own. */
import type { Maker } from './random-stacks.ts';

const activations = [
  'tanh',
  'relu',
  'relu6',
  'relu 0.5',
  'leaky_relu',
  'leaky_relu 0.2',
  'elu',
  'elu 0.5',
  'gelu',
  'gelu approximate=tanh',
  'silu',
  'sigmoid',
  'softplus',
  'softmax',
  'log_softmax',
  'id',
] as const;

const norms = [
  'ln',
  'ln bias=false',
  'ln affine=false eps=1e-3',
  'rmsnorm',
  'rmsnorm eps=0.1 init=normal(1, 0.1)',
  'scale',
  'scale init=0.1',
  'shift bias_init=normal(0.1)',
] as const;

const chances = ['dropout', 'dropout 0.1', 'drop_path 0.3', 'noise 0.1'] as const;

/** Joins of all positions with one vector for them. */
const stretched = [
  'mul ( id, global_avgpool keep=true | linear C | sigmoid )',
  'sum ( global_avgpool keep=true | tanh, id )',
  'residual ( global_avgpool keep=true | ln )',
  'residual via=( global_avgpool keep=true ) ( id )',
] as const;

export const elementwiseMakers: readonly Maker[] = [
  (shape, { below }) => ({ text: activations[below(activations.length)] as string, shape }),
  (shape, { below }) => {
    const width = (shape.at(-1) as number) / 2;
    if (!Number.isInteger(width)) return undefined;
    return { text: ['glu', 'swiglu'][below(2)] as string, shape: [...shape.slice(0, -1), width] };
  },
  (shape, { below }) => ({ text: norms[below(norms.length)] as string, shape }),
  (shape, { below }) => {
    const groups = divisorsOf(shape.at(-1) as number);
    return { text: `groupnorm ${groups[below(groups.length)]}`, shape };
  },
  (shape, { below }) => ({ text: chances[below(chances.length)] as string, shape }),
  (shape, { below }) => {
    if (shape.length < 2) return undefined;
    const text = stretched[below(stretched.length)] as string;
    return { text: text.replace('C', `${shape.at(-1)}`), shape };
  },
  (shape, { below }) => {
    if (shape.length < 2) return undefined;
    const text = ['global_avgpool keep=true, id', 'id, global_avgpool keep=true, id'][below(2)] as string;
    const width = (shape.at(-1) as number) * text.split(', ').length;
    return { text: `concat ( ${text} )`, shape: [...shape.slice(0, -1), width] };
  },
];

function divisorsOf(n: number): number[] {
  return Array.from({ length: n }, (_, i) => i + 1).filter((by) => n % by === 0);
}
