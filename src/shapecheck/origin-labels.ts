/** Labels that show where a dim comes from. */
import type { Label } from '../diagnostics/diagnostic.ts';
import type { Flow, Origin } from './context.ts';

export function originLabel({ span, message }: Origin): Label {
  return { span, message };
}

/** Where a dim comes from, as a label; nothing when it is not known. */
export function originLabels({ origins }: Flow, axis: number | undefined): Label[] {
  const origin = axis === undefined ? undefined : origins[axis];
  return origin ? [originLabel(origin)] : [];
}
