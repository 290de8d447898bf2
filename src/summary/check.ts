/** The whole check of a spec: what it says, whether its models keep to its budget, and what follows from their ops. */
import { messageOf, severityOf } from '../diagnostics/catalog.ts';
import type { Diagnostic, Outcome } from '../diagnostics/diagnostic.ts';
import { takenBack } from '../diagnostics/taken-back.ts';
import { withoutIgnored } from '../parser/ignores.ts';
import { MOST_ROUNDS, mendedText, respelt } from '../parser/mended.ts';
import type { Facts } from '../resolve/facts.ts';
import { check as checkShapes } from '../shapecheck/check.ts';
import type { CheckedSpec } from '../shapecheck/checked.ts';
import type { Source, Span } from '../text/source.ts';
import { alikeReports } from './alike.ts';
import { budgetReports } from './budget.ts';
import { flowReports } from './flow/flow.ts';
import { habitReports, specHabitReports } from './habits/habits.ts';
import { withHidden } from './hidden.ts';
import { learningReports } from './learning.ts';
import { type Lowered, loweredModels } from './lowered.ts';
import { isBorder } from './remainders.ts';
import { scaleReports } from './scale/scale.ts';
import { soundIn } from './sound.ts';
import { withTriedFixes } from './tried.ts';

type Analysis = (spec: CheckedSpec, models: readonly Lowered[]) => readonly Diagnostic[];

/** What is worked out of the ops of models: those that say more of a place come first. */
const analyses: readonly { readonly of: Analysis; readonly needs: keyof Needed }[] = [
  { of: flowReports, needs: 'sound' },
  { of: learningReports, needs: 'whole' },
  { of: alikeReports, needs: 'sound' },
  { of: habitReports, needs: 'trained' },
  { of: specHabitReports, needs: 'flawless' },
  { of: scaleReports, needs: 'trained' },
];

/** The models of which an analysis may speak. After a slip a model may be another than was meant. */
interface Needed {
  /** Every stage is in order. */
  readonly whole: readonly Lowered[];
  /** No error in what the model is made of. */
  readonly sound: readonly Lowered[];
  /** Nor in what it is trained with. */
  readonly trained: readonly Lowered[];
  /** No error anywhere. */
  readonly flawless: readonly Lowered[];
}

function neededOf(value: CheckedSpec, whole: readonly Lowered[], errors: readonly Diagnostic[]): Needed {
  const { models, training, all } = soundIn(value.tree, errors);
  const sound = whole.filter(({ model }) => models[value.models.indexOf(model)]);
  return { whole, sound, trained: training ? sound : [], flawless: all ? whole : [] };
}

/** Parses and checks a text. Pure: what it must know of the world stands in `facts`. Never throws on bad input. */
export function check(source: Source, facts?: Facts): Outcome<CheckedSpec> {
  const { value, diagnostics } = checkMeant(source, facts, MOST_ROUNDS);
  const again = (text: Source) => checkMeant(text, facts, MOST_ROUNDS).diagnostics;
  return { value, diagnostics: withTriedFixes(diagnostics, source, again) };
}

/** A text and, after slips in its writing or its spelling, the one that was meant, in which they hide no other mistake. */
function checkMeant(source: Source, facts: Facts | undefined, rounds: number): Outcome<CheckedSpec> {
  const { value, diagnostics } = checkText(source, facts);
  const mended = rounds > 0 ? (mendedText(source) ?? respelt(source, diagnostics)) : undefined;
  if (!mended) return { value, diagnostics };
  const found = takenBack(checkMeant(mended.after, facts, rounds - 1).diagnostics, mended);
  return { value, diagnostics: withHidden(diagnostics, found, mended, value.tree) };
}

/** A text as it stands. */
function checkText(source: Source, facts?: Facts): Outcome<CheckedSpec> {
  const { value, diagnostics: told } = checkShapes(source, facts);
  const models = loweredModels(value);
  const diagnostics = told.filter((one) => !isBorder(one, models));
  const budget = budgetReports(value);
  const errors = [...diagnostics, ...budget].filter((one) => severityOf(one) === 'error');
  const isWritten = errors.every(({ code }) => !code.startsWith('syntax/'));
  const needed = neededOf(value, models, errors);
  const found = (isWritten ? analyses : [])
    .flatMap(({ of, needs }) => (needed[needs].length > 0 || errors.length === 0 ? of(value, needed[needs]) : []))
    .filter((one) => !isTold(one, diagnostics));
  const all = found.filter((one) => !isFollowing(one, found)).reduce(withReport, [...diagnostics, ...budget]);
  return { value, diagnostics: withoutNotes(withoutIgnored(value.tree, all)) };
}

/** What may well be meant is told where nothing else is. */
function withoutNotes(all: readonly Diagnostic[]): readonly Diagnostic[] {
  const others = all.filter((one) => severityOf(one) !== 'note');
  return others.length > 0 ? others : all;
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
  if (code === 'scale/vanishing')
    return found.some((other) => other.code === 'learn/alike' || other.code === 'lint/zero-norm');
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
