/** npy: two arrays in NumPy's format, whose first axis counts the examples. */
import { inspectNpy, type NpyFacts } from '../data/npy.ts';
import { count as times } from '../diagnostics/row.ts';
import { type DataFault, defineReader } from '../registry/reader.ts';
import { sourceParam } from '../registry/source-param.ts';
import { seedParam, splitDisagreement, splitParam, tooFew, trainingShare } from '../registry/splitting.ts';
import { BATCH } from '../shapes/batch.ts';
import { constant, type Dim, symbol } from '../shapes/dim.ts';

export const npy = defineReader({
  name: 'npy',
  summary: 'two arrays of NumPy: inputs and targets, the first axis counts the examples; whole numbers are ids',
  sources: [
    { param: 'source', form: 'the inputs, .npy' },
    { param: 'targets', form: 'the targets, .npy' },
  ],
  params: {
    source: sourceParam('the path of the inputs in quotes'),
    targets: sourceParam('the path of the targets in quotes: whole numbers are classes, others values'),
    ...splitParam,
    ...seedParam,
  },
  examples: ['npy "x.npy" "y.npy"', 'npy "x.npy" targets="y.npy" split=[0.7, 0.2, 0.1]'],
  builtin: {},
  inspect: inspectNpy,
  disagreement: splitDisagreement,
  describe(_, [inputs, targets]) {
    const named = inputs ? namedDims(inputs) : { F: unknown('F') };
    const V = inputs?.dtype === 'int' ? constant(Math.max(1, inputs.most + 1)) : undefined;
    const K = classesOf(targets);
    const dims = [BATCH, ...Object.values(named)];
    return {
      input: V ? { dtype: 'int', dims, vocab: V } : { dtype: 'float', dims },
      dims: { ...named, ...(V && { V }), ...(K && { K }) },
      origins: {},
      target: targets && targetOf(targets, K),
    };
  },
  shortage: (settings, [inputs]) => tooFew(settings, inputs?.shape[0] ?? 0, 'examples'),
  trainedOn: (settings, [inputs]) => trainingShare(settings, inputs?.shape[0]),
  likeness: (_, [inputs]) => inputs?.likeness,
  targetMoments(_, [, targets]) {
    return targets?.likeness && { mean: targets.likeness.mean, variance: targets.likeness.self };
  },
  faults(_, [inputs, targets]) {
    return inputs && targets
      ? [...misfits('source', inputs, 0), ...misfits('targets', targets, -1), ...differ(inputs, targets)]
      : [];
  },
  outsiders(_, [, targets]) {
    const { outsiders: count = 0, outsider } = targets ?? {};
    return (
      outsider && { param: 'targets', within: '', count, first: outsider.text, place: `example ${outsider.example}` }
    );
  },
  limits(_, [, targets]) {
    return targets?.dtype === 'float'
      ? { param: 'targets', within: '', least: targets.least, most: targets.most }
      : undefined;
  },
  program() {
    return {
      part: 'npy',
      samples: undefined,
      purpose: 'learns the targets of',
      constants: [],
    };
  },
});

/** How many classes the targets have: unknown without them, none where they are values. */
function classesOf(targets: NpyFacts | undefined): Dim | undefined {
  if (!targets) return unknown('K');
  return targets.dtype === 'int' ? constant(Math.max(1, targets.most + 1)) : undefined;
}

function unknown(name: string): Dim {
  return symbol({ id: `data.${name}`, name, min: 1 });
}

/** Names of the dims of one example: features, positions and channels, or height, width and channels. */
const names: Readonly<Record<NpyFacts['dtype'], readonly (readonly string[])[]>> = {
  float: [['F'], ['F'], ['T', 'C'], ['H', 'W', 'C']],
  int: [['T'], ['T']],
};

function namedDims({ dtype, shape }: NpyFacts): Record<string, Dim> {
  const dims = shape.length === 1 ? [1] : shape.slice(1);
  const known = names[dtype][shape.length - 1] ?? dims.map((_, at) => `D${at + 1}`);
  return Object.fromEntries(dims.map((dim, at) => [known[at] ?? `D${at + 1}`, constant(dim)]));
}

function targetOf({ shape }: NpyFacts, K: Dim | undefined) {
  const dims = shape.slice(1).map((dim) => constant(dim));
  if (K) return { kind: 'class', type: { dtype: 'int', dims: [BATCH, ...dims], vocab: K } } as const;
  const values = dims.length === 0 ? [constant(1)] : dims;
  return { kind: 'value', type: { dtype: 'float', dims: [BATCH, ...values] } } as const;
}

function misfits(param: string, { dtype, least }: NpyFacts, lowest: number): DataFault[] {
  if (dtype === 'float' || least >= lowest) return [];
  const help = 'save it as float32 where its whole numbers are measurements';
  return [{ kind: 'unfit', param, why: `has the number ${least}, but whole numbers are ids and count from 0`, help }];
}

function differ({ shape: [count = 0] }: NpyFacts, { shape: [others = 0] }: NpyFacts): DataFault[] {
  const why = `has ${times(others, 'target')} for ${times(count, 'input')}; the first axis counts the examples`;
  return count === others ? [] : [{ kind: 'unfit', param: 'targets', why }];
}
