/** Kernels: products and transposes against plain loops, functions against Math and published series, chance bit by bit. */
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { hash, uniform } from '../src/chance/hash.ts';
import { chanceFor } from '../src/fused/kernels/chance.ts';
import { type Functions, functionsFor } from '../src/fused/kernels/math.ts';
import { scratchSize } from '../src/fused/kernels/panel.ts';
import { type Axis, type Product, productCode } from '../src/fused/kernels/product.ts';
import { storeSums } from '../src/fused/kernels/store-sums.ts';
import { transposeCode } from '../src/fused/kernels/transpose.ts';
import { type Code, func, get, i32, i32x4, load, loopWhileBelow, set, store } from '../src/wasm/code.ts';
import { runFunctions } from './support/wasm.ts';

/** Small whole numbers, whose products and sums are exact, so that a wrong result is not a matter of rounding. */
function numberAt(at: number): number {
  return (Math.imul(at + 1, 0x9e3779b1) >>> 28) - 7;
}

const UNTOUCHED = 12345;

describe('a product', () => {
  const sizes = { rows: [1, 13], columns: [1, 37], sums: [1, 70] } as const;

  it('is what plain loops make of it, whatever its sizes', () => {
    const size = ([min, max]: readonly [number, number]) => fc.integer({ min, max });
    fc.assert(
      fc.property(size(sizes.rows), size(sizes.columns), size(sizes.sums), fc.boolean(), (m, n, k, isTransposed) => {
        const rows = { size: m, left: isTransposed ? 1 : k, right: 0 };
        const summed = [{ size: k, left: isTransposed ? m : 1, right: n }];
        checkProduct({ outer: [], rows, columns: { size: n, left: 0, right: 1 }, summed });
      }),
      { numRuns: 300 },
    );
  });

  it('is right for every small number of rows and columns', () => {
    for (let m = 1; m <= 9; m++)
      for (let n = 1; n <= 17; n++)
        checkProduct({
          outer: [],
          rows: { size: m, left: 3, right: 0 },
          columns: { size: n, left: 0, right: 1 },
          summed: [{ size: 3, left: 1, right: n + 2 }],
        });
  });

  it('takes outer axes and several summed ones with any strides', () => {
    const axis = fc.record({
      size: fc.integer({ min: 1, max: 4 }),
      left: fc.integer({ min: -20, max: 20 }),
      right: fc.integer({ min: -20, max: 20 }),
    });
    const product = fc.record({
      outer: fc.array(axis, { maxLength: 3 }),
      rows: fc.record({
        size: fc.integer({ min: 1, max: 6 }),
        left: fc.integer({ min: -9, max: 9 }),
        right: fc.constant(0),
      }),
      columns: fc.record({ size: fc.integer({ min: 1, max: 12 }), left: fc.constant(0), right: fc.constant(1) }),
      summed: fc.array(axis, { minLength: 1, maxLength: 3 }),
    });
    fc.assert(
      fc.property(product, (each) => checkProduct(each)),
      { numRuns: 500 },
    );
  });

  it('is the same with panels of the right operand in scratch memory', () => {
    const far = (rows: number, columns: number, summed: readonly Axis[]): Product => ({
      outer: [{ size: 2, left: 5, right: 3 }],
      rows: { size: rows, left: 7, right: 0 },
      columns: { size: columns, left: 0, right: 1 },
      summed,
    });
    const one = [{ size: 128, left: 3, right: 1024 }];
    const two = [
      { size: 8, left: 2, right: 32 },
      { size: 16, left: 11, right: 1024 },
    ];
    for (const product of [far(8, 4, one), far(11, 27, one), far(13, 37, one), far(9, 30, two)]) {
      expect(scratchSize(product)).toBeGreaterThan(0);
      checkProduct(product, { left: 40_000, right: 50_000, out: 200_000, scratch: 210_000 });
    }
    expect(scratchSize(far(9, 30, [{ size: 128, left: 3, right: 30 }]))).toBe(0);
  });

  it('tells which lanes of a last vector were done before', () => {
    const skips: number[][] = [];
    for (const size of [4, 5, 6, 7, 8]) {
      const found: number[] = [];
      const product: Product = {
        outer: [],
        rows: { size: 1, left: 0, right: 0 },
        columns: { size, left: 0, right: 1 },
        summed: [{ size: 2, left: 1, right: size }],
      };
      func('product', [], [], (builder) =>
        productCode(builder, product, { left: i32(0), right: i32(0) }, ({ skip }) => {
          found.push(skip);
          return [];
        }),
      );
      skips.push(found);
    }
    expect(skips).toEqual([[0], [0, 3], [0, 2], [0, 1], [0]]);
  });
});

