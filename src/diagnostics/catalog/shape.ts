/** Codes about shapes and types. */
import { error, warning } from '../row.ts';

export const shapeRows = {
  'shape/not-divisible': error<{ stage: string; divisor: string; what: string; length: string }>(
    'A length that the layer cannot divide into equal parts.',
    ({ stage, divisor, what, length }) =>
      `${stage} needs ${divisor === '2' ? `an even number of ${what}` : `a number of ${what} that ${divisor} divides`}, but there ${length === '1' ? 'is' : 'are'} ${length}`,
    {
      no: { shapes: 'it is about one length of one tensor' },
      more: 'Some layers cut a length into equal parts: flatten takes so many positions at a time, attention gives each head its share of the channels, groupnorm each group. A length that the number does not divide has no such parts. Either change the length where it comes from, which the report shows, or take a number that divides it.',
    },
  ),
  'shape/too-small': error<{ stage: string; what: string; least: string; length: string }>(
    'A length that is too short for the layer.',
    ({ stage, what, least, length }) =>
      `${stage} needs at least ${least} ${what}, but there ${length === '1' ? 'is' : 'are'} ${length}`,
    {
      no: { shapes: 'it is about one length of one tensor' },
      more: 'A window, a crop or a pool must fit into what it goes over. Layers before it may have made the length shorter than it looks: mm shapes shows it after each stage. Pad, take a smaller window, or leave out what shortens it.',
    },
  ),
  'shape/remainder': warning<{ stage: string; left: string; length: string; what: string }>(
    'Windows side by side that leave out the end of a dim.',
    ({ stage, left, length, what }) =>
      `${stage} leaves out the last ${left === '1' ? '' : `${left} `}of ${length} ${what}`,
    {
      no: { shapes: 'it is about one length of one tensor', fix: 'there are several ways that mean different things' },
      more: 'The windows of a pool, or of a convolution that cuts patches, stand side by side, and where they do not come out even the last positions are in none of them. PyTorch and Keras do the same. Where windows that overlap have shown these positions to their neighbours before, nothing is said.',
    },
  ),
  'shape/rank': error<{ stage: string; takes: string; got: string }>(
    'A tensor with too many or too few dims.',
    ({ stage, takes, got }) => `${stage} takes ${takes}, but gets ${got}`,
    {
      more: 'The number of dims says what a tensor is: [B, C] is one vector for each example, [B, T, C] one for each position, [B, H, W, C] one for each place of an image. flatten and global_avgpool make one vector of all, sequence makes positions of places.',
    },
  ),
  'shape/needs-int': error<{ stage: string; got: string }>(
    'Numbers where token ids are needed.',
    ({ stage, got }) => `${stage} takes token ids (int), but gets numbers, ${got}`,
    {
      no: { shapes: 'it is about the kind of the numbers', fix: 'there are several ways that mean different things' },
      more: 'Token ids are names, not amounts: 7 is no more than 3. embed and onehot take them and give numbers. What comes out of any other layer is numbers already, for which linear does what embed does for ids.',
    },
  ),
  'shape/needs-float': error<{ stage: string; got: string }>(
    'Token ids where numbers are needed.',
    ({ stage, got }) => `${stage} takes numbers, but gets token ids, ${got}`,
    {
      no: { shapes: 'it is about the kind of the numbers' },
      more: 'A layer that multiplies and adds would treat token 7 as more than token 3, although ids are only names. embed gives each of them numbers that are learned, onehot a 1 among zeros.',
    },
  ),
  'shape/unknown-dim': error<{ stage: string; what: string; dim: string }>(
    'A layer that needs a known length.',
    ({ stage, what, dim }) => `${stage} needs a known length for its ${what}, but ${dim} is not known`,
    {
      no: { shapes: 'it is about one length of one tensor', fix: 'there are several ways that mean different things' },
      more: 'Weights need a known number: a position that is learned has a vector for each place, statistics for each position a number for each. The batch is never known, and a length is known once the data or the input states it.',
    },
  ),
  'shape/no-axis': error<{ stage: string; axis: number; got: string }>(
    'A join along a dim that is not there.',
    ({ stage, axis, got }) => `${stage} cannot join along axis ${axis} of ${got}`,
    {
      no: { shapes: 'it is about one length of one tensor', fix: 'there are several ways that mean different things' },
      more: 'Axes are counted from 0, which is the batch, or from the end, where -1 is the features. A join along the batch would mix examples.',
    },
  ),
  'shape/mismatch': error<{ what: string; left: string; right: string }>(
    'Two tensors that must have the same dims and do not.',
    ({ what, left, right }) => `${what}: ${left} and ${right} differ`,
    {
      more: 'There is no broadcasting in mm: sum and mul go number by number, so that both sides have the same shape. The report shows the dim that differs and where each side has it from. A linear with the other width, or via= of a residual, makes them agree.',
    },
  ),
  'shape/assertion': error<{ stated: string; found: string }>(
    'A shape that is not what the spec says it is.',
    ({ stated, found }) => `the shape here is ${found}, not ${stated}`,
    {
      more: 'A shape after a colon is a claim that mm proves. It is either the claim that is out of date or the model that does what was not meant: the report shows where the dim comes from, so that you can tell which.',
    },
  ),
  'shape/block-input': error<{ block: string; takes: string; got: string }>(
    'A block whose stated type does not fit what it gets.',
    ({ block, takes, got }) => `block ${block} takes ${takes}, but gets ${got}`,
    {
      more: 'A block that states its type takes what fits it and nothing else. Letters in the type stand for any size, and the same letter for the same size. State letters where any size will do.',
    },
  ),
  'shape/false-type': error<{ block: string; stated: string; found: string }>(
    'A stated type that the body of the block does not have.',
    ({ block, stated, found }) => `block ${block} says it gives ${stated}, but it gives ${found}`,
    {
      more: 'A stated type must hold for every size that its letters can have, not only for those of one call. Where the widths happen to agree in your model it is not enough: take the letter that the body really gives.',
    },
  ),
  'shape/repeat-count': error<{ found: string }>(
    'A repeat over something that cannot be counted.',
    ({ found }) => `repeat needs a known whole number of turns, a range or a list, but this is ${found}`,
    {
      no: { cause: 'the place is the cause', shapes: 'it is about how something is written' },
      more: 'A repeat is unrolled when the model is built, and each turn has weights of its own, so the number of turns must be known. It may come from a constant or from a parameter of a block, but not from the length of the input.',
    },
  ),
  'shape/repeat-parts': error<{ names: number; found: string }>(
    'A repeat whose names and list entries do not match.',
    ({ names, found }) => `repeat has ${names} names, so it goes over a list of lists of ${names}, not ${found}`,
    { no: { cause: 'the place is the cause', shapes: 'it is about how something is written' } },
  ),
  'shape/shared-weights': error<{ path: string; first: string; now: string }>(
    'Turns that share weights but need different shapes.',
    ({ path, first, now }) =>
      `the turns share ${path}, but it would have the shape ${first} in one turn and ${now} in another`,
    {
      no: { cause: 'turns that share weights stand at one place', fix: 'it takes more than an edit' },
      more: 'With share=true all turns use one set of weights, which has one shape. So every turn must take in and give out the same width.',
    },
  ),
  'shape/too-many-stages': error<{ limit: number }>(
    'More stages than mm unrolls.',
    ({ limit }) => `the model has more than ${limit.toLocaleString('en-US')} stages once repeats are unrolled`,
    {
      no: {
        cause: 'the place is the cause',
        shapes: 'it is about how large the model is',
        fix: 'it takes more than an edit',
      },
      more: 'Repeats are unrolled and blocks put in place of their calls, and each stage is checked and compiled by itself. Beyond this many a program would be too large to read or run.',
    },
  ),
  'shape/too-deep': error<{ limit: number }>(
    'Blocks within blocks, deeper than mm follows.',
    ({ limit }) => `with blocks in place of their calls, stacks stand more than ${limit} deep in each other here`,
    {
      no: { shapes: 'it is about how large the model is', fix: 'it takes more than an edit' },
      more: 'Blocks that call blocks nest stacks in each other. Nobody reads a model as deep as this, and most likely a block calls itself by way of others.',
    },
  ),
  'shape/no-batch': error<{ stated: string }>(
    'A stated shape that leaves the batch out.',
    ({ stated }) => `a stated shape begins with B, the batch, but ${stated} does not`,
    {
      no: { cause: 'the place is the cause', shapes: 'it is about how something is written' },
      more: 'mm never looks at the batch, but a stated shape shows it, so that [B, C] and [T, C] cannot be confused.',
    },
  ),
  'shape/block-needs': error<{ call: string; needs: string; values: string }>(
    'A call that breaks what a block with a stated type needs.',
    ({ call, needs, values }) => `${call} needs ${needs}, but ${values}`,
    {
      no: { shapes: 'it is about one length of one tensor' },
      more: 'A block with a stated type is proved once for all sizes. What its body needs of them, such as a length that n divides, becomes a duty of each call; the report shows the stage inside that needs it and the argument that breaks it.',
    },
  ),
  'shape/no-input': error<{ stage: string }>(
    'A stack that does not say what it is fed.',
    ({ stage }) => `nothing says what goes into ${stage}`,
    {
      no: {
        cause: 'the place is the cause',
        shapes: 'it is about how something is written',
        fix: 'nobody but the writer knows what is missing',
      },
      more: 'A bare stack may leave open what it is fed where its first layer tells, as embed does, which takes token ids. Any other needs data or an input item.',
    },
  ),
  'shape/open': warning<{ stage: string; needs: string }>(
    'Something that must hold and that no choice of the input settles.',
    ({ stage, needs }) => `${stage} needs ${needs}, which cannot be decided here`,
    {
      no: {
        cause: 'the place is the cause',
        shapes: 'it is about one length of one tensor',
        fix: 'there are several ways that mean different things',
      },
      more: 'Most of what must hold follows from the sizes or becomes a need of the model, as in `2 | T`. This hangs on a relation that mm can neither prove nor refute, so it is up to you.',
    },
  ),
  'shape/caution': warning<{ layer: string; why: string }>(
    'Two layers in a row that do what is hardly meant.',
    ({ layer, why }) => `${layer} ${why}`,
    {
      no: { shapes: 'the shapes fit' },
      more: 'Both layers are in order by themselves, but in this order the second one does nothing useful to what the first one gave. The report says what is usually meant.',
    },
  ),
  'shape/repeat-zero': warning<Record<never, string>>(
    'A repeat of no turns.',
    () => 'this repeat has no turns, so it does nothing',
    {
      no: { cause: 'the place is the cause', shapes: 'it is about how something is written' },
      more: 'A repeat without turns passes its input on. That is right where the number hangs on a name that may be 0, such as a parameter of a block, and nothing is said there; where it is written it is most likely a slip.',
    },
  ),
  'shape/output-target': error<{ target: string; wants: string; got: string }>(
    'An output that does not fit what the model is trained towards.',
    ({ target, wants, got }) => `${target} needs the output ${wants}, but the model gives ${got}`,
    {
      more: 'The loss compares the output with the target, so their shapes belong together: classes need a score for each class, a value its own dims, tokens a score for each token of the vocabulary, at each position or for one. Change the last layer, or the target.',
    },
  ),
};
