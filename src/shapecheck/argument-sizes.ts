/** Values of parameters that hold several sizes: a list, in which one may be left to be worked out, and a range. */
import type { Value } from '../parser/ast.ts';
import type { DimRange, NamedTable, OpenSize, Param, WindowValue } from '../registry/param.ts';
import { kindText, valText } from '../resolve/values.ts';
import { constant, type Dim, numberOf } from '../shapes/dim.ts';
import { asExpr, isAtLeast, plainValue, type Slot, type Worked, wrongKind } from './argument-value.ts';
import { leastOf, sizesIn } from './argument-window.ts';
import type { Context } from './context.ts';
import { evaluate } from './evaluate.ts';
import { UNKNOWN } from './unknown.ts';

/** What stands for a value that could not be worked out: nothing hangs on it. */
export function unknownOf(param: Param): unknown {
  switch (param.kind) {
    case 'sizes':
      return [];
    case 'range':
      return UNKNOWN_RANGE;
    case 'table':
      return UNKNOWN_TABLE;
    default:
      return 'type' in param && param.type === 'string' ? '' : undefined;
  }
}

const UNKNOWN_RANGE: DimRange = { from: constant(0), to: UNKNOWN };
const UNKNOWN_TABLE: NamedTable = { path: '', rows: UNKNOWN, width: UNKNOWN, span: undefined };

/** A list of sizes, written one after the other or in brackets. One that is wrong is reported and UNKNOWN. */
export function sizesValue(values: readonly Value[], slot: Slot, context: Context): Worked {
  const each: Slot = { ...slot, param: { kind: 'size', type: 'integer', description: slot.param.description } };
  const parts = values.flatMap((value): readonly Value[] => {
    const expr = asExpr(value);
    return expr?.kind === 'list' ? expr.items : [value];
  });
  const worked = parts.map((part) => openSize(part, each, context));
  const value: readonly OpenSize[] = worked.map((one) => one?.size ?? UNKNOWN);
  const text = worked.map((one) => one?.text ?? '?').join(' ');
  return { value, json: undefined, text, ...(worked.includes(undefined) ? { faulty: true } : {}) };
}

function openSize(value: Value, slot: Slot, context: Context): { size: OpenSize; text: string } | undefined {
  if (asExpr(value)?.kind === 'hole') return { size: '_', text: '_' };
  const worked = plainValue(value, slot, context);
  if (!worked) return undefined;
  const size = worked.value as Dim;
  return isAtLeast(1, size, slot, value.span, context) ? { size, text: worked.text } : undefined;
}

/** `0..4`. A wrong one is reported. */
export function rangeValue(value: Value, slot: Slot, context: Context): Worked | undefined {
  const expr = asExpr(value);
  if (!expr) return wrongKind(slot, value.span, value.kind === 'tap-name' ? 'a tap' : 'a stack', context);
  if (expr.kind === 'missing') return undefined;
  const val = evaluate(expr, context);
  if (val.kind === 'bad') return undefined;
  if (val.kind !== 'range') return wrongKind(slot, expr.span, kindText(val), context);
  const start: Slot = { ...slot, name: `the start of ${slot.name}` };
  if (!isAtLeast(0, val.from, start, expr.span, context)) return undefined;
  const range: DimRange = { from: val.from, to: val.to };
  return { value: range, json: undefined, text: valText(val) };
}

/** The sizes of a value that stay symbolic, with the least that each may be. */
export function symbolicIn(value: unknown, param: Param): readonly (readonly [size: Dim, least: number])[] {
  const isSymbolic = ([size]: readonly [Dim, number]) => numberOf(size) === undefined;
  if (value === undefined) return [];
  switch (param.kind) {
    case 'size': {
      const least = 'minimum' in param ? param.minimum : undefined;
      return least === undefined ? [] : ([[value as Dim, least]] as const).filter(isSymbolic);
    }
    case 'sizes':
      return (value as readonly OpenSize[])
        .flatMap((size) => (size === '_' ? [] : [[size, 1] as const]))
        .filter(isSymbolic);
    case 'window':
      return sizesIn(value as WindowValue)
        .map((size) => [size, leastOf(param)] as const)
        .filter(isSymbolic);
    case 'range':
      return ([[(value as DimRange).from, 0]] as const).filter(isSymbolic);
    default:
      return [];
  }
}
