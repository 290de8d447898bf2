/** Places, guards and addresses as values: whole numbers, or four of them along a loop. */
import type { Tensor } from '../tensors/tensor.ts';
import { type Code, get, i32, i32x4, ins, load, replaceLane } from '../wasm/code.ts';
import type { Ground } from './ground.ts';
import {
  type Atom,
  counter,
  dependsOn,
  fixed,
  type Guard,
  type Place,
  plus,
  strideOf,
  withCounters,
} from './places.ts';
import type { Value } from './values.ts';

/** The address of a settled place in a tensor's buffer: what is computed, and the bytes that are added to it at last. */
export function addressOf(
  source: Tensor,
  place: Place,
  ground: Ground,
): { readonly value: Value; readonly bytes: number } {
  const { code, bytes } = ground.baseOf(source);
  const offset = bytes + 4 * place.constant;
  const sum = sumOf({ constant: 0, terms: place.terms }, 4, ground);
  const based = code
    ? ground.table.value(`base ${JSON.stringify(code)}`, 'i32', [], () => code, { trivial: true })
    : undefined;
  const whole = based
    ? sum === undefined
      ? based
      : binary('i32.add', based, sum, ground)
    : (sum ?? ground.table.value('0', 'i32', [], () => i32(0), { trivial: true }));
  // What is computed is taken as it is before the bytes are added: it must not be below zero by itself.
  if (offset >= 0 && place.terms.every(({ factor }) => factor > 0)) return { value: whole, bytes: offset };
  const back = ground.table.value(`i${offset}`, 'i32', [], () => i32(offset), { trivial: true });
  return { value: binary('i32.add', whole, back, ground), bytes: 0 };
}

/** A place with what stands for its counters. */
export function settled(place: Place, { counters }: Ground): Place {
  return counters.size === 0 ? place : withCounters(place, counters);
}

export function settledGuards(guards: readonly Guard[], ground: Ground): readonly Guard[] {
  return guards.map(({ place, size }) => ({ place: settled(place, ground), size }));
}

/** An address at which something may be read, also where guards fail. */
export function safely(
  address: { readonly value: Value; readonly bytes: number },
  guards: readonly Guard[],
  ground: Ground,
): { readonly value: Value; readonly bytes: number } {
  if (guards.length === 0) return address;
  const { value, bytes } = address;
  const all = bytes === 0 ? value : binary('i32.add', value, wholeNumber(bytes, ground), ground);
  const test = holds(guards, ground);
  const safe = ground.table.value(`safe(${test.key} ${all.key})`, 'i32', [all, test], ([at, inside]) =>
    ins('select', at as Code, i32(0), inside as Code),
  );
  return { value: safe, bytes: 0 };
}

/** 1 where all guards hold, else 0. */
export function holds(guards: readonly Guard[], ground: Ground): Value {
  const tests = guards.map(({ place, size }) => {
    const at = scalarPlace(place, ground);
    return ground.table.value(`below(${at.key} ${size})`, 'i32', [at], ([code]) =>
      ins('i32.lt_u', code as Code, i32(size)),
    );
  });
  return tests.reduce((all, test) => binary('i32.and', all, test, ground));
}

/** All bits of a lane where all guards hold, else none. */
export function holdsInLanes(guards: readonly Guard[], ground: Ground): Value {
  const { lanes, table } = ground;
  if (lanes && guards.some(({ place }) => dependsOn(place, lanes))) {
    const single = { ...ground, lanes: undefined };
    const tests = [0, 1, 2, 3].map((lane) => holds(guardsOnLane(guards, lane, ground), single));
    return table.value(`tests ${tests.map(({ key }) => key)}`, 'v128', tests, (codes) =>
      ins('i32x4.sub', i32x4(0), fromFour(codes)),
    );
  }
  const test = holds(guards, ground);
  return table.value(`mask ${test.key}`, 'v128', [test], ([code]) =>
    ins('i32x4.splat', ins('i32.sub', i32(0), code as Code)),
  );
}

/** A whole number, or four. */
export function wholeOf(place: Place, ground: Ground, guards: readonly Guard[] = []): Value {
  const { lanes, table } = ground;
  if (!lanes) return scalarPlace(place, ground, guards);
  const stride = strideOf(place, lanes);
  const isSame = !dependsOn(place, lanes);
  if (isSame) {
    const one = scalarPlace(place, ground, guards);
    return table.value(`whole splat ${one.key}`, 'v128', [one], ([code]) => ins('i32x4.splat', code as Code));
  }
  if (stride !== undefined) {
    const one = scalarPlace(place, ground, guards);
    const steps: Code = fromFour([0, 1, 2, 3].map((lane) => i32(lane * stride)));
    return table.value(`whole ${one.key} by ${stride}`, 'v128', [one], ([code]) =>
      ins('i32x4.add', ins('i32x4.splat', code as Code), steps),
    );
  }
  const parts = [0, 1, 2, 3].map((lane) => {
    const [at, own] = onLane(place, lane, ground);
    return scalarPlace(at, own, guardsOnLane(guards, lane, ground));
  });
  return table.value(`wholes ${parts.map(({ key }) => key)}`, 'v128', parts, (codes) => fromFour(codes));
}

