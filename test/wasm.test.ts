/** The assembler: bytes that engines take and run, and a text that people can read. */
import { describe, expect, it } from 'vitest';
import {
  type Code,
  call,
  extractLane,
  f32,
  f32x4,
  f64x2,
  func,
  get,
  i32,
  i32x4,
  ins,
  load,
  loopWhileBelow,
  replaceLane,
  set,
  shuffle,
  store,
  storeLane,
  type ValueType,
  when,
} from '../src/wasm/code.ts';
import { countsOf } from '../src/wasm/counts.ts';
import { encode } from '../src/wasm/encode.ts';
import { indexOfOwn } from '../src/wasm/module.ts';
import { type OpcodeName, opcodes } from '../src/wasm/opcodes.ts';
import { toWat } from '../src/wasm/wat.ts';
import { isValid, moduleOf, run, runFunctions } from './support/wasm.ts';

/** The sum of the floats from an address up to another one. */
const total = func('total', ['i32', 'i32'], ['f32'], ({ params: [from, to], local }) => {
  const [at, sum] = [local('i32'), local('f32')];
  const add = set(sum, ins('f32.add', get(sum), load('f32.load', get(at), 16)));
  return [loopWhileBelow(at, get(from!), get(to!), 4, add), get(sum)];
});

describe('the binary form', () => {
  it('begins as the specification says, section by section', () => {
    const seven = func('seven', [], ['i32'], () => i32(7));
    // WebAssembly Core Specification 2.0, chapter 5.5, by hand.
    expect([...encode(moduleOf([seven], 1))]).toEqual([
      ...[0x00, 0x61, 0x73, 0x6d, 0x01, 0x00, 0x00, 0x00],
      ...[0x01, 0x05, 0x01, 0x60, 0x00, 0x01, 0x7f],
      ...[0x02, 0x0f, 0x01, 0x03, 0x65, 0x6e, 0x76, 0x06, 0x6d, 0x65, 0x6d, 0x6f, 0x72, 0x79, 0x02, 0x00, 0x01],
      ...[0x03, 0x02, 0x01, 0x00],
      ...[0x07, 0x09, 0x01, 0x05, 0x73, 0x65, 0x76, 0x65, 0x6e, 0x00, 0x00],
      ...[0x0a, 0x06, 0x01, 0x04, 0x00, 0x41, 0x07, 0x0b],
    ]);
  });

  it('runs', () => {
    const { call: go, floats } = runFunctions([total]);
    floats.set([1, 2, 3, 4.5], 4);
    expect(go('total', 0, 16)).toBe(10.5);
    expect(go('total', 4, 12)).toBe(5);
  });

  it.each([0, 1, -1, 63, 64, -64, -65, 127, 128, 2 ** 31 - 1, -(2 ** 31)])('writes the whole number %i', (value) => {
    expect(runFunctions([func('f', [], ['i32'], () => i32(value))]).call('f')).toBe(value);
  });

  it.each([0, -0, 1.5, -1e-30, 3.4e38, Infinity, -Infinity, NaN])('writes the float %d', (value) => {
    expect(runFunctions([func('f', [], ['f32'], () => f32(value))]).call('f')).toBe(Math.fround(value));
  });

  it('numbers functions after the imported ones, and lays out data', () => {
    const imports = [{ name: 'log', params: ['f32'], results: ['f32'] }] as const;
    const half = func('half', ['f32'], ['f32'], ({ params: [x] }) => ins('f32.mul', get(x!), f32(0.5)));
    const main = func('main', [], ['f32'], () => call(indexOfOwn({ imports }, 0), call(0, load('f32.load', i32(128)))));
    const data = [{ address: 128, bytes: new Uint8Array(new Float32Array([8]).buffer) }];
    const module = { imports, pages: 1, functions: [half, main], exports: { main: 2 }, data };
    expect(run(module, { log: Math.log2 }).call('main')).toBe(1.5);
  });

  it('takes the branch of a condition', () => {
    const choose = func('choose', ['i32'], ['f32'], ({ params: [condition], local }) => {
      const result = local('f32');
      return [when(get(condition!), set(result, f32(1)), set(result, f32(2))), get(result)];
    });
    const { call: go } = runFunctions([choose]);
    expect([go('choose', 1), go('choose', 0)]).toEqual([1, 2]);
  });

  it('moves lanes', () => {
    const { call: go, floats } = runFunctions([
      func('lanes', [], [], () => {
        const [a, b] = [load('v128.load', i32(0)), load('v128.load', i32(16))];
        return [
          store('v128.store', i32(32), shuffle(a, b, [7, 0, 4, 3])),
          store(
            'v128.store',
            i32(48),
            replaceLane('f32x4.replace_lane', a, extractLane('f32x4.extract_lane', b, 1), 2),
          ),
          storeLane('v128.store32_lane', i32(64), b, 0, 3),
          storeLane('v128.store64_lane', i32(64), b, 4, 1),
        ];
      }),
    ]);
    floats.set([1, 2, 3, 4, 5, 6, 7, 8]);
    go('lanes');
    expect([...floats.slice(8, 19)]).toEqual([8, 1, 5, 4, 1, 2, 6, 4, 8, 7, 8]);
  });
});

