/** Stated types held against what flows: symbols bind, dims are compared. */
import type { Expr, TypeExpr } from '../parser/ast.ts';
import { BATCH } from '../shapes/batch.ts';
import type { Dim } from '../shapes/dim.ts';
import { equal, type Obligation } from '../shapes/obligation.ts';
import type { TensorType } from '../shapes/shape.ts';
import type { Context } from './context.ts';
import { evaluate, nameValue } from './evaluate.ts';
import { lookUp } from './frame.ts';
import { UNKNOWN } from './unknown.ts';

/** What must be equal for the type to hold; undefined when the ranks or dtypes differ already. */
export function obligationsOf(
  stated: TypeExpr,
  type: TensorType,
  context: Context,
  hidesDims: boolean,
): Obligation[] | undefined {
  if (stated.dims.length !== type.dims.length || (stated.int && type.dtype !== 'int')) return undefined;
  const pairs: [Expr, Dim][] = stated.dims.map((expr, axis) => [expr, type.dims[axis] as Dim]);
  if (stated.of && type.vocab) pairs.push([stated.of, type.vocab]);
  const bound = pairs.filter(([expr, dim]) => bindsSymbol(expr, dim, context, hidesDims));
  return pairs.flatMap((pair) => (bound.includes(pair) ? [] : obligation(pair, context)));
}

function obligation([expr, dim]: [Expr, Dim], context: Context): Obligation[] {
  const value = dimOf(expr, context);
  return value ? [equal(value, dim)] : [];
}

/** The dim that an expression of a type stands for; nothing for a hole or a mistake. */
export function dimOf(expr: Expr, context: Context): Dim | undefined {
  if (expr.kind === 'name-expr' && expr.name === 'B') return BATCH;
  if (expr.kind === 'hole' || expr.kind === 'missing') return undefined;
  const value = evaluate(expr, context);
  return value.kind === 'dim' ? value.dim : undefined;
}

/** A new symbol that stands alone takes the dim it meets. */
function bindsSymbol(expr: Expr, dim: Dim, context: Context, hidesDims: boolean): boolean {
  if (expr.kind !== 'name-expr' || expr.name === 'B') return false;
  const known = hidesDims ? lookUp(context.frame, expr.name) : nameValue(expr.name, context);
  if (known) return false;
  context.frame.names.set(expr.name, { kind: 'dim', dim });
  return true;
}

/** Binds every new symbol of a type to an unknown dim, so that an earlier mistake does not make the names unknown. */
export function bindUnknown(stated: TypeExpr, context: Context): void {
  for (const expr of stated.dims) bindsSymbol(expr, UNKNOWN, context, false);
}
