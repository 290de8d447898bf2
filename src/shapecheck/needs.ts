/** Obligations on their way: proved, refuted with the numbers, or taken as given from here on. */

import { type Diagnostic, diagnostic, type Label } from '../diagnostics/diagnostic.ts';
import { either } from '../diagnostics/row.ts';
import type { Choice, Misfit, Need } from '../registry/rule.ts';
import { type Dim, numberOf, toTight } from '../shapes/dim.ts';
import { rewritten } from '../shapes/learn.ts';
import { decide, learn, type Obligation } from '../shapes/obligation.ts';
import { shapeText, type TensorType, typeText } from '../shapes/shape.ts';
import type { Span } from '../text/source.ts';
import { argumentMisfit } from './argument-misfit.ts';
import { type Context, type Flow, type Origin, report } from './context.ts';
import { keepHelp } from './keep-help.ts';
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
  /** A way out for branches that differ. */
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
  if (decision.verdict === 'refuted') {
    report(context, refuted());
    return false;
  }
  if (run.trial) run.trial.owed.push({ obligation, need, stage: at.stage, span: at.span });
  else if (decision.possible) run.requires.push(obligation);
  else reportOpen(obligation, at, context);
  run.facts = learn(run.facts, obligation);
  return true;
}

function reportOpen(obligation: Obligation, { stage, span }: Claim['at'], { world }: Context): void {
  world.collector.report(diagnostic('shape/open', span, { stage, needs: obligationText(obligation) }));
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
      const extras = { label: `takes ${got}; ${divisor} does not divide ${length}`, labels, help };
      return diagnostic('shape/not-divisible', at.span, { stage: at.stage, divisor, what, length }, extras);
    }
    case 'at-least': {
      const [length, least] = [toTight(obligation.dim), toTight(obligation.min)];
      const help = [...waysOut([...enoughFor(obligation, origin), ...(need.ways ?? [])]), ...(need.help ?? [])];
      const extras = { label: `takes ${got}`, labels, help };
      return diagnostic('shape/too-small', at.span, { stage: at.stage, what, least, length }, extras);
    }
    case 'equal':
      return mismatch(need, at);
  }
}

/** "use context=8, or flatten 7 to fuse all positions at once". */
export function waysOut(ways: readonly string[]): string[] {
  return ways.length === 0 ? [] : [`use ${ways.join(', or ')}`];
}

/** "heads may be 1, 2 or 4": what an argument may be that must divide a number; of many the nearest ones. */
export function choicesFor(name: string, { dim, times }: Choice, of: Dim): string[] {
  const [given, size] = [numberOf(dim) ?? 1, numberOf(of) ?? 0];
  const legal = Array.from({ length: Math.min(size, 1e5) }, (_, i) => i + 1).filter((n) => size % (n * times) === 0);
  if (legal.length <= 12) return legal.length === 0 ? [] : [`${name} may be ${either(legal.map(String))}`];
  const near = legal.sort((a, b) => Math.abs(a - given) - Math.abs(b - given)).slice(0, 8);
  return [`${name} may be ${either(near.sort((a, b) => a - b).map(String))}, for example`];
}

/** "context=8": the nearest value of the setting behind a dim that would divide. */
export function multipleOf({ divisor, of }: Obligation & { kind: 'divides' }, origin: Origin | undefined): string[] {
  const [by, length] = [numberOf(divisor), numberOf(of)];
  const setting = origin?.setting;
  if (!setting || !by || length === undefined || length * setting.per !== setting.value) return [];
  const unit = by * setting.per;
  const up = Math.ceil(setting.value / unit) * unit;
  const fits = setting.most === undefined || up <= setting.most;
  const use = fits ? up : Math.floor(setting.value / unit) * unit;
  return use > 0 ? [`${setting.name}=${use}`] : [];
}

/** "context=8": the least value of the setting behind a dim that would be enough. */
function enoughFor({ dim, min }: Obligation & { kind: 'at-least' }, origin: Origin | undefined): string[] {
  const [length, least] = [numberOf(dim), numberOf(min)];
  const setting = origin?.setting;
  if (!setting || least === undefined || length === undefined || length * setting.per !== setting.value) return [];
  const use = least * setting.per;
  return setting.most === undefined || use <= setting.most ? [`${setting.name}=${use}`] : [];
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
  return diagnostic('shape/mismatch', at.span, facts, { label, labels, help: [...waysOut(ways), ...help] });
}

