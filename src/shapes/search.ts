/** Looks for values of symbols that meet or break a condition: small ones first, then numbers that stand in it, then its edges. */
import { type Dim, divide, sub } from './arithmetic.ts';
import { boundOf, type Facts, type Obligation } from './facts.ts';
import type { Fraction, Sym } from './polynomial.ts';
import type { Rational } from './rational.ts';
import { evaluateExactly, symbolsOf } from './values.ts';

/** Values of symbols, by id. */
export type Point = ReadonlyMap<string, number>;

/** A condition on one value. It fails where the value does not exist, or where `nonZero` is 0. */
export interface Condition {
  readonly value: Dim;
  readonly nonZero?: Dim;
  readonly test: (value: Rational) => boolean;
}

const FIRST_POINTS = 250;
const MOST_POINTS = 1500;
const EDGE_STARTS = 8;
const EDGE_POINTS = 3_000;
const MOST_SYMBOLS = 8;
const GREATEST_BIT = 45;
const GREATEST_HINT = 2n ** 45n;

/** The obligation as a condition on one value. */
export function conditionOf(obligation: Obligation): Condition {
  switch (obligation.kind) {
    case 'divides':
      return { value: divide(obligation.of, obligation.divisor), nonZero: obligation.divisor, test: isWholeNumber };
    case 'at-least':
      return { value: sub(obligation.dim, obligation.min), test: ({ top }) => top >= 0n };
    case 'equal':
      return { value: sub(obligation.left, obligation.right), test: ({ top }) => top === 0n };
  }
}

/** Values of the free symbols that the facts allow and for which the goal is met, if any are found. */
export function findMeeting(goal: Condition, facts: Facts, others: readonly Dim[] = []): Point | undefined {
  return find(goal, true, facts, others);
}

/** Values of the free symbols that the facts allow and for which the goal fails, if any are found. */
export function findBreaking(goal: Condition, facts: Facts, others: readonly Dim[] = []): Point | undefined {
  return find(goal, false, facts, others);
}

function find(goal: Condition, wanted: boolean, facts: Facts, others: readonly Dim[]): Point | undefined {
  const limits = limitsOf(facts);
  const dims = [goal, ...limits].flatMap(({ value, nonZero }) => (nonZero === undefined ? [value] : [value, nonZero]));
  const symbols = uniqueSymbols([...dims, ...others]);
  if (symbols.length > MOST_SYMBOLS) return undefined;
  const fits = (point: Point): boolean => meets(goal, point) === wanted && limits.every((one) => meets(one, point));
  const hints = hintsOf(dims);
  const axes = symbols.map((sym) => ({ sym, values: candidates(boundOf(sym, facts), hints) }));
  return (
    firstFitting(pointsNear(axes, 0, FIRST_POINTS), fits) ??
    firstFitting(edgePoints([goal, ...limits], axes), fits) ??
    firstFitting(pointsNear(axes, FIRST_POINTS, MOST_POINTS), fits)
  );
}

/** The conditions that facts put on free symbols, their bounds aside. */
function limitsOf(facts: Facts): Condition[] {
  return [
    ...facts.nonNegative.map((value) => ({ value, test: ({ top }: Rational) => top >= 0n })),
    ...facts.whole.map((value) => ({ value, test: isWholeNumber })),
  ];
}

function meets({ value, nonZero, test }: Condition, point: Point): boolean {
  if (nonZero !== undefined && (evaluateExactly(nonZero, point)?.top ?? 0n) === 0n) return false;
  const found = evaluateExactly(value, point);
  return found !== undefined && test(found);
}

function isWholeNumber({ bottom }: Rational): boolean {
  return bottom === 1n;
}

function firstFitting(points: Iterable<Point>, fits: (point: Point) => boolean): Point | undefined {
  for (const point of points) if (fits(point)) return point;
  return undefined;
}

function uniqueSymbols(dims: readonly Dim[]): Sym[] {
  return [...new Map(dims.flatMap(symbolsOf).map((sym) => [sym.id, sym])).values()];
}

