/** What is to be said of how large the numbers of a model are when training starts. */
import type { Diagnostic } from '../../diagnostics/diagnostic.ts';
import type { CheckedSpec } from '../../shapecheck/checked.ts';
import type { Lowered } from '../lowered.ts';
import { explodingReport, vanishingReport } from './fading.ts';
import { firstLossReport } from './first-loss.ts';
import { indistinctReport } from './indistinct.ts';
import { lookAt } from './look.ts';
import { saturatedReports } from './saturated.ts';

/** Numbers that explode are too large for all that comes after, so nothing more is said of those. */
export function scaleReports(spec: CheckedSpec, models: readonly Lowered[]): readonly Diagnostic[] {
  return models.flatMap((model) => {
    const look = lookAt(model, spec);
    const exploding = explodingReport(look);
    if (exploding.length > 0) return exploding;
    const vanishing = vanishingReport(look);
    const indistinct = vanishing.length > 0 ? [] : indistinctReport(look);
    return [...saturatedReports(look), ...vanishing, ...indistinct, ...firstLossReport(look)];
  });
}
