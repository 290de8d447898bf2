/** The metrics of a run as its program wrote them: one JSON object a line. */
import { existsSync, readFileSync } from 'node:fs';
import type { LossRow } from './plot.ts';

/** The rows with a training loss; a line that was cut off counts for nothing. */
export function readLosses(file: string): LossRow[] {
  if (!existsSync(file)) return [];
  return readFileSync(file, 'utf8').split('\n').flatMap(rowOf);
}

function rowOf(line: string): LossRow[] {
  try {
    const { step, loss } = JSON.parse(line) as Partial<LossRow>;
    return typeof step === 'number' && typeof loss === 'number' ? [{ step, loss }] : [];
  } catch {
    return [];
  }
}

/** The mean of every 1,000 steps, as in the lectures; of fewer where there would be hardly a point. */
export function usualSmoothing(rows: readonly LossRow[]): number {
  return rows.length >= 20_000 ? 1000 : Math.max(1, Math.ceil(rows.length / 100));
}
