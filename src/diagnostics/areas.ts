/** The areas of codes, the part before the slash: what each is about, and what no report of an area can have. */
import type { Code } from './catalog.ts';
import type { Exempt } from './row.ts';

export interface Area {
  readonly about: string;
  readonly no: Exempt;
}

/** `shape` of `shape/rank`. */
export type AreaName = Code extends `${infer Name}/${string}` ? Name : never;

const noShapes = 'it is about no tensor';
const placeIsCause = 'the place is the cause';

/** In the order of lists. */
export const areas: Readonly<Record<AreaName, Area>> = {
  syntax: {
    about: 'The text cannot be read as it stands.',
    no: { cause: placeIsCause, shapes: noShapes },
  },
  name: {
    about: 'Something goes by a name that it does not have, or that belongs to something else.',
    no: { shapes: noShapes },
  },
  argument: {
    about: 'A layer, a block or an item is given something that it does not take.',
    no: { cause: placeIsCause, shapes: noShapes },
  },
  item: { about: 'Items do not fit together.', no: { shapes: noShapes } },
  data: {
    about: 'The data, the input or the target is not in order.',
    no: { cause: 'the cause lies in the file of the data, or in the place itself', shapes: noShapes },
  },
  shape: { about: 'Shapes do not fit together.', no: {} },
  tap: { about: 'A value is remembered or read in a way that does not work.', no: { shapes: noShapes } },
  train: { about: 'The training is not in order.', no: { shapes: noShapes } },
  learn: { about: 'The model runs, but cannot learn as it stands.', no: { shapes: 'the shapes fit' } },
  flow: {
    about: 'Some positions see what they must not, or less than they could.',
    no: { shapes: 'the shapes fit' },
  },
  scale: {
    about: 'Training would start with numbers that are too large, too small, or all alike.',
    no: { shapes: 'the shapes fit' },
  },
  lint: {
    about: 'The model runs and learns, but part of it costs something for nothing or does what is hardly meant.',
    no: { shapes: 'the shapes fit' },
  },
};

/** The area of a code. */
export function areaOf(code: Code): AreaName {
  return code.slice(0, code.indexOf('/')) as AreaName;
}
