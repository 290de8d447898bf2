/** Data that a command names for a spec with an input and a target of its own: arrays, or numbers drawn at random. */
import type { NpyFacts } from '../data/npy.ts';
import { numberOf } from '../shapes/dim.ts';
import { type TensorType, typeTextWithVocab } from '../shapes/shape.ts';
import type { LoweredData } from './ir.ts';

/** How given data is split, as `data` items do it unless they say otherwise. */
const usual = { split: [0.8, 0.1, 0.1], seed: 42 } as const;

/** Two files in NumPy's format, by their paths. */
export function arraysData(inputs: string, targets: string): LoweredData {
  return {
    reading: { part: 'npy', samples: undefined, purpose: 'learns the targets of', constants: [] },
    files: [
      { place: 'data', form: 'the inputs, .npy', from: { kind: 'source', path: inputs } },
      { place: 'targets', form: 'the targets, .npy', from: { kind: 'source', path: targets } },
    ],
    ...usual,
  };
}

/** Examples drawn at random, as many as a few megabytes hold. */
export function syntheticData(input: TensorType): LoweredData {
  const size = input.dims.slice(1).reduce((product, dim) => product * (numberOf(dim) ?? 1), 1);
  const examples = Math.max(20, Math.min(1000, Math.floor(4e6 / size)));
  return {
    reading: {
      part: 'synthetic',
      samples: undefined,
      purpose: 'runs on synthetic data',
      constants: [{ name: 'EXAMPLES', value: examples, about: 'drawn at random' }],
    },
    files: [],
    ...usual,
  };
}

/** The sizes of a type that are not known; data needs them all. */
export function openDims({ dims, vocab }: TensorType): boolean {
  return [...dims.slice(1), ...(vocab ? [vocab] : [])].some((dim) => numberOf(dim) === undefined);
}

/** Why an array does not serve as the examples of a type, as the rest of a sentence about its file. Ids count from `least`. */
export function arrayMisfit(
  type: TensorType,
  { shape, dtype, least, most }: NpyFacts,
  lowest: 0 | -1,
): string | undefined {
  const wanted = type.dims.slice(1).map((dim) => numberOf(dim) ?? 0);
  const found = shape.slice(1);
  const takes = `but the spec says ${typeTextWithVocab(type)}`;
  if (!isSame(wanted, found))
    return `has the shape [${shape.join(', ')}], ${shape[0]} examples of [${found.join(', ')}], ${takes}`;
  if (type.dtype === 'float') return undefined;
  if (dtype === 'float') return `holds numbers with fractions, ${takes}: save ids as whole numbers, such as int32`;
  const count = type.vocab ? (numberOf(type.vocab) ?? 0) : 0;
  if (least < lowest) return `holds the id ${least}, but ids count from 0`;
  return most >= count ? `holds the id ${most}, ${takes}: ids go from 0 to ${count - 1}` : undefined;
}

/** Why an array does not serve as targets from 0 to 1, as the rest of a sentence about its file. */
export function beyondUnit(loss: string, { outsider }: NpyFacts): string | undefined {
  return outsider && `has ${outsider.text} in example ${outsider.example}, but ${loss} takes targets from 0 to 1`;
}

/** A lone number for each example may stand in an axis of its own or in none. */
function isSame(wanted: readonly number[], found: readonly number[]): boolean {
  const isLone = wanted.length + found.length === 1 && [...wanted, ...found][0] === 1;
  return isLone || wanted.join() === found.join();
}
