/** Expressions as values of one pass of a kernel: vectors of four numbers along a loop, or single numbers. */

import type { MapFunction, Tensor } from '../tensors/tensor.ts';
import { type Code, f32, f32x4, i32, i32x4, ins, load } from '../wasm/code.ts';
import type { Expression } from './expression.ts';
import type { Ground } from './ground.ts';
import {
  addressOf,
  guardsOnLane,
  holds,
  holdsInLanes,
  onLane,
  safely,
  settled,
  settledGuards,
  wholeOf,
} from './place-values.ts';
import { dependsOn, type Guard, guardsKey, type Place, strideOf } from './places.ts';
import type { Value } from './values.ts';

export function toValue(expression: Expression, ground: Ground): Value {
  const memo = new Map<Expression, Value>();
  const visit = (each: Expression): Value => {
    const found = memo.get(each) ?? build(each, ground, visit);
    memo.set(each, found);
    return found;
  };
  return visit(expression);
}

function build(expression: Expression, ground: Ground, visit: (each: Expression) => Value): Value {
  const { table, lanes } = ground;
  switch (expression.kind) {
    case 'number': {
      const { value } = expression;
      return lanes
        ? table.value(`v${value}`, 'v128', [], () => f32x4(value), { trivial: true })
        : table.value(`f${value}`, 'f32', [], () => f32(value), { trivial: true });
    }
    case 'own': {
      const own = ground.ownOf(expression.tensor);
      return lanes && own.type === 'f32' ? splat(own, ground) : own;
    }
    case 'load':
      return loaded(
        expression.source,
        settled(expression.place, ground),
        settledGuards(expression.guards, ground),
        ground,
      );
    case 'whole':
      return wholeOf(settled(expression.place, ground), ground);
    case 'random':
      return randomOf({ ...expression, place: settled(expression.place, ground) }, ground);
    case 'guarded':
      return chosen({ ...expression, guards: settledGuards(expression.guards, ground) }, ground, visit);
    case 'call':
      return called(expression.fn, expression.args.map(visit), expression.args, ground);
  }
}

function called(fn: MapFunction, args: readonly Value[], from: readonly Expression[], ground: Ground): Value {
  const { table, math, lanes } = ground;
  const key = `${fn}(${args.map((arg) => arg.key)})`;
  const onWhole = from[0] !== undefined && isWhole(from[0]);
  if (fn === 'float' || (onWhole && (fn === 'equal' || fn === 'less'))) return fromWhole(fn, args, ground);
  if (lanes) return table.value(key, 'v128', args, (codes) => math.vector(fn, codes));
  const simple = scalarCode[fn];
  if (simple) return table.value(key, 'f32', args, (codes) => simple(codes as [Code, Code, Code]));
  return table.value(key, 'f32', args, (codes) =>
    first(
      math.vector(
        fn,
        codes.map((code) => ins('f32x4.splat', code)),
      ),
    ),
  );
}

function isWhole(expression: Expression): boolean {
  return expression.kind === 'whole' || (expression.kind === 'guarded' && isWhole(expression.inside));
}

/** Functions of one number that need no vector. */
const scalarCode: { readonly [F in MapFunction]?: (args: readonly [Code, Code, Code]) => Code } = {
  add: ([a, b]) => ins('f32.add', a, b),
  sub: ([a, b]) => ins('f32.sub', a, b),
  mul: ([a, b]) => ins('f32.mul', a, b),
  div: ([a, b]) => ins('f32.div', a, b),
  neg: ([a]) => ins('f32.neg', a),
  abs: ([a]) => ins('f32.abs', a),
  sqrt: ([a]) => ins('f32.sqrt', a),
};

/** Functions of whole numbers. */
function fromWhole(fn: 'float' | MapFunction, args: readonly Value[], ground: Ground): Value {
  const { table, lanes } = ground;
  const key = `${fn} whole(${args.map((arg) => arg.key)})`;
  if (fn === 'float')
    return lanes
      ? table.value(key, 'v128', args, ([a]) => ins('f32x4.convert_i32x4_s', a as Code))
      : table.value(key, 'f32', args, ([a]) => ins('f32.convert_i32_s', a as Code));
  if (lanes) {
    const op = fn === 'equal' ? 'i32x4.eq' : 'i32x4.lt_s';
    return table.value(key, 'v128', args, ([a, b]) => ins('v128.and', ins(op, a as Code, b as Code), f32x4(1)));
  }
  const op = fn === 'equal' ? 'i32.eq' : 'i32.lt_s';
  return table.value(key, 'f32', args, ([a, b]) => ins('f32.convert_i32_s', ins(op, a as Code, b as Code)));
}

