/** Decisions: a table of what must be proved, refuted or open, and soundness against all small numbers. */
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { constant, symbol } from '../../src/shapes/dim.ts';
import {
  atLeast,
  atMost,
  type Decision,
  decide,
  divides,
  factsOf,
  failsForSome,
  learn,
  type Obligation,
  type Witness,
} from '../../src/shapes/obligation.ts';
import { assumptions, type Condition, conditions, grid, isMet, obligationOf } from './conditions.ts';
import { dimOf, named, read, sym } from './expressions.ts';

/** `2 | T`, `T >= 3`, `T = C`. */
function condition(text: string): Condition {
  const [left = '', operator, right = ''] = text.split(/ (\||>=|=) /);
  const kind = operator === '|' ? 'divides' : operator === '>=' ? 'at-least' : 'equal';
  return { kind, left: read(left), right: read(right) };
}

function obligation(text: string): Obligation {
  return obligationOf(condition(text));
}

function answer(text: string, given: string): Decision {
  return decide(obligation(text), given === '' ? [] : given.split(', ').map(obligation));
}

function told(witness: Witness | undefined): string {
  return (witness ?? [])
    .map(({ sym: { name }, value }) => `${name}=${value}`)
    .sort()
    .join(' ');
}

describe('proved', () => {
  it.each([
    ['2 | 8', ''],
    ['2 | 2*C', ''],
    ['2 | T*(T + 1)', ''],
    ['6 | T*(T + 1)*(T + 2)', ''],
    ['2 | T', '2 | T'],
    ['2 | T*C', '2 | T'],
    ['4 | T*C', '2 | T, 2 | C'],
    ['4 | 2*T', '2 | T'],
    ['2 | T/2', '4 | T'],
    ['2 | T//2', '4 | T'],
    ['6 | T', '2 | T, 3 | T'],
    ['2 | T + 1', '2 | T + 3'],
    ['n | C', 'n | C'],
    ['n | 3*C', 'n | C'],
    ['n | T + C', 'n | T, n | C'],
    ['n | T*C', 'n | T*C'],
    ['n | T + 2*n', 'n | T + n'],
    ['2 | T/n', 'n | T, 2*n | T'],
    ['T >= 1', ''],
    ['T*C >= T', ''],
    ['T - n >= 0', 'T >= n + 1'],
    ['T*T >= n*n', 'T >= n'],
    ['T/n >= 1', 'n | T'],
    ['T >= n', 'n | T'],
    ['T//2 >= 1', 'T >= 2'],
    ['(T - 3)//2 + 1 >= 1', 'T >= 3'],
    ['(T - 1)//n + 1 >= 1', ''],
    ['T >= 2*(T//2)', ''],
    ['2*(T//2) + 1 >= T', ''],
    ['n >= T%n + 1', ''],
    ['T%n >= 0', ''],
    ['max(T, 8) >= 8', ''],
    ['max(T, n) >= n', ''],
    ['T + n >= max(T, n)', ''],
    ['T//2 = T/2', '2 | T'],
    ['n*(T//n) = T', 'n | T'],
    ['T%n = 0', 'n | T'],
    ['T = n', 'T >= n, n >= T'],
    ['2*T = n', 'n = T + T'],
    ['T//n = C', 'T = n*C'],
  ])('%s, given %s', (text, given) => {
    expect(answer(text, given)).toEqual({ verdict: 'proved' });
    expect(failsForSome(obligation(text), given === '' ? [] : given.split(', ').map(obligation))).toBeUndefined();
  });
});

describe('refuted', () => {
  it.each([
    ['2 | 7', '', ''],
    ['0 | T', '', 'T=1'],
    ['2 | 2*C + 1', '', 'C=1'],
    ['2 | T + 1', '2 | T', 'T=2'],
    ['4 | T*T + 1', '', 'T=1'],
    ['T | T + 1', 'T >= 2', 'T=2'],
    ['T + 1 = T', '', 'T=1'],
    ['2*T = 2*C + 1', '', 'C=1 T=1'],
    ['T = n', 'T >= n + 1', 'T=2 n=1'],
    ['T/2 = 3*T', '2 | T', 'T=2'],
    ['0 >= T', '', 'T=1'],
    ['n - 1 >= T', 'n | T', 'T=1 n=1'],
    ['T%2 = 1', '4 | T', 'T=4'],
  ])('%s, given %s', (text, given, witness) => {
    const decision = answer(text, given);
    expect(decision.verdict).toBe('refuted');
    expect(told('witness' in decision ? decision.witness : undefined)).toBe(witness);
  });
});

