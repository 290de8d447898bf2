/** Dims as people write them: `T/2 + 1`, `2*C`, `(T - 1)//2`. The text is an expression of mm that means the same dim. */
import type { Dim } from './arithmetic.ts';
import { fractionSum, isPlainlyWhole, whole } from './fraction.ts';
import {
  type Atom,
  commonDenominator,
  denominator,
  difference,
  type Factor,
  type Fraction,
  inverseTerm,
  multiplied,
  type Polynomial,
  sum,
  type Term,
  timesTerm,
  UNIT,
} from './polynomial.ts';
import { rational } from './rational.ts';

/** For prose: blanks around `+` and `-`. */
export function toText(dim: Dim): string {
  return text(dim, ' ');
}

/** For shapes: no blanks at all. */
export function toTight(dim: Dim): string {
  return text(dim, '');
}

function text(dim: Dim, blank: string): string {
  if (dim.kind === 'number') return `${dim.value}`;
  if (dim.kind === 'none') return dim.why === 'zero-divisor' ? 'a division by 0' : 'a number beyond all limits';
  return fractionText(dim, blank);
}

function fractionText({ over, under }: Fraction, blank: string): string {
  if (under === undefined) return polynomialText(over, blank);
  const divisor = commonDenominator(over);
  const top = polynomialText(multiplied(over, divisor), blank);
  return `${grouped(top)}/${grouped(polynomialText(multiplied(under, divisor), blank))}`;
}

/** A sum: terms over 1 stand alone, terms over the same denominator share one line. */
function polynomialText(p: Polynomial, blank: string): string {
  const [first, ...rest] = leadingPositive(parts(p, blank));
  if (first === undefined) return '0';
  const head = first.negative ? `-${/\/\/|%/.test(first.text) ? grouped(first.text) : first.text}` : first.text;
  return [head, ...rest.map((one) => `${blank}${one.negative ? '-' : '+'}${blank}${one.text}`)].join('');
}

function parts(p: Polynomial, blank: string): Summand[] {
  for (const term of p) {
    const found = remainder(p, term, blank) ?? shiftedFloor(p, term, blank) ?? maximum(p, term, blank);
    if (found !== undefined) return [found.part, ...parts(found.rest, blank)];
  }
  return summands(p, blank);
}

/** A part that reads shorter than its terms, and what it leaves of the sum. */
interface Found {
  readonly part: Summand;
  readonly rest: Polynomial;
}

/** T - 2*(T//2) is T%2. */
function remainder(p: Polynomial, term: Term, blank: string): Found | undefined {
  const floor = loneAtom(term, 'floor');
  if (floor === undefined || floor.of.under !== undefined) return undefined;
  const times: Term = { ...timesMinusOne(term), factors: term.factors.filter(({ atom }) => atom.key !== floor.key) };
  const rest = difference(difference(p, multiplied(floor.of.over, times)), [term]);
  const divisor = commonDenominator(floor.of.over);
  const scale = timesTerm(times, inverseTerm(divisor));
  if (rest.length + 1 >= p.length || !isPlainlyWhole(whole([scale]))) return undefined;
  const left = polynomialText(multiplied(floor.of.over, divisor), blank);
  const plain = `${grouped(left)}%${grouped(termText(divisor, blank))}`;
  const factor = termText(unsigned(scale), blank);
  return {
    part: { negative: scale.coefficient.top < 0n, text: factor === '1' ? plain : `${factor}*(${plain})` },
    rest,
  };
}

/** (T + 1)//2 - 1 is (T - 1)//2. */
function shiftedFloor(p: Polynomial, term: Term, blank: string): Found | undefined {
  const floor = loneAtom(term, 'floor');
  const constant = p.at(-1);
  if (floor === undefined || constant === undefined || !isOne(term)) return undefined;
  if (constant.factors.length > 0 || constant.coefficient.bottom !== 1n || floor.of.under !== undefined)
    return undefined;
  if (!floor.of.over.some(({ factors }) => factors.length === 0)) return undefined;
  const shifted = whole(sum(floor.of.over, [constant]));
  return { part: { negative: false, text: floorText(shifted, blank) }, rest: difference(p, [term, constant]) };
}

/** max(T - 8, 0) + 8 is max(T, 8). */
function maximum(p: Polynomial, term: Term, blank: string): Found | undefined {
  const positive = loneAtom(term, 'positive');
  if (positive === undefined || p.length === 1 || !isOne(term)) return undefined;
  const low = difference(p, [term]);
  const high = fractionSum(positive.of, whole(low));
  const text = `max(${fractionText(high, blank)},${blank}${polynomialText(low, blank)})`;
  return { part: { negative: false, text }, rest: [] };
}

type AtomOf<K extends Atom['kind']> = Extract<Atom, { kind: K }>;

/** The only atom of a kind in a term, when its power is 1. */
function loneAtom<K extends Atom['kind']>(term: Term, kind: K): AtomOf<K> | undefined {
  const [found, second] = term.factors.filter(({ atom }) => atom.kind === kind);
  return found !== undefined && second === undefined && found.power === 1 ? (found.atom as AtomOf<K>) : undefined;
}

function isOne({ coefficient, factors }: Term): boolean {
  return factors.length === 1 && coefficient.top === 1n && coefficient.bottom === 1n;
}

function timesMinusOne(term: Term): Term {
  return { ...term, coefficient: { top: -term.coefficient.top, bottom: term.coefficient.bottom } };
}

