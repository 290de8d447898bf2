/** Numbers that are dropped with the probability p, the rest divided by 1 - p; whole examples, or each by itself. */
import { formWith, growing } from './forms.ts';
import { shares } from './quadrature.ts';
import { formOf, type Kernel, type Spread } from './spread.ts';

export function dropped(spread: Spread, p: number, whole: boolean): Spread {
  if (p === 0) return spread;
  const { mean, cov } = spread;
  const lost = p / (1 - p);
  const withLoss = (c: number) => c + lost * (c + mean ** 2);
  const within = whole ? { near: withLoss(cov.near), far: withLoss(cov.far) } : {};
  const left: Kernel = { ...cov, ...within, self: withLoss(cov.self) };
  const kept = formOf(spread).at.map((value, at) => [value / (1 - p), (shares[at] as number) * (1 - p)] as const);
  return { mean, cov: left, form: formWith(growing([...kept, [0, p]]), left) };
}
