/** Models against the budget of their spec. */
import { type Diagnostic, diagnostic, replace } from '../diagnostics/diagnostic.ts';
import type { CheckedLimit, CheckedSpec } from '../shapecheck/checked.ts';
import { type Dim, numberOf } from '../shapes/dim.ts';
import type { Span } from '../text/source.ts';
import { type Summary, summarise } from './summary.ts';

/** A report for each limit that a model breaks. What hangs on the input's free symbols is not decided. */
export function budgetReports(spec: CheckedSpec): Diagnostic[] {
  if (spec.budget.length === 0) return [];
  const whole = spec.models.filter(({ broken, input }) => !broken && input !== undefined);
  const batch = spec.train?.batch ?? 32;
  return whole.flatMap((model) => {
    const summary = summarise(model, { batch }, spec);
    return spec.budget.flatMap((limit) => limitReport(limit, summary));
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

function limitReport({ what, limit, span }: CheckedLimit, summary: Summary): Diagnostic[] {
  const dim: Dim | undefined = summary[what];
  const is = dim && numberOf(dim);
  if (is === undefined || is <= limit) return [];
  const model = summary.name === undefined ? 'the model' : `model ${summary.name}`;
  const facts = { model, what: names[what], limit: limit.toLocaleString('en-US'), is: is.toLocaleString('en-US') };
  const notes =
    what === 'memory' ? [`with a batch of ${summary.batch}: weights, gradients, optimiser state, activations`] : [];
  const fixes = [replace(`write ${what}=${is}, what it is now`, span, String(is))];
  return [diagnostic('item/budget', span, facts, { notes, help: [smaller[what]], fixes: isOwn(span) ? fixes : [] })];
}
