/** The whole check of a spec: what it says, whether its models keep to its budget, and what follows from their ops. */
import { messageOf } from '../diagnostics/catalog.ts';
import type { Diagnostic, Outcome } from '../diagnostics/diagnostic.ts';
import { withoutIgnored } from '../parser/ignores.ts';
import type { Facts } from '../resolve/facts.ts';
import { check as checkShapes } from '../shapecheck/check.ts';
import type { CheckedSpec } from '../shapecheck/checked.ts';
import type { Source, Span } from '../text/source.ts';
import { budgetReports } from './budget.ts';
import { learningReports } from './learning.ts';
import { type Lowered, loweredModels } from './lowered.ts';

/** What is worked out of the models without errors, each in its file: those that say more of a place come first. */
const analyses: readonly ((spec: CheckedSpec, models: readonly Lowered[]) => readonly Diagnostic[])[] = [
  learningReports,
];

/** Parses and checks a text. Pure: what it must know of the world stands in `facts`. Never throws on bad input. */
export function check(source: Source, facts?: Facts): Outcome<CheckedSpec> {
  const { value, diagnostics } = checkShapes(source, facts);
  const models = loweredModels(value);
  const found = analyses.flatMap((analysis) => analysis(value, models));
  const all = found.reduce(withReport, [...diagnostics, ...budgetReports(value)]);
  return { value, diagnostics: withoutIgnored(value.tree, all) };
}

/** One place, one report: what an analysis finds is a note where something else was found already. */
function withReport(known: readonly Diagnostic[], found: Diagnostic): readonly Diagnostic[] {
  const at = known.findIndex(({ code, span }) => code !== found.code && isSame(span, found.span));
  const same = known[at];
  return same ? known.with(at, { ...same, notes: [...same.notes, messageOf(found)] }) : [...known, found];
}

function isSame(a: Span, b: Span): boolean {
  return a.source === b.source && a.start === b.start && a.end === b.end;
}
