/**
 * What a kernel computes at one place of its loops: the tensors that have no memory of their own, put together down to
 * the numbers that are read. Equal expressions are one object.
 */
import { type MapFunction, sizeOf, type Tensor } from '../tensors/tensor.ts';
import {
  counter,
  fixed,
  type Guard,
  guardsKey,
  keyOf,
  type Loop,
  type Place,
  plus,
  quotient,
  rangeOf,
  read,
  remainder,
  times,
  ZERO,
} from './places.ts';

export type Expression = { readonly key: string } & (
  | { readonly kind: 'number'; readonly value: number }
  /** A float in memory. Where a guard fails nothing may be read, and what comes out does not matter. */
  | { readonly kind: 'load'; readonly source: Tensor; readonly place: Place; readonly guards: readonly Guard[] }
  /** A whole number. */
  | { readonly kind: 'whole'; readonly place: Place }
  | { readonly kind: 'random'; readonly stream: string; readonly site: string; readonly place: Place }
  | { readonly kind: 'call'; readonly fn: MapFunction; readonly args: readonly Expression[] }
  /** `inside` where all guards hold, else a number. */
  | {
      readonly kind: 'guarded';
      readonly guards: readonly Guard[];
      readonly inside: Expression;
      readonly otherwise: number;
    }
  /** What the kernel itself has at hand for a tensor: the result of a sum, a product, a value of the same pass. */
  | { readonly kind: 'own'; readonly tensor: Tensor }
);

/** How a tensor that has memory lies in it, in numbers from the start of its buffer; undefined for one without. */
export interface Layout {
  readonly offset: number;
  readonly strides: readonly number[];
}

export interface Memory {
  layoutOf(tensor: Tensor): Layout | undefined;
  /** A number that tells tensors with memory apart. */
  nameOf(tensor: Tensor): number;
}

/** Builds the expressions of one kernel. */
export interface Expressions {
  /** What a tensor is at an index, one place for each dim. */
  at(tensor: Tensor, index: readonly Place[]): Expression;
  /** Has a tensor at the index of these loops stand for something that the kernel has at hand. */
  hold(tensor: Tensor, index: readonly Place[]): Expression;
}

/** An expression and all that it is made of, each once. */
export function partsOf(expression: Expression): readonly Expression[] {
  const parts = new Set<Expression>([expression]);
  for (const part of parts) {
    if (part.kind === 'call') for (const arg of part.args) parts.add(arg);
    if (part.kind === 'guarded') parts.add(part.inside);
  }
  return [...parts];
}

/** Row-major strides. */
export function stridesOf(shape: readonly number[]): readonly number[] {
  return shape.map((_, axis) => sizeOf(shape.slice(axis + 1)));
}

