/**
 * The syntax tree of a .mm file: plain objects told apart by `kind`, each with the span it was read from.
 * A part that could not be read is a `missing` node, about which later phases keep quiet. This file has the items;
 * what stands in them is in `ast-stack.ts`, and everything is had from here.
 */
import type { Source, Span } from '../text/source.ts';
import type { Args, Expr, Missing, Name, Stack, StringLiteral, TypeExpr, Value } from './ast-stack.ts';

export type * from './ast-stack.ts';

/** A whole file. */
export interface Spec {
  readonly kind: 'spec';
  readonly source: Source;
  /** In the order of the file. A file that is one bare stack holds a single model with `bare: true`. */
  readonly items: readonly Item[];
  /** Every comment of the file, in order, for the formatter and for `mm-ignore`. */
  readonly comments: readonly Comment[];
  readonly span: Span;
}

export interface Comment {
  /** With its `#`, without its line end. */
  readonly text: string;
  /** Begins with `##`: documents the item that follows. */
  readonly doc: boolean;
  readonly span: Span;
}

// ---- items

export type Item =
  | UseItem
  | InputItem
  | TargetItem
  | DataItem
  | LetItem
  | DefaultItem
  | BlockItem
  | ModelItem
  | TrainItem
  | SweepItem
  | BudgetItem;

interface ItemBase {
  readonly span: Span;
  /** The item's word (`data`, `model`): where reports about the whole item point. A bare stack's is its first stage. */
  readonly word: Span;
  /** Texts of the `##` comments right before the item, without the marks. */
  readonly doc: readonly string[];
}

/** `use "blocks.mm"`. */
export interface UseItem extends ItemBase {
  readonly kind: 'use';
  readonly path: StringLiteral | Missing;
}

/** `input tokens[T=8] of V=27`. */
export interface InputItem extends ItemBase {
  readonly kind: 'input';
  readonly name: Name;
  readonly dims: readonly InputDim[];
  /** The dims with their brackets; empty right after the name when there are none. */
  readonly dimsSpan: Span;
  readonly of: InputDim | undefined;
}

/** A dim of an input or target: `8`, `C`, `T=8`. */
export interface InputDim {
  readonly kind: 'input-dim';
  /** The name in `T=8`. A lone name is a `name` expression in `value`. */
  readonly name: Name | undefined;
  readonly value: Expr;
  readonly span: Span;
}

/** `target class[T] of 9`, `target value[1]`, `target tokens`. What the word means is decided later. */
export interface TargetItem extends ItemBase {
  readonly kind: 'target';
  readonly name: Name;
  readonly dims: readonly InputDim[];
  readonly dimsSpan: Span;
  readonly of: InputDim | undefined;
}

/** `data chars names context=8`. */
export interface DataItem extends ItemBase {
  readonly kind: 'data';
  readonly reader: Name;
  readonly args: Args;
}

/** `let d = 128`. */
export interface LetItem extends ItemBase {
  readonly kind: 'let';
  readonly name: Name;
  readonly value: Expr;
}

/** `default conv bias=false`. */
export interface DefaultItem extends ItemBase {
  readonly kind: 'default';
  readonly layer: Name;
  readonly args: Args;
}

/** `block down(n, width=2*n) : [B, T, C] -> [B, T/n, n*C] = …`. */
export interface BlockItem extends ItemBase {
  readonly kind: 'block';
  readonly name: Name;
  readonly params: readonly BlockParam[];
  readonly type: BlockType | undefined;
  readonly body: Stack;
}

export interface BlockParam {
  readonly kind: 'block-param';
  /** Written `@name`: the caller's tap. */
  readonly tap: boolean;
  readonly name: Name;
  /** A value or a stack (`inner=id` is a `name`; `inner=( … )` a `paren`). */
  readonly default: Value | undefined;
  readonly span: Span;
}

export interface BlockType {
  readonly kind: 'block-type';
  readonly input: TypeExpr;
  readonly output: TypeExpr;
  readonly span: Span;
}

/** `model = stack`, `model name = stack`, `model stack`, or the bare stack. */
export interface ModelItem extends ItemBase {
  readonly kind: 'model';
  readonly name: Name | undefined;
  readonly body: Stack;
  readonly bare: boolean;
}

/** `train sgd lr=0.1`. */
export interface TrainItem extends ItemBase {
  readonly kind: 'train';
  readonly optimiser: Name;
  readonly args: Args;
}

/** `sweep random trials=40 d=[64, 128]`. */
export interface SweepItem extends ItemBase {
  readonly kind: 'sweep';
  readonly strategy: Name;
  readonly args: Args;
}

/** `budget params=100k memory=64MB`. */
export interface BudgetItem extends ItemBase {
  readonly kind: 'budget';
  readonly args: Args;
}
