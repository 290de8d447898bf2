/** A reader of data: what its files must look like, what their facts are, and which dims and target follow from them. */
import type { CharFacts, CharProblem } from '../data/chars.ts';
import type { FormatProblem } from '../data/format.ts';
import type { IdxFacts } from '../data/idx.ts';
import type { Likeness } from '../data/likeness.ts';
import type { NpyFacts } from '../data/npy.ts';
import type { Cell, TableFacts, TableProblem } from '../data/table.ts';
import type { TextFacts } from '../data/text.ts';
import type { Dim } from '../shapes/dim.ts';
import type { TensorType } from '../shapes/shape.ts';
import type { Disagreement, Params, ValuesOf } from './param.ts';
import type { TargetKind } from './training.ts';

/** Facts that a reader's `inspect` finds in a file. JSON, so that a shell can keep them. */
export type DataFacts = CharFacts | TextFacts | TableFacts | IdxFacts | NpyFacts;

/** What is wrong with the bytes of a file, as data. */
export type DataProblem = CharProblem | TableProblem | FormatProblem;

/** What a `data` item gives to the rest of a spec. */
export interface DataDescription {
  readonly input: TensorType;
  /** Dims by name; a reader without facts gives symbols. */
  readonly dims: Readonly<Record<string, Dim>>;
  /** For each dim, the parameter it comes from, or undefined when it comes from the source itself. */
  readonly origins: Readonly<Record<string, string | undefined>>;
  /** Undefined where only the files would tell. */
  readonly target: { readonly kind: TargetKind; readonly type: TensorType } | undefined;
  /** What each id stands for, where ids are tokens and the source is known. */
  readonly tokens?: readonly string[];
}

/** A setting that the source cannot serve: the parameter at fault and the largest value that works. */
export interface DataConflict {
  readonly param: string;
  readonly most: number;
  readonly why: string;
}

/** What is wrong with a file as it is used here; `param` says which argument is at fault. */
export type DataFault =
  | {
      readonly kind: 'no-column';
      readonly param: string;
      readonly columns: readonly string[];
      readonly known: readonly string[];
    }
  | { readonly kind: 'gap'; readonly column: ColumnUse; readonly first: Cell; readonly cells: number }
  /** `first` is of the rarer sort. */
  | {
      readonly kind: 'mixed';
      readonly column: ColumnUse;
      readonly first: Cell;
      readonly words: number;
      readonly numbers: number;
    }
  | { readonly kind: 'kinds'; readonly column: ColumnUse; readonly why: string }
  /** Files that do not go together, or one that is no such data: the argument, and the rest of a sentence about its file. */
  | { readonly kind: 'unfit'; readonly param: string; readonly why: string; readonly help?: string };

/** Targets that are numbers not from 0 to 1. */
export interface Outsiders {
  /** The source that they come from. */
  readonly param: string;
  /** Where in it they are, if not everywhere: `column price of `. */
  readonly within: string;
  readonly count: number;
  /** The first of them as text, and its place: `line 2`. */
  readonly first: string;
  readonly place: string;
}

/** A number of examples, or no more than that. */
export interface Count {
  readonly count: number;
  readonly isMost: boolean;
}

export interface TargetMoments {
  readonly mean: number;
  readonly variance: number;
}

/** Between which numbers the targets lie. */
export interface TargetLimits extends Pick<Outsiders, 'param' | 'within'> {
  readonly least: number;
  readonly most: number;
}

/** A column of a table, and whether it is what is predicted. */
export interface ColumnUse {
  readonly name: string;
  readonly isLabel: boolean;
}

/** JSON that a program holds as a constant, with what it is in a few words. */
export interface DataConstant {
  readonly name: string;
  readonly value: Json;
  readonly about: string;
}

export type Json = string | number | readonly Json[] | { readonly [key: string]: Json };

/** How a program reads the same data by itself. */
export interface ReadingProgram {
  /** The part of a program that reads the files. */
  readonly part: 'documents' | 'text' | 'csv' | 'images' | 'npy' | 'synthetic';
  /** What the model makes up, if it makes up anything. */
  readonly samples: 'lines' | 'text' | undefined;
  /** What it learns, after the name of the program. */
  readonly purpose: string;
  readonly constants: readonly DataConstant[];
}

/** A parameter that holds a source, and what the file looks like. */
export interface ReaderSource {
  readonly param: string;
  readonly form: string;
}

/** Facts about each source, in order; undefined for a file that nobody looked at or that is unfit. */
export type Found<F> = readonly (F | undefined)[];

export interface ReaderDef<P extends Params = Params, F extends DataFacts = DataFacts> {
  readonly name: string;
  readonly summary: string;
  readonly params: P;
  readonly examples: readonly string[];
  /** Parameters that hold sources: a built-in name or a path. */
  readonly sources: readonly [ReaderSource, ...ReaderSource[]];
  /** Sources that ship with mm, by name: the file in the package, and its facts. */
  readonly builtin: Readonly<Record<string, { readonly file: string; readonly facts: F }>>;
  /** What is wrong when settings that are each in order do not go together, as the rest of a sentence about the reader. */
  disagreement?(settings: ValuesOf<P>): Disagreement | undefined;
  /** Reads the facts off a source's bytes. Pure; it never throws. */
  inspect(bytes: Uint8Array): { readonly facts: F } | { readonly problems: readonly [DataProblem, ...DataProblem[]] };
  /** Dims, input and target. Without facts the dims that depend on the source are symbols. */
  describe(settings: ValuesOf<P>, found: Found<F>): DataDescription;
  /** What the sources have too little of for these settings, as the rest of a sentence about the reader. */
  shortage?(settings: ValuesOf<P>, facts: readonly F[]): string | undefined;
  /** How many examples there are for training, by what the target is; left out where only the files tell. */
  trainedOn?(settings: ValuesOf<P>, facts: readonly F[], target: 'each' | 'next'): Count | undefined;
  /**
   * How the numbers of the input are spread, or, of ids, how likely two are the same; left out where nobody counted. The
   * target says whether each position predicts something, which examples may hang on.
   */
  likeness?(settings: ValuesOf<P>, facts: readonly F[], target: 'each' | 'next'): Likeness | undefined;
  /** Mean and variance of targets that are values; left out where nobody counted. */
  targetMoments?(settings: ValuesOf<P>, facts: readonly F[]): TargetMoments | undefined;
  /** Settings that do not go with the facts. */
  conflicts?(settings: ValuesOf<P>, facts: readonly F[]): readonly DataConflict[];
  /** What of the files does not serve these settings. */
  faults?(settings: ValuesOf<P>, facts: readonly F[]): readonly DataFault[];
  /** Targets that do not serve a loss that takes them from 0 to 1; none where they are no numbers. */
  outsiders?(settings: ValuesOf<P>, found: Found<F>): Outsiders | undefined;
  /** Between which numbers targets lie that are values. */
  limits?(settings: ValuesOf<P>, found: Found<F>): TargetLimits | undefined;
  /** What a program needs to read the files. */
  program(settings: ValuesOf<P>, found: Found<F>): ReadingProgram;
}

export function defineReader<const P extends Params, F extends DataFacts>(reader: ReaderDef<P, F>): ReaderDef<P, F> {
  return reader;
}
