/** A reader of data: what a file must look like, what its facts are, and which dims and target follow from them. */
import type { CharFacts, CharProblem } from '../data/chars.ts';
import type { Dim } from '../shapes/dim.ts';
import type { TensorType } from '../shapes/shape.ts';
import type { Params, ValuesOf } from './param.ts';
import type { TargetKind } from './training.ts';

/** Facts that a reader's `inspect` finds. JSON, so that a shell can keep them. */
export type DataFacts = CharFacts;

/** What is wrong with the bytes of a source, as data. */
export type DataProblem = CharProblem;

/** What a `data` item gives to the rest of a spec. */
export interface DataDescription {
  readonly input: TensorType;
  /** Dims by name; a reader without facts gives symbols. */
  readonly dims: Readonly<Record<string, Dim>>;
  /** For each dim, the parameter it comes from, or undefined when it comes from the source itself. */
  readonly origins: Readonly<Record<string, string | undefined>>;
  readonly target: TargetKind;
}

/** A setting that the source cannot serve: the parameter at fault and the largest value that works. */
export interface DataConflict {
  readonly param: string;
  readonly most: number;
  readonly why: string;
}

export interface ReaderDef<P extends Params = Params, F extends DataFacts = DataFacts> {
  readonly name: string;
  readonly summary: string;
  readonly params: P;
  readonly examples: readonly string[];
  /** Names of the parameters that hold sources: a built-in name or a path. */
  readonly sources: readonly string[];
  /** Sources that ship with mm, by name: the file in the package, and its facts. */
  readonly builtin: Readonly<Record<string, { readonly file: string; readonly facts: F }>>;
  /** What is wrong when settings that are each in order do not go together, as the rest of a sentence about the reader. */
  disagreement?(settings: ValuesOf<P>): string | undefined;
  /** Reads the facts off a source's bytes. Pure; it never throws. */
  inspect(bytes: Uint8Array): { readonly facts: F } | { readonly problems: readonly [DataProblem, ...DataProblem[]] };
  /** Dims, input and target. Without facts the dims that depend on the source are symbols. */
  describe(settings: ValuesOf<P>, facts: F | undefined): DataDescription;
  /** What the source has too little of for these settings, as the rest of a sentence about the reader. */
  shortage?(settings: ValuesOf<P>, facts: F): string | undefined;
  /** Settings that do not go with the facts. */
  conflicts(settings: ValuesOf<P>, facts: F): readonly DataConflict[];
}

export function defineReader<const P extends Params, F extends DataFacts>(reader: ReaderDef<P, F>): ReaderDef<P, F> {
  return reader;
}
