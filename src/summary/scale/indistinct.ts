/** Examples that can no longer be told apart by what comes to the last layer: biases keep the numbers up, but all alike. */
import { type Role, roleOf } from '../../analyses/role.ts';
import { type Diagnostic, diagnostic } from '../../diagnostics/diagnostic.ts';
import type { OpNode, Value } from '../../ops/graph.ts';
import { named } from '../habits/sight.ts';
import { type Look, sizeText, weightedBefore } from './look.ts';

/** Below it the numbers of 32 bits by which examples differ drown in those that they share. */
const LEAST = 1e-6;

/** At the stage that first makes them alike, where what comes into it still differs. */
export function indistinctReport(look: Look): Diagnostic[] {
  const head = weightedBefore(look.graph.output, look);
  const first = head && firstAlike(head.inputs[0] as Value, look);
  if (!first) return [];
  const layer = roleOf(first.op) === 'bend' ? look.wiring.makers.get((first.inputs[0] as Value).id) : undefined;
  const { text: stage, span } = named(layer && roleOf(layer.op) === 'weighted' ? layer : first, look);
  const what = `is all but the same for every input: from one to another it differs by less than ${sizeText(LEAST)}`;
  const help = [
    'put norms between the layers, or let residuals carry the input past them; of activations, sigmoid hands on least',
  ];
  return [diagnostic('scale/vanishing', span, { stage, what, later: '' }, { help })];
}

/** What is all but the same is made so by a plain stack: norms and joins make more of small differences. */
const plain: readonly Role[] = ['weighted', 'bend', 'moves', 'mean', 'greatest', 'dropout'];

/** The first of the ops that hand on what is alike; undefined where it is not told of what comes before them. */
function firstAlike(value: Value, look: Look): OpNode | undefined {
  let first: OpNode | undefined;
  let at: Value | undefined = value;
  while (at && (differenceOf(at, look) ?? 0) < LEAST) {
    first = look.wiring.makers.get(at.id);
    at = first?.inputs[0];
    if (!first || !plain.includes(roleOf(first.op)) || !at || differenceOf(at, look) === undefined) return undefined;
  }
  // Where nothing at all is left, weights are zeros, which may be meant, and are told of elsewhere where they are not.
  return first && differenceOf(first.output, look) ? first : undefined;
}

/** The deviation of a number among examples, with the same weights. */
function differenceOf({ id }: Value, { scale }: Look): number | undefined {
  const cov = scale.spreads.get(id)?.cov;
  return cov && Math.sqrt(Math.max(0, cov.self - cov.examples));
}
