/** Values of expressions while a spec is checked. */
import type { Call, NameExpr, Stack } from '../parser/ast.ts';
import { constant, type Dim, numberOf } from '../shapes/dim.ts';
import { toTight } from '../shapes/print.ts';

/**
 * A number is a dim when it is whole or symbolic, else a plain real. A word, a call and a stack stand for themselves
 * until a parameter says what they mean; `env` is where they were written. `bad` was reported where it arose, and
 * silences what follows.
 */
export type Val<E = unknown> =
  | { readonly kind: 'dim'; readonly dim: Dim }
  | { readonly kind: 'real'; readonly value: number }
  | { readonly kind: 'text'; readonly value: string }
  | { readonly kind: 'word'; readonly name: string; readonly expr: NameExpr; readonly env: E }
  | { readonly kind: 'list'; readonly items: readonly Val<E>[] }
  | { readonly kind: 'range'; readonly from: Dim; readonly to: Dim }
  | { readonly kind: 'call'; readonly call: Call; readonly env: E }
  | { readonly kind: 'stack'; readonly stack: Stack; readonly env: E }
  | { readonly kind: 'tap'; readonly name: string; readonly env: E }
  | { readonly kind: 'bad' };

export const BAD: Val<never> = { kind: 'bad' };

/** A number as a value. */
export function numberVal(value: number): Val<never> {
  return Number.isSafeInteger(value) ? { kind: 'dim', dim: constant(value) } : { kind: 'real', value };
}

/** The plain number that a value is, if it is one. */
export function realOf(val: Val): number | undefined {
  if (val.kind === 'real') return val.value;
  return val.kind === 'dim' ? numberOf(val.dim) : undefined;
}

/** A value as people write it. */
export function valText(val: Val): string {
  switch (val.kind) {
    case 'dim':
      return toTight(val.dim);
    case 'real':
      return String(val.value);
    case 'text':
      return JSON.stringify(val.value);
    case 'word':
      return val.name;
    case 'list':
      return `[${val.items.map(valText).join(', ')}]`;
    case 'range':
      return `${toTight(val.from)}..${toTight(val.to)}`;
    case 'call':
      return `${val.call.name.text}(…)`;
    case 'stack':
      return 'a stack';
    case 'tap':
      return `@${val.name}`;
    case 'bad':
      return '?';
  }
}

/** What kind of thing a value is, for "must be a number, but it is a list". */
export function kindText(val: Val): string {
  switch (val.kind) {
    case 'dim':
    case 'real':
      return valText(val);
    case 'text':
      return `the text ${valText(val)}`;
    case 'word':
      return `the word ${val.name}`;
    case 'list':
      return `the list ${valText(val)}`;
    case 'range':
      return `the range ${valText(val)}`;
    case 'call':
      return `a call of ${val.call.name.text}`;
    case 'tap':
      return `the tap @${val.name}`;
    case 'stack':
      return 'a stack';
    case 'bad':
      return 'unknown';
  }
}
