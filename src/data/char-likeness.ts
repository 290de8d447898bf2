/** How often tokens of documents are the same: most often the one that fills what a document leaves empty. */
import type { CharFacts } from './chars.ts';
import type { Likeness } from './likeness.ts';

/**
 * The chance that two tokens of a batch are the same, by where they stand. `each` is for a target at each position, with a
 * document in each example; `next` for one after the last position, with an example for each letter. Letters are taken to
 * be all as likely, and documents as long as they are on average, give or take two letters.
 */
export function tokenLikeness(facts: CharFacts, context: number, target: 'each' | 'next'): Likeness {
  const letters = Math.max(1, [...facts.vocabulary].length - 1);
  const rows = lengthsOf(facts).flatMap((length) =>
    target === 'each' ? [documentRow(length, context)] : windowRows(length, context),
  );
  const same = (a: number, b: number) => a * b + ((1 - a) * (1 - b)) / letters;
  const places = Array.from({ length: context }, (_, at) => mean(rows.map((row) => row[at] as number)));
  return {
    mean: 0,
    self: 1,
    near: mean(rows.map((row) => mean(row.slice(1).map((fill, at) => same(fill, row[at] as number))))),
    far: mean(rows.map((row) => (target === 'each' ? upToEach(row, same) : betweenPlaces(row, same)))),
    examples: mean(places.map((fill) => same(fill, fill))),
    both: betweenPlaces(places, same),
  };
}

function lengthsOf({ characters, documents, shortest, longest }: CharFacts): number[] {
  const usual = Math.round(characters / documents);
  return [-2, -1, 0, 1, 2].map((more) => Math.max(shortest, Math.min(longest, usual + more)));
}

/** 1 where an example is filled up, 0 at letters: a document between the marks of its beginning and its end. */
function documentRow(length: number, context: number): number[] {
  return Array.from({ length: context }, (_, at) => (at === 0 || at > length ? 1 : 0));
}

/** The windows before each letter and before the end. */
function windowRows(length: number, context: number): number[][] {
  return Array.from({ length: length + 1 }, (_, seen) =>
    Array.from({ length: context }, (_, at) => (at < context - seen ? 1 : 0)),
  );
}

/** The mean over pairs of different places. */
function betweenPlaces(row: readonly number[], same: (a: number, b: number) => number): number {
  if (row.length < 2) return 1;
  const all = mean(row.map((a) => mean(row.map((b) => same(a, b)))));
  const own = mean(row.map((a) => same(a, a)));
  return (all * row.length - own) / (row.length - 1);
}

/** With a target at each position each of them sees what came up to it, so pairs count as often as they are seen. */
function upToEach(row: readonly number[], same: (a: number, b: number) => number): number {
  const seen = row.slice(1).map((_, at) => betweenPlaces(row.slice(0, at + 2), same));
  return seen.length === 0 ? 1 : mean(seen);
}

function mean(values: readonly number[]): number {
  return values.length === 0 ? 0 : values.reduce((sum, value) => sum + value, 0) / values.length;
}
