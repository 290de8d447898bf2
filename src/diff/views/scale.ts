/** Stages whose numbers are of another size when training starts. */
import { count } from '../../diagnostics/row.ts';
import type { Row } from '../rows.ts';

/** Less than this share is noise of no consequence. */
const NOTABLE = 0.15;

/** How many stages are shown. */
const SHOWN = 3;

/** `scale at the start: 2 stages by more than 15 %: tanh 0.63 -> 0.75, linear 27 0.29 -> 0.41`; empty for none. */
export function scaleText(rows: readonly Row[]): string {
  const found = rows.flatMap(({ a, b }) => {
    const [from, to] = [a?.deviation, b?.deviation];
    if (from === undefined || to === undefined || !b || !isNotable(from, to)) return [];
    const text = /^\w+( [\w.]+(?![\w.=]))?/.exec(b.text)?.[0] ?? b.text;
    return [{ by: Math.abs(Math.log(to / from)), text: `${text} ${sized(from)} -> ${sized(to)}` }];
  });
  if (found.length === 0) return '';
  const most = found.toSorted((one, other) => other.by - one.by).slice(0, SHOWN);
  const texts = found.filter((one) => most.includes(one)).map(({ text }) => text);
  const rest = found.length > SHOWN ? ', and others' : '';
  return `scale at the start: ${count(found.length, 'stage')} by more than 15 %: ${texts.join(', ')}${rest}`;
}

function isNotable(from: number, to: number): boolean {
  return from > 0 && to > 0 && Math.max(from, to) / Math.min(from, to) > 1 + NOTABLE;
}

function sized(deviation: number): string {
  return `${Number(deviation.toPrecision(2))}`;
}
