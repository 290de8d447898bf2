/** What a dim is for given values of its symbols: other dims (`substitute`) or numbers (`evaluate`). */
import { add, constant, type Dim, divide, floorDiv, fromFraction, max, mul, power, symbol } from './arithmetic.ts';
import { whole } from './fraction.ts';
import { type Atom, constantPolynomial, type Fraction, type Polynomial, type Sym, type Term } from './polynomial.ts';
import { floor, inverse, plus, type Rational, rational, times, ZERO } from './rational.ts';

/** `dim` with each symbol that `values` knows, by its id, replaced. */
export function substitute(dim: Dim, values: ReadonlyMap<string, Dim>): Dim {
  if (dim.kind !== 'fraction' || values.size === 0) return dim;
  if (![...symbolsOf(dim)].some(({ id }) => values.has(id))) return dim;
  return replaceAtoms(dim, (atom) => (atom.kind === 'symbol' ? values.get(atom.sym.id) : undefined));
}

/** What stands for an atom; nothing keeps it. */
export type Replacement = (atom: Atom) => Dim | undefined;

/** `dim` with atoms replaced, also those inside rounded parts. */
export function replaceAtoms(dim: Dim, by: Replacement): Dim {
  return dim.kind === 'fraction' ? replaced(dim, by) : dim;
}

/** The symbols in `dim`, each once, also those inside rounded parts. */
export function symbolsOf(dim: Dim): Sym[] {
  const found = new Map<string, Sym>();
  if (dim.kind === 'fraction') collect(dim, found);
  return [...found.values()];
}

/** The whole number that `dim` is for these values by id; nothing when one is missing, or when it is no such number. */
export function evaluate(dim: Dim, values: ReadonlyMap<string, number>): number | undefined {
  if (dim.kind === 'number') return dim.value;
  const value = evaluateExactly(dim, values);
  const number = value?.bottom === 1n ? Number(value.top) : undefined;
  return Number.isSafeInteger(number) ? number : undefined;
}

/** As `evaluate`, with fractions and numbers of any size; nothing when a symbol is missing or a divisor is 0. */
export function evaluateExactly(dim: Dim, values: ReadonlyMap<string, number>): Rational | undefined {
  if (dim.kind === 'none') return undefined;
  return dim.kind === 'number' ? rational(BigInt(dim.value)) : fractionValue(dim, values);
}

function replaced({ over, under }: Fraction, by: Replacement): Dim {
  const top = polynomialDim(over, by);
  return under === undefined ? top : divide(top, polynomialDim(under, by));
}

function polynomialDim(p: Polynomial, by: Replacement): Dim {
  return p.reduce<Dim>((total, term) => add(total, termDim(term, by)), constant(0));
}

function termDim({ coefficient, factors }: Term, by: Replacement): Dim {
  const number = fromFraction(whole(constantPolynomial(coefficient)));
  return factors.reduce((total, factor) => mul(total, power(atomDim(factor.atom, by), factor.power)), number);
}

function atomDim(atom: Atom, by: Replacement): Dim {
  const found = by(atom);
  if (found !== undefined) return found;
  switch (atom.kind) {
    case 'symbol':
      return symbol(atom.sym);
    case 'floor':
      return floorDiv(replaced(atom.of, by), constant(1));
    case 'positive':
      return max(replaced(atom.of, by), constant(0));
  }
}

function collect({ over, under }: Fraction, found: Map<string, Sym>): void {
  for (const { factors } of [...over, ...(under ?? [])]) {
    for (const { atom } of factors) {
      if (atom.kind === 'symbol') found.set(atom.sym.id, atom.sym);
      else collect(atom.of, found);
    }
  }
}

function fractionValue({ over, under }: Fraction, values: ReadonlyMap<string, number>): Rational | undefined {
  const top = polynomialValue(over, values);
  if (under === undefined || top === undefined) return top;
  const bottom = polynomialValue(under, values);
  return bottom === undefined || bottom.top === 0n ? undefined : times(top, inverse(bottom));
}

function polynomialValue(p: Polynomial, values: ReadonlyMap<string, number>): Rational | undefined {
  let total = ZERO;
  for (const { coefficient, factors } of p) {
    let value = coefficient;
    for (const { atom, power } of factors) {
      const base = atomValue(atom, values);
      if (base === undefined || (base.top === 0n && power < 0)) return undefined;
      value = times(value, powered(base, power));
    }
    total = plus(total, value);
  }
  return total;
}

function atomValue(atom: Atom, values: ReadonlyMap<string, number>): Rational | undefined {
  if (atom.kind === 'symbol') {
    const value = values.get(atom.sym.id);
    return value === undefined ? undefined : { top: BigInt(value), bottom: 1n };
  }
  const inner = fractionValue(atom.of, values);
  if (inner === undefined) return undefined;
  return atom.kind === 'floor' ? { top: floor(inner), bottom: 1n } : inner.top < 0n ? ZERO : inner;
}

function powered(base: Rational, power: number): Rational {
  if (power === 1) return base;
  const { top, bottom } = power < 0 ? inverse(base) : base;
  const times = BigInt(Math.abs(power));
  return { top: top ** times, bottom: bottom ** times };
}
