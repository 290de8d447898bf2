/** Values of arguments as texts that are equal where the values are. */
import { type Dim, toTight } from '../shapes/dim.ts';

/** JSON with every digit; dims are written as in types. */
export function exactText(value: unknown): string {
  return JSON.stringify(value, (_, each: unknown) => (isDim(each) ? toTight(each) : each));
}

function isDim(value: unknown): value is Dim {
  if (typeof value !== 'object' || value === null || !('kind' in value)) return false;
  return value.kind === 'number' || value.kind === 'fraction' || value.kind === 'none';
}
