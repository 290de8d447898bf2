/** The training step of a model as a module of WebAssembly, with all that a program needs to run it. */
import type { Formula } from '../formula/formula.ts';
import type { Ir } from '../ir/ir.ts';
import { BATCH } from '../shapes/batch.ts';
import { evaluate, symbolsOf } from '../shapes/dim.ts';
import { type Compiled, compilePrograms, type Located } from './compile.ts';
import { FIRST, INPUT, LOSS, LOSS_SUM, openSizesOf, SHARE, type StepPrograms, stepPrograms, TARGET } from './step.ts';

/** Addresses are in bytes; everything is 32 bits wide. */
export interface Engine {
  /** Exports `step`, or `part` and `update` where a step has several minibatches, and `measure`; imports `env.memory`. */
  readonly bytes: Uint8Array;
  /** Pages of 64 kB that the memory has, no more and no less. */
  readonly pages: number;
  /** Examples of the minibatch that it is compiled for, and of those that `measure` takes at a time. */
  readonly batch: number;
  readonly chunk: number;
  /** Weights, buffers and what the optimiser remembers, by the path of the weight and the name: `linear.weight.m`. */
  readonly tensors: readonly Located[];
  /** Where a minibatch goes, and where its loss stands after the step. */
  readonly input: number;
  readonly target: number;
  readonly loss: number;
  /** The same for `measure`, whose loss is the mean over the chunk. */
  readonly measured: { readonly input: number; readonly target: number; readonly loss: number };
  /** Numbers that are written before each step: formulas over `lr` and over `t`, the number of the step from 1. */
  readonly scalars: readonly { readonly address: number; readonly formula: Formula }[];
  /** Keys of random numbers that are written before each step. */
  readonly keys: readonly { readonly address: number; readonly stream: string; readonly site: string }[];
  /**
   * Where a step has several minibatches: before each `part`, its share of all targets, and 1 before the first and 0
   * before the others.
   */
  readonly parts: { readonly share: number; readonly first: number } | undefined;
  /** What it was made of, for those who want to see. */
  readonly compiled: Compiled;
}

/** Why a model is trained by TensorFlow.js alone, as the end of a sentence about it. */
export interface Unsupported {
  readonly reason: string;
}

/** Compiles the training of a model for its batch, or says why not. */
export function compileEngine(ir: Ir): Engine | Unsupported {
  const { loss, training } = ir;
  if (!loss) return { reason: 'has no target' };
  if (!training) return { reason: 'has no train item' };
  const open = openSizesOf(ir);
  if (open.length > 0) return { reason: `leaves the size ${open.join(', ')} open` };
  const programs = stepPrograms(ir, training.batch, chunkFor(ir, training.batch));
  const compiled = compilePrograms(programs.programs);
  if (compiled.pages > MOST_PAGES)
    return { reason: `needs ${Math.ceil((4 * compiled.pages) / MOST_PAGES)} GB at a time, and WebAssembly has 4` };
  return engineOf(programs, compiled);
}

/** All that addresses of 32 bits reach. */
const MOST_PAGES = 65_536;

/** Examples that are measured at a time: many, unless they are so large that a minibatch holds more of them. */
function chunkFor({ graph }: Ir, batch: number): number {
  const one = new Map(symbolsOf(BATCH).map(({ id }) => [id, 1]));
  const sizes = graph.nodes.map(({ output }) =>
    output.type.dims.reduce((size, dim) => size * (evaluate(dim, one) ?? 1), 1),
  );
  const room = Math.floor(MOST_NUMBERS / Math.max(1, ...sizes));
  return Math.min(MOST_EXAMPLES, Math.max(batch, room));
}

const MOST_EXAMPLES = 256;
/** In one tensor of a measurement. */
const MOST_NUMBERS = 4_000_000;

function engineOf({ batch, chunk, scalars }: StepPrograms, compiled: Compiled): Engine {
  const { located } = compiled;
  const addressOf = (name: string) => located.find((each) => each.name === name)?.address;
  const inParts = addressOf(SHARE);
  return {
    bytes: compiled.bytes,
    pages: compiled.pages,
    batch,
    chunk,
    tensors: located.filter(({ role }) => role === 'weight' || role === 'buffer' || role === 'state'),
    input: addressOf(INPUT) ?? 0,
    target: addressOf(TARGET) ?? 0,
    loss: addressOf(LOSS) ?? addressOf(LOSS_SUM) ?? 0,
    measured: {
      input: addressOf(`${INPUT}.measured`) ?? 0,
      target: addressOf(`${TARGET}.measured`) ?? 0,
      loss: addressOf(`${LOSS}.measured`) ?? 0,
    },
    scalars: scalars.flatMap(({ name, formula }) => {
      const address = addressOf(name);
      return address === undefined ? [] : [{ address, formula }];
    }),
    keys: compiled.keys,
    parts: inParts === undefined ? undefined : { share: inParts, first: addressOf(FIRST) ?? 0 },
    compiled,
  };
}
