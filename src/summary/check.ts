/** The whole check of a spec: what it says, whether its models keep to its budget, and what follows from their ops. */
import { messageOf, severityOf } from '../diagnostics/catalog.ts';
import type { Diagnostic, Outcome } from '../diagnostics/diagnostic.ts';
import { withoutIgnored } from '../parser/ignores.ts';
import type { Facts } from '../resolve/facts.ts';
import { check as checkShapes } from '../shapecheck/check.ts';
import type { CheckedSpec } from '../shapecheck/checked.ts';
import type { Source, Span } from '../text/source.ts';
import { alikeReports } from './alike.ts';
import { budgetReports } from './budget.ts';
import { flowReports } from './flow/flow.ts';
import { habitReports } from './habits/habits.ts';
import { learningReports } from './learning.ts';
import { type Lowered, loweredModels } from './lowered.ts';
import { isBorder } from './remainders.ts';
import { scaleReports } from './scale/scale.ts';

/** What is worked out of the models without errors, each in its file: those that say more of a place come first. */
const analyses: readonly ((spec: CheckedSpec, models: readonly Lowered[]) => readonly Diagnostic[])[] = [
  flowReports,
  learningReports,
  alikeReports,
  habitReports,
  scaleReports,
];

/** Those that ask what a model is meant for: after a slip it may be another than was meant. */
const ofSound: readonly (typeof analyses)[number][] = [flowReports, alikeReports, habitReports, scaleReports];

/** Parses and checks a text. Pure: what it must know of the world stands in `facts`. Never throws on bad input. */
export function check(source: Source, facts?: Facts): Outcome<CheckedSpec> {
  const { value, diagnostics: told } = checkShapes(source, facts);
  const models = loweredModels(value);
  const diagnostics = told.filter((one) => !isBorder(one, models));
  const budget = budgetReports(value);
  const errors = [...diagnostics, ...budget].filter((one) => severityOf(one) === 'error');
  const isWritten = errors.every(({ code }) => !code.startsWith('syntax/'));
  const found = (isWritten ? analyses : [])
    .filter((analysis) => errors.length === 0 || !ofSound.includes(analysis))
    .flatMap((analysis) => analysis(value, models))
    // What may well be meant can wait until all else is right.
    .filter((one) => errors.length === 0 || severityOf(one) !== 'note')
    .filter((one) => !isTold(one, diagnostics));
  const all = found.filter((one) => !isFollowing(one, found)).reduce(withReport, [...diagnostics, ...budget]);
  return { value, diagnostics: withoutIgnored(value.tree, all) };
}

/** A block that could not be checked, as nothing uses it, is not said to be unused as well. */
function isTold({ code, span }: Diagnostic, known: readonly Diagnostic[]): boolean {
  return code === 'lint/unused' && known.some((other) => isSame(other.span, span));
}

/**
 * What a stage keeps out is not told again where that stage has a report of its own, nor a bias before a norm that should
 * go itself, nor zeros that weights start with.
 */
function isFollowing({ code, labels, span }: Diagnostic, found: readonly Diagnostic[]): boolean {
  const isAbout = ({ span }: Diagnostic) => labels.some((label) => isSame(label.span, span));
  if (code === 'scale/vanishing') return found.some((other) => other.code === 'learn/alike');
  if (code === 'lint/bias-before-norm')
    return found.some((other) => other.code === 'lint/after-head' && isAbout(other));
  return (
    code === 'flow/unseen' && found.some((other) => isAbout(other) || (other.code !== code && isSame(other.span, span)))
  );
}

/**
 * One place, one report: what an analysis finds is a note where something else was found already, and is told once where
 * several models have it from the same place.
 */
function withReport(known: readonly Diagnostic[], found: Diagnostic): readonly Diagnostic[] {
  if (known.some((one) => one.code === found.code && isSame(one.span, found.span))) return known;
  const at = known.findIndex(({ code, span }) => code !== found.code && isSame(span, found.span));
  const same = known[at];
  return same ? known.with(at, { ...same, notes: [...same.notes, messageOf(found)] }) : [...known, found];
}

function isSame(a: Span, b: Span): boolean {
  return a.source === b.source && a.start === b.start && a.end === b.end;
}
