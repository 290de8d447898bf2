/** reshape: the same numbers under other dims. */
import { defineLayer } from '../registry/layer.ts';
import type { OpenSize } from '../registry/param.ts';
import { gives, misfit, type Need } from '../registry/rule.ts';
import { type Dim, divide, numberOf, toTight } from '../shapes/dim.ts';
import { product } from '../shapes/shape.ts';

export const reshape = defineLayer({
  name: 'reshape',
  group: 'shape',
  summary: 'the numbers of each example in the same order under other dims, one of which may be left to mm',
  signature: '[B, …] -> [B, a, b, inferred]',
  formula: 'the same numbers in row-major order',
  params: {
    dims: {
      kind: 'sizes',
      positional: true,
      variadic: true,
      description: 'the dims after the batch; one may be _, which is then worked out',
    },
  },
  pytorch: 'x.view(B, a, b, -1) · nn.Unflatten',
  keras: 'Reshape((a, b, -1))',
  examples: [
    { stack: 'reshape 4 _', input: '[B, 8, 24]', output: '[B, 4, 48]', weights: 0 },
    { stack: 'reshape 28 28 1', input: '[B, 784]', output: '[B, 28, 28, 1]', weights: 0 },
    { stack: 'reshape _', input: 'int[B, 4, 4] of 9', output: 'int[B, 16]', weights: 0 },
  ],
  disagreement({ dims }) {
    const open = dims.filter((size) => size === '_').length;
    if (open < 2) return undefined;
    return {
      param: 'dims',
      why: `can work one _ out, but there are ${open}`,
      help: 'write numbers for all but one of them',
    };
  },
  type(input, { dims }) {
    const [batch, ...rest] = input.dims;
    if (dims.length === 0) return { output: undefined, needs: [], misfit: undefined };
    if (!batch || rest.length === 0) return misfit({ kind: 'rank', takes: '[B, …]' });
    const [known, all] = [product(dims.filter(isKnown)), product(rest)];
    return gives({ ...input, dims: [batch, ...shapeOf(dims, rest)] }, [need(dims, known, all)]);
  },
  lower(b, x, { dims }) {
    const [batch, ...rest] = x.type.dims as [Dim, ...Dim[]];
    return b.op({ kind: 'reshape', dims: [batch, ...shapeOf(dims, rest)] }, x);
  },
});

function isKnown(size: OpenSize): size is Dim {
  return size !== '_';
}

function need(dims: readonly OpenSize[], known: Dim, all: Dim): Need {
  if (dims.every(isKnown))
    return {
      obligation: { kind: 'equal', left: known, right: all },
      what: 'as many entries as each example has',
      param: 'dims',
      help: [canBeOpen(dims, all) ? 'write _ for one of the dims, and mm works it out' : wantedBefore(known)],
      leavesOpen: doubtful(dims, all),
    };
  const help = ['write numbers whose product divides the entries, or _ for another one of the dims'];
  return {
    obligation: { kind: 'divides', divisor: known, of: all },
    what: 'entries in each example',
    param: 'dims',
    help,
  };
}

/** Whether one of the dims can be another one, so that they hold all entries. */
function canBeOpen(dims: readonly Dim[], all: Dim): boolean {
  const [entries, product] = [numberOf(all), dims.reduce((total, dim) => total * (numberOf(dim) ?? 1), 1)];
  return entries === undefined || dims.some((dim) => (entries * (numberOf(dim) ?? 1)) % product === 0);
}

function wantedBefore(known: Dim): string {
  return `${toTight(known)} entries are needed: let what comes before it give so many`;
}

/** Of several dims, those that may be wrong where their product is: a last one that divides the entries is most likely right. */
function doubtful(dims: readonly Dim[], all: Dim): number[] {
  if (dims.length === 1) return [];
  const [last, entries] = [numberOf(dims.at(-1) as Dim), numberOf(all)];
  const isLastFine = last !== undefined && entries !== undefined && entries % last === 0;
  return dims.slice(0, isLastFine ? -1 : undefined).map((_, at) => at + 1);
}

/** The dims with `_` worked out. */
function shapeOf(dims: readonly OpenSize[], from: readonly Dim[]): readonly Dim[] {
  const known = product(dims.filter(isKnown));
  return dims.map((size) => (isKnown(size) ? size : divide(product(from), known)));
}
