/** Obligations on their way: proved, refuted with the numbers, or taken as given from here on. */

import { type Diagnostic, diagnostic, type Fix, type Label, replace } from '../diagnostics/diagnostic.ts';
import { leaveStageOut } from '../diagnostics/leave-out.ts';
import { either } from '../diagnostics/row.ts';
import type { Choice, Need } from '../registry/rule.ts';
import { type Dim, divide, numberOf, symbolsOf, toTight } from '../shapes/dim.ts';
import { rewritten } from '../shapes/learn.ts';
import { decide, learn, type Obligation } from '../shapes/obligation.ts';
import { typeText } from '../shapes/shape.ts';
import { type Span, textOf } from '../text/source.ts';
import { type Context, type Flow, report } from './context.ts';
import { choiceFix, enoughFix, enoughFor, legalChoices, multipleFix, multipleOf } from './need-fixes.ts';
import { originLabel, originLabels } from './origin-labels.ts';
import { resized } from './resize.ts';
import { differ } from './sides.ts';
import { hangsOnUnknown } from './unknown.ts';

/** The stage that a need belongs to. */
export interface At {
  /** As in "flatten 2 needs …". */
  readonly stage: string;
  readonly span: Span;
  /** What flows in, for the label and for where its dims come from. */
  readonly flow: Flow;
  /** Of a join: the flow of each branch. */
  readonly branches?: readonly Flow[];
  /** Further places that the need is about. */
  readonly labels?: readonly Label[];
  /** Of a layer: its name, and where its arguments stand. */
  readonly entry?: string;
  readonly spans?: ReadonlyMap<string, Span>;
  /** Of a join: what else is known of its branches. */
  readonly sides?: Sides;
}

/** What is known of branches that must agree. */
export interface Sides {
  /** The dim in which they may differ, and whether the writer chose it. */
  readonly joined?: number;
  readonly chosen?: Span;
  /** Those that only read a tap, as they are written. */
  readonly reads?: ReadonlyMap<Flow, Span>;
  /** The name of the taps that are the branches. */
  readonly tap?: string;
  /** Only what is inside may be made to fit: what goes in is there for others too. */
  readonly inner?: Flow;
  /** Ways out. */
  readonly help?: readonly string[];
}

/** Something to decide: for whom, and the report for when it cannot hold. */
export interface Claim {
  readonly obligation: Obligation;
  readonly at: Pick<At, 'stage' | 'span'>;
  readonly refuted: () => Diagnostic;
  readonly need?: Need;
}

/** Decides a need; what is open and possible becomes part of the model's type. Answers whether it may hold. */
export function meet(need: Need, at: At, context: Context): boolean {
  const refuted = () => refutation({ ...need, obligation: known(need.obligation, context) }, at);
  return settle({ obligation: need.obligation, at, need, refuted }, context);
}

/** An obligation with what has been learnt put in, so that a report shows numbers. */
function known(obligation: Obligation, { run: { facts } }: Context): Obligation {
  switch (obligation.kind) {
    case 'divides':
      return { ...obligation, divisor: rewritten(obligation.divisor, facts), of: rewritten(obligation.of, facts) };
    case 'at-least':
      return { ...obligation, dim: rewritten(obligation.dim, facts), min: rewritten(obligation.min, facts) };
    case 'equal':
      return { ...obligation, left: rewritten(obligation.left, facts), right: rewritten(obligation.right, facts) };
  }
}

/** Decides an obligation, reporting it when it cannot hold. What is open is taken as given from here on. */
export function settle({ obligation, at, refuted, need }: Claim, context: Context): boolean {
  if (hangsOnUnknown(obligation)) return true;
  const { run } = context;
  const decision = decide(obligation, run.facts);
  if (decision.verdict === 'proved') return true;
  if (decision.verdict === 'refuted' || (run.trial && holdsForOneOnly(obligation))) {
    report(context, refuted());
    return false;
  }
  if (run.trial) run.trial.owed.push({ obligation, need, stage: at.stage, span: at.span });
  else if (decision.possible) run.requires.push(obligation);
  else reportOpen(obligation, at, context);
  run.facts = learn(run.facts, obligation);
  return true;
}

/** Sides of which one is the other times a symbol: a block with a number that must be 1 was meant otherwise. */
function holdsForOneOnly(obligation: Obligation): boolean {
  if (obligation.kind !== 'equal') return false;
  const { left, right } = obligation;
  if (numberOf(left) !== undefined || numberOf(right) !== undefined) return false;
  return [divide(left, right), divide(right, left)].some((ratio) =>
    symbolsOf(ratio).some((sym) => toTight(ratio) === sym.name),
  );
}

function reportOpen(obligation: Obligation, { stage, span }: Claim['at'], { world }: Context): void {
  const help = ['write numbers for what is left open, or leave the stated shape out'];
  world.collector.report(diagnostic('shape/open', span, { stage, needs: obligationText(obligation) }, { help }));
}

/** `2 | T`, `T >= 3`, `C = 64`. */
export function obligationText(obligation: Obligation): string {
  switch (obligation.kind) {
    case 'divides':
      return `${toTight(obligation.divisor)} | ${toTight(obligation.of)}`;
    case 'at-least':
      return atLeastText(obligation.dim, obligation.min);
    case 'equal':
      return `${toTight(obligation.left)} = ${toTight(obligation.right)}`;
  }
}

