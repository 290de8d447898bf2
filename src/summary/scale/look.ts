/** What reports of scale look at: a model with its places, its scales, and the edits that start a layer otherwise. */
import { roleOf } from '../../analyses/role.ts';
import { squareOf } from '../../analyses/scale/spread.ts';
import type { Fix } from '../../diagnostics/diagnostic.ts';
import type { OpNode, Value } from '../../ops/graph.ts';
import type { CheckedSpec } from '../../shapecheck/checked.ts';
import { textOf } from '../../text/source.ts';
import { placeOf, type Sight, sightOf } from '../habits/sight.ts';
import { argumentOf, settingFix } from '../habits/written.ts';
import type { Lowered } from '../lowered.ts';
import { type ModelScale, modelScale } from './model-scale.ts';

export interface Look extends Sight {
  readonly scale: ModelScale;
}

export function lookAt(model: Lowered, spec: CheckedSpec): Look {
  return { ...sightOf(model, spec), scale: modelScale(model, spec) };
}

/** The root of the mean square of a value's numbers. */
export function sizeOf({ id }: Value, { scale }: Look): number | undefined {
  const spread = scale.spreads.get(id);
  return spread && Math.sqrt(Math.max(0, squareOf(spread)));
}

/** The op with weights that a value comes from, past those that have none and one input. */
export function weightedBefore(value: Value, { wiring }: Look): OpNode | undefined {
  let node = wiring.makers.get(value.id);
  while (node && ['moves', 'norm', 'bend', 'shares', 'dropout', 'mean', 'greatest'].includes(roleOf(node.op)))
    node = wiring.makers.get((node.inputs[0] as Value).id);
  return node && (roleOf(node.op) === 'weighted' || node.op.kind === 'embedding') ? node : undefined;
}

/** The fix that starts the weights of an op's layer in another way; none where the layer has several, or is elsewhere. */
export function initFix(node: OpNode, init: string, look: Look): Fix[] {
  const { stage } = placeOf(node, look);
  const layer = look.written.layer(stage.span);
  if (!layer || stage.kind !== 'layer' || !('init' in stage.def.params)) return [];
  const given = argumentOf(layer, 'init');
  if (given?.kind !== 'setting') return settingFix(layer, `init=${init}`, false);
  if (textOf(given.value.span) === init) return [];
  return [{ title: `write init=${init}`, safe: false, edits: [{ span: given.value.span, text: init }] }];
}

/** Two digits: 0.00042, 5.5, 1,200. */
export function sizeText(size: number): string {
  return size < 1e-6 && size > 0
    ? size.toExponential(0)
    : Number(size.toPrecision(2)).toLocaleString('en-US', { maximumSignificantDigits: 2 });
}
