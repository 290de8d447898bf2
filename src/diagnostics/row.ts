/** How a row of the catalogue is written: severity, the message with its slots, and one line on what the code is for. */
import type { Severity } from './diagnostic.ts';

/** What a slot may hold. Everything is data that JSON can carry. */
export type Slot = string | number | boolean | readonly string[];

export interface Row<A extends { readonly [slot: string]: Slot } = Record<never, Slot>> extends Page {
  readonly severity: Severity;
  /** The report's first line: a whole sentence without a full stop. */
  readonly message: (args: A) => string;
  /** One sentence for lists of codes: which mistake this is. */
  readonly about: string;
}

/** What may be said besides about a code. */
export interface Page {
  /** Why it matters and what to do, where one sentence does not say it: whole sentences, for `mm explain` and the docs. */
  readonly more?: string;
  /** What a report of this code cannot have, each with the reason. What its whole area cannot have stands in `areas.ts`. */
  readonly no?: Exempt;
}

/** What good reports have, besides their place. */
export const qualities = ['cause', 'shapes', 'way', 'fix'] as const;

/** The place of the cause, both shapes, a way out, a fix that a machine can apply. */
export type Quality = (typeof qualities)[number];

/** Why reports of a code are without some of them. */
export type Exempt = Readonly<Partial<Record<Quality, string>>>;

/** A row for an error, in the writing `...error<{ layer: string }>('about', ({ layer }) => …, { more: '…' })`. */
export function error<A extends { readonly [slot: string]: Slot }>(
  about: string,
  message: (args: A) => string,
  page: Page = {},
): Row<A> {
  return { severity: 'error', about, message, ...page };
}

/** A row for a warning. */
export function warning<A extends { readonly [slot: string]: Slot }>(
  about: string,
  message: (args: A) => string,
  page: Page = {},
): Row<A> {
  return { severity: 'warning', about, message, ...page };
}

/** A row for a note: a fact worth knowing of what may well be meant. */
export function note<A extends { readonly [slot: string]: Slot }>(
  about: string,
  message: (args: A) => string,
  page: Page = {},
): Row<A> {
  return { severity: 'note', about, message, ...page };
}

/** "a", "a or b", "a, b or c". */
export function either(words: readonly string[]): string {
  return list(words, 'or');
}

/** "a", "a and b", "a, b and c". */
export function both(words: readonly string[]): string {
  return list(words, 'and');
}

/** "1 argument", "2 arguments". */
export function count(n: number, noun: string): string {
  return `${n} ${noun}${n === 1 ? '' : 's'}`;
}

/** " Did you mean a or b?", or nothing when no name is near. */
export function didYouMean(names: readonly string[]): string {
  return names.length === 0 ? '' : `; did you mean ${either(names)}?`;
}

function list(words: readonly string[], last: string): string {
  if (words.length < 2) return words.join('');
  return `${words.slice(0, -1).join(', ')} ${last} ${words.at(-1)}`;
}
