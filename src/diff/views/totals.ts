/** What two models come to, beside each other. */
import { type Dim, numberOf, toText } from '../../shapes/dim.ts';
import type { Summary } from '../../summary/summary.ts';
import type { ModelDiff } from '../diff.ts';

/** A total of both models as text, and what became of it: `+54,182 (x 3.42)`; empty where it is the same. */
export interface Total {
  readonly what: string;
  readonly a: string;
  readonly b: string;
  readonly change: string;
}

/** Parameters, multiply-adds, memory of a step, running statistics, what is seen, the first loss: what either model has. */
export function totalsOf({ a, b, firstLoss }: ModelDiff): Total[] {
  const rows = [
    counted('parameters', 'params', a, b),
    counted('multiply-adds', 'macs', a, b),
    total('bytes of a step', a.memory, b.memory),
    total('statistics', a.buffers, b.buffers),
    { what: 'sees', a: seenText(a), b: seenText(b), change: '' },
    { what: 'first loss', a: lossText(firstLoss.a), b: lossText(firstLoss.b), change: '' },
  ];
  return rows.filter((row) => ![row.a, row.b].every((text) => text === '0' || text === ''));
}

/** `8 of 16`: how much of its input a place of the output sees. */
function seenText({ sees }: Summary): string {
  return sees ? sees.axes.map(({ seen, of }) => `${seen} of ${of}`).join(' x ') : '';
}

function lossText(loss: number | undefined): string {
  return loss === undefined ? '' : loss.toFixed(2);
}

/** What a mistake leaves open is not among them. */
function counted(what: string, count: 'params' | 'macs', a: Summary, b: Summary): Total {
  const isOpen = [a, b].map(({ rows }) => rows.some(({ open }) => open.includes(count)));
  const known = total(what, a[count], b[count]);
  if (!isOpen.includes(true)) return known;
  const text = (of: string, at: number) => (isOpen[at] ? (of === '0' ? 'unknown' : `${of} or more`) : of);
  return { what, a: text(known.a, 0), b: text(known.b, 1), change: '' };
}

function total(what: string, a: Dim | undefined, b: Dim | undefined): Total {
  return { what, a: numberText(a), b: numberText(b), change: changeText(a && numberOf(a), b && numberOf(b)) };
}

export function numberText(dim: Dim | undefined): string {
  if (!dim) return 'unknown';
  return numberOf(dim)?.toLocaleString('en-US') ?? toText(dim);
}

function changeText(a: number | undefined, b: number | undefined): string {
  if (a === undefined || b === undefined || a === b) return '';
  const by = `${b > a ? '+' : '-'}${Math.abs(b - a).toLocaleString('en-US')}`;
  const ratio = Number((b / a).toPrecision(3));
  return a === 0 || ratio === 1 ? by : `${by} (x ${ratio})`;
}
