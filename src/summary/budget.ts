/** Models against the budget of their spec. */
import { type Diagnostic, diagnostic, type Label } from '../diagnostics/diagnostic.ts';
import type { CheckedLimit, CheckedSpec } from '../shapecheck/checked.ts';
import { constant, type Dim, numberOf } from '../shapes/dim.ts';
import type { Span } from '../text/source.ts';
import { grouped } from './grouped.ts';
import { type Summary, summarise } from './summary.ts';

/** A report for each model that breaks its limits. What hangs on the input's free symbols is not decided. */
export function budgetReports(spec: CheckedSpec): Diagnostic[] {
  if (spec.budget.length === 0) return [];
  const whole = spec.models.filter(({ broken, input }) => !broken && input !== undefined);
  const batch = spec.train?.batch ?? 32;
  return whole.flatMap((model) => {
    const summary = summarise(model, { batch }, spec);
    const held = numberOf(summarise(model, { batch: 0 }, spec).memory ?? constant(0));
    const broken = spec.budget.flatMap((limit) => excess(limit, summary));
    return broken[0] ? [limitReport(broken[0], broken.slice(1), summary, held ?? 0)] : [];
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

/** A limit, and how much the model has of what it limits. */
interface Excess extends CheckedLimit {
  readonly is: number;
}

function excess(limit: CheckedLimit, summary: Summary): Excess[] {
  const dim: Dim | undefined = summary[limit.what];
  const is = dim && numberOf(dim);
  return is === undefined || is <= limit.limit ? [] : [{ ...limit, is }];
}

/**
 * A model that is too large for several limits is one mistake: the further ones are shown beside the first. `held` are
 * the bytes that a step needs whatever the batch.
 */
function limitReport(
  { what, limit, is, span }: Excess,
  others: readonly Excess[],
  summary: Summary,
  held: number,
): Diagnostic {
  const model = summary.name === undefined ? 'the model' : `model ${summary.name}`;
  const facts = { model, what: names[what], limit: limit.toLocaleString('en-US'), is: is.toLocaleString('en-US') };
  const notes = what === 'memory' ? [memoryNote(is, held, summary.batch)] : [];
  const labels = [...(what === 'memory' ? [] : largest(summary, what, is)), ...others.flatMap(furtherLabel)];
  const broken = [{ what, is, span }, ...others].filter((one) => isOwn(one.span));
  const title = `write ${broken.map((one) => `${one.what}=${one.is}`).join(' and ')}, what it is now`;
  const edits = broken.map((one) => ({ span: one.span, text: String(one.is) }));
  const fixes = edits.length > 0 ? [{ title, safe: false, edits }] : [];
  return diagnostic('item/budget', span, facts, { notes, labels, help: [smaller[what]], fixes });
}

function furtherLabel({ what, limit, is, span }: Excess): Label[] {
  const [has, may] = [is, limit].map((number) => number.toLocaleString('en-US'));
  return [{ span, message: `${what === 'memory' ? 'at least ' : ''}${has} ${names[what]}, over ${may} as well` }];
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
