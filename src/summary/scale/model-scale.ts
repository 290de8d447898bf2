/** The scales of a model of a spec when training starts: of each value of its graph, and of its first loss. */

import { type FirstLoss, firstLoss } from '../../analyses/scale/first-loss.ts';
import { inputSpread, targetMoments } from '../../analyses/scale/input.ts';
import { type Scales, scalesOf } from '../../analyses/scale.ts';
import { lowerLoss } from '../../ir/lower.ts';
import { defaultLoss } from '../../resolve/entries.ts';
import type { CheckedSpec } from '../../shapecheck/checked.ts';
import type { Lowered } from '../lowered.ts';

export interface ModelScale extends Scales {
  readonly firstLoss: FirstLoss | undefined;
}

/** With the batch of `train`, or of 32 examples. */
export function modelScale({ model, graph }: Lowered, spec: CheckedSpec): ModelScale {
  const input = inputSpread(spec, model);
  const scales = scalesOf(graph, { batch: spec.train?.batch ?? 32, ...(input && { input }) });
  const { target, output } = model;
  if (!target || !output) return { ...scales, firstLoss: undefined };
  const loss = lowerLoss(spec.train?.loss ?? defaultLoss(target.kind), output, target.type);
  return { ...scales, firstLoss: firstLoss(loss, scales.spreads.get(graph.output.id), targetMoments(spec, model)) };
}