/** Where things lie in memory, in numbers. */
interface Places {
  readonly left: number;
  readonly right: number;
  readonly out: number;
  readonly scratch?: number;
}

/** Runs a product in the middle of a memory of small numbers and compares every number of the result. */
function checkProduct(product: Product, places: Places = { left: 40_000, right: 80_000, out: 120_000 }): void {
  const { outer, rows, columns, summed } = product;
  const { left, right, out, scratch } = places;
  const shape = [...outer, rows, columns].map(({ size }) => size);
  const strides = shape.map((_, axis) => shape.slice(axis + 1).reduce((a, b) => a * b, 1));
  const size = shape.reduce((a, b) => a * b, 1);
  const { call, floats } = runFunctions([
    func('product', ['i32'], [], (builder) =>
      productCode(
        builder,
        product,
        {
          left: get(builder.params[0]!),
          right: i32(4 * right),
          ...(scratch === undefined ? {} : { scratch: i32(4 * scratch) }),
        },
        storeSums(builder, { pointer: i32(4 * out), outer: strides.slice(0, -2), row: strides.at(-2)! }),
      ),
    ),
  ]);
  for (let at = 0; at < out; at++) floats[at] = numberAt(at);
  floats.fill(UNTOUCHED, out - 4, out);
  floats.fill(UNTOUCHED, out + size, out + size + 4);
  call('product', 4 * left);
  const expected: number[] = [];
  visit([...outer, rows, columns], left, right, (l, r) => {
    let sum = 0;
    visit(summed, l, r, (a, b) => {
      sum += floats[a]! * floats[b]!;
    });
    expected.push(sum);
  });
  expect([...floats.slice(out - 4, out + size + 4)]).toEqual([...edge(), ...expected, ...edge()]);
}

function edge(): number[] {
  return Array.from({ length: 4 }, () => UNTOUCHED);
}

/** Calls with the places in both operands for all counts of the axes. */
function visit(
  [axis, ...inner]: readonly Axis[],
  left: number,
  right: number,
  use: (left: number, right: number) => void,
): void {
  if (!axis) use(left, right);
  else for (let i = 0; i < axis.size; i++) visit(inner, left + i * axis.left, right + i * axis.right, use);
}

describe('a transpose', () => {
  it('is what plain loops make of it, whatever its sizes', () => {
    const size = (max: number) => fc.integer({ min: 1, max });
    fc.assert(
      fc.property(size(3), size(3), size(14), size(14), fc.nat(3), (a, b, m, n, gap) => {
        const [from, to] = [
          { outer: [b * m * (n + gap), m * (n + gap)], row: n + gap },
          { outer: [b * m * n, m * n], row: m },
        ];
        const [source, target] = [1000, 20_000];
        const { call, floats } = runFunctions([
          func('transpose', [], [], (builder) =>
            transposeCode(
              builder,
              {
                outer: [a, b].map((each, axis) => ({ size: each, from: from.outer[axis]!, to: to.outer[axis]! })),
                rows: { size: m, from: from.row },
                columns: { size: n, to: to.row },
              },
              { from: i32(4 * source), to: i32(4 * target) },
            ),
          ),
        ]);
        for (let at = 0; at < target; at++) floats[at] = at;
        floats.fill(UNTOUCHED, target - 4, target);
        floats.fill(UNTOUCHED, target + a * b * m * n, target + a * b * m * n + 4);
        call('transpose');
        const expected: number[] = [];
        for (let o = 0; o < a * b; o++)
          for (let j = 0; j < n; j++) for (let i = 0; i < m; i++) expected.push(source + (o * m + i) * (n + gap) + j);
        expect([...floats.slice(target - 4, target + expected.length + 4)]).toEqual([
          ...edge(),
          ...expected,
          ...edge(),
        ]);
      }),
      { numRuns: 200 },
    );
  });
});