/** A symbol and the values to try, the likeliest first. */
interface Axis {
  readonly sym: Sym;
  readonly values: readonly number[];
}

function candidates(bound: number, hints: readonly number[]): number[] {
  const small = Array.from({ length: 4 }, (_, i) => bound + i);
  const larger = Array.from({ length: 300 }, (_, i) => bound + 4 + i);
  return [...new Set([...small, ...hints.filter((hint) => hint >= bound), ...larger])];
}

/** The numbers that stand in dims, and their neighbours. */
function hintsOf(dims: readonly Dim[]): number[] {
  const found = new Set<number>();
  const collect = ({ over, under }: Fraction): void => {
    for (const { coefficient, factors } of [...over, ...(under ?? [])]) {
      for (const size of [coefficient.top < 0n ? -coefficient.top : coefficient.top, coefficient.bottom]) {
        if (size < GREATEST_HINT) for (const near of [0, 1, -1]) found.add(Number(size) + near);
      }
      for (const { atom } of factors) if (atom.kind !== 'symbol') collect(atom.of);
    }
  };
  for (const dim of dims) if (dim.kind === 'fraction') collect(dim);
  return [...found].sort((a, b) => a - b).slice(0, 24);
}

/** Points of the grid in the order of how far their places in the lists are, together, from the first; `from` to `to` of them. */
function* pointsNear(axes: readonly Axis[], from: number, to: number): Generator<Point> {
  let count = 0;
  const farthest = axes.reduce((total, { values }) => total + values.length - 1, 0);
  for (let distance = 0; distance <= farthest; distance++) {
    for (const point of pointsAt(axes, distance)) {
      if (count++ >= to) return;
      if (count > from) yield point;
    }
  }
}

function* pointsAt(axes: readonly Axis[], distance: number): Generator<Map<string, number>> {
  const [first, ...others] = axes;
  if (first === undefined) {
    if (distance === 0) yield new Map();
    return;
  }
  const nearest = others.length === 0 ? distance : 0;
  for (let at = nearest; at <= distance && at < first.values.length; at++) {
    for (const point of pointsAt(others, distance - at)) yield point.set(first.sym.id, first.values[at] ?? 0);
  }
}

/** Points at which one symbol lies where a condition changes from held to failed, the other symbols being small. */
function* edgePoints(conditions: readonly Condition[], axes: readonly Axis[]): Generator<Point> {
  let left = EDGE_POINTS;
  for (const axis of axes) {
    const others = axes.filter((other) => other !== axis);
    for (const start of pointsNear(others, 0, EDGE_STARTS)) {
      for (const condition of conditions) {
        left -= 2 * GREATEST_BIT;
        if (left < 0) return;
        const edge = edgeOf(condition, axis, start);
        for (const value of edge === undefined ? [] : [edge, edge - 1, edge + 1]) {
          if (value >= (axis.values[0] ?? 0)) yield new Map([...start, [axis.sym.id, value]]);
        }
      }
    }
  }
}

/** By doubling and halving: a value of the symbol from which on the condition's value has another sign. */
function edgeOf({ value }: Condition, { sym, values }: Axis, start: Point): number | undefined {
  const signAt = (x: number): boolean | undefined => {
    const found = evaluateExactly(value, new Map([...start, [sym.id, x]]));
    return found === undefined ? undefined : found.top >= 0n;
  };
  const least = values[0] ?? 0;
  const before = signAt(least);
  let bit = 0;
  while (bit <= GREATEST_BIT && signAt(least + 2 ** bit) === before) bit++;
  if (bit > GREATEST_BIT) return undefined;
  let [low, high] = [bit === 0 ? least : least + 2 ** (bit - 1), least + 2 ** bit];
  while (high - low > 1) {
    const middle = Math.floor((low + high) / 2);
    if (signAt(middle) === before) low = middle;
    else high = middle;
  }
  return high;
}