export function expressions(memory: Memory): Expressions {
  const known = new Map<string, Expression>();
  const unique = <E extends Expression>(made: E): Expression => {
    const found = known.get(made.key);
    if (found) return found;
    known.set(made.key, made);
    return made;
  };
  const number = (value: number) => unique({ kind: 'number', value, key: `${value}` });
  const held = new Map<string, Expression>();
  const heldKey = (tensor: Tensor, index: readonly Place[]) => `${memory.nameOf(tensor)}@${index.map(keyOf)}`;
  const memo = new Map<Tensor, Map<string, Expression>>();

  const at = (tensor: Tensor, index: readonly Place[], guards: readonly Guard[]): Expression => {
    const key = `${index.map(keyOf)}|${guardsKey(guards)}`;
    const mine = memo.get(tensor) ?? new Map<string, Expression>();
    memo.set(tensor, mine);
    const found = mine.get(key) ?? build(tensor, index, guards);
    mine.set(key, found);
    return found;
  };

  const build = (tensor: Tensor, index: readonly Place[], guards: readonly Guard[]): Expression => {
    const own = held.get(heldKey(tensor, index));
    if (own) return own;
    const layout = memory.layoutOf(tensor);
    if (layout) return load(tensor, placeIn(layout, index), guards);
    const { of, shape } = tensor;
    switch (of.kind) {
      case 'constant':
        return number(of.value);
      case 'iota':
        return whole(index[of.axis] as Place);
      case 'random': {
        const place = placeIn({ offset: 0, strides: stridesOf(shape) }, index);
        const key = `random ${of.stream} ${of.site} ${keyOf(place)}`;
        return unique({ kind: 'random', stream: of.stream, site: of.site, place, key });
      }
      case 'map': {
        const args = of.inputs.map((input) => at(input, index, guards));
        return unique({ kind: 'call', fn: of.fn, args, key: `${of.fn}(${args.map((arg) => arg.key)})` });
      }
      case 'gather': {
        const rank = of.ids.shape.length;
        const id = wholeAt(of.ids, index.slice(0, rank), of.table.shape[0] as number);
        return at(of.table, [id, ...index.slice(rank)], guards);
      }
      case 'move':
        return movedAt(tensor, of, index, guards);
      default:
        throw new Error(`a ${of.kind} has no memory`);
    }
  };

  const movedAt = (
    { shape }: Tensor,
    { move, input }: Extract<Tensor['of'], { kind: 'move' }>,
    index: readonly Place[],
    guards: readonly Guard[],
  ): Expression => {
    if (move.kind === 'reshape') {
      const layout = memory.layoutOf(input);
      const flat = placeIn({ offset: 0, strides: stridesOf(shape) }, index);
      const own = indexAt(flat, input.shape);
      if (layout && isDense(layout, input.shape) && !held.has(heldKey(input, own)))
        return load(input, plus(flat, fixed(layout.offset)), guards);
      return at(input, own, guards);
    }
    if (move.kind !== 'pad') return at(input, movedIndex(input, move, index), guards);
    const places = index.map((place, axis) => plus(place, fixed(-(move.before[axis] as number))));
    const own = places
      .map((place, axis): Guard => ({ place, size: input.shape[axis] as number }))
      .filter(({ place, size }) => !isInside(place, size));
    if (own.length === 0) return at(input, places, guards);
    const inside = at(input, places, [...guards, ...own]);
    const key = `(${guardsKey(own)}?${inside.key}:${move.value})`;
    return unique({ kind: 'guarded', guards: own, inside, otherwise: move.value, key });
  };

  const load = (source: Tensor, place: Place, guards: readonly Guard[]): Expression => {
    const key = `[${memory.nameOf(source)} ${keyOf(place)}${guards.length > 0 ? `|${guardsKey(guards)}` : ''}]`;
    if (source.type === 'i32')
      return whole(
        read({ source, name: `${memory.nameOf(source)}`, at: place, size: 2 ** 31 - 1, guards: [], otherwise: 0 }),
      );
    return unique({ kind: 'load', source, place, guards, key });
  };

  const whole = (place: Place): Expression => unique({ kind: 'whole', place, key: `whole ${keyOf(place)}` });

  /** A whole number, such as an id, as part of an address. */
  const wholeAt = (ids: Tensor, index: readonly Place[], size: number): Place => {
    const found = at(ids, index, []);
    const inside = found.kind === 'guarded' ? found.inside : found;
    if (inside.kind !== 'whole') throw new Error('ids are whole numbers');
    const [term] = inside.place.terms;
    if (term?.atom.kind !== 'read' || inside.place.terms.length > 1) return inside.place;
    const guards = found.kind === 'guarded' ? { guards: found.guards, otherwise: found.otherwise } : {};
    return read({ ...term.atom, size, ...guards });
  };

  return {
    at: (tensor, index) => at(tensor, index, []),
    hold: (tensor, index) => {
      const own = unique({ kind: 'own', tensor, key: `own ${memory.nameOf(tensor)}` });
      held.set(heldKey(tensor, index), own);
      memo.clear();
      return own;
    },
  };
}

/** The index of a tensor that an index of its move stands for. */
function movedIndex(
  input: Tensor,
  move: Exclude<Extract<Tensor['of'], { kind: 'move' }>['move'], { kind: 'reshape' | 'pad' }>,
  index: readonly Place[],
): readonly Place[] {
  switch (move.kind) {
    case 'permute':
      return input.shape.map((_, axis) => index[move.order.indexOf(axis)] as Place);
    case 'expand':
      return input.shape.map((dim, axis) => (dim === 1 ? ZERO : (index[axis] as Place)));
    case 'slice':
      return index.map((place, axis) =>
        plus(times(place, move.step[axis] as number), fixed(move.from[axis] as number)),
      );
  }
}

/** The place of an index in memory. */
export function placeIn({ offset, strides }: Layout, index: readonly Place[]): Place {
  return index.reduce<Place>((sum, place, axis) => plus(sum, times(place, strides[axis] as number)), fixed(offset));
}

/** The index of the number that stands at a place in row-major order. */
function indexAt(flat: Place, shape: readonly number[]): readonly Place[] {
  const strides = stridesOf(shape);
  return shape.map((dim, axis) => {
    if (dim === 1) return ZERO;
    const row = quotient(flat, strides[axis] as number);
    return axis === 0 ? row : remainder(row, dim);
  });
}

function isDense({ strides }: Layout, shape: readonly number[]): boolean {
  const dense = stridesOf(shape);
  return strides.every((stride, axis) => shape[axis] === 1 || stride === dense[axis]);
}

function isInside(place: Place, size: number): boolean {
  const [least, most] = rangeOf(place);
  return least >= 0 && most < size;
}

/** The counters of loops as an index. */
export function counters(loops: readonly Loop[]): readonly Place[] {
  return loops.map(counter);
}
