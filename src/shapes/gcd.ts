/** The greatest common divisor of two polynomials, by Euclid's algorithm over the coefficients of one atom at a time. */
import {
  type Atom,
  atomsOf,
  difference,
  divided,
  type Polynomial,
  powerOf,
  primitive,
  product,
  UNIT,
} from './polynomial.ts';
import { ONE } from './rational.ts';

/** Beyond this many terms a common factor is left standing: equality is decided without it. */
const MOST_TERMS = 40;

/** The common factor of two polynomials in primitive form, single terms aside; 1 when there is none. */
export function commonFactor(first: Polynomial, second: Polynomial): Polynomial {
  if (first.length === 0) return primitive(second);
  if (second.length === 0) return primitive(first);
  const [a, b] = [primitive(first), primitive(second)];
  if (a.length === 1 || b.length === 1) return UNIT;
  if (a.length > MOST_TERMS || b.length > MOST_TERMS) return UNIT;
  const shared = new Set(atomsOf(b).map(({ key }) => key));
  const main = atomsOf(a).find(({ key }) => shared.has(key));
  if (main === undefined) return UNIT;
  const [inA, inB] = [coefficientContent(a, main), coefficientContent(b, main)];
  const rest = euclid(divided(a, inA).quotient, divided(b, inB).quotient, main);
  return primitive(product(commonFactor(inA, inB), rest));
}

/** Euclid's algorithm on two polynomials whose coefficients in `main` have no common factor. */
function euclid(a: Polynomial, b: Polynomial, main: Atom): Polynomial {
  let [high, low] = degreeIn(a, main) >= degreeIn(b, main) ? [a, b] : [b, a];
  while (low.length > 0) {
    if (degreeIn(low, main) === 0 || low.length > MOST_TERMS) return UNIT;
    const rest = pseudoRest(high, low, main);
    high = low;
    low = rest.length === 0 ? rest : divided(rest, coefficientContent(rest, main)).quotient;
  }
  return high;
}

/** What is left of `a`, times enough to stay whole, after taking away multiples of `b`. */
function pseudoRest(a: Polynomial, b: Polynomial, main: Atom): Polynomial {
  const degree = degreeIn(b, main);
  const lead = coefficientAt(b, main, degree);
  let rest = a;
  while (rest.length > 0 && degreeIn(rest, main) >= degree) {
    const at = degreeIn(rest, main);
    const shift = product(coefficientAt(rest, main, at), powered(main, at - degree));
    rest = primitive(difference(product(rest, lead), product(b, shift)));
  }
  return rest;
}

/** The common factor of the coefficients of `p`, read as a polynomial in `main` alone. */
function coefficientContent(p: Polynomial, main: Atom): Polynomial {
  const powers = [...new Set(p.map((term) => powerOf(term, main)))];
  return powers.reduce<Polynomial>((all, power) => commonFactor(all, coefficientAt(p, main, power)), []);
}

function degreeIn(p: Polynomial, main: Atom): number {
  return Math.max(0, ...p.map((term) => powerOf(term, main)));
}

function coefficientAt(p: Polynomial, main: Atom, power: number): Polynomial {
  return p.flatMap((term) => {
    if (powerOf(term, main) !== power) return [];
    return [{ ...term, factors: term.factors.filter(({ atom }) => atom.key !== main.key) }];
  });
}

function powered(atom: Atom, power: number): Polynomial {
  return power === 0 ? UNIT : [{ coefficient: ONE, factors: [{ atom, power }] }];
}
