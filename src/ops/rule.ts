/** What is to be stated about a primitive op: the type of its result, its cost, and what its way back looks at. */
import type { Dim } from '../shapes/dim.ts';
import type { TensorType } from '../shapes/shape.ts';
import type { Value } from './graph.ts';
import type { Reach } from './reach.ts';

/** The inputs of an op in its order; what was left out is undefined. */
export type InputTypes = readonly (TensorType | undefined)[];

/** One op at its place, with the type of its own kind. */
export interface NodeOf<O> {
  readonly op: O;
  readonly inputs: readonly Value[];
  readonly output: Value;
}

/** What the gradient of an op looks at again. Numbers per example are counted, and each tensor once. */
export interface Kept {
  /** Inputs by place. */
  readonly inputs?: readonly number[];
  readonly output?: true;
  /** Something of its own, as large as these values together. */
  readonly own?: readonly Value[];
  /** Further numbers of its own for one example. */
  readonly numbers?: Dim;
}

/** Which numbers an op sets against each other: where all of them are alike, it makes the same of them, whatever they are. */
export interface Compared {
  /** Along these axes of its first input, the batch not among them. */
  readonly axes: readonly number[];
  /** The channels are compared in so many groups, each by itself. */
  readonly groups?: Dim;
  /** With those of the other examples, too. */
  readonly examples?: true;
}

/** The rule of an op. It never throws on what a checked model can hold. */
export interface OpRule<O> {
  /** The type of the result. An input that the op cannot do without is our own mistake and throws. */
  result(op: O, inputs: InputTypes): TensorType;
  /** Multiply-adds for one example, forwards, as `budget macs=` counts them; left out where there are none. */
  macs?(node: NodeOf<O>): Dim;
  kept(node: NodeOf<O>): Kept;
  /** How each input comes to the output; left out, each number hangs on those at its place. */
  reach?(node: NodeOf<O>): readonly Reach[];
  /** Whether the output is not zero where the inputs are, and `unevenly` whether it then differs from place to place. */
  fills?(node: NodeOf<O>): boolean | 'unevenly';
  /** What it sets against each other, where it does nothing else with its first input. */
  compares?(node: NodeOf<O>): Compared | undefined;
  /** Whether it does in training what it does not do in evaluation. */
  modes?(op: O): boolean;
}

/** The type of an input that must be there. */
export function input(inputs: InputTypes, at: number): TensorType {
  const found = inputs[at];
  if (!found) throw new Error(`an op has no input ${at}`);
  return found;
}

/** The last dim of an input, which must have one. */
export function lastDim(inputs: InputTypes, at: number): Dim {
  const dim = input(inputs, at).dims.at(-1);
  if (!dim) throw new Error(`input ${at} of an op has no dims`);
  return dim;
}

/** Numbers of these dims. */
export function float(...dims: readonly Dim[]): TensorType {
  return { dtype: 'float', dims };
}