/** The number that a place is, with its constant. */
function scalarPlace(place: Place, ground: Ground, guards: readonly Guard[] = []): Value {
  return sumOf(place, 1, ground, guards) ?? wholeNumber(0, ground);
}

/** The terms of a place times a factor, added up from the outermost loop to the innermost; undefined when there are none. */
function sumOf(
  { constant, terms }: Place,
  by: number,
  ground: Ground,
  guards: readonly Guard[] = [],
): Value | undefined {
  const parts = terms.map(({ factor, atom }) => scaled(atomValue(atom, ground, guards), factor * by, ground));
  if (constant !== 0) parts.push(wholeNumber(constant * by, ground));
  const sorted = parts.sort((a, b) => a.level - b.level || (a.key < b.key ? -1 : 1));
  return sorted.length === 0 ? undefined : sorted.reduce((sum, part) => binary('i32.add', sum, part, ground));
}

function atomValue(atom: Atom, ground: Ground, guards: readonly Guard[]): Value {
  const { table, loops } = ground;
  switch (atom.kind) {
    case 'loop': {
      const at = loops.findIndex(({ loop }) => loop === atom.loop);
      const local = loops[at]?.local;
      if (!local) throw new Error(`the loop ${atom.loop.id} does not run`);
      return table.value(`count ${local.index}`, 'i32', [], () => get(local), { level: at + 1, trivial: true });
    }
    case 'quotient':
    case 'remainder': {
      const of = sumOf(atom.of, 1, ground, guards) ?? wholeNumber(0, ground);
      const op = atom.kind === 'quotient' ? 'i32.div_u' : 'i32.rem_u';
      return binary(op, of, wholeNumber(atom.by, ground), ground);
    }
    case 'read': {
      const { value, bytes } = safely(
        addressOf(atom.source as Tensor, atom.at, ground),
        [...guards, ...atom.guards],
        ground,
      );
      const own = table.value(`read ${value.key}+${bytes}`, 'i32', [value], ([at]) =>
        load('i32.load', at as Code, bytes),
      );
      if (atom.guards.length === 0) return own;
      const test = holds(atom.guards, ground);
      return table.value(`(${test.key}?${own.key}:${atom.otherwise})`, 'i32', [own, test], ([then, inside]) =>
        ins('select', then as Code, i32(atom.otherwise), inside as Code),
      );
    }
  }
}

function scaled(value: Value, factor: number, ground: Ground): Value {
  if (factor === 1) return value;
  const power = Math.log2(factor);
  if (Number.isInteger(power) && power >= 0) return binary('i32.shl', value, wholeNumber(power, ground), ground);
  return binary('i32.mul', value, wholeNumber(factor, ground), ground);
}

function binary(
  op: 'i32.add' | 'i32.mul' | 'i32.shl' | 'i32.and' | 'i32.div_u' | 'i32.rem_u',
  a: Value,
  b: Value,
  { table }: Ground,
): Value {
  return table.value(`${op}(${a.key},${b.key})`, 'i32', [a, b], ([x, y]) => ins(op, x as Code, y as Code));
}

function wholeNumber(value: number, { table }: Ground): Value {
  return table.value(`i${value}`, 'i32', [], () => i32(value), { trivial: true });
}

/** A place of one lane, and the ground on which it is computed as a single number. */
export function onLane(place: Place, lane: number, ground: Ground): readonly [Place, Ground] {
  const { lanes } = ground;
  const single = { ...ground, lanes: undefined };
  return lanes && lane > 0
    ? [withCounters(place, new Map([[lanes, plus(counter(lanes), fixed(lane))]])), single]
    : [place, single];
}

export function guardsOnLane(guards: readonly Guard[], lane: number, ground: Ground): readonly Guard[] {
  return guards.map(({ place, size }) => ({ place: onLane(place, lane, ground)[0], size }));
}

function fromFour(codes: readonly Code[]): Code {
  const [start, ...rest] = codes;
  return rest.reduce<Code>(
    (vector, code, at) => replaceLane('i32x4.replace_lane', vector, code, at + 1),
    ins('i32x4.splat', start as Code),
  );
}
