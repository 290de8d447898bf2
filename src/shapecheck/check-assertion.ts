/** A shape assertion after a stage: proved, or an error. */
import { diagnostic, replace } from '../diagnostics/diagnostic.ts';
import { both } from '../diagnostics/row.ts';
import type { TypeExpr } from '../parser/ast.ts';
import { walk } from '../parser/visit.ts';
import { type Dim, equals, numberOf, toTight } from '../shapes/dim.ts';
import { typeText } from '../shapes/shape.ts';
import { textOf } from '../text/source.ts';
import { type Context, type Flow, report } from './context.ts';
import { nameValue } from './evaluate.ts';
import { settle } from './needs.ts';
import { originLabels } from './origin-labels.ts';
import { resized } from './resize.ts';
import { beginsWithBatch, bindUnknown, reportNoBatch, type StatedDim, statedDims } from './type-expr.ts';
import { UNKNOWN } from './unknown.ts';

/**
 * Holds the stated type against the flow; new symbols bind to the end of the parentheses around. Where a number is
 * stated, the number flows on.
 */
export function checkAssertion(stated: TypeExpr, flow: Flow, context: Context): Flow {
  const isWhole = beginsWithBatch(stated);
  if (!isWhole) reportNoBatch(stated, context);
  if (!flow.type || !isWhole) {
    bindUnknown(stated, 'undeclared', context);
    return flow;
  }
  const { type } = flow;
  const dims = statedDims(stated, type, 'undeclared', context);
  const wrong = (axis: number | undefined) => {
    const facts = { stated: textOf(stated.span), found: typeText(type) };
    const isOnce = context.turns.length + context.calls.length === 0;
    const at = axis ?? type.dims.length - 1;
    const wanted = dims?.find((dim) => dim.axis === at)?.value;
    const resizes = axis === undefined ? [] : resized(flow.origins[at], type.dims[at], wanted);
    return diagnostic('shape/assertion', stated.span, facts, {
      labels: originLabels(flow, at),
      help: isOnce ? [] : ['leave the shape out where it is another in each turn or call, or name its dims'],
      fixes: isOnce ? [replace(`write ${facts.found}`, stated.span, facts.found), ...resizes] : [],
      notes: valuesOf(stated, context),
    });
  };
  if (!dims) {
    bindUnknown(stated, 'undeclared', context);
    if (!flow.guessed) report(context, wrong(undefined));
    return { ...flow, guessed: true };
  }
  const at = { stage: 'the stated shape', span: stated.span };
  const holds = dims.every(({ obligation, axis }) => settle({ obligation, at, refuted: () => wrong(axis) }, context));
  const meant = holds ? withNumbers(type.dims, dims) : withoutWrong(type.dims, dims);
  return { ...flow, type: { ...type, dims: meant } };
}

/** After a wrong shape nobody knows which of the two was meant. */
function withoutWrong(dims: readonly Dim[], stated: readonly StatedDim[]): Dim[] {
  const values = new Map(stated.map(({ axis, value }) => [axis, value]));
  return dims.map((dim, axis) => (equals(values.get(axis) ?? dim, dim) ? dim : UNKNOWN));
}

function withNumbers(dims: readonly Dim[], stated: readonly StatedDim[]): Dim[] {
  const numbers = new Map(stated.map(({ axis, value }) => [axis, numberOf(value) === undefined ? undefined : value]));
  return dims.map((dim, axis) => numbers.get(axis) ?? dim);
}

/** "T is 4 and C is 8": what the names of a stated shape stand for. */
function valuesOf({ dims }: TypeExpr, context: Context): string[] {
  const names = new Set<string>();
  for (const dim of dims.slice(1)) walk(dim, (node) => node.kind === 'name-expr' && names.add(node.name));
  const values = [...names].flatMap((name) => {
    const value = nameValue(name, context);
    return value?.kind === 'dim' && toTight(value.dim) !== name ? [`${name} is ${toTight(value.dim)}`] : [];
  });
  return values.length === 0 ? [] : [both(values)];
}
