/** Values of the registry as they would be written in a spec. */
import type { EntryCall } from '../registry/param.ts';
import { type Dim, toTight } from '../shapes/dim.ts';

/** `0.577`, `true`, `[0.8, 0.1, 0.1]`, `normal(std=0.01)`. Numbers have four digits. */
export function valueText(value: unknown): string {
  if (Array.isArray(value)) return `[${value.map(valueText).join(', ')}]`;
  if (typeof value === 'number') return numberText(value);
  if (isCall(value)) return callText(value);
  if (typeof value === 'object' && value !== null && 'kind' in value) return toTight(value as Dim);
  return String(value);
}

/** Whole numbers as they are, others with four digits; small ones as `1e-5`. */
function numberText(value: number): string {
  if (Number.isInteger(value)) return `${value}`;
  const short = Number(value.toPrecision(4));
  return Math.abs(short) < 1e-3 ? short.toExponential().replace('e-0', 'e-') : `${short}`;
}

/** `step(rates=[0.1, 0.01], at=150000)`; just the name when there is nothing to say. */
export function callText({ name, args }: EntryCall): string {
  const parts = Object.entries(args)
    .filter(([, value]) => value !== undefined)
    .map(([key, value]) => `${key}=${valueText(value)}`);
  return parts.length === 0 ? name : `${name}(${parts.join(', ')})`;
}

function isCall(value: unknown): value is EntryCall {
  return typeof value === 'object' && value !== null && 'name' in value && 'args' in value;
}
