/** Models with attention that take the positions of their input as a set. */
import { attentionOverSet } from '../../analyses/order.ts';
import { type Diagnostic, diagnostic, type Fix } from '../../diagnostics/diagnostic.ts';
import type { CheckedSpec } from '../../shapecheck/checked.ts';
import { type Dim, numberOf } from '../../shapes/dim.ts';
import { itemOf, layerPlaces, named, type Sight, sightOf } from '../habits/sight.ts';
import type { Lowered } from '../lowered.ts';

/** Of tokens the order matters nearly always; numbers at positions may well be a set, as points of a cloud are. */
export function orderReports({ model, graph }: Lowered, spec: CheckedSpec): Diagnostic[] {
  const { dtype, dims } = graph.input.type;
  const node = dims.length === (dtype === 'int' ? 2 : 3) && model.target ? attentionOverSet(graph) : undefined;
  const positions = node && numberOf(dims[1] as Dim);
  if (!node || positions === 1) return [];
  const sight = sightOf({ model, graph }, spec);
  const { text: stage, span } = named(node, sight);
  const given = itemOf(spec.tree.items, 'input')?.name.span ?? itemOf(spec.tree.items, 'data')?.word;
  const labels = given ? [{ span: given, message: 'in any order the output is the same' }] : [];
  const position = positions === undefined ? 'position kind=sinusoidal' : 'position';
  const what = dtype === 'int' ? 'tokens' : 'positions';
  const fixes = dtype === 'int' ? behindEmbedding(position, sight) : [];
  const help = [`put ${position} before the attention, behind ${dtype === 'int' ? 'embed' : 'the first linear'}`];
  const extras = { labels, fixes, help: fixes.length > 0 ? ['attention with rope knows it as well'] : help };
  return dtype === 'int'
    ? [diagnostic('flow/unordered', span, { stage, what }, extras)]
    : [diagnostic('flow/set', span, { stage, what }, extras)];
}

/** Positions where tokens become vectors, if that is at one place. */
function behindEmbedding(position: string, sight: Sight): Fix[] {
  const [embed, ...others] = layerPlaces(sight).filter(({ stage }) => stage.def.name === 'embed');
  const layer = embed && others.length === 0 ? sight.written.layer(embed.stage.span) : undefined;
  if (!layer || sight.graph.nodes.some(({ op }) => op.kind === 'position')) return [];
  const end = Math.max(layer.node.name.span.end, layer.node.args.span.end);
  const edits = [{ span: { ...layer.node.span, start: end, end }, text: ` | ${position}` }];
  return [{ title: `put ${position} behind ${layer.node.name.text}`, safe: false, edits }];
}
