/** What layers own and cost in words: their weights with shapes, and formulas of parameters and multiply-adds. */
import { layersByName } from '../resolve/entries.ts';
import { numberOf, toText } from '../shapes/dim.ts';
import { shapeText, typeTextWithVocab } from '../shapes/shape.ts';
import { type LayerCosts, layerCosts, type NamedShape } from '../summary/layer-costs.ts';
import type { Entry, Noun } from './registry-groups.ts';

/** Each what a reader asks of a layer, and the answer; where it hangs on the rank of the input, an answer for each. */
export interface CostText {
  readonly weights: string;
  readonly statistics: string;
  readonly macs: string;
}

/** The costs of a layer, formulas and shapes marked by `mark`; undefined for entries of other kinds. */
export function costText(noun: Noun, { name }: Entry, mark: Mark = (text) => text): CostText | undefined {
  const def = noun === 'layer' ? layersByName.get(name) : undefined;
  if (!def) return undefined;
  const all = layerCosts(def);
  const shapes = (tensors: readonly NamedShape[]) => tensors.map((tensor) => mark(namedShape(tensor))).join(', ');
  return {
    weights: byRank(all, mark, ({ weights, params }) =>
      weights.length === 0 ? '' : `${shapes(weights)}: ${mark(toText(params))} numbers`,
    ),
    statistics: byRank(all, mark, ({ buffers }) => shapes(buffers)),
    macs: byRank(all, mark, ({ macs }) => (numberOf(macs) === 0 ? '' : mark(toText(macs)))),
  };
}

type Mark = (text: string) => string;

/** One text where all agree, else one for each input. */
function byRank(all: readonly LayerCosts[], mark: Mark, text: (costs: LayerCosts) => string): string {
  const inputs = new Map<string, string[]>();
  for (const costs of all) {
    const said = text(costs);
    inputs.set(said, [...(inputs.get(said) ?? []), mark(typeTextWithVocab(costs.input))]);
  }
  if (inputs.size <= 1) return [...inputs.keys()][0] ?? '';
  return [...inputs].map(([said, each]) => `${said || 'none'} for ${each.join(' and ')}`).join('; ');
}

function namedShape({ name, shape }: NamedShape): string {
  return `${name} ${shapeText(shape)}`;
}
