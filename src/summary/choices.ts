/** What was chosen for the writer of a spec because the spec does not say it: defaults, the loss. Nothing is guessed silently. */

import type { Args } from '../parser/ast.ts';
import type { Params } from '../registry/param.ts';
import type { CheckedModel, CheckedSpec, CheckedStage, LayerStage } from '../shapecheck/checked.ts';
import { childrenOf } from '../shapecheck/children.ts';
import { constant } from '../shapes/dim.ts';
import { textOf } from '../text/source.ts';
import { valueText } from './value-text.ts';

/** The defaults in force at one place: `train`, `data chars`, or all stages of a layer. */
export interface Choice {
  readonly place: string;
  readonly values: readonly string[];
}

/** Every choice that was made for a model and its training, places in the order of a spec. */
export function choices(model: CheckedModel, spec: CheckedSpec): Choice[] {
  return [...dataChoices(spec), ...layerChoices(model), ...trainChoices(spec)].filter(
    ({ values }) => values.length > 0,
  );
}

function dataChoices({ data }: CheckedSpec): Choice[] {
  if (!data) return [];
  const values = defaulted(data.reader.params, data.settings, (key) => isStated(data.item.args, key));
  return [{ place: `data ${data.reader.name}`, values }];
}

function trainChoices({ train }: CheckedSpec): Choice[] {
  if (!train) return [];
  const { item, optimiser, settings, lr, batch, steps, seed, loss, accumulate } = train;
  // A rate that nobody stated is the optimiser's own, a number.
  const own = { lr: lr.args.lr, batch, steps, seed, loss: loss?.def.name, accumulate };
  const stated = (key: string) => isStated(item.args, key);
  const missing = Object.entries(own).filter(([key, value]) => value !== undefined && !stated(key));
  const values = missing.map(([key, value]) => `${key}=${valueText(value)}`);
  return [{ place: `train ${optimiser.name}`, values: [...values, ...defaulted(optimiser.params, settings, stated)] }];
}

function isStated({ positionals, settings }: Args, key: string): boolean {
  return settings.some((setting) => setting.key.text === key) || positionals.some(({ span }) => textOf(span) === key);
}

/** The defaults of each layer in use; one that some stage states is still a default elsewhere. */
function layerChoices({ stages }: CheckedModel): Choice[] {
  const byLayer = new Map<string, Set<string>>();
  for (const stage of layersOf(stages)) {
    const known = byLayer.get(stage.def.name) ?? new Set();
    byLayer.set(stage.def.name, known);
    const text = textOf(stage.span);
    const needed = stage.params.bias === false ? omit(stage.def.params, 'bias_init') : stage.def.params;
    for (const value of defaulted(needed, stage.params, (key) => new RegExp(`\\b${key}\\s*=`).test(text)))
      known.add(value);
  }
  return [...byLayer].map(([place, values]) => ({ place, values: [...values] }));
}

function omit(params: Params, name: string): Params {
  return Object.fromEntries(Object.entries(params).filter(([key]) => key !== name));
}

/** Every layer in these stages, however deep, in running order. */
export function layersOf(stages: readonly CheckedStage[]): LayerStage[] {
  return stages.flatMap(layersIn);
}

function layersIn(stage: CheckedStage): LayerStage[] {
  return stage.kind === 'layer' ? [stage] : layersOf(childrenOf(stage));
}

/** `key=value` of every parameter that has its default and was not written. */
function defaulted(
  params: Params,
  values: Readonly<Record<string, unknown>>,
  stated: (key: string) => boolean,
): string[] {
  return Object.entries(params).flatMap(([key, param]) => {
    const isDefault = param.default !== undefined && valueText(values[key]) === defaultText(param.default, param.kind);
    return isDefault && !stated(key) ? [`${key}=${valueText(values[key])}`] : [];
  });
}

function defaultText(value: unknown, kind: string): string {
  return kind === 'size' && typeof value === 'number' ? valueText(constant(value)) : valueText(value);
}
