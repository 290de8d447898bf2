/**
 * Texts with places where they may break, as values (Wadler, "A prettier printer", 1998; Oppen, "Prettyprinting", 1980):
 * a group stands on one line where it fits, and breaks at its own places where it does not. `layout.ts` decides.
 */

export type Doc = string | Parts | Nest | Here | Group | Line | Remark | Fresh;

interface Base {
  /** Holds something that ends its line, so that no group around it stands on one line. */
  readonly hard: boolean;
}

export interface Parts extends Base {
  readonly kind: 'parts';
  readonly parts: readonly Doc[];
}

/** Lines that begin in it are indented by so much more, or less. */
export interface Nest extends Base {
  readonly kind: 'nest';
  readonly by: number;
  readonly doc: Doc;
}

/** Lines that begin in it are indented to the column where it begins. */
export interface Here extends Base {
  readonly kind: 'here';
  readonly doc: Doc;
}

export interface Group extends Base {
  readonly kind: 'group';
  readonly doc: Doc;
}

/** A place to break; `flat` stands there where it does not, unless it must. */
export interface Line extends Base {
  readonly kind: 'line';
  readonly flat: string;
}

/** A comment at the end of its line: whatever follows begins a new one. */
export interface Remark extends Base {
  readonly kind: 'remark';
  readonly text: string;
}

/** Breaks unless the line holds nothing yet. */
export interface Fresh extends Base {
  readonly kind: 'fresh';
}

export const line: Line = { kind: 'line', flat: ' ', hard: false };
export const hardLine: Line = { kind: 'line', flat: '', hard: true };
export const fresh: Fresh = { kind: 'fresh', hard: true };

export function isHard(doc: Doc): boolean {
  return typeof doc !== 'string' && doc.hard;
}

/** One after the other. */
export function parts(docs: readonly Doc[]): Parts {
  return { kind: 'parts', parts: docs, hard: docs.some(isHard) };
}

export function nest(by: number, doc: Doc): Nest {
  return { kind: 'nest', by, doc, hard: isHard(doc) };
}

export function here(doc: Doc): Here {
  return { kind: 'here', doc, hard: isHard(doc) };
}

export function group(doc: Doc): Group {
  return { kind: 'group', doc, hard: isHard(doc) };
}

export function remark(text: string): Remark {
  return { kind: 'remark', text, hard: false };
}
