/** A target: what turns a model into the files of a program. Targets return files; a shell writes them. */
import type { Ir } from '../ir/ir.ts';
import type { OpKind, OpOf } from '../ops/op.ts';
import type { Dim } from '../shapes/dim.ts';
import type { TensorType } from '../shapes/shape.ts';

/** A file of a program. The path is relative, with `/`. */
export type OutputFile = TextFile | BinaryFile | CopiedFile;

export interface TextFile {
  readonly path: string;
  readonly text: string;
}

export interface BinaryFile {
  readonly path: string;
  readonly bytes: Uint8Array;
}

/** A file that the shell copies: one that ships with mm, or the source that a spec names. */
export interface CopiedFile {
  readonly path: string;
  readonly from: { readonly kind: 'builtin' | 'source'; readonly path: string };
}

export type Language = 'js' | 'ts';

/** What trains a program: the fused engine where the model can be compiled for it, or TensorFlow.js alone. */
export type EngineName = 'fused' | 'tfjs';

export interface TargetOptions {
  readonly lang: Language;
  readonly engine: EngineName;
}

/** An expression of a program and the names that it needs. */
export interface Expression {
  readonly text: string;
  readonly uses: readonly string[];
}

/** What an op is printed with. */
export interface OpContext {
  /** An expression for each input, and its type. */
  readonly inputs: readonly string[];
  readonly types: readonly TensorType[];
  /** The site of the op's random numbers, as an expression. */
  readonly site: string;
  /** The path of the stage that owns an input, which is a weight or a buffer, as an expression. */
  owner(input: number): string;
  /** A size that only a running program knows. */
  size(dim: Dim): string;
}

export interface Target {
  readonly name: string;
  /** A row for each op: a new op does not compile until every target knows it. */
  readonly emit: { readonly [K in OpKind]: (op: OpOf<K>, context: OpContext) => Expression };
  program(ir: Ir, options: TargetOptions): readonly OutputFile[];
}
