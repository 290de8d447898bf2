/** Dropout of nearly everything, which is often the share to keep in the place of the share to drop. */
import { type Diagnostic, diagnostic, replace } from '../../diagnostics/diagnostic.ts';
import type { OpNode } from '../../ops/graph.ts';
import { everywhere, type ModelHabit, named, placeOf, type Sight } from './sight.ts';

/** From here on less than a tenth is left. */
const MOST = 0.9;

export const dropoutRate: ModelHabit = (sight) => {
  const rateOver = (node: OpNode) => (rateOf(node) >= MOST ? rateOf(node) : undefined);
  const dropping = sight.graph.nodes.filter((node) => rateOf(node) > 0);
  return everywhere(dropping, rateOver, sight).map(({ node, found }) => report(node, found, sight));
};

function rateOf({ op }: OpNode): number {
  if (op.kind === 'attention') return op.dropout;
  return op.kind === 'dropout' || op.kind === 'drop_path' ? op.p : 0;
}

function report(node: OpNode, rate: number, sight: Sight): Diagnostic {
  const { text: stage, span } = named(node, sight);
  const kept = `${Number((1 - rate).toPrecision(3))}`;
  const args = sight.written.layer(placeOf(node, sight).stage.span)?.node.args;
  const values = [...(args?.positionals ?? []), ...(args?.settings.map(({ value }) => value) ?? [])];
  const given = values.find((value) => value.kind === 'number' && value.value === rate);
  const fixes = given ? [replace(`write ${kept}`, given.span, kept)] : [];
  const help = ['p is the share that is dropped, not the share that is kept'];
  const percent = `${Number((rate * 100).toPrecision(3))}`;
  const of = node.op.kind === 'attention' ? 'what each position looks at' : 'the numbers';
  return diagnostic('lint/dropout-rate', span, { stage, percent, of }, { help, fixes });
}
