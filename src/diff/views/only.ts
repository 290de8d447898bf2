/** Models that only one of two specs has, in words. */
import type { Diff } from '../diff.ts';
import type { Names } from './text.ts';

/** `model critic is in before.mm only`, a line for each. */
export function onlyLines({ onlyA, onlyB }: Diff, names: Names): string[] {
  return [...onlyA.map((name) => onlyText(name, names.a)), ...onlyB.map((name) => onlyText(name, names.b))];
}

function onlyText(name: string | undefined, file: string): string {
  return `${name === undefined ? 'a model without a name' : `model ${name}`} is in ${file} only`;
}
