/** Weights and multiply-adds as documentation states them: formulas that follow from the layers and their ops. */
import { describe, expect, test } from 'vitest';
import { costText } from '../src/cli/cost-text.ts';
import { layers } from '../src/layers/index.ts';
import type { Example, LayerDef } from '../src/registry/layer.ts';
import { layersByName } from '../src/resolve/entries.ts';
import type { LayerStage } from '../src/shapecheck/checked.ts';
import { type Dim, evaluate, numberOf, toText } from '../src/shapes/dim.ts';
import { layersOf } from '../src/summary/choices.ts';
import { layerCosts, modelOf } from '../src/summary/layer-costs.ts';
import { summarise } from '../src/summary/summary.ts';

/** How many parameters each layer has, from the tables of the language's design and from PyTorch's documentation. */
const published: readonly (readonly [layer: string, rank: number, params: string])[] = [
  ['embed', 2, 'd*V'],
  ['position', 3, 'C*T'],
  ['prepend', 3, 'n*C'],
  ['linear', 2, 'out*C + out'],
  ['tied_linear', 3, '0'],
  ['conv', 3, 'kernel*out*C + out'],
  ['conv', 4, 'kernel^2*out*C + out'],
  ['conv_transpose', 4, 'kernel^2*out*C + out'],
  ['depthwise', 4, 'kernel^2*C + C'],
  ['bn', 3, '2*C'],
  ['ln', 3, '2*C'],
  ['rmsnorm', 3, 'C'],
  ['scale', 3, 'C'],
  ['rnn', 3, 'h*C + h^2 + 2*h'],
  ['gru', 3, '3*h*C + 3*h^2 + 6*h'],
  ['lstm', 3, '4*h*C + 4*h^2 + 8*h'],
  ['attention', 3, '4*C^2 + 4*C'],
];

test.each(published)('%s on rank %i has %s parameters', (name, rank, params) => {
  const costs = layerCosts(layersByName.get(name) as LayerDef).find(({ input }) => input.dims.length === rank);
  expect(costs && toText(costs.params)).toBe(params);
});

/** For one example; B, what it is counted for, is left out. T' is what comes out. */
const counted: readonly (readonly [layer: string, macs: string])[] = [
  ['linear', 'out*C for [B, C]; out*C*T for [B, T, C]'],
  ['tied_linear', 'C*V for [B, C]; C*T*V for [B, T, C]'],
  ['conv', "kernel*out*C*T' for [B, T, C]; kernel^2*out*C*H'*W' for [B, H, W, C]"],
  ['conv_transpose', 'kernel*out*C*T for [B, T, C]; kernel^2*out*C*H*W for [B, H, W, C]'],
  ['depthwise', "kernel*C*T' for [B, T, C]; kernel^2*C*H'*W' for [B, H, W, C]"],
  ['lstm', '4*h*C*T + 4*h^2*T'],
  ['attention', '2*C*T^2 + 4*C^2*T'],
  ['relu', ''],
  ['bn', ''],
  ['embed', ''],
];

test.each(counted)('%s takes %s multiply-adds', (name, macs) => {
  expect(costText('layer', layersByName.get(name) as LayerDef)?.macs).toBe(macs);
});

test('buffers are told from weights', () => {
  const bn = costText('layer', layersByName.get('bn') as LayerDef);
  expect(bn?.weights).toBe('weight [C], bias [C]: 2*C numbers');
  expect(bn?.statistics).toBe('running_mean [C], running_var [C]');
});

describe('the formulas give what the check counts', () => {
  const examples = (layers as readonly LayerDef[]).flatMap((def) =>
    def.examples.filter(isPlain).map((example) => [example.stack, example.input, def, example] as const),
  );

  test.each(examples)('%s on %s', (_, __, def, example) => {
    const model = modelOf(example);
    const stage = layersOf(model?.stages ?? [])[0] as LayerStage;
    const costs = layerCosts(def).find(({ input }) => input.dims.length === stage.input?.dims.length);
    const sizes = sizesOf(stage);
    expect(evaluate(costs?.params as Dim, sizes)).toBe(example.weights);
    expect(evaluate(costs?.macs as Dim, sizes)).toBe(numberOf(summarise(model as never, { batch: 1 }).macs));
  });
});

/** One stage without settings, which the formulas are about. */
function isPlain({ stack }: Example): boolean {
  return /^[a-z_]+\d*( \d+)*$/.test(stack);
}

/** Numbers for the letters of the formulas. */
function sizesOf({ input, output, params }: LayerStage): Map<string, number> {
  const names = { 2: ['C'], 3: ['T', 'C'], 4: ['H', 'W', 'C'] }[input?.dims.length ?? 0] ?? [];
  const lengths = input?.dtype === 'int' ? [] : names.map((name, at) => [name, input?.dims[at + 1]] as const);
  const after = names.slice(0, -1).map((name, at) => [`${name}'`, output?.dims[at + 1]] as const);
  const all = [...lengths, ...after, ['V', input?.vocab] as const, ...Object.entries(params)];
  const known = all.flatMap(([name, dim]) => {
    const value = typeof dim === 'object' && dim !== null && 'kind' in dim ? numberOf(dim as Dim) : undefined;
    return value === undefined ? [] : [[`doc.${name}`, value] as const];
  });
  return new Map(known);
}