/** One part of a printed sum, without its sign. */
interface Summand {
  readonly negative: boolean;
  readonly text: string;
}

function leadingPositive(parts: readonly Summand[]): readonly Summand[] {
  const at = parts.findIndex(({ negative }) => !negative);
  return at <= 0 ? parts : [parts[at] as Summand, ...parts.slice(0, at), ...parts.slice(at + 1)];
}

function summands(p: Polynomial, blank: string): Summand[] {
  const groups = new Map<string, { below: Term; terms: Term[] }>();
  for (const term of sharedDenominators([...p].sort(byReading))) {
    const key = `${term.below.coefficient.top}${readingKey(term.below.factors)}`;
    const group = groups.get(key) ?? { below: term.below, terms: [] };
    groups.set(key, group);
    group.terms.push(term.above);
  }
  return [...groups.values()].flatMap(({ below, terms }) => groupSummands(below, terms, blank));
}

/** Each term as a whole-number term above the line and one below it. Numbers alone never stand over a number. */
function sharedDenominators(terms: readonly Term[]): { above: Term; below: Term }[] {
  const numeric = (term: Term): boolean => term.factors.every(({ power }) => power > 0);
  const loneFraction = terms.some(({ coefficient, factors }) => factors.length === 0 && coefficient.bottom !== 1n);
  const common = denominator(terms.filter(numeric));
  return terms.map((term) => {
    const { coefficient, factors } = term;
    const isShared = loneFraction && numeric(term) && coefficient.bottom !== 1n;
    const bottom = isShared ? common : coefficient.bottom;
    const belowFactors = factors.flatMap(({ atom, power }) => (power < 0 ? [{ atom, power: -power }] : []));
    return {
      above: {
        coefficient: rational(coefficient.top * (bottom / coefficient.bottom)),
        factors: factors.filter(({ power }) => power > 0),
      },
      below: { coefficient: rational(bottom), factors: belowFactors },
    };
  });
}

function groupSummands(below: Term, terms: readonly Term[], blank: string): Summand[] {
  const bottom = termText(below, blank);
  if (bottom === '1') {
    return terms.map((term) => ({ negative: term.coefficient.top < 0n, text: termText(unsigned(term), blank) }));
  }
  const [only] = terms;
  const under = /[*/]/.test(bottom) ? grouped(bottom) : bottom;
  if (terms.length === 1 && only !== undefined) {
    return [{ negative: only.coefficient.top < 0n, text: `${termText(unsigned(only), blank)}/${under}` }];
  }
  return [{ negative: false, text: `(${polynomialText(terms, blank)})/${under}` }];
}

function unsigned(term: Term): Term {
  const { top, bottom } = term.coefficient;
  return { ...term, coefficient: { top: top < 0n ? -top : top, bottom } };
}

function termText(term: Term, blank: string): string {
  const { coefficient, factors } = term;
  const [first] = factors;
  if (first === undefined) return `${coefficient.top}`;
  if (isOne(term) && first.power === 1) return atomText(first.atom, blank);
  const letters = factorsText(factors, blank);
  return coefficient.top === 1n ? letters : `${coefficient.top}*${letters}`;
}

function factorsText(factors: readonly Factor[], blank: string): string {
  const sorted = [...factors].sort((a, b) => (readingOrder(a.atom) < readingOrder(b.atom) ? -1 : 1));
  return sorted.map(({ atom, power }) => factorText(atom, power, blank)).join('*');
}

/** A factor beside others: what is rounded stands in parentheses. */
function factorText(atom: Atom, power: number, blank: string): string {
  const plain = atom.kind === 'floor' ? `(${atomText(atom, blank)})` : atomText(atom, blank);
  return power === 1 ? plain : `${plain}^${power}`;
}

function atomText(atom: Atom, blank: string): string {
  switch (atom.kind) {
    case 'symbol':
      return atom.sym.name;
    case 'floor':
      return floorText(atom.of, blank);
    case 'positive':
      return `max(${fractionText(atom.of, blank)},${blank}0)`;
  }
}

function floorText({ over, under }: Fraction, blank: string): string {
  const divisor = commonDenominator(over);
  const top = polynomialText(multiplied(over, divisor), blank);
  const below = polynomialText(multiplied(under ?? UNIT, divisor), blank);
  return `${grouped(top)}//${grouped(below)}`;
}

/** In parentheses, unless it is one word, number or power. */
function grouped(plain: string): string {
  return /^[\w^]+$/.test(plain) ? plain : `(${plain})`;
}

/** Higher powers first, numbers last, else by letters: small ones, which are parameters, before capitals. */
function byReading(a: Term, b: Term): number {
  const [left, right] = [a, b].map(({ factors }) =>
    factors.reduce((total, { power }) => total + Math.max(power, 0), 0),
  );
  if (left !== right) return (right ?? 0) - (left ?? 0);
  if (a.factors.length === 0 || b.factors.length === 0) return b.factors.length - a.factors.length;
  return readingKey(a.factors) < readingKey(b.factors) ? -1 : 1;
}

/** Without the texts of what is rounded, which would be made over and over while terms are sorted. */
function readingKey(factors: readonly Factor[]): string {
  const keys = factors.map(({ atom, power }) => `${readingOrder(atom)}^${power}`);
  return keys.sort().join('*');
}

function readingOrder(atom: Atom): string {
  if (atom.kind !== 'symbol') return `2${atom.key}`;
  const { name, id } = atom.sym;
  return `${name === name.toLowerCase() ? 0 : 1}${name} ${id}`;
}
