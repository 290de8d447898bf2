/** An image whose channels stand first, or are left out, under windows that take the last dim for the channels. */
import { roleOf } from '../../analyses/role.ts';
import { type Past, takenBy } from '../../analyses/wiring.ts';
import { diagnostic, type Fix, replace } from '../../diagnostics/diagnostic.ts';
import type { OpNode, Value } from '../../ops/graph.ts';
import type { InputItem } from '../../parser/ast.ts';
import { equals, numberOf } from '../../shapes/dim.ts';
import { textOf } from '../../text/source.ts';
import { itemOf, type ModelHabit, named } from './sight.ts';

export const channelPlace: ModelHabit = (sight) => {
  const { graph, wiring, spec } = sight;
  const dims = graph.input.type.dims.slice(1).map(numberOf);
  const image = graph.input.type.dtype === 'float' ? imageOf(dims) : undefined;
  const [taker, ...others] = image ? (takenBy(graph.input, wiring, past) ?? []) : [];
  if (!image || !taker || others.length > 0 || !isWindow(taker)) return [];
  if (dims.length === 2 && graph.nodes.some(isOfSequences)) return [];
  const { text: stage, span } = named(taker, sight);
  const input = itemOf(spec.tree.items, 'input');
  const at = input?.dimsSpan ?? itemOf(spec.tree.items, 'data')?.word;
  if (!at) return [];
  const labels = [{ span, message: image.sees }];
  const fixes = input ? [fixOf(input)] : [];
  const help = input ? [] : ['move the channels of the array to its end, as in x.transpose(0, 2, 3, 1) of NumPy'];
  return [
    diagnostic('lint/channel-place', at, { stage, takes: image.sees, most: image.most }, { labels, help, fixes }),
  ];
};

interface Image {
  readonly sees: string;
  readonly most: string;
}

/** A side that no number of channels is likely to match by chance, and one that few inputs have for their channels. */
const LEAST = 16;
const MANY = 32;

/** What windows make of dims that are most likely those of an image in another order; undefined of any others. */
function imageOf(dims: readonly (number | undefined)[]): Image | undefined {
  const [first, second, third] = dims;
  if (first === undefined || second === undefined) return undefined;
  if (dims.length === 2 && first === second && first >= LEAST)
    return {
      sees: `a sequence of ${first} positions with ${first} channels`,
      most: `an image of ${first} rows and ${first} columns is meant, which lacks its channels`,
    };
  if (third === undefined || (first !== 1 && first !== 3)) return undefined;
  if (Math.min(second, third) < (second === third ? LEAST : MANY)) return undefined;
  return {
    sees: `${first === 1 ? '1 row' : `${first} rows`} of ${second} columns with ${third} channels`,
    most: 'an image is meant, whose channels stand last in mm',
  };
}

/** What changes numbers and not their places. */
const past: Past = ({ op }) => ['norm', 'bend', 'dropout'].includes(roleOf(op)) || op.kind === 'noise';

/** What asks for positions in an order: what else is there of the model says that a sequence is meant. */
function isOfSequences({ op }: OpNode): boolean {
  if (op.kind === 'convolution') return op.pads !== 'same' && op.pads.some(([before, after]) => !equals(before, after));
  return ['recurrent', 'attention', 'position', 'slice', 'causal_mean', 'transpose'].includes(op.kind);
}

/** A window over more than one place of the first dim: one of a single row knows that there are no more. */
function isWindow({ op, inputs: [x, weight] }: OpNode): boolean {
  if (op.kind !== 'convolution' && op.kind !== 'pool') return false;
  const [kernel] = op.kind === 'pool' ? op.kernel : ((weight as Value).type.dims ?? []);
  const isBare = (x as Value).type.dims.length === 3;
  return (kernel ? numberOf(kernel) !== 1 : false) && (!isBare || op.kind === 'convolution');
}

/** Channels at the end, or one that was left out. */
function fixOf({ dims, dimsSpan }: InputItem): Fix {
  const [first, ...others] = dims.map(({ span }) => textOf(span));
  const text = `[${(dims.length === 2 ? [first, ...others, '1'] : [...others, first]).join(', ')}]`;
  return replace(`write ${text}`, dimsSpan, text);
}
