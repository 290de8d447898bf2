/** The syntax tree below the items: names, stacks with their stages, types, arguments and expressions. */
import type { Diagnostic } from '../diagnostics/diagnostic.ts';
import type { Span } from '../text/source.ts';

/** A name where one is declared or used. `text` is empty when it is missing (reported by the parser). */
export interface Name {
  readonly kind: 'name';
  readonly text: string;
  readonly span: Span;
}

// ---- stacks

/** Stages from left to right. `span` leaves out enclosing parentheses. */
export interface Stack {
  readonly kind: 'stack';
  readonly stages: readonly Stage[];
  readonly span: Span;
}

export type Stage = LayerStage | GroupStage | RepeatStage | ResidualStage | JoinStage | TapStage | ReadStage | Missing;

interface StageBase {
  readonly span: Span;
  /** `: [B, T/2, 2*C]` after the stage. */
  readonly assertion: TypeExpr | undefined;
}

/** A layer, block or stack parameter by its name: `linear 4*d bias=false name=head`, `flatten2`. */
export interface LayerStage extends StageBase {
  readonly kind: 'layer';
  /** The word as written, digits included: `flatten2`. Which layer it is, is decided against the registry. */
  readonly name: Name;
  readonly args: Args;
}

/** `( a | b )`. */
export interface GroupStage extends StageBase {
  readonly kind: 'group';
  readonly body: Stack;
}

/** `repeat 3 ( … )`, `repeat i in 0..4 ( … )`, `repeat c, s in [[64, 1], [128, 2]] ( … )`. */
export interface RepeatStage extends StageBase {
  readonly kind: 'repeat';
  readonly word: Span;
  /** Empty for a plain count. */
  readonly variables: readonly Name[];
  /** A count, or with variables a `range`, a `list`, or a name for one. */
  readonly over: Expr;
  readonly settings: readonly Setting[];
  readonly body: Stack;
}

/** `residual via=( … ) ( … )`. */
export interface ResidualStage extends StageBase {
  readonly kind: 'residual';
  readonly word: Span;
  readonly settings: readonly Setting[];
  readonly body: Stack;
}

/** `sum ( a, b )`, `concat axis=-1 ( a, b )`, `sum @skips`. */
export interface JoinStage extends StageBase {
  readonly kind: 'join';
  readonly join: 'sum' | 'mul' | 'concat';
  readonly word: Span;
  readonly settings: readonly Setting[];
  readonly branches: readonly Stack[] | TapName;
}

/** `tap @name`, `tap @name ( … )`. */
export interface TapStage extends StageBase {
  readonly kind: 'tap';
  readonly word: Span;
  readonly tap: TapName;
  readonly branch: Stack | undefined;
}

/** `@name` as a stage: the remembered value. */
export interface ReadStage extends StageBase {
  readonly kind: 'read';
  readonly tap: TapName;
}

// ---- types

/** `[B, T, C]`, `int[B, T] of V`. A hole (`_`) may stand for a dim. */
export interface TypeExpr {
  readonly kind: 'type';
  readonly int: boolean;
  readonly dims: readonly Expr[];
  readonly of: Expr | undefined;
  readonly span: Span;
}

// ---- arguments and expressions

/** What follows a word: positionals first, then settings, then perhaps a stack. */
export interface Args {
  readonly positionals: readonly Value[];
  readonly settings: readonly Setting[];
  /** What only the entry can tell the meaning of. */
  readonly pairs?: readonly Pair[];
  /** From the first to the last argument; empty right after the word when there are none. */
  readonly span: Span;
}

/**
 * A value that belongs to what stands right before it, if that is the name of a setting (`clip 1`) or the value of one that
 * takes arguments (`init=normal 0.01`). Both are among the arguments too, as if nothing were wrong.
 */
export interface Pair {
  readonly before: NameExpr | Setting;
  readonly value: Value;
  /** What is said when they do not belong together. */
  readonly otherwise: Diagnostic;
}

/** `key=value`, also `train.lr=…` (key `train.lr`). */
export interface Setting {
  readonly kind: 'setting';
  readonly key: Name;
  readonly value: Value;
  readonly span: Span;
}

/** What an argument may be. A positional after the settings (a block's last stack) stands last among the positionals. */
export type Value = Expr | Paren | TapName;

/**
 * Parentheses among arguments, in every reading that the text allows: `( ln | tanh )` is a stack only,
 * `(c - 1)` an expression only, `(d)` both. The parameter's kind decides.
 */
export interface Paren {
  readonly kind: 'paren';
  readonly stack: Stack | undefined;
  readonly expr: Expr | undefined;
  readonly span: Span;
}

/** `@name`. */
export interface TapName {
  readonly kind: 'tap-name';
  /** Without the `@`; the name's span leaves it out too, `span` does not. */
  readonly name: Name;
  readonly span: Span;
}

export type Expr =
  | NumberLiteral
  | StringLiteral
  | NameExpr
  | Negation
  | Binary
  | Call
  | ListExpr
  | RangeExpr
  | Hole
  | Missing;

/** `10`, `1_000`, `0.5`, `1e-3`, `100k`, `64MB`: `value` has the unit worked in. */
export interface NumberLiteral {
  readonly kind: 'number';
  readonly value: number;
  readonly unit: 'k' | 'M' | 'G' | 'kB' | 'MB' | 'GB' | undefined;
  readonly span: Span;
}

/** A string in double quotes with JSON's escapes, undone in `value`. */
export interface StringLiteral {
  readonly kind: 'string';
  readonly value: string;
  readonly span: Span;
}

/** A bare word: a value, a switch, a parameter, a constant, a dim. `true` and `false` are such words too. */
export interface NameExpr {
  readonly kind: 'name-expr';
  readonly name: string;
  readonly span: Span;
}

export interface Negation {
  readonly kind: 'negation';
  readonly operand: Expr;
  readonly span: Span;
}

export interface Binary {
  readonly kind: 'binary';
  readonly operator: '+' | '-' | '*' | '/' | '//' | '%' | '^';
  readonly left: Expr;
  readonly right: Expr;
  readonly span: Span;
}

/** `step(0.1, 0.01, at=150_000)`, `max(a, b)`. */
export interface Call {
  readonly kind: 'call';
  readonly name: Name;
  readonly args: Args;
  readonly span: Span;
}

export interface ListExpr {
  readonly kind: 'list';
  readonly items: readonly Expr[];
  readonly span: Span;
}

/** `a..b`, the end left out. */
export interface RangeExpr {
  readonly kind: 'range';
  readonly from: Expr;
  readonly to: Expr;
  readonly span: Span;
}

/** `_`: a dim to infer. */
export interface Hole {
  readonly kind: 'hole';
  readonly span: Span;
}

/** Something that should stand here and could not be read; the parser has reported it. */
export interface Missing {
  readonly kind: 'missing';
  readonly span: Span;
}