describe('every instruction without operands of its own', () => {
  /** By opcode: the types it takes and the one it leaves, as in the specification's chapter 3.3. */
  const typeOf = (op: OpcodeName): { readonly takes: readonly ValueType[]; readonly leaves: ValueType } => {
    const [prefix, name] = op.split('.') as [string, string];
    const type: ValueType = prefix.includes('x') ? 'v128' : (prefix as ValueType);
    const from = /_(i32|f32|f64)(_s|_u)?$/.exec(name)?.[1] as ValueType | undefined;
    if (name === 'splat') return { takes: [prefix.slice(0, 3).replace('i8', 'i32') as ValueType], leaves: 'v128' };
    if (/^sh[lr]/.test(name)) return { takes: [type, 'i32'], leaves: type };
    if (name === 'bitselect') return { takes: ['v128', 'v128', 'v128'], leaves: 'v128' };
    if (/^(trunc|convert|demote|promote)/.test(name)) return { takes: [from ?? type], leaves: type };
    if (/^(abs|neg|sqrt|floor|not)$/.test(name)) return { takes: [type], leaves: type };
    if (name === 'eqz') return { takes: ['i32'], leaves: 'i32' };
    const compares = /^(eq|ne|lt|gt|le|ge)(_[su])?$/.test(name) && type !== 'v128';
    return { takes: [type, type], leaves: compares ? 'i32' : type };
  };
  const plain = (Object.keys(opcodes) as OpcodeName[]).filter(
    (op) => opcodes[op].immediate === 'none' && op.includes('.'),
  );

  it.each(plain)('%s is valid', (op) => {
    const { takes, leaves } = typeOf(op);
    const zero: Readonly<Record<ValueType, Code>> = {
      i32: i32(0),
      f32: f32(0),
      f64: { op: 'f64.const', args: [0] },
      v128: f32x4(0),
    };
    const body = ins(op, ...takes.map((type) => zero[type]));
    expect(isValid(encode(moduleOf([func('f', [], [leaves], () => body)], 1)))).toBe(true);
  });

  it('is validated: a float where a whole number should be is refused', () => {
    expect(isValid(encode(moduleOf([func('f', [], ['i32'], () => ins('i32.add', i32(0), f32(0)))], 1)))).toBe(false);
  });

  it.each([
    ['i32x4.shr_s', [-8, 7], (x: number) => x >> 1],
    ['i32x4.shr_u', [-8, 7], (x: number) => (x >>> 1) | 0],
    ['i32x4.shl', [-8, 7], (x: number) => x << 1],
  ] as const)('%s does what its name says', (op, values, exact) => {
    for (const value of values) {
      const body = extractLane('i32x4.extract_lane', ins(op, i32x4(value), i32(1)), 2);
      expect(runFunctions([func('f', [], ['i32'], () => body)]).call('f')).toBe(exact(value));
    }
  });

  it.each([
    ['f32x4.add', 5 + 3],
    ['f32x4.sub', 5 - 3],
    ['f32x4.mul', 5 * 3],
    ['f32x4.div', Math.fround(5 / 3)],
    ['f32x4.min', 3],
    ['f32x4.max', 5],
    ['f32x4.pmin', 3],
    ['f32x4.pmax', 5],
  ] as const)('%s does what its name says', (op, exact) => {
    const body = extractLane('f32x4.extract_lane', ins(op, f32x4(5), f32x4(3)), 3);
    expect(runFunctions([func('f', [], ['f32'], () => body)]).call('f')).toBe(exact);
  });

  it.each([
    ['f64x2.add', 5 + 3],
    ['f64x2.sub', 5 - 3],
    ['f64x2.mul', 5 * 3],
  ] as const)('%s does what its name says', (op, exact) => {
    const body = extractLane('f32x4.extract_lane', ins('f32x4.demote_f64x2_zero', ins(op, f64x2(5), f64x2(3))), 1);
    expect(runFunctions([func('f', [], ['f32'], () => body)]).call('f')).toBe(exact);
  });

  it.each([
    ['f32x4.eq', [0, -1, 0]],
    ['f32x4.ne', [-1, 0, -1]],
    ['f32x4.lt', [-1, 0, 0]],
    ['f32x4.gt', [0, 0, -1]],
    ['f32x4.le', [-1, -1, 0]],
  ] as const)('%s does what its name says', (op, exact) => {
    const results = [1, 2, 3].map((x) => {
      const body = extractLane('i32x4.extract_lane', ins(op, f32x4(x), f32x4(2)), 0);
      return runFunctions([func('f', [], ['i32'], () => body)]).call('f');
    });
    expect(results).toEqual(exact);
  });
});

