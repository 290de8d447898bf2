/** How the parts of a report are painted. The core paints nothing; a shell passes functions that add colour. */
import type { Severity } from './diagnostic.ts';

export type Paint = (text: string) => string;

/** A function for each part of a report; each gives its text back, perhaps between marks of colour. */
export interface Theme {
  /** The word of a severity, and what marks the main place. */
  readonly severity: Readonly<Record<Severity, Paint>>;
  /** The first line's sentence. */
  readonly message: Paint;
  /** Line numbers, bars and arrows. */
  readonly gutter: Paint;
  /** What marks further places. */
  readonly label: Paint;
  /** The words `note` and `help`. */
  readonly aside: Paint;
}

const same: Paint = (text) => text;

/** No colour at all. */
export const plain: Theme = {
  severity: { error: same, warning: same, note: same },
  message: same,
  gutter: same,
  label: same,
  aside: same,
};
