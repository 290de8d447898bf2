/** Every code that mm reports. Codes are words, stable, and part of the public interface; texts may improve any day. */
import { argumentRows } from './catalog/argument.ts';
import { dataRows } from './catalog/data.ts';
import { flowRows } from './catalog/flow.ts';
import { itemRows } from './catalog/item.ts';
import { learnRows } from './catalog/learn.ts';
import { lintRows } from './catalog/lint.ts';
import { nameRows } from './catalog/name.ts';
import { scaleRows } from './catalog/scale.ts';
import { shapeRows } from './catalog/shape.ts';
import { syntaxRows } from './catalog/syntax.ts';
import { tapRows } from './catalog/tap.ts';
import { trainRows } from './catalog/train.ts';
import type { Diagnostic, Severity } from './diagnostic.ts';
import type { Row, Slot } from './row.ts';

export const catalog = {
  ...syntaxRows,
  ...nameRows,
  ...argumentRows,
  ...itemRows,
  ...dataRows,
  ...shapeRows,
  ...tapRows,
  ...trainRows,
  ...learnRows,
  ...flowRows,
  ...scaleRows,
  ...lintRows,
};

type Catalog = typeof catalog;

/** A code such as `shape/not-divisible`. */
export type Code = keyof Catalog;

/** The arguments that a code's message needs. */
export type ArgsOf<C extends Code> = Catalog[C] extends Row<infer A> ? A : never;

/** The first line of a report. */
export function messageOf(diagnostic: Diagnostic): string {
  return rowOf(diagnostic.code).message(diagnostic.args as Readonly<Record<string, Slot>>);
}

export function severityOf(diagnostic: Pick<Diagnostic, 'code'>): Severity {
  return rowOf(diagnostic.code).severity;
}

function rowOf(code: Code): Row<Readonly<Record<string, Slot>>> {
  return catalog[code] as Row<Readonly<Record<string, Slot>>>;
}
