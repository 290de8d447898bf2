/** Obligations on their way: proved, refuted with the numbers, or taken as given from here on. */

import type { Label } from '../diagnostics/diagnostic.ts';
import { type Diagnostic, diagnostic } from '../diagnostics/diagnostic.ts';
import type { Misfit, Need } from '../registry/rule.ts';
import { type Dim, numberOf, toTight } from '../shapes/dim.ts';
import { decide, learn, type Obligation } from '../shapes/obligation.ts';
import { shapeText, type TensorType, typeText } from '../shapes/shape.ts';
import type { Span } from '../text/source.ts';
import { type Context, type Flow, type Origin, report } from './context.ts';
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
}

/** Decides a need; what is open and possible becomes part of the model's type. Answers whether it may hold. */
export function meet(need: Need, at: At, context: Context): boolean {
  return settle(need.obligation, context, at, () => refutation(need, at));
}

/** Decides an obligation, reporting with `refuted` when it cannot hold. */
export function settle(
  obligation: Obligation,
  context: Context,
  at: Pick<At, 'stage' | 'span'>,
  refuted: () => Diagnostic,
): boolean {
  if (hangsOnUnknown(obligation)) return true;
  const { run } = context;
  const decision = decide(obligation, run.facts);
  if (decision.verdict === 'proved') return true;
  if (decision.verdict === 'refuted') {
    report(context, refuted());
    return false;
  }
  if (decision.possible) run.requires.push(obligation);
  else if (!context.muted)
    context.world.collector.report(
      diagnostic('shape/open', at.span, { stage: at.stage, needs: obligationText(obligation) }),
    );
  run.facts = learn(run.facts, obligation);
  return true;
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
      const help = [...(need.help ?? []), ...multipleHelp(obligation.divisor, obligation.of, origin)];
      const extras = { label: `takes ${got}; ${divisor} does not divide ${length}`, labels, help };
      return diagnostic('shape/not-divisible', at.span, { stage: at.stage, divisor, what, length }, extras);
    }
    case 'at-least': {
      const [length, least] = [toTight(obligation.dim), toTight(obligation.min)];
      const extras = { label: `takes ${got}`, labels, help: need.help ?? [] };
      return diagnostic('shape/too-small', at.span, { stage: at.stage, what, least, length }, extras);
    }
    case 'equal':
      return mismatch(need, at);
  }
}

/** "use context=8": the nearest value of the setting behind a dim that would divide. */
function multipleHelp(divisor: Dim, of: Dim, origin: Origin | undefined): string[] {
  const [by, value] = [numberOf(divisor), numberOf(of)];
  const setting = origin?.setting;
  if (!setting || !by || value !== setting.value) return [];
  const up = Math.ceil(value / by) * by;
  const fits = setting.most === undefined || up <= setting.most;
  const down = Math.floor(value / by) * by;
  const use = fits ? up : down;
  return use > 0 ? [`use ${setting.name}=${use}`] : [];
}

function mismatch(need: Need, at: At): Diagnostic {
  const branch = need.branch ?? 1;
  const [left, right] = [at.branches?.[0] ?? at.flow, at.branches?.[branch] ?? at.flow];
  return differ(at, left, right, need.axis);
}

/** Two flows that must agree and do not. */
export function differ(at: At, left: Flow, right: Flow, axis: number | undefined): Diagnostic {
  const texts = { left: left.type ? typeText(left.type) : '?', right: right.type ? typeText(right.type) : '?' };
  const origins = axis === undefined ? [] : [left.origins[axis], right.origins[axis]];
  const labels = distinct(origins.filter((origin) => origin !== undefined)).map(originLabel);
  const label = axis === undefined ? undefined : `they differ in ${axisName(axis, left.type)}`;
  return diagnostic(
    'shape/mismatch',
    at.span,
    { what: `${at.stage} needs the same shape on all sides`, ...texts },
    { label, labels },
  );
}

function distinct(origins: readonly Origin[]): Origin[] {
  return origins.filter((origin, at) => origins.findIndex((other) => other.span.start === origin.span.start) === at);
}

function axisName(axis: number, type: TensorType | undefined): string {
  const dim = type?.dims[axis];
  return `dim ${axis}${dim ? ` (${toTight(dim)} in the first)` : ''}`;
}

export function originLabel({ span, message }: Origin): Label {
  return { span, message };
}

/** The report for an input that does not fit a layer or join at all. */
export function misfitReport(misfit: Misfit, at: At): Diagnostic {
  const got = at.flow.type ? typeText(at.flow.type) : '?';
  const { stage } = at;
  const labels = lastOrigin(at.flow);
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
        { labels, help: ['it stands first, right after the data'] },
      );
    case 'needs-float':
      return diagnostic('shape/needs-float', at.span, { stage, got }, { help: ['put embed before it'] });
    case 'unknown-dim': {
      const dim = at.flow.type?.dims[misfit.axis];
      const facts = { stage, what: misfit.what, dim: dim ? toTight(dim) : '?' };
      return diagnostic('shape/unknown-dim', at.span, facts, {
        labels,
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
  if (takes === '[B, T, C]' && rank === 2)
    return ['the positions are gone already: an earlier stage left one vector for each example'];
  if (takes === '[B, C]' && rank > 2)
    return [`put flatten before it, which makes one vector of ${shapeText(type?.dims.slice(1) ?? [])}`];
  return [];
}

function lastOrigin(flow: Flow): Label[] {
  const origin = flow.origins.at(-1);
  return origin ? [originLabel(origin)] : [];
}
