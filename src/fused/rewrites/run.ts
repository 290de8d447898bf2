/** Runs: indices that lie equally far apart, as 3, 5, 7. Of one or no index the step is 1. */

export interface Run {
  readonly from: number;
  readonly size: number;
  readonly step: number;
}

const NONE: Run = { from: 0, size: 0, step: 1 };

export function run(from: number, size: number, step = 1): Run {
  if (size <= 0) return NONE;
  return { from, size, step: size === 1 ? 1 : step };
}

export function lastOf({ from, size, step }: Run): number {
  return from + (size - 1) * step;
}

export function isSameRun(a: Run, b: Run): boolean {
  return a.from === b.from && a.size === b.size && a.step === b.step;
}

/** The place in a run of an index that is in it. */
export function placeIn({ from, step }: Run, index: number): number {
  return (index - from) / step;
}

export function shifted({ from, size, step }: Run, by: number): Run {
  return run(from + by, size, step);
}

/** The indices that are in both: those of one less often, as both have steps. */
export function commonRun(a: Run, b: Run): Run {
  if (a.size === 0 || b.size === 0) return NONE;
  const start = Math.max(a.from, b.from);
  const end = Math.min(lastOf(a), lastOf(b));
  const isInB = (index: number) => (index - b.from) % b.step === 0;
  let first = a.from + Math.ceil((start - a.from) / a.step) * a.step;
  while (first <= end && !isInB(first)) first += a.step;
  const step = (a.step * b.step) / divisor(a.step, b.step);
  return run(first, Math.floor((end - first) / step) + 1, step);
}

/** The smallest run that holds two. */
export function aroundRuns(a: Run, b: Run): Run {
  if (a.size === 0) return b;
  if (b.size === 0) return a;
  const from = Math.min(a.from, b.from);
  const end = Math.max(lastOf(a), lastOf(b));
  const step = divisor(divisor(stepOf(a), stepOf(b)), Math.abs(a.from - b.from));
  return step === 0 ? a : run(from, (end - from) / step + 1, step);
}

/** A single index goes with any step. */
function stepOf({ size, step }: Run): number {
  return size === 1 ? 0 : step;
}

/** The greatest common divisor; that of a number and 0 is the number. */
function divisor(a: number, b: number): number {
  return b === 0 ? a : divisor(b, a % b);
}
