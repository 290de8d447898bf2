/**
 * Parameters as data. A parameter is a JSON Schema with a few words of mm's own; validators, the types of the values,
 * documentation and completion are derived from it.
 */
import type { Dim } from '../shapes/dim.ts';
import type { Span } from '../text/source.ts';

/**
 * What a parameter takes, beyond its JSON type:
 * - `size`: a whole number that may be an expression over dims (`4*C`); a symbolic one is checked as an obligation
 * - `sizes`: a list of sizes, one of which may be `_`, left to be worked out
 * - `window`: a size for all dims that a layer slides over, or a list with one for each; a padding may be pairs or a word
 * - `range`: `0..4`, two sizes; the end is left out. Both are 0 or more, which needs no schema
 * - `value`: plain JSON whose parts are known when the spec is checked: numbers, words, strings, lists
 * - `switch`: true or false, or a word of its own; the bare name means true
 * - `table`: `@name`, a named stage before this one whose table of vectors is shared
 * - `initialiser`, `schedule`, `loss`: a call of an entry of that registry (a schedule may be a number)
 */
export type ParamKind =
  | 'size'
  | 'sizes'
  | 'window'
  | 'value'
  | 'switch'
  | 'initialiser'
  | 'schedule'
  | 'loss'
  | 'table'
  | 'stack'
  | 'range';

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
  /** An initialiser that may be a number, which is then the value of all. */
  readonly number?: true;
  /** What people write, where that is not the default: offered in place of what is out of range. */
  readonly usual?: number;
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

/** A call of an initialiser, a schedule or a loss with its arguments, checked, defaults filled in. */
export interface EntryCall {
  readonly name: string;
  readonly args: Readonly<Record<string, unknown>>;
}

/** A size, or `_` where it is to be worked out. */
export type OpenSize = Dim | '_';

/** A size for all dims, one for each (of a padding also before and after), or a word that stands for some. */
export type WindowValue = Dim | readonly WindowEntry[] | string;
export type WindowEntry = Dim | readonly [before: Dim, after: Dim];

/** The positions from `from` to `to`, which is left out. */
export interface DimRange {
  readonly from: Dim;
  readonly to: Dim;
}

/** A table of vectors that a named stage holds. */
export interface NamedTable {
  /** Path of the weight; empty where there is none, which was reported. */
  readonly path: string;
  readonly rows: Dim;
  /** Numbers in each vector. */
  readonly width: Dim;
  /** Where the stage stands. */
  readonly span: Span | undefined;
}

type KindValue<P extends Param> = P['kind'] extends keyof KindValues ? KindValues[P['kind']] : JsonOf<P>;

interface KindValues {
  readonly size: Dim;
  readonly sizes: readonly OpenSize[];
  readonly window: WindowValue;
  readonly range: DimRange;
  readonly table: NamedTable;
  readonly initialiser: EntryCall;
  readonly schedule: EntryCall;
  readonly loss: EntryCall;
}

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

/** The checked values of a table of parameters: sizes and ranges as dims, the rest as their schema says. */
export type ValuesOf<P extends Params> = { readonly [K in keyof P]: KindValue<P[K]> | MayBeAbsent<P[K]> };

/** Why values that are each in order do not go together, going on from the name of their entry, and a way out. */
export interface Disagreement {
  /** The one to look at. */
  readonly param: string;
  readonly why: string;
  readonly help: string;
}

/** Whether a spec must state the parameter. */
export function isRequired(param: Param): boolean {
  return param.default === undefined && !param.optional;
}

/** The names of the positional parameters, in order. */
export function positionalNames(params: Params): string[] {
  return Object.keys(params).filter((name) => params[name]?.positional);
}

/** The words that a parameter knows itself, those of one of several forms among them. */
export function wordsOf(param: Param): readonly string[] {
  if ('enum' in param) return param.enum;
  const own = 'anyOf' in param ? param.anyOf.flatMap((form) => ('enum' in form ? form.enum : [])) : [];
  return param.kind === 'switch' ? ['true', 'false', ...own] : own;
}
