/**
 * What the numbers of a model are said to see of its input, against reality: random stacks run with one position of the
 * input after the other changed. What changes was said to be seen; and nearly all that was said to be seen changes.
 */
import { expect, test } from 'vitest';
import type { Sight } from '../../src/analyses/field/sight.ts';
import { isIn } from '../../src/analyses/field/spots.ts';
import { positionAxes, sightsOf } from '../../src/analyses/field.ts';
import { type Graph, lower } from '../../src/ir/lower.ts';
import { check } from '../../src/shapecheck/check.ts';
import { numberOf } from '../../src/shapes/dim.ts';
import { source } from '../../src/text/source.ts';
import { changedOutputs } from '../support/perturbed.ts';
import { type RandomSpec, randomSpec } from '../support/random-stacks.ts';

const STACKS = Number(process.env.MM_STACKS ?? 200);

interface Counts {
  readonly said: number;
  readonly changed: number;
}

test(`${STACKS} random stacks see no more than was said, and nearly all of it`, { timeout: 300_000 }, () => {
  const counts = Array.from({ length: STACKS }, (_, seed) => compared(randomSpec(seed), seed)).flat();
  const sum = (of: (one: Counts) => number) => counts.reduce((all, one) => all + of(one), 0);
  expect(counts.length).toBeGreaterThan(STACKS / 2);
  // What relu or a pool of the greatest hides does not change, nor does a norm of a single number.
  expect(sum(({ changed }) => changed) / sum(({ said }) => said)).toBeGreaterThan(0.9);
});

/** For each axis of positions: of all pairs of a place and a position, how many were said to hang on each other, and do. */
function compared({ text, input, vocabulary }: RandomSpec, seed: number): Counts[] {
  const { value } = check(source('stack.mm', text));
  const graph = lower(value.models[0]!);
  return positionAxes(graph.input.type).map((axis) => {
    const sight = sightsOf(graph, axis)!.get(graph.output.id)!;
    const length = input[axis - 1]!;
    const channels = numberOf(graph.output.type.dims.at(-1)!)!;
    const outputs = Array.from({ length: 3 }, (_, draw) =>
      changedOutputs(graph, { input, vocabulary, axis }, seed + draw),
    );
    const [said, changed] = [new Set<string>(), new Set<string>()];
    for (let place = 0; place < outputs[0]![0]!.length; place++)
      for (let position = 0; position < length; position++) {
        const isSaid = isIn(setAt(sight, place, graph), position);
        const isSo = outputs.some(([base, ...others]) => others[position]![place] !== base![place]);
        expect(isSo && !isSaid, `${text}number ${place} hangs on position ${position} along axis ${axis}`).toBe(false);
        // The channels of a concat are not told from each other.
        const pair = `${Math.floor(place / channels)} ${position}`;
        if (isSaid) said.add(pair);
        if (isSo) changed.add(pair);
      }
    return { said: said.size, changed: changed.size };
  });
}

/** The set of a number of the output, counted row by row. */
function setAt({ axes, lengths, sets }: Sight, place: number, { output }: Graph) {
  const dims = output.type.dims.slice(1).map((dim) => numberOf(dim)!);
  const index = dims.map((n, at) => Math.floor(place / dims.slice(at + 1).reduce((all, m) => all * m, 1)) % n);
  return sets[axes.reduce((sum, axis, at) => sum * lengths[at]! + index[axis - 1]!, 0)]!;
}
