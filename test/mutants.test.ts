/**
 * From every sound spec, one thing changed: either the result is a sound spec again, or exactly one error is reported, near
 * the change or with a label there. What is changed is either what the spec says (a stage dropped, a size, a name) or how it
 * is typed (a sign forgotten, a bracket of another kind, a blank too many). The places are drawn by a hash, so that a run
 * is the same each time; a failure lists what was drawn and not reported as it should be.
 */
import { describe, expect, it } from 'vitest';
import { renderLines } from '../src/diagnostics/line.ts';
import { reportsOn, type Sound, soundSpecs } from './support/mutants/corpus.ts';
import { judge, type Verdict } from './support/mutants/judge.ts';
import { meaningMutants } from './support/mutants/meaning.ts';
import { changed, type Mutant } from './support/mutants/mutant.ts';
import { typingMutants } from './support/mutants/typing.ts';

const specs = soundSpecs();

/** So many of all mutants are looked at. */
const DRAWN = 1_500;

interface Drawn {
  readonly spec: Sound;
  readonly mutant: Mutant;
}

/** Every n-th mutant, by a hash of its place in the list, so that neighbours of one kind are not drawn together. */
function drawn(mutantsOf: (text: string) => readonly Mutant[]): Drawn[] {
  const all = specs.flatMap((spec) => mutantsOf(spec.text).map((mutant) => ({ spec, mutant })));
  const every = Math.max(1, Math.floor(all.length / DRAWN));
  return all.filter((_, at) => (Math.imul(at + 1, 0x9e3779b1) >>> 0) % every === 0);
}

interface Judged extends Drawn {
  readonly verdict: Verdict;
}

function judged(mutants: readonly Drawn[]): Judged[] {
  const known = new Map(specs.map((spec) => [spec, reportsOn(spec.text, spec.folder).map(({ code }) => code)]));
  return mutants.map((one) => ({ ...one, verdict: judge(one.spec, one.mutant, known.get(one.spec) ?? []) }));
}

/** What is not as it should be, for people. */
function shown({ spec, mutant, verdict }: Judged): string[] {
  if (verdict.kind !== 'violation') return [];
  const text = changed(spec.text, mutant.change);
  const line = text.slice(0, mutant.change.start).split('\n').length;
  const written = text.split('\n')[line - 1];
  return [`${mutant.kind}, ${verdict.why}: ${spec.name}, line ${line}\n${written}\n${renderLines(verdict.reports)}`];
}

it('are made of specs, of the documentation and of the examples of layers', () => {
  expect(specs.length).toBeGreaterThan(200);
});

describe.each([
  ['what is said', meaningMutants, 0.99],
  ['how it is typed', typingMutants, 0.994],
] as const)('one change in %s', (_, mutantsOf, share) => {
  const all = judged(drawn(mutantsOf));
  const kinds = (kind: Verdict['kind']) => all.filter(({ verdict }) => verdict.kind === kind).length;

  it('leads to a sound spec, or to one error near it', () => {
    expect(all.length).toBeGreaterThan(1_000);
    const wrong = all.flatMap(shown);
    expect(1 - wrong.length / all.length, wrong.join('\n')).toBeGreaterThanOrEqual(share);
  });

  it('is reported far from it, with the way there, only where a shape goes a long way', () => {
    expect(kinds('reported')).toBeGreaterThan(all.length / 2);
    expect(kinds('later') / all.length).toBeLessThan(0.015);
  });
});
