/** A leaky_relu whose slope is above 1: often the number by which to divide (Xu et al., 2015), or a percentage. */
import { diagnostic, replace } from '../../diagnostics/diagnostic.ts';
import type { OpNode } from '../../ops/graph.ts';
import { everywhere, type ModelHabit, named, placeOf } from './sight.ts';

export const slope: ModelHabit = (sight) =>
  everywhere(sight.graph.nodes, slopeOf, sight).map(({ node, found }) => {
    const { text: stage, span } = named(node, sight);
    const given = sight.written.layer(placeOf(node, sight).stage.span)?.node.args.positionals[0];
    const less = `${Number((1 / found).toPrecision(2))}`;
    const fixes = given?.kind === 'number' ? [replace(`write leaky_relu ${less}`, given.span, less)] : [];
    const help = ['negative numbers are multiplied by the slope; 0.01 to 0.3 are usual'];
    return diagnostic('lint/slope', span, { stage, slope: found }, { help, fixes });
  });

function slopeOf({ op }: OpNode): number | undefined {
  return op.kind === 'unary' && op.fn === 'leaky_relu' && op.by > 1 ? op.by : undefined;
}
