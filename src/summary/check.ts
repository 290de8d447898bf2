/** The whole check of a spec: what it says, and whether its models keep to its budget. */
import type { Outcome } from '../diagnostics/diagnostic.ts';
import type { Facts } from '../resolve/facts.ts';
import { check as checkShapes } from '../shapecheck/check.ts';
import type { CheckedSpec } from '../shapecheck/checked.ts';
import type { Source } from '../text/source.ts';
import { budgetReports } from './budget.ts';

/** Parses and checks a text. Pure: what it must know of the world stands in `facts`. Never throws on bad input. */
export function check(source: Source, facts?: Facts): Outcome<CheckedSpec> {
  const { value, diagnostics } = checkShapes(source, facts);
  return { value, diagnostics: [...diagnostics, ...budgetReports(value)] };
}
