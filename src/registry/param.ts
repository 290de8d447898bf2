/**
 * Parameters as data. A parameter is a JSON Schema with a few words of mm's own; validators, the types of the values,
 * documentation and completion are derived from it.
 */
import type { Dim } from '../shapes/dim.ts';

/**
 * What a parameter takes, beyond its JSON type:
 * - `size`: a whole number that may be an expression over dims (`4*C`); a symbolic one is checked as an obligation
 * - `value`: plain JSON whose parts are known when the spec is checked: numbers, words, strings, lists
 * - `switch`: true or false; the bare word means true
 * - `initialiser`, `schedule`: a call of an entry of that registry (a schedule may be a number)
 */
export type ParamKind = 'size' | 'sizes' | 'value' | 'switch' | 'initialiser' | 'schedule' | 'tap' | 'stack' | 'range';

interface ParamWords {
  readonly kind: ParamKind;
  /** What it means, in a line. Units in it where there are any. */
  readonly description: string;
  /** Written without its name, in the order of declaration. */
  readonly positional?: true;
  /** All positional arguments together make up this list. */
  readonly variadic?: true;
  /** Takes a built-in name as a bare word, or a path in quotes. */
  readonly source?: true;
  /** May be left out although it has no default: the value is then undefined. */
  readonly optional?: true;
}

/** The part of JSON Schema (draft 2020-12) that parameters use. */
export type Schema =
  | ({ readonly type: 'integer' | 'number'; readonly not?: { readonly const: number } } & Limits)
  | { readonly type: 'boolean' | 'string' }
  | { readonly enum: readonly string[] }
  | {
      readonly type: 'array';
      readonly prefixItems?: readonly Schema[];
      readonly items: Schema | false;
      readonly minItems?: number;
      readonly maxItems?: number;
    }
  | { readonly anyOf: readonly Schema[] };

interface Limits {
  readonly minimum?: number;
  readonly maximum?: number;
  readonly exclusiveMinimum?: number;
  readonly exclusiveMaximum?: number;
}

export type Param = (Schema | Empty) & ParamWords & { readonly default?: unknown };

/** Kinds without a JSON form (a call, a tap, a stack) have no schema. */
interface Empty {
  readonly type?: never;
}

export type Params = { readonly [name: string]: Param };

/** A call of an initialiser or a schedule with its arguments, checked, defaults filled in. */
export interface EntryCall {
  readonly name: string;
  readonly args: Readonly<Record<string, unknown>>;
}

type KindValue<P extends Param> = P['kind'] extends 'size'
  ? Dim
  : P['kind'] extends 'switch'
    ? boolean
    : P['kind'] extends 'initialiser' | 'schedule'
      ? EntryCall
      : JsonOf<P>;

/** The type of the values that a schema admits. */
type JsonOf<S> = S extends { readonly enum: readonly (infer E)[] }
  ? E
  : S extends { readonly anyOf: readonly (infer A)[] }
    ? JsonOf<A>
    : S extends { readonly type: 'integer' | 'number' }
      ? number
      : S extends { readonly type: 'boolean' }
        ? boolean
        : S extends { readonly type: 'string' }
          ? string
          : S extends { readonly prefixItems: infer T }
            ? { readonly [I in keyof T]: JsonOf<T[I]> }
            : S extends { readonly items: infer I }
              ? readonly JsonOf<I>[]
              : never;

type MayBeAbsent<P extends Param> = P extends { readonly optional: true } ? undefined : never;

/** The checked values of a table of parameters: sizes as dims, the rest as their schema says. */
export type ValuesOf<P extends Params> = { readonly [K in keyof P]: KindValue<P[K]> | MayBeAbsent<P[K]> };

/** Whether a spec must state the parameter. */
export function isRequired(param: Param): boolean {
  return param.default === undefined && !param.optional;
}

/** The names of the positional parameters, in order. */
export function positionalNames(params: Params): string[] {
  return Object.keys(params).filter((name) => params[name]?.positional);
}
