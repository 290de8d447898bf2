/** Stated types held against what flows: symbols bind, dims are compared. */
import { diagnostic, replace, respell } from '../diagnostics/diagnostic.ts';
import type { Expr, TypeExpr } from '../parser/ast.ts';
import { kindText } from '../resolve/values.ts';
import type { Dim } from '../shapes/dim.ts';
import { equal, type Obligation } from '../shapes/obligation.ts';
import type { TensorType } from '../shapes/shape.ts';
import { nearest } from '../text/nearest.ts';
import { textOf } from '../text/source.ts';
import { type Context, report } from './context.ts';
import { evaluateKnown, namesInSight, nameValue } from './evaluate.ts';
import { lookUp } from './frame.ts';
import { UNKNOWN } from './unknown.ts';

/**
 * Which lone names are new symbols that take the dim they meet: in an assertion those that nothing declares, in the
 * input of a block's type all but its parameters, in the output none.
 */
export type Binds = 'undeclared' | 'own' | 'none';

/** A stated dim with what flows in its place. */
export interface StatedDim {
  readonly value: Dim;
  readonly obligation: Obligation;
  /** Index into the dims; undefined for the vocabulary. */
  readonly axis: number | undefined;
}

/** What must be equal for the type to hold; undefined when the ranks or dtypes differ already. */
export function statedDims(
  stated: TypeExpr,
  type: TensorType,
  binds: Binds,
  context: Context,
): StatedDim[] | undefined {
  if (stated.dims.length !== type.dims.length || stated.int !== (type.dtype === 'int')) return undefined;
  const pairs = stated.dims.map((expr, axis) => ({ expr, dim: type.dims[axis] as Dim, axis })).slice(1);
  const vocab = stated.of && type.vocab ? [{ expr: stated.of, dim: type.vocab, axis: undefined }] : [];
  return [...pairs, ...vocab].flatMap(({ expr, dim, axis }) => {
    if (bindsSymbol(expr, dim, binds, context)) return [];
    const value = binds === 'none' ? outputDim(expr, context) : dimOf(expr, context);
    return value ? [{ value, obligation: equal(dim, value), axis }] : [];
  });
}

/** A name that a block's output states and its input does not. */
function outputDim(expr: Expr, context: Context): Dim | undefined {
  if (expr.kind !== 'name-expr' || nameValue(expr.name, context)) return dimOf(expr, context);
  const help = ['name it in the input of the type, or write _ for a dim that follows from the body'];
  const near = nearest(expr.name, namesInSight(context));
  const ways = near.length > 0 ? { fixes: respell(near, expr.span) } : { help };
  report(context, diagnostic('name/unknown', expr.span, { name: expr.name, near }, ways));
  return undefined;
}

/** The dim that an expression of a type stands for; nothing for a hole or a mistake, which is reported. */
export function dimOf(expr: Expr, context: Context): Dim | undefined {
  if (expr.kind === 'hole') return undefined;
  const value = evaluateKnown(expr, context);
  if (value.kind === 'dim') return value.dim;
  if (value.kind === 'bad') return undefined;
  const facts = { entry: 'the shape', param: 'each dim', wants: 'a whole number', got: kindText(value) };
  report(context, diagnostic('argument/type', expr.span, facts));
  return undefined;
}

/** A lone new name takes the dim it meets. */
function bindsSymbol(expr: Expr, dim: Dim, binds: Binds, context: Context): boolean {
  if (expr.kind !== 'name-expr' || expr.name === 'B' || binds === 'none') return false;
  const known = binds === 'own' ? lookUp(context.frame, expr.name) : nameValue(expr.name, context);
  if (known) return false;
  context.frame.names.set(expr.name, { kind: 'dim', dim });
  return true;
}

/** Binds every new symbol of a type to an unknown dim, so that an earlier mistake does not make the names unknown. */
export function bindUnknown(stated: TypeExpr, binds: Binds, context: Context): void {
  for (const expr of stated.dims) bindsSymbol(expr, UNKNOWN, binds, context);
}

/** Whether a stated type begins with the batch, as all do. */
export function beginsWithBatch({ dims: [first] }: TypeExpr): boolean {
  return first?.kind === 'missing' || (first?.kind === 'name-expr' && first.name === 'B');
}

/** Reports a stated type that leaves the batch out. */
export function reportNoBatch(stated: TypeExpr, context: Context): void {
  const [first] = stated.dims;
  const text = textOf(stated.span);
  const fixes = first ? [replace('write B first', { ...first.span, end: first.span.start }, 'B, ')] : [];
  report(context, diagnostic('shape/no-batch', stated.span, { stated: text }, { fixes }));
}
