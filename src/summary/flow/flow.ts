/** What the outputs of models see of their input, against what they are to see. */
import type { Diagnostic } from '../../diagnostics/diagnostic.ts';
import type { CheckedSpec } from '../../shapecheck/checked.ts';
import type { Lowered } from '../lowered.ts';
import { leakReports } from './leaks.ts';
import { orderReports } from './order.ts';
import { unseenReports } from './unseen.ts';

export function flowReports(spec: CheckedSpec, models: readonly Lowered[]): readonly Diagnostic[] {
  const found = models.flatMap((model) => [
    ...leakReports(model, spec),
    ...unseenReports(model, spec),
    ...orderReports(model, spec),
  ]);
  const keys = found.map(({ code, span }) => `${code} ${span.source.file}:${span.start}`);
  return found.filter((_, at) => keys.indexOf(keys[at] as string) === at);
}