/** A number where all guards hold, else another. */
function chosen(
  { guards, inside, otherwise }: Extract<Expression, { kind: 'guarded' }>,
  ground: Ground,
  visit: (each: Expression) => Value,
): Value {
  const { table, lanes } = ground;
  if (inside.kind === 'whole') return chosenWhole(inside, guards, otherwise, ground);
  const value = visit(inside);
  const key = `guard(${guardsKey(guards)}?${value.key}:${otherwise})`;
  if (!lanes)
    return table.value(key, 'f32', [value, holds(guards, ground)], ([then, test]) =>
      ins('select', then as Code, f32(otherwise), test as Code),
    );
  return table.value(key, 'v128', [value, holdsInLanes(guards, ground)], ([then, test]) =>
    ins('v128.bitselect', then as Code, f32x4(otherwise), test as Code),
  );
}

function chosenWhole(
  inside: Extract<Expression, { kind: 'whole' }>,
  guards: readonly Guard[],
  otherwise: number,
  ground: Ground,
): Value {
  const { table, lanes } = ground;
  const value = wholeOf(settled(inside.place, ground), ground, guards);
  const key = `guard(${guardsKey(guards)}?${value.key}:${otherwise})`;
  if (!lanes)
    return table.value(key, 'i32', [value, holds(guards, ground)], ([then, test]) =>
      ins('select', then as Code, i32(otherwise), test as Code),
    );
  return table.value(key, 'v128', [value, holdsInLanes(guards, ground)], ([then, test]) =>
    ins('v128.bitselect', then as Code, i32x4(otherwise), test as Code),
  );
}

/** A float, or four, from memory. */
function loaded(source: Tensor, place: Place, guards: readonly Guard[], ground: Ground): Value {
  const { table, lanes } = ground;
  const isApart = lanes !== undefined && guards.some(({ place: at }) => dependsOn(at, lanes));
  const stride = lanes ? strideOf(place, lanes) : 0;
  if (lanes && (isApart || (stride !== 0 && stride !== 1))) return fromLanes(source, place, guards, ground);
  const { value, bytes } = safely(addressOf(source, place, ground), guards, ground);
  const op = !lanes ? 'f32.load' : stride === 1 ? 'v128.load' : 'v128.load32_splat';
  return table.value(`${op} ${value.key}+${bytes}`, lanes ? 'v128' : 'f32', [value], ([at]) =>
    load(op, at as Code, bytes),
  );
}

/** Four floats that do not lie side by side. */
function fromLanes(source: Tensor, place: Place, guards: readonly Guard[], ground: Ground): Value {
  const parts = [0, 1, 2, 3].map((lane) => {
    const [at, own] = onLane(place, lane, ground);
    return safely(addressOf(source, at, own), guardsOnLane(guards, lane, ground), own);
  });
  const key = `lanes ${parts.map(({ value, bytes }) => `${value.key}+${bytes}`)}`;
  return ground.table.value(
    key,
    'v128',
    parts.map(({ value }) => value),
    (codes) =>
      codes.reduce<Code>(
        (vector, at, lane) =>
          lane === 0
            ? load('v128.load32_zero', at, parts[0]?.bytes)
            : [at, vector, { op: 'v128.load32_lane', args: [parts[lane]?.bytes ?? 0, lane] }],
        [],
      ),
  );
}

function randomOf({ stream, site, place }: Extract<Expression, { kind: 'random' }>, ground: Ground): Value {
  const { lanes, table, math } = ground;
  const index = wholeOf(place, ground);
  const key = `random ${stream} ${site} ${index.key}`;
  const four = (code: Code) => math.random(ground.keyOf(stream, site), code);
  return lanes
    ? table.value(key, 'v128', [index], ([code]) => four(code as Code))
    : table.value(key, 'f32', [index], ([code]) => first(four(ins('i32x4.splat', code as Code))));
}

function splat(value: Value, { table }: Ground): Value {
  return table.value(`splat ${value.key}`, 'v128', [value], ([code]) => ins('f32x4.splat', code as Code));
}

function first(vector: Code): Code {
  return [vector, { op: 'f32x4.extract_lane', args: [0] }];
}
