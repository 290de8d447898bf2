/** The loss of a run as points to draw: averaged over spans of steps, plain or as a logarithm. */

/** What a plot needs of a row of metrics. */
export interface LossRow {
  readonly step: number;
  readonly loss: number;
}

export interface Point {
  readonly step: number;
  readonly value: number;
}

/** `log10` averages the logarithms, as the lectures do, so that a burst does not outweigh its span. */
export type LossScale = 'plain' | 'log10';

/**
 * The mean of every `smooth` steps, at the middle of the steps it is the mean of. Losses that are no numbers, and with
 * `log10` those that have no logarithm, count for nothing; a span without any other has no point.
 */
export function lossPoints(rows: readonly LossRow[], smooth: number, scale: LossScale): Point[] {
  const first = rows[0]?.step ?? 0;
  const spans = new Map<number, { n: number; steps: number; values: number }>();
  for (const { step, loss } of rows) {
    const value = scale === 'log10' ? Math.log10(loss) : loss;
    if (!Number.isFinite(value)) continue;
    const index = Math.floor((step - first) / smooth);
    const span = spans.get(index) ?? { n: 0, steps: 0, values: 0 };
    spans.set(index, { n: span.n + 1, steps: span.steps + step, values: span.values + value });
  }
  return [...spans.values()].map(({ n, steps, values }) => ({ step: steps / n, value: values / n }));
}

/** What the values are, for an axis. */
export function lossName(scale: LossScale): string {
  return scale === 'log10' ? 'log10(loss)' : 'loss';
}
