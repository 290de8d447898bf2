/** Proofs that a quotient is a whole number for all values, or for none. */
import { constant, type Dim, fromFraction, sub } from './arithmetic.ts';
import { boundOf, type Facts } from './facts.ts';
import { isPlainlyWhole, splitWhole, whole } from './fraction.ts';
import {
  denominator,
  type Fraction,
  inverseTerm,
  multiplied,
  type Polynomial,
  type Sym,
  timesTerm,
} from './polynomial.ts';
import { lcm } from './rational.ts';
import { provesPositive } from './signs.ts';
import { evaluateExactly, symbolsOf } from './values.ts';

const MOST_POINTS = 1024;
const MOST_STEPS = 4;

/** Whether `quotient` is whole for all values that the facts allow. */
export function provesWhole(quotient: Dim, facts: Facts): boolean {
  if (quotient.kind !== 'fraction') return quotient.kind === 'number';
  const { rest } = splitWhole(quotient);
  if (rest.over.length === 0) return true;
  return residues(rest, facts) === 'whole' || byFacts(rest, facts.whole, MOST_STEPS);
}

/** Whether `quotient` is whole for no values that the facts allow. */
export function refutesWhole(quotient: Dim, facts: Facts): boolean {
  if (quotient.kind !== 'fraction') return quotient.kind === 'none' && quotient.why === 'zero-divisor';
  const { rest } = splitWhole(quotient);
  if (rest.over.length === 0) return false;
  if (residues(rest, facts) === 'broken') return true;
  const between = fromFraction(rest);
  return [-1, 0].some((below) => {
    return (
      provesPositive(sub(between, constant(below)), facts) && provesPositive(sub(constant(below + 1), between), facts)
    );
  });
}

/**
 * Whether a quotient by a number is whole, from all remainders that its symbols can have: for a period P of
 * the quotient, the values at P successive numbers are all there are.
 */
function residues(quotient: Fraction, facts: Facts): 'whole' | 'broken' | 'mixed' | 'unknown' {
  const period = periodOf(quotient, 1n);
  const dim = fromFraction(quotient);
  const symbols = symbolsOf(dim);
  if (period === undefined || Number(period) ** symbols.length > MOST_POINTS) return 'unknown';
  let [some, all] = [false, true];
  for (const point of points(symbols, Number(period), facts)) {
    const isWhole = evaluateExactly(dim, point)?.bottom === 1n;
    some ||= isWhole;
    all &&= isWhole;
    if (some && !all) return 'mixed';
  }
  return all ? 'whole' : 'broken';
}

/** After how many numbers the quotient's value repeats up to a multiple of `modulus`; undefined when it does not. */
function periodOf({ over, under }: Fraction, modulus: bigint): bigint | undefined {
  if (under !== undefined) return undefined;
  const steps = modulus * denominator(over);
  let period = 1n;
  for (const { atom, power } of over.flatMap(({ factors }) => factors)) {
    const one = atom.kind === 'symbol' ? steps : atom.kind === 'floor' ? periodOf(atom.of, steps) : undefined;
    if (one === undefined || power < 0) return undefined;
    period = lcm(period, one);
  }
  return period;
}

function* points(symbols: readonly Sym[], count: number, facts: Facts): Generator<Map<string, number>> {
  const [first, ...others] = symbols;
  if (first === undefined) {
    yield new Map();
    return;
  }
  for (const point of points(others, count, facts)) {
    for (let i = 0; i < count; i++) yield point.set(first.id, boundOf(first, facts) + i);
  }
}

/** A quotient is whole when whole multiples of known whole ones, taken from it, leave a whole one. */
function byFacts(quotient: Fraction, known: readonly Dim[], steps: number): boolean {
  if (isPlainlyWhole(quotient)) return true;
  if (steps === 0 || quotient.under !== undefined) return false;
  return known.some((one) => {
    if (one.kind !== 'fraction' || one.under !== undefined) return false;
    return wholeRatios(quotient.over, one.over).some((ratio) => {
      const taken = multiplied(one.over, ratio);
      const left = sub(fromFraction(quotient), fromFraction(whole(taken)));
      return left.kind === 'number' || (left.kind === 'fraction' && byFacts(splitWhole(left).rest, known, steps - 1));
    });
  });
}

/** Whole terms by which a term of `known` becomes a term of `p`. */
function wholeRatios(p: Polynomial, known: Polynomial): ReturnType<typeof timesTerm>[] {
  const ratios = p.flatMap((term) => known.map((other) => timesTerm(term, inverseTerm(other))));
  return ratios.filter((ratio) => isPlainlyWhole(whole([ratio])));
}