describe('open, with numbers that meet it and numbers that break it', () => {
  it.each([
    ['2 | T', '', 'T=2', 'T=1'],
    ['n | C', '', 'C=1 n=1', 'C=1 n=2'],
    ['T >= 100000', '', 'T=100000', 'T=1'],
    ['12345 | T', '', 'T=12345', 'T=1'],
    ['T*T = 1000000', '', 'T=1000', 'T=1'],
    ['C/n = 64', 'n | C', 'C=64 n=1', 'C=1 n=1'],
    ['T >= 1 + (n - 1)*C', '', 'C=1 T=1 n=1', 'C=1 T=1 n=2'],
    ['(T - 5)//3 + 1 >= 1', '', 'T=5', 'T=1'],
    ['T = 8', '2 | T', 'T=8', 'T=2'],
    ['n - 2 | n - 2', '', 'n=1', 'n=2'],
  ])('%s, given %s', (text, given, meets, breaks) => {
    const decision = answer(text, given);
    expect(decision).toMatchObject({ verdict: 'open', possible: true });
    expect(told('witness' in decision ? decision.witness : undefined)).toBe(meets);
    expect(told(failsForSome(obligation(text), given === '' ? [] : given.split(', ').map(obligation)))).toBe(breaks);
  });

  it('says when no numbers were found', () => {
    expect(answer('C*C = 2*T*T', '')).toEqual({ verdict: 'open', possible: false });
  });
});

describe('facts', () => {
  it('can be learnt one by one, which comes to the same', () => {
    const known = [obligation('2 | T'), obligation('T >= 5'), obligation('n | T')];
    const facts = known.reduce(learn, factsOf([]));
    expect(facts).toEqual(factsOf(known));
    expect(decide(obligation('T >= 6'), facts)).toEqual({ verdict: 'proved' });
  });

  it('that contradict each other leave nothing to say', () => {
    expect(answer('T = C', '2 | T, 2 | T + 1')).toEqual({ verdict: 'proved' });
    expect(answer('T = C', 'T >= 5, 2 >= T')).toEqual({ verdict: 'proved' });
  });

  it('heed the least value of a symbol', () => {
    const zero = symbol(sym('p', 0));
    expect(decide(atLeast(zero, constant(1))).verdict).toBe('open');
    expect(decide(atLeast(symbol(sym('p', 3)), constant(3))).verdict).toBe('proved');
    expect(decide(atMost(symbol(sym('p', 3)), constant(2))).verdict).toBe('refuted');
    expect(decide(divides(zero, named('T'))).verdict).toBe('open');
  });

  it('never throw on dims without a value', () => {
    expect(decide(obligation('2 | T/0')).verdict).toBe('refuted');
    expect(decide(obligation('T = C'), [obligation('2 | T/0')]).verdict).toBe('proved');
    expect(dimOf(read('T/0')).kind).toBe('none');
  });
});

describe('against all numbers up to 11', () => {
  const all = grid(11);

  it('proved holds for all that the assumptions allow, refuted for none, and witnesses are true', () => {
    fc.assert(
      fc.property(conditions, assumptions, (asked, given) => {
        const allowed = all.filter((point) => given.every((one) => isMet(one, point) === true));
        const known = given.map(obligationOf);
        const decision = decide(obligationOf(asked), known);
        const results = allowed.map((point) => isMet(asked, point)).filter((met) => met !== undefined);
        if (decision.verdict === 'proved') expect(results).not.toContain(false);
        if (decision.verdict === 'refuted') expect(results).not.toContain(true);
        if (decision.verdict === 'open' && decision.possible)
          expect(isTrue(asked, given, decision.witness, true)).toBe(true);
        const broken = failsForSome(obligationOf(asked), known);
        if (broken !== undefined) expect(isTrue(asked, given, broken, false)).toBe(true);
      }),
      { numRuns: 2000 },
    );
  });

  /** Whether the witness meets (or breaks) what was asked, and what can be said of the assumptions with its numbers alone. */
  function isTrue(
    asked: Condition,
    given: readonly Condition[],
    witness: Witness | undefined,
    wanted: boolean,
  ): boolean {
    const point = new Map((witness ?? []).map(({ sym: { id }, value }) => [id, value]));
    const met = isMet(asked, point);
    const known = given.filter((one) => [...symbolNames(one)].every((id) => point.has(id)));
    const isAllowed = known.every((one) => isMet(one, point) !== false);
    return isAllowed && (met === undefined || met === wanted);
  }

  function symbolNames({ left, right }: Condition): Set<string> {
    return new Set(JSON.stringify([left, right]).match(/[TCn](?=")/g) ?? []);
  }
});