function atLeastText(dim: Dim, min: Dim): string {
  return `${toTight(dim)} >= ${toTight(min)}`;
}

function refutation(need: Need, at: At): Diagnostic {
  const { obligation, what } = need;
  const origin = need.axis === undefined ? undefined : at.flow.origins[need.axis];
  const labels = origin ? [originLabel(origin)] : [];
  const got = at.flow.type ? typeText(at.flow.type) : '?';
  switch (obligation.kind) {
    case 'divides': {
      const [divisor, length] = [toTight(obligation.divisor), toTight(obligation.of)];
      const choices = need.choice ? choicesFor(need.choice.param, need.choice, obligation.of) : [];
      const help = [
        ...waysOut([...multipleOf(obligation, origin), ...(need.ways ?? [])]),
        ...(need.help ?? []),
        ...choices,
      ];
      const fixes = [
        ...choiceFix(need, obligation.of, at.spans?.get(need.choice?.param ?? '')),
        ...multipleFix(obligation, origin, need.choice),
      ];
      const extras = { label: `takes ${got}; ${divisor} does not divide ${length}`, labels, help, fixes };
      return diagnostic('shape/not-divisible', at.span, { stage: at.stage, divisor, what, length }, extras);
    }
    case 'at-least': {
      const [length, least] = [toTight(obligation.dim), toTight(obligation.min)];
      const turned = channelsFirst(at);
      const help = [
        ...turned,
        ...waysOut([...enoughFor(obligation, origin), ...(need.ways ?? [])]),
        ...(need.help ?? []),
      ];
      const fixes = turned.length > 0 ? [] : [...enoughFix(obligation, origin), ...smallerFix(need, at)];
      const extras = { label: `takes ${got}`, labels, help, fixes };
      return diagnostic('shape/too-small', at.span, { stage: at.stage, what, least, length }, extras);
    }
    case 'equal':
      return mismatch(need, at);
  }
}

/** A smaller window; or none, where a pool would have a single number to choose from. */
function smallerFix({ param = '', obligation }: Need, { spans, span, entry = '' }: At): readonly Fix[] {
  const kernel = spans?.get('kernel') ?? spans?.get('k');
  if (param !== 'kernel' || !kernel || spans?.has('dilation') || obligation.kind !== 'at-least') return [];
  const [given, least, length] = [Number(textOf(kernel)), numberOf(obligation.min), numberOf(obligation.dim)];
  if (length === 1 && entry.endsWith('pool')) return leaveStageOut(span, `leave ${textOf(span)} out`);
  const fitting = given - ((least ?? Number.NaN) - (length ?? 0));
  return fitting >= 1 ? [replace(`write ${fitting} for ${textOf(kernel)}`, kernel, String(fitting))] : [];
}

/** Three rows, or one, of many columns and channels: most likely an image as PyTorch orders its dims. */
function channelsFirst({ flow: { type } }: At): string[] {
  const [, first = 0, rows = 0, columns = 0] = type?.dims.length === 4 ? type.dims.map(numberOf) : [];
  if (![1, 3].includes(first) || Math.min(rows, columns) < 16) return [];
  return [`the channels of an image come last: [${rows}, ${columns}, ${first}]`];
}

/** "use context=8, or flatten 7 to fuse all positions at once". */
export function waysOut(ways: readonly string[]): string[] {
  return ways.length === 0 ? [] : [`use ${ways.join(', or ')}`];
}

/** "heads may be 1, 2 or 4": what an argument may be that must divide a number; of many the nearest ones. */
export function choicesFor(name: string, choice: Choice, of: Dim): string[] {
  const given = numberOf(choice.dim) ?? 1;
  const legal = legalChoices(choice, numberOf(of) ?? 0);
  if (legal.length <= 12) return legal.length === 0 ? [] : [`${name} may be ${either(legal.map(String))}`];
  const near = legal.sort((a, b) => Math.abs(a - given) - Math.abs(b - given)).slice(0, 8);
  return [`${name} may be ${either(near.sort((a, b) => a - b).map(String))}, for example`];
}

function mismatch(need: Need, at: At): Diagnostic {
  if (!at.branches && need.obligation.kind === 'equal') return unequal(need, need.obligation, at);
  const branch = need.branch ?? 1;
  const [left, right] = [at.branches?.[need.against ?? 0] ?? at.flow, at.branches?.[branch] ?? at.flow];
  return differ(at, left, right, need.axis);
}

/** A dim that is not what the layer needs; `what` goes on from "linear needs". */
function unequal(
  { what, axis, ways = [], help = [] }: Need,
  equal: Obligation & { kind: 'equal' },
  at: At,
): Diagnostic {
  const facts = { what: `${at.stage} needs ${what}`, left: toTight(equal.left), right: toTight(equal.right) };
  const labels = [...originLabels(at.flow, axis), ...(at.labels ?? [])];
  const label = at.flow.type && `takes ${typeText(at.flow.type)}`;
  const fixes = axis === undefined ? [] : resized(at.flow.origins[axis], equal.left, equal.right);
  return diagnostic('shape/mismatch', at.span, facts, { label, labels, help: [...waysOut(ways), ...help], fixes });
}
