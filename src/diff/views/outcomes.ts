/** What two runs came to, beside each other. */
import type { Outcomes } from '../diff.ts';
import type { RunOutcome } from '../outcome.ts';
import type { Total } from './totals.ts';

/** Steps done and losses; empty where neither is a run. */
export function outcomeTotals({ a, b }: Outcomes): Total[] {
  if (!a && !b) return [];
  const rows = [
    { what: 'steps done', a: stepsText(a), b: stepsText(b), change: '' },
    losses('train loss', a?.train, b?.train),
    losses('validation loss', a?.validation, b?.validation),
    ...(isEnded(a) && isEnded(b) ? [] : [{ what: 'last step', a: lastText(a), b: lastText(b), change: '' }]),
  ];
  return rows.filter((row) => row.a !== '' || row.b !== '');
}

function isEnded(run: RunOutcome | undefined): boolean {
  return !run || (run.train !== undefined && run.last !== null);
}

/** `150`, `90 of 150: unfinished`; a spec that is no run has none. */
function stepsText(run: RunOutcome | undefined): string {
  if (!run) return 'no run';
  const { steps, asked, train } = run;
  const done = steps.toLocaleString('en-US');
  const all = asked === undefined || asked === steps ? done : `${done} of ${asked.toLocaleString('en-US')}`;
  return train === undefined ? `${all}: unfinished` : all;
}

function lastText(run: RunOutcome | undefined): string {
  if (run?.last === null) return 'not a number';
  return run?.last === undefined ? '' : run.last.toFixed(4);
}

function losses(what: string, a: number | undefined, b: number | undefined): Total {
  const by = a === undefined || b === undefined ? 0 : Number((b - a).toFixed(4));
  const change = by === 0 ? '' : `${by > 0 ? '+' : '-'}${Math.abs(by).toFixed(4)}`;
  return { what, a: a?.toFixed(4) ?? '', b: b?.toFixed(4) ?? '', change };
}
