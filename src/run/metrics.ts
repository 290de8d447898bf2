/** The metrics of a run as its program wrote them: one JSON object a line. */
import { existsSync, readFileSync } from 'node:fs';
import type { RunOutcome } from '../diff/outcome.ts';
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

/** What a run has come to by its metrics, of so many steps. */
export function readOutcome(file: string, asked: number | undefined): RunOutcome {
  const rows = existsSync(file) ? readFileSync(file, 'utf8').split('\n').flatMap(objectOf) : [];
  const step = rows.findLast(({ loss }) => loss !== undefined);
  const end = rows.findLast(({ train }) => typeof train === 'number');
  const last = step && (typeof step.loss === 'number' ? step.loss : null);
  const steps = Math.max(0, ...[step, end].flatMap((row) => (typeof row?.step === 'number' ? [row.step] : [])));
  // What was measured before training went on says nothing about its end.
  const isAtEnd = end !== undefined && end.step === steps;
  return { steps, asked, last, train: number(isAtEnd && end.train), validation: number(isAtEnd && end.val) };
}

function number(value: unknown): number | undefined {
  return typeof value === 'number' ? value : undefined;
}

function objectOf(line: string): Readonly<Record<string, unknown>>[] {
  try {
    const value: unknown = JSON.parse(line);
    return typeof value === 'object' && value !== null ? [value as Readonly<Record<string, unknown>>] : [];
  } catch {
    return [];
  }
}