/** Two flows that must agree and do not. */
export function differ(at: At, left: Flow, right: Flow, axis: number | undefined): Diagnostic {
  const texts = { left: left.type ? typeText(left.type) : '?', right: right.type ? typeText(right.type) : '?' };
  const origins = axis === undefined ? [] : [left.origins[axis], right.origins[axis]];
  const labels = distinct(origins.filter((origin) => origin !== undefined)).map(originLabel);
  const label = axis === undefined ? undefined : axisText(axis, left.type, right.type);
  return diagnostic(
    'shape/mismatch',
    at.span,
    { what: `${at.stage} needs the same shape on all sides`, ...texts },
    { label, labels, help: [...(at.help ?? []), ...keepHelp(left.type, right.type, axis)] },
  );
}

function distinct(origins: readonly Origin[]): Origin[] {
  return origins.filter((origin, at) => origins.findIndex((other) => other.span.start === origin.span.start) === at);
}

function axisText(axis: number, left: TensorType | undefined, right: TensorType | undefined): string | undefined {
  const [one, other] = [left?.dims[axis], right?.dims[axis]];
  return one && other && `dim ${axis} is ${toTight(one)} on one side and ${toTight(other)} on the other`;
}

export function originLabel({ span, message }: Origin): Label {
  return { span, message };
}

/** The report for an input that does not fit a layer or join at all. */
export function misfitReport(misfit: Misfit, at: At): Diagnostic {
  const got = at.flow.type ? typeText(at.flow.type) : '?';
  const { stage } = at;
  const labels = originLabels(at.flow, (at.flow.type?.dims.length ?? 0) - 1);
  switch (misfit.kind) {
    case 'rank':
      return diagnostic(
        'shape/rank',
        at.span,
        { stage, takes: misfit.takes, got },
        { labels, help: rankHelp(misfit.takes, at.flow.type) },
      );
    case 'needs-int':
      return diagnostic(
        'shape/needs-int',
        at.span,
        { stage, got },
        { help: ['put it first, on token ids: data chars names context=8, or input tokens[8] of 27'] },
      );
    case 'needs-float':
      return diagnostic('shape/needs-float', at.span, { stage, got }, { help: ['put embed before it'] });
    case 'unknown-dim': {
      const dim = at.flow.type?.dims[misfit.axis];
      const facts = { stage, what: misfit.what, dim: dim ? toTight(dim) : '?' };
      return diagnostic('shape/unknown-dim', at.span, facts, {
        labels: originLabels(at.flow, misfit.axis),
        help: ['state the length: input tokens[T=8] of V=27'],
      });
    }
    case 'different-rank': {
      const [first, other] = [
        at.branches?.[0],
        at.branches?.find(({ type }) => type?.dims.length !== at.branches?.[0]?.type?.dims.length),
      ];
      return differ(at, first ?? at.flow, other ?? at.flow, undefined);
    }
    case 'length':
    case 'disagree':
      return argumentMisfit(misfit, at);
    case 'no-axis':
      return diagnostic(
        'shape/no-axis',
        at.span,
        { stage, axis: misfit.axis, got },
        { help: ['axis 0 is the batch; -1 is the last dim'] },
      );
  }
}

function rankHelp(takes: string, type: TensorType | undefined): string[] {
  const rank = type?.dims.length ?? 0;
  if (takes === '[B, T, C]' && rank === 2) return ['there are no positions here, but one vector for each example'];
  if (takes === '[B, C]' && rank > 2)
    return [`put flatten before it, which makes one vector of ${shapeText(type?.dims.slice(1) ?? [])}`];
  return [];
}

/** Where a dim comes from, as a label; nothing when it is not known. */
export function originLabels({ origins }: Flow, axis: number | undefined): Label[] {
  const origin = axis === undefined ? undefined : origins[axis];
  return origin ? [originLabel(origin)] : [];
}
