/** What would keep an op from looking ahead, in words and, where a machine can apply it, as an edit. */
import { type Extras, type Fix, replace } from '../../diagnostics/diagnostic.ts';
import type { OpNode } from '../../ops/graph.ts';
import type { OpKind } from '../../ops/op.ts';
import { equals } from '../../shapes/dim.ts';
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
  global_pool: () => ({ help: ['use causal_mean, the mean of the past and the present'] }),
  pool: () => ({
    help: [
      'use stride=1 and no padding, and put pad left=k-1 before it, so that it sees its own position and those before',
    ],
  }),
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

function normCure(layer: WrittenLayer | undefined): Cure {
  if (!layer) return { help: ['use ln, whose statistics are those of a single position'] };
  const { node } = layer;
  const span = { ...node.span, end: Math.max(node.name.span.end, node.args.span.end) };
  return { fixes: [replace('use ln, whose statistics are those of a single position', span, 'ln')] };
}
