/** Random obligations, as a stack of layers makes them, and whether numbers meet them by definition. */
import fc from 'fast-check';
import { atLeast, divides, equal, type Obligation } from '../../src/shapes/obligation.ts';
import { dimOf, type Expression, valueAt } from './expressions.ts';

/** An obligation before it is one: over expressions. */
export interface Condition {
  readonly kind: Obligation['kind'];
  readonly left: Expression;
  readonly right: Expression;
}

export function obligationOf({ kind, left, right }: Condition): Obligation {
  const [a, b] = [dimOf(left), dimOf(right)];
  return kind === 'divides' ? divides(a, b) : kind === 'at-least' ? atLeast(a, b) : equal(a, b);
}

/** Whether numbers meet a condition; undefined where a dim in it has no value, as something is divided by 0. */
export function isMet({ kind, left, right }: Condition, values: ReadonlyMap<string, number>): boolean | undefined {
  const [a, b] = [valueAt(left, values), valueAt(right, values)];
  if (a === undefined || b === undefined) return undefined;
  const difference = (a[0] * b[1] - b[0] * a[1]) * a[1] * b[1];
  if (kind === 'at-least') return difference >= 0n;
  if (kind === 'equal') return difference === 0n;
  return a[0] !== 0n && (b[0] * a[1]) % (b[1] * a[0]) === 0n;
}

const name = fc.constantFrom('T', 'C', 'n');
const small = fc.integer({ min: 1, max: 8 });
const atom: fc.Arbitrary<Expression> = fc.oneof(name, small);

/** Dims such as stages make: T/2, T - 3, (T - 3)//2 + 1, n*C, T%n, max(T, 4). */
const dim: fc.Arbitrary<Expression> = fc.oneof(
  { weight: 3, arbitrary: atom },
  { weight: 2, arbitrary: fc.tuple(fc.constantFrom('+', '-', '*'), atom, atom) },
  { weight: 2, arbitrary: fc.tuple(fc.constantFrom('/', '//', '%', 'max'), name, atom) },
  { weight: 1, arbitrary: fc.tuple(name, small, small).map(([T, k, s]) => ['+', ['//', ['-', T, k], s], 1] as const) },
  {
    weight: 1,
    arbitrary: fc.tuple(name, atom, atom).map(([T, a, b]) => ['+', ['*', a, T], ['*', b, ['//', T, 2]]] as const),
  },
  { weight: 1, arbitrary: fc.tuple(name, name, small).map(([a, b, k]) => ['-', ['*', a, b], k] as const) },
) as fc.Arbitrary<Expression>;

/** Any obligation between dims that stages make. */
export const conditions: fc.Arbitrary<Condition> = fc.oneof(
  fc.record({ kind: fc.constant('divides' as const), left: atom, right: dim }),
  fc.record({ kind: fc.constantFrom('at-least' as const, 'equal' as const), left: dim, right: dim }),
);

/** Assumptions, as earlier stages leave them behind. */
export const assumptions = fc.array(
  fc.oneof(
    { weight: 3, arbitrary: fc.record({ kind: fc.constant('divides' as const), left: atom, right: name }) },
    { weight: 2, arbitrary: fc.record({ kind: fc.constant('at-least' as const), left: name, right: atom }) },
    { weight: 1, arbitrary: conditions },
  ),
  { maxLength: 3 },
);

/** All values of T, C and n up to a limit. */
export function grid(limit: number): Map<string, number>[] {
  const numbers = Array.from({ length: limit }, (_, i) => i + 1);
  return numbers.flatMap((T) => numbers.flatMap((C) => numbers.map((n) => new Map(Object.entries({ T, C, n })))));
}
