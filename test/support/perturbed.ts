/** What comes out of a model when one position of its input after the other is changed, in double precision. */
import { hash } from '../../src/chance/hash.ts';
import type { Graph } from '../../src/ir/lower.ts';
import { numberOf } from '../../src/shapes/dim.ts';
import { numbers } from './differences.ts';
import { runTensors } from './lowered-graph.ts';
import type { RandomSpec } from './random-stacks.ts';

export interface Varied extends Pick<RandomSpec, 'input' | 'vocabulary'> {
  readonly axis: number;
}

/** What comes out of an input, then of the same with each position along the axis changed: examples of one batch. */
export function changedOutputs(graph: Graph, { input, vocabulary, axis }: Varied, seed: number): number[][] {
  const length = input[axis - 1]!;
  const inner = input.slice(axis).reduce((all, n) => all * n, 1);
  const drawn = (index: number) => {
    const [number] = numbers([1], hash(seed, index), 0, 1);
    return vocabulary === undefined ? number! : Math.floor(number! * vocabulary);
  };
  const base = Array.from({ length: input.reduce((all, n) => all * n, 1) }, (_, at) => drawn(at));
  const examples = Array.from({ length: length + 1 }, (_, example) =>
    base.map((number, at) => {
      if (Math.floor(at / inner) % length !== example - 1) return number;
      return vocabulary === undefined ? number + 0.5 : (number + 1) % vocabulary;
    }),
  );
  const owned = [...graph.weights, ...graph.buffers].map(({ weight: { path }, value }, at) => {
    const shape = value.type.dims.map((dim) => numberOf(dim)!);
    return { value, name: path, data: numbers(shape, hash(seed, 1000 + at), path.endsWith('var') ? 0.5 : -1, 1) };
  });
  const given = [{ value: graph.input, name: 'input', data: examples.flat() }, ...owned];
  const run = { nodes: graph.nodes, given, output: graph.output, examples: length + 1, training: false };
  const size = graph.output.type.dims.slice(1).reduce((all, dim) => all * numberOf(dim)!, 1);
  const { output } = runTensors(
    run,
    Array.from({ length: size * (length + 1) }, () => 1),
  );
  return examples.map((_, example) => output.slice(example * size, (example + 1) * size));
}
