/** What would keep an op from looking ahead, in words and, where a machine can apply it, as an edit. */
import { type Extras, type Fix, replace } from '../../diagnostics/diagnostic.ts';
import type { OpNode } from '../../ops/graph.ts';
import type { OpKind } from '../../ops/op.ts';
import { type Dim, equals, numberOf } from '../../shapes/dim.ts';
import { placeOf, type Sight } from '../habits/sight.ts';
import { argumentOf, settingFix, type WrittenLayer, withoutArgument } from '../habits/written.ts';

type Cure = Pick<Extras, 'help' | 'fixes'>;

export function cureOf(node: OpNode, sight: Sight): Cure {
  const layer = sight.written.layer(placeOf(node, sight).stage.span);
  const cure = cures[node.op.kind] ?? otherwise;
  return cure(node, layer);
}

const otherwise = (): Cure => ({
  help: ['use layers that see the past alone: conv with padding=causal, attention with causal, causal_mean, gru'],
});

/** Those of the ops for which there is something better to say than in general. */
const cures: { readonly [K in OpKind]?: (node: OpNode, layer: WrittenLayer | undefined) => Cure } = {
  attention: (_, layer) => {
    const fixes = layer ? causalFix(layer) : [];
    return { help: fixes.length > 0 ? [] : ['write causal, so that it looks at no later position'], fixes };
  },
  convolution: (node, layer) => {
    const [before, after] = [node.inputs[0], node.output].map((value) => value?.type.dims[1]);
    const isAsLong = before !== undefined && after !== undefined && equals(before, after);
    if (!isAsLong) return { help: ['put all that is padded before it or behind it on the left: pad left=n right=0'] };
    return layer
      ? { fixes: [paddingFix(layer)] }
      : { help: ['use padding=causal, which puts all of the padding before'] };
  },
  recurrent: (_, layer) => {
    const given = layer && argumentOf(layer, 'bidirectional');
    const fixes = given ? withoutArgument(layer, given).map((fix) => ({ ...fix, safe: false })) : [];
    return { help: fixes.length > 0 ? [] : ['go through the sequence in one direction'], fixes };
  },
  batch_norm: (_, layer) => normCure(layer),
  normalise: (_, layer) => normCure(layer),
  global_pool: (node, layer) => globalPoolCure(node, layer),
  pool: (node, layer) => poolCure(node, layer),
  convolution_transpose: () => ({
    help: ['use conv with padding=causal, or cut what it spreads to the left off at the left: crop'],
  }),
  linear: () => ({ help: ['it mixes positions, which stand in the last dim here: use conv with padding=causal'] }),
  softmax: () => ({ help: ['it compares all positions: use attention with causal, or take them as channels'] }),
  reshape: (_, layer) => ({
    help: [
      layer?.node.name.text.startsWith('flatten')
        ? 'use conv with padding=causal, which takes neighbours in and keeps the positions'
        : 'keep the positions where they are: leave it out',
    ],
  }),
  pad: () => ({ help: ['put all of it on the left, before the first position: pad left=n'] }),
  slice: () => ({ help: ['keep the first positions rather than the last, or pad on the left before it'] }),
};

/** A switch is set by its name alone. */
function causalFix(layer: WrittenLayer): Fix[] {
  if (argumentOf(layer, 'causal')) return settingFix(layer, 'causal=true', true);
  return settingFix(layer, 'causal=true', true).map(({ edits }) => ({
    title: 'write causal',
    safe: true,
    edits: edits.map((edit) => ({ ...edit, text: ' causal' })),
  }));
}

/** In place of whatever is written, for it fits every kernel and dilation. */
function paddingFix(layer: WrittenLayer): Fix {
  const given = argumentOf(layer, 'padding');
  const [plain] = settingFix(layer, 'padding=causal', true);
  return plain ?? replace('write padding=causal', (given ?? layer.node).span, 'padding=causal');
}

/** The mean of all positions has a causal one in its place, if it keeps a position for each. */
function globalPoolCure({ op }: OpNode, layer: WrittenLayer | undefined): Cure {
  const isMean = op.kind === 'global_pool' && op.fn !== 'max';
  if (!layer || !isMean || !argumentOf(layer, 'keep'))
    return { help: ['use causal_mean, the mean of the past and the present'] };
  return { fixes: [replace('use causal_mean, the mean of the past and the present', spanOf(layer), 'causal_mean')] };
}

/** What is padded goes to the left: a pool has no padding for the past alone. */
function poolCure({ op, inputs, output }: OpNode, layer: WrittenLayer | undefined): Cure {
  const [before, after] = [inputs[0]?.type.dims[1], output.type.dims[1]];
  const kernel = op.kind === 'pool' && op.kernel.length === 1 ? numberOf(op.kernel[0] as Dim) : undefined;
  const padding = layer && argumentOf(layer, 'padding');
  const isAsLong = before !== undefined && after !== undefined && equals(before, after);
  const help = [
    'use stride=1 and no padding, and put pad left=k-1 before it, so that it sees its own position and those before',
  ];
  const isPlain = op.kind === 'pool' && numberOf(op.dilation[0] as Dim) === 1 && layer?.params.size === 0;
  if (!layer || !isPlain || !padding || kernel === undefined || !isAsLong) return { help };
  const title = `put what is padded on the left: pad left=${kernel - 1}`;
  const edits = [
    { span: { ...layer.node.span, end: layer.node.span.start }, text: `pad left=${kernel - 1} | ` },
    ...withoutArgument(layer, padding).flatMap((fix) => fix.edits),
  ];
  return { fixes: [{ title, safe: false, edits }] };
}

/** A layer without the shape that is stated after it. */
function spanOf({ node }: WrittenLayer) {
  return { ...node.span, end: Math.max(node.name.span.end, node.args.span.end) };
}

function normCure(layer: WrittenLayer | undefined): Cure {
  if (!layer) return { help: ['use ln, whose statistics are those of a single position'] };
  return { fixes: [replace('use ln, whose statistics are those of a single position', spanOf(layer), 'ln')] };
}