describe('functions of four numbers', () => {
  /** By function: what it should be in double precision, and by how many units in the last place it may be off. */
  const unary = {
    exp: [Math.exp, 1.5],
    log: [Math.log, 1.5],
    tanh: [Math.tanh, 6],
    sigmoid: [(x: number) => 1 / (1 + Math.exp(-x)), 3],
    erf: [erf, 6],
    sin: [Math.sin, 2],
    cos: [Math.cos, 2],
    sqrt: [Math.sqrt, 0.5],
    abs: [Math.abs, 0],
    neg: [(x: number) => -x, 0],
    sign: [Math.sign, 0],
  } as const satisfies Partial<Record<keyof Functions, readonly [(x: number) => number, number]>>;
  type Unary = keyof typeof unary;
  const SIZE = 2 ** 16;
  const { call, floats, wholes } = runFunctions(
    (Object.keys(unary) as Unary[]).map((name) =>
      func(name, [], [], (builder) => {
        const at = builder.local('i32');
        const result = functionsFor(builder)[name](load('v128.load', get(at)));
        return loopWhileBelow(at, i32(0), i32(4 * SIZE), 16, store('v128.store', get(at), result, 4 * SIZE));
      }),
    ),
  );

  it.each(Object.keys(unary) as Unary[])('%s is right over all floats', (name) => {
    const [exact, bound] = unary[name];
    // Every 8,191st of all floats, negative and denormal ones, infinities and what is not a number among them.
    for (let start = 0; start < 2 ** 32; start += 8191 * SIZE) {
      for (let at = 0; at < SIZE; at++) wholes[at] = start + 8191 * at;
      call(name);
      for (let at = 0; at < SIZE; at++) {
        const [x, found] = [floats[at]!, floats[SIZE + at]!];
        if (!isRight(name, x, exact(x), found, bound))
          expect({ x, found }).toEqual({ x, found: Math.fround(exact(x)) });
      }
    }
  });

  function isRight(name: Unary, x: number, exact: number, found: number, bound: number): boolean {
    if (Number.isNaN(exact)) return Number.isNaN(found);
    // Beyond, a float stands for more than a whole turn.
    if ((name === 'sin' || name === 'cos') && Math.abs(x) > 4e8) return Math.abs(found) <= 1;
    // 1 / (1 + exp(-x)) in single precision, as everywhere, is 0 where exp is beyond all floats.
    if (name === 'sigmoid' && x < -88.7) return found >= 0 && found < 2 ** -126;
    if (!Number.isFinite(Math.fround(exact))) return found === Math.fround(exact);
    return Math.abs(found - exact) <= bound * lastPlace(exact);
  }

  it('keep to their ends', () => {
    const ends: { readonly [N in Unary]?: readonly (readonly [number, number])[] } = {
      exp: [
        [-Infinity, 0],
        [-200, 0],
        [0, 1],
        [88.8, Infinity],
        [Infinity, Infinity],
        [NaN, NaN],
      ],
      log: [
        [0, -Infinity],
        [-0, -Infinity],
        [1, 0],
        [-1, NaN],
        [-Infinity, NaN],
        [Infinity, Infinity],
        [NaN, NaN],
      ],
      tanh: [
        [-Infinity, -1],
        [-50, -1],
        [0, 0],
        [50, 1],
        [Infinity, 1],
        [NaN, NaN],
      ],
      sigmoid: [
        [-Infinity, 0],
        [0, 0.5],
        [100, 1],
        [Infinity, 1],
        [NaN, NaN],
      ],
      erf: [
        [-Infinity, -1],
        [0, 0],
        [10, 1],
        [Infinity, 1],
        [NaN, NaN],
      ],
      sin: [
        [0, 0],
        [Infinity, NaN],
        [NaN, NaN],
      ],
      cos: [
        [0, 1],
        [-Infinity, NaN],
        [NaN, NaN],
      ],
      sign: [
        [-Infinity, -1],
        [-2, -1],
        [0, 0],
        [2, 1],
        [NaN, NaN],
      ],
    };
    for (const [name, pairs] of Object.entries(ends)) {
      floats.set(pairs.map(([x]) => x));
      call(name);
      const found = [...floats.slice(SIZE, SIZE + pairs.length)];
      expect({ name, found }).toEqual({ name, found: pairs.map(([, y]) => y) });
    }
  });

  it('may be nested in one another', () => {
    const nested = runFunctions([
      func('nested', [], [], (builder) => {
        const { exp, tanh, mul, log, sin } = functionsFor(builder);
        const x = builder.local('v128');
        const value = mul(exp(tanh(get(x))), log(exp(sin(get(x)))));
        return [set(x, load('v128.load', i32(0))), store('v128.store', i32(16), value)];
      }),
    ]);
    const xs = [-2, -0.5, 0.25, 3];
    nested.floats.set(xs);
    nested.call('nested');
    for (const [at, x] of xs.entries())
      expect(nested.floats[4 + at]).toBeCloseTo(Math.exp(Math.tanh(x)) * Math.sin(x), 5);
  });

  it.each([
    [
      'max',
      [
        [1, 2, 2],
        [2, 1, 2],
        [NaN, 1, NaN],
        [-1, -2, -1],
      ],
    ],
    [
      'min',
      [
        [1, 2, 1],
        [2, 1, 1],
        [NaN, 1, NaN],
        [-1, -2, -2],
      ],
    ],
    [
      'less',
      [
        [1, 2, 1],
        [2, 1, 0],
        [1, 1, 0],
        [NaN, 1, 0],
      ],
    ],
    [
      'equal',
      [
        [1, 2, 0],
        [2, 2, 1],
        [0, -0, 1],
        [NaN, NaN, 0],
      ],
    ],
  ] as const)('%s goes lane by lane', (name, rows) => {
    const { call: go, floats: numbers } = runFunctions([
      func('f', [], [], (builder) =>
        store(
          'v128.store',
          i32(32),
          functionsFor(builder)[name](load('v128.load', i32(0)), load('v128.load', i32(16))),
        ),
      ),
    ]);
    for (const [lane, [a, b]] of rows.entries()) {
      numbers[lane] = a;
      numbers[4 + lane] = b;
    }
    go('f');
    expect([...numbers.slice(8, 12)]).toEqual(rows.map(([, , result]) => result));
  });

  it('select takes the second where the first is not 0', () => {
    const { call: go, floats: numbers } = runFunctions([
      func('f', [], [], (builder) => {
        const [a, b, c] = [0, 16, 32].map((at): Code => load('v128.load', i32(at))) as [Code, Code, Code];
        return store('v128.store', i32(48), functionsFor(builder).select(a, b, c));
      }),
    ]);
    numbers.set([1, 0, -3, -0, 10, 11, 12, 13, 20, 21, 22, 23]);
    go('f');
    expect([...numbers.slice(12, 16)]).toEqual([10, 21, 12, 23]);
  });
});

