/** Codes about shapes and types. */
import { error, warning } from '../row.ts';

export const shapeRows = {
  'shape/not-divisible': error<{ stage: string; divisor: string; what: string; length: string }>(
    'A length that the layer cannot divide into equal parts.',
    ({ stage, divisor, what, length }) =>
      `${stage} needs ${divisor === '2' ? `an even number of ${what}` : `a number of ${what} that ${divisor} divides`}, but there ${length === '1' ? 'is' : 'are'} ${length}`,
  ),
  'shape/too-small': error<{ stage: string; what: string; least: string; length: string }>(
    'A length that is too short for the layer.',
    ({ stage, what, least, length }) =>
      `${stage} needs at least ${least} ${what}, but there ${length === '1' ? 'is' : 'are'} ${length}`,
  ),
  'shape/remainder': warning<{ stage: string; left: string; length: string; what: string }>(
    'A pool whose windows leave out the end of a dim.',
    ({ stage, left, length, what }) =>
      `${stage} leaves out the last ${left === '1' ? '' : `${left} `}of ${length} ${what}`,
  ),
  'shape/rank': error<{ stage: string; takes: string; got: string }>(
    'A tensor with too many or too few dims.',
    ({ stage, takes, got }) => `${stage} takes ${takes}, but gets ${got}`,
  ),
  'shape/needs-int': error<{ stage: string; got: string }>(
    'Numbers where token ids are needed.',
    ({ stage, got }) => `${stage} takes token ids (int), but gets numbers, ${got}`,
  ),
  'shape/needs-float': error<{ stage: string; got: string }>(
    'Token ids where numbers are needed.',
    ({ stage, got }) => `${stage} takes numbers, but gets token ids, ${got}`,
  ),
  'shape/unknown-dim': error<{ stage: string; what: string; dim: string }>(
    'A layer that needs a known length.',
    ({ stage, what, dim }) => `${stage} needs a known length for its ${what}, but ${dim} is not known`,
  ),
  'shape/no-axis': error<{ stage: string; axis: number; got: string }>(
    'A join along a dim that is not there.',
    ({ stage, axis, got }) => `${stage} cannot join along axis ${axis} of ${got}`,
  ),
  'shape/mismatch': error<{ what: string; left: string; right: string }>(
    'Two tensors that must have the same dims and do not.',
    ({ what, left, right }) => `${what}: ${left} and ${right} differ`,
  ),
  'shape/assertion': error<{ stated: string; found: string }>(
    'A shape that is not what the spec says it is.',
    ({ stated, found }) => `the shape here is ${found}, not ${stated}`,
  ),
  'shape/block-input': error<{ block: string; takes: string; got: string }>(
    'A block whose stated type does not fit what it gets.',
    ({ block, takes, got }) => `block ${block} takes ${takes}, but gets ${got}`,
  ),
  'shape/false-type': error<{ block: string; stated: string; found: string }>(
    'A stated type that the body of the block does not have.',
    ({ block, stated, found }) => `block ${block} says it gives ${stated}, but it gives ${found}`,
  ),
  'shape/repeat-count': error<{ found: string }>(
    'A repeat over something that cannot be counted.',
    ({ found }) => `repeat needs a known whole number of turns, a range or a list, but this is ${found}`,
  ),
  'shape/repeat-parts': error<{ names: number; found: string }>(
    'A repeat whose names and list entries do not match.',
    ({ names, found }) => `repeat has ${names} names, so it goes over a list of lists of ${names}, not ${found}`,
  ),
  'shape/shared-weights': error<{ path: string; first: string; now: string }>(
    'Turns that share weights but need different shapes.',
    ({ path, first, now }) =>
      `the turns share ${path}, but it would have the shape ${first} in one turn and ${now} in another`,
  ),
  'shape/too-many-stages': error<{ limit: number }>(
    'More stages than mm unrolls.',
    ({ limit }) => `the model has more than ${limit.toLocaleString('en-US')} stages once repeats are unrolled`,
  ),
  'shape/too-deep': error<{ limit: number }>(
    'Blocks within blocks, deeper than mm follows.',
    ({ limit }) => `with blocks in place of their calls, stacks stand more than ${limit} deep in each other here`,
  ),
  'shape/no-batch': error<{ stated: string }>(
    'A stated shape that leaves the batch out.',
    ({ stated }) => `a stated shape begins with B, the batch, but ${stated} does not`,
  ),
  'shape/block-needs': error<{ call: string; needs: string; values: string }>(
    'A call that breaks what a block with a stated type needs.',
    ({ call, needs, values }) => `${call} needs ${needs}, but ${values}`,
  ),
  'shape/no-input': error<{ stage: string }>(
    'A stack that does not say what it is fed.',
    ({ stage }) => `nothing says what goes into ${stage}`,
  ),
  'shape/open': warning<{ stage: string; needs: string }>(
    'Something that must hold and that no choice of the input settles.',
    ({ stage, needs }) => `${stage} needs ${needs}, which cannot be decided here`,
  ),
  'shape/caution': warning<{ layer: string; why: string }>(
    'Two layers in a row that do what is hardly meant.',
    ({ layer, why }) => `${layer} ${why}`,
  ),
  'shape/repeat-zero': warning<Record<never, string>>(
    'A repeat of no turns.',
    () => 'this repeat has no turns, so it does nothing',
  ),
  'shape/output-target': error<{ target: string; wants: string; got: string }>(
    'An output that does not fit what the model is trained towards.',
    ({ target, wants, got }) => `${target} needs the output ${wants}, but the model gives ${got}`,
  ),
};
