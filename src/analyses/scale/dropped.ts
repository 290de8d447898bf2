/** Numbers that are dropped with the probability p, the rest divided by 1 - p; whole examples, or each by itself. */
import { below, points, shares } from './quadrature.ts';
import { correlations, formOf, type Kernel, type Spread } from './spread.ts';

export function dropped(spread: Spread, p: number, whole: boolean): Spread {
  if (p === 0) return spread;
  const { mean, cov } = spread;
  const lost = p / (1 - p);
  const withLoss = (c: number) => c + lost * (c + mean ** 2);
  const within = whole ? { near: withLoss(cov.near), far: withLoss(cov.far) } : {};
  const left: Kernel = { ...cov, ...within, self: withLoss(cov.self) };
  return { mean, cov: left, form: { at: inOrder(formOf(spread).at, p), base: correlations(left) } };
}

/** The same numbers as a function of a Gaussian one that grows: what lies below each point, counted from the least. */
function inOrder(values: readonly number[], p: number): number[] {
  const kept = values.map((value, at) => [value / (1 - p), (shares[at] as number) * (1 - p)] as const);
  const sorted = [...kept, [0, p] as const].sort(([a], [b]) => a - b);
  let [place, sum] = [0, sorted[0]?.[1] ?? 0];
  return points.map((_, at) => {
    while (sum < (below[at] as number) && place < sorted.length - 1) sum += sorted[++place]?.[1] ?? 0;
    return sorted[place]?.[0] as number;
  });
}