/** The distance between floats at a number. */
function lastPlace(x: number): number {
  const size = Math.abs(x);
  return size < 2 ** -126 ? 2 ** -149 : 2 ** (Math.floor(Math.log2(size)) - 23);
}

/** Abramowitz and Stegun 7.1.5 and 7.1.14. */
function erf(x: number): number {
  const size = Math.abs(x);
  if (size > 6) return Math.sign(x);
  if (size > 3) {
    let fraction = 0;
    for (let n = 120; n > 0; n--) fraction = n / 2 / (size + fraction);
    return Math.sign(x) * (1 - Math.exp(-x * x) / (Math.sqrt(Math.PI) * (size + fraction)));
  }
  let [term, sum] = [x, x];
  for (let n = 1; Math.abs(term) > 1e-17 * Math.abs(sum); n++) {
    term *= (-x * x) / n;
    sum += term / (2 * n + 1);
  }
  return (2 / Math.sqrt(Math.PI)) * sum;
}

describe('chance', () => {
  const { call, floats, wholes } = runFunctions([
    func('bits', ['i32'], [], (builder) => {
      const key = builder.local('v128');
      const words = chanceFor(builder).hash(get(key), load('v128.load', i32(0)));
      return [set(key, splat(get(builder.params[0]!))), store('v128.store', i32(16), words)];
    }),
    func('floats', [], [], (builder) =>
      store('v128.store', i32(16), chanceFor(builder).uniform(i32x4(123456789), load('v128.load', i32(0)))),
    ),
  ]);

  it('has the bits of the hash', () => {
    const word = fc.integer({ min: 0, max: 2 ** 32 - 1 });
    fc.assert(
      fc.property(word, fc.tuple(word, word, word, word), (key, words) => {
        wholes.set(words);
        call('bits', key);
        expect([...wholes.slice(4, 8)]).toEqual(words.map((each) => hash(key, each)));
      }),
    );
  });

  it('has the same uniform numbers', () => {
    for (let index = 0; index < 1000; index += 4) {
      wholes.set([index, index + 1, index + 2, index + 3]);
      call('floats');
      expect([...floats.slice(4, 8)]).toEqual([0, 1, 2, 3].map((lane) => uniform(123456789, index + lane)));
    }
  });
});

function splat(value: Code): Code {
  return [value, { op: 'i32x4.splat', args: [] }];
}
