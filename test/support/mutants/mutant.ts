/** One thing changed in a text: an edit with the kind of slip that it stands for. */
import type { Node } from '../../../src/parser/visit.ts';

/** A range of a text and what takes its place. */
export interface Change {
  readonly start: number;
  readonly end: number;
  readonly text: string;
}

export interface Mutant {
  readonly kind: string;
  readonly change: Change;
  /** For a misspelt name: how it was spelt, which a report on it must offer first. */
  readonly meant?: string;
  /** A further place that the slip is about: the bracket that belongs to the one which is gone. */
  readonly partner?: number;
}

/** The text after a change. */
export function changed(text: string, { start, end, text: put }: Change): string {
  return text.slice(0, start) + put + text.slice(end);
}

/** A change that puts a text in the place of a node. */
export function over({ span: { start, end } }: Pick<Node, 'span'>, text: string): Change {
  return { start, end, text };
}
