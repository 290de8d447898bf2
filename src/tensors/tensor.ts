/**
 * Tensor programs: what a training step computes, down to single functions of numbers, with every shape known. Tensors
 * are a directed graph without cycles, and a tensor that is used twice is the same object. Nothing here is computed:
 * `gradients.ts` differentiates these programs, `evaluate.ts` runs them slowly, and `fused` compiles them.
 */

export type NumberType = 'f32' | 'i32';

export interface Tensor {
  readonly shape: readonly number[];
  readonly type: NumberType;
  readonly of: Origin;
  /** What it is part of, for those who look at a program; equal tensors may differ in it. */
  readonly stage?: Stage;
}

/** A stage of the model, or for an update a weight, by its path. */
export interface Stage {
  readonly path: string;
  readonly way: 'forward' | 'backward' | 'update';
}

/** What a tensor is made of. */
export type Origin =
  | Leaf
  | { readonly kind: 'constant'; readonly value: number }
  /** Numbers known beforehand, in row-major order. */
  | { readonly kind: 'table'; readonly values: Float32Array }
  /** The index along an axis. */
  | { readonly kind: 'iota'; readonly axis: number }
  /** Uniform in [0, 1): `uniformAt(keyOf(seed, stream, site, step), index)` of the emitted programs, index row-major. */
  | { readonly kind: 'random'; readonly stream: string; readonly site: string }
  /** A function of the numbers at the same place of each input; all inputs have the shape of the result. */
  | { readonly kind: 'map'; readonly fn: MapFunction; readonly inputs: readonly Tensor[] }
  /** The axes go away. Axes ascend. */
  | { readonly kind: 'reduce'; readonly fn: 'sum' | 'max'; readonly axes: readonly number[]; readonly input: Tensor }
  /** A product summed over dims: see `contract`. */
  | {
      readonly kind: 'contract';
      readonly left: Tensor;
      readonly right: Tensor;
      readonly batch: number;
      readonly summed: number;
    }
  /** The same numbers at other places. */
  | { readonly kind: 'move'; readonly move: Move; readonly input: Tensor }
  /** Inputs one after the other along an axis. */
  | { readonly kind: 'concat'; readonly axis: number; readonly inputs: readonly Tensor[] }
  /** Row `id` of a table for each id: ids [*], table [rows, ...rest], result [*, ...rest]. */
  | { readonly kind: 'gather'; readonly table: Tensor; readonly ids: Tensor }
  /** The reverse of `gather`: rows [*, ...rest] added up by their ids [*] into [rows, ...rest]. */
  | { readonly kind: 'scatter'; readonly input: Tensor; readonly ids: Tensor; readonly rows: number }
  /** `value`, whose gradient by `inputs` is stated rather than derived. */
  | { readonly kind: 'custom'; readonly value: Tensor; readonly inputs: readonly Tensor[]; readonly backward: Backward }
  /** `value` as a constant: no gradient goes through. */
  | { readonly kind: 'stop'; readonly input: Tensor };

/** A tensor that lies in memory before the step: a weight, a minibatch, a number that is given for each step. */
export interface Leaf {
  readonly kind: 'leaf';
  readonly role: 'weight' | 'buffer' | 'state' | 'input' | 'target' | 'scalar';
  readonly name: string;
}

/** Gradients by the inputs of a custom tensor from that by its value; undefined where none goes. */
export type Backward = (dy: Tensor) => readonly (Tensor | undefined)[];

/**
 * - `float`: a whole number as a float; `equal` takes whole numbers or floats and gives 1 or 0, as `less` does
 * - `max` is the second number where it is greater, else the first, and so is its gradient
 * - `select` is the second where the first is not 0, else the third
 */
export type MapFunction = UnaryFunction | BinaryFunction | 'select';
export type UnaryFunction =
  | 'float'
  | 'neg'
  | 'exp'
  | 'log'
  | 'tanh'
  | 'sigmoid'
  | 'sqrt'
  | 'abs'
  | 'sign'
  | 'erf'
  | 'sin'
  | 'cos';
export type BinaryFunction = 'add' | 'sub' | 'mul' | 'div' | 'max' | 'min' | 'less' | 'equal';

/** Numbers at other places. All lists have an entry for each dim. */
export type Move =
  | { readonly kind: 'reshape' }
  /** Dim i of the result is dim order[i] of the input. */
  | { readonly kind: 'permute'; readonly order: readonly number[] }
  /** Dims of 1 repeated to the result's size. */
  | { readonly kind: 'expand' }
  /** Index i of the result is from + i * step; a negative step runs backwards. */
  | { readonly kind: 'slice'; readonly from: readonly number[]; readonly step: readonly number[] }
  /** So many numbers of `value` before each dim; the result's size says how many come after. */
  | { readonly kind: 'pad'; readonly before: readonly number[]; readonly value: number };

export function sizeOf(shape: readonly number[]): number {
  return shape.reduce((product, dim) => product * dim, 1);
}

export function sameShape(a: readonly number[], b: readonly number[]): boolean {
  return a.length === b.length && a.every((dim, axis) => dim === b[axis]);
}

/** Inputs of a tensor that it is computed from. */
export function inputsOf({ of }: Tensor): readonly Tensor[] {
  switch (of.kind) {
    case 'leaf':
    case 'constant':
    case 'table':
    case 'iota':
    case 'random':
      return [];
    case 'map':
    case 'concat':
      return of.inputs;
    case 'reduce':
    case 'move':
    case 'stop':
      return [of.input];
    case 'contract':
      return [of.left, of.right];
    case 'gather':
      return [of.table, of.ids];
    case 'scatter':
      return [of.input, of.ids];
    case 'custom':
      return [of.value];
  }
}
