/** Synthetic data: inputs and targets drawn at random, to see a model run without data of its own */
import { below, keyOf, normalAt, sizeOf, uniformAt } from './chance.ts';
import { partsOf, splitRows } from './rows.ts';
import { EXAMPLES, INPUT, TARGET } from './spec.ts';
import type { Data, DataFile, DataSettings, Form, Numbers } from './types.ts';

/** Draws the examples: numbers of the normal distribution, ids that are all as likely, and what is between 0 and 1 evenly. */
export function readData(_: readonly DataFile[], settings: DataSettings): Data {
  const { splitSeed = 42 } = settings;
  const [x, y] = [drawnNumbers(INPUT, splitSeed, 'inputs'), drawnNumbers(TARGET, splitSeed, 'targets')];
  return {
    about: `${EXAMPLES} examples, drawn at random`,
    ...splitRows(x, y, partsOf(EXAMPLES, settings), 'the data'),
  };
}

function drawnNumbers({ shape, dtype, ids = 1, unit }: Form, seed: number, site: string): Numbers {
  const key = keyOf(seed, 'synthetic', site, 0);
  const length = EXAMPLES * sizeOf(shape);
  if (dtype === 'int32') return Int32Array.from({ length }, (_, at) => below(key, at, ids));
  return Float32Array.from({ length }, (_, at) => (unit ? uniformAt(key, at) : normalAt(key, at)));
}