it('the text form shows a function as people write it', () => {
  expect(toWat(moduleOf([total], 1))).toBe(`(module
  (import "env" "memory" (memory 1))
  (export "total" (func $total))
  (func $total (param i32 i32) (result f32)
    (local i32 f32)
    local.get 0
    local.set 2
    loop
      local.get 3
      local.get 2
      f32.load offset=16 align=4
      f32.add
      local.set 3
      local.get 2
      i32.const 4
      i32.add
      local.tee 2
      local.get 1
      i32.lt_u
      br_if 0
    end
    local.get 3
  )
)
`);
});

it('instructions are counted as often as the loops around them turn', () => {
  const looped = func('looped', [], ['f32'], ({ local }) => {
    const [outer, inner, at, end, sum] = [local('i32'), local('i32'), local('i32'), local('i32'), local('f32')];
    const add = set(sum, ins('f32.add', get(sum), f32(1)));
    const over = [
      set(at, i32(64)),
      set(end, ins('i32.add', get(at), i32(40))),
      { op: 'loop', args: [] } as const,
      set(sum, ins('f32.mul', get(sum), f32(2))),
      set(at, ins('i32.add', get(at), i32(8))),
      ins('i32.ne', get(at), get(end)),
      { op: 'br_if', args: [0] } as const,
      ins('end'),
    ];
    return [loopWhileBelow(outer, i32(0), i32(7), 1, [loopWhileBelow(inner, i32(4), i32(12), 3, add), over]), get(sum)];
  });
  const counts = countsOf(looped);
  // 7 turns of (4, 7, 10) below 12, and 7 of 40 bytes in steps of 8.
  expect(counts.get('f32.add')).toBe(7 * 3);
  expect(counts.get('f32.mul')).toBe(7 * 5);
  // How often a loop to a parameter turns, nobody knows.
  expect(countsOf(total).get('f32.add')).toBe(1);
});
