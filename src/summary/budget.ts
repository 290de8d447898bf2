/** Models against the budget of their spec. */
import { type Diagnostic, diagnostic, type Label, replace } from '../diagnostics/diagnostic.ts';
import type { CheckedLimit, CheckedSpec } from '../shapecheck/checked.ts';
import { constant, type Dim, numberOf } from '../shapes/dim.ts';
import type { Span } from '../text/source.ts';
import { grouped } from './grouped.ts';
import { type Summary, summarise } from './summary.ts';

/** A report for each limit that a model breaks. What hangs on the input's free symbols is not decided. */
export function budgetReports(spec: CheckedSpec): Diagnostic[] {
  if (spec.budget.length === 0) return [];
  const whole = spec.models.filter(({ broken, input }) => !broken && input !== undefined);
  const batch = spec.train?.batch ?? 32;
  return whole.flatMap((model) => {
    const summary = summarise(model, { batch }, spec);
    const held = numberOf(summarise(model, { batch: 0 }, spec).memory ?? constant(0));
    return spec.budget.flatMap((limit) => limitReport(limit, summary, held ?? 0));
  });
}

const names = { params: 'parameters', macs: 'multiply-adds', memory: 'bytes for a training step' } as const;

const smaller = {
  params: 'make layers narrower or fewer: mm shapes shows which of them hold the most',
  macs: 'make layers narrower or fewer, or let fewer positions through: mm shapes shows which of them take the most',
  memory: 'take a smaller batch, or make what the layers give smaller',
} as const;

/** A limit of the command line stands in no file. */
function isOwn({ source }: Span): boolean {
  return !source.file.startsWith('--');
}

/** `held` are the bytes that a step needs whatever the batch. */
function limitReport({ what, limit, span }: CheckedLimit, summary: Summary, held: number): Diagnostic[] {
  const dim: Dim | undefined = summary[what];
  const is = dim && numberOf(dim);
  if (is === undefined || is <= limit) return [];
  const model = summary.name === undefined ? 'the model' : `model ${summary.name}`;
  const facts = { model, what: names[what], limit: limit.toLocaleString('en-US'), is: is.toLocaleString('en-US') };
  const notes = what === 'memory' ? [memoryNote(is, held, summary.batch)] : [];
  const labels = what === 'memory' ? [] : largest(summary, what, is);
  const fixes = [replace(`write ${what}=${is}, what it is now`, span, String(is))];
  return [
    diagnostic('item/budget', span, facts, { notes, labels, help: [smaller[what]], fixes: isOwn(span) ? fixes : [] }),
  ];
}

function memoryNote(bytes: number, held: number, batch: number): string {
  const [own, kept] = [held, bytes - held].map((part) => part.toLocaleString('en-US'));
  return `${own} for weights, gradients and optimiser state, ${kept} for activations with a batch of ${batch}`;
}

/** At most so many layers are named, and none with a smaller share. */
const MOST_NAMED = 2;
const LEAST_SHARE = 0.1;

/** The layers that cost the most, at all their places together. */
function largest({ rows }: Summary, what: 'params' | 'macs', total: number): Label[] {
  const costs = [...grouped(rows, ({ span }) => `${span.source.file}:${span.start}`).values()].flatMap((same) => {
    const cost = same.reduce((sum, row) => sum + (numberOf(row[what]) ?? 0), 0);
    return same[0] && cost >= LEAST_SHARE * total ? [{ span: same[0].span, cost }] : [];
  });
  const first = costs.sort((a, b) => b.cost - a.cost).slice(0, MOST_NAMED);
  return first.map(({ span, cost }) => ({
    span,
    message: `${cost.toLocaleString('en-US')} of them, ${Math.round((100 * cost) / total)} %`,
  }));
}
