/**
 * What predicts a token at each position, over random stacks of everything that moves positions, against reality: each
 * position of the input is changed, in double precision, and what comes out of it is what was said to see it. A leak is
 * reported where a prediction changes with its token or a later one, and nowhere else.
 */
import { expect, test } from 'vitest';
import { isIn } from '../../src/analyses/field/spots.ts';
import { sightsOf } from '../../src/analyses/field.ts';
import { messageOf, severityOf } from '../../src/diagnostics/catalog.ts';
import { type Graph, lower } from '../../src/ir/lower.ts';
import { check } from '../../src/summary/check.ts';
import { source } from '../../src/text/source.ts';
import { changedOutputs } from '../support/perturbed.ts';
import { type RandomPredictor, randomPredictor } from '../support/random-predictors.ts';

const STACKS = Number(process.env.MM_STACKS ?? 120);

test(`${STACKS} random predictors see what was said, and leak where it was said`, { timeout: 300_000 }, () => {
  let [leaking, clean] = [0, 0];
  for (let seed = 0; seed < STACKS; seed++) {
    const spec = randomPredictor(seed);
    const { value, diagnostics } = check(source('stack.mm', spec.text));
    const others = diagnostics.filter((one) => severityOf(one) === 'error' && one.code !== 'flow/leak');
    expect(others.map(messageOf), spec.text).toEqual([]);
    const graph = lower(value.models[0]!);
    const seen = seenOf(graph, spec, seed);
    const said = saidOf(graph, spec.length);
    expect(
      pairs(seen).filter(([at, position]) => !said[at]![position]),
      `sees more than was said: ${spec.text}`,
    ).toEqual([]);
    expect(
      pairs(said).filter(([at, position]) => !seen[at]![position]),
      `sees less than was said: ${spec.text}`,
    ).toEqual([]);
    const leaks = pairs(seen).some(([at, position]) => position > at);
    expect(
      diagnostics.some(({ code }) => code === 'flow/leak'),
      spec.text,
    ).toBe(leaks);
    leaking += leaks ? 1 : 0;
    clean += leaks ? 0 : 1;
  }
  expect(leaking).toBeGreaterThan(STACKS / 5);
  expect(clean).toBeGreaterThan(STACKS / 5);
});

/** By place and position, whether one hangs on the other. */
type Table = readonly (readonly boolean[])[];

function pairs(table: Table): [at: number, position: number][] {
  return table.flatMap((row, at) => row.flatMap((is, position): [number, number][] => (is ? [[at, position]] : [])));
}

function table(length: number, is: (at: number, position: number) => boolean): Table {
  const all = Array.from({ length }, (_, at) => at);
  return all.map((at) => all.map((position) => is(at, position)));
}

function seenOf(graph: Graph, { length, vocabulary }: RandomPredictor, seed: number): Table {
  const draws = Array.from({ length: 2 }, (_, draw) =>
    changedOutputs(graph, { input: [length], vocabulary, axis: 1 }, 100 * seed + draw),
  );
  return table(length, (at, position) =>
    draws.some(([base, ...others]) => {
      const isOther = (y: number, place: number) => Math.floor(place / vocabulary) === at && y !== base![place];
      return others[position]!.some(isOther);
    }),
  );
}

function saidOf(graph: Graph, length: number): Table {
  const { axes, lengths, sets } = sightsOf(graph, 1)!.get(graph.output.id)!;
  const inner = axes[0] === 1 ? lengths.slice(1).reduce((all, n) => all * n, 1) : sets.length;
  return table(length, (at, position) =>
    (axes[0] === 1 ? sets.slice(at * inner, (at + 1) * inner) : sets).some((set) => isIn(set, position)),
  );
}
