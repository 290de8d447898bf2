/** Whether two runs of a list stand in each other's place in another: A M B and B M A. */
import type { Part } from './part.ts';

/** Longer lists are not looked through. */
const LONGEST = 256;

/** The lengths of A and B, with M between them not empty; the shortest there are. */
export function exchangeOf(a: readonly Part[], b: readonly Part[]): readonly [number, number] | undefined {
  const n = a.length;
  if (n !== b.length || n < 3 || n > LONGEST) return undefined;
  for (let both = 2; both < n; both++)
    for (let p = 1; p < both; p++) if (isExchange(a, b, p, both - p)) return [p, both - p];
  return undefined;
}

function isExchange(a: readonly Part[], b: readonly Part[], p: number, q: number): boolean {
  const n = a.length;
  return equal(a, 0, b, n - p, p) && equal(a, n - q, b, 0, q) && equal(a, p, b, q, n - p - q);
}

function equal(a: readonly Part[], i: number, b: readonly Part[], j: number, length: number): boolean {
  for (let at = 0; at < length; at++) if (a[i + at]?.id !== b[j + at]?.id) return false;
  return true;
}
