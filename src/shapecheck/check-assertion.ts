/** A shape assertion after a stage: proved, or an error. */
import { diagnostic } from '../diagnostics/diagnostic.ts';
import type { TypeExpr } from '../parser/ast.ts';
import { typeText } from '../shapes/shape.ts';
import { textOf } from '../text/source.ts';
import { type Context, type Flow, report } from './context.ts';
import { settle } from './needs.ts';
import { bindUnknown, obligationsOf } from './type-expr.ts';

/** Holds the stated type against the flow; new symbols bind to the end of the parentheses around. */
export function checkAssertion(stated: TypeExpr, flow: Flow, context: Context): Flow {
  if (!flow.type) {
    bindUnknown(stated, context);
    return flow;
  }
  const facts = { stated: textOf(stated.span), found: typeText(flow.type) };
  const wrong = diagnostic('shape/assertion', stated.span, facts);
  const obligations = obligationsOf(stated, flow.type, context, false);
  if (!obligations) {
    bindUnknown(stated, context);
    report(context, wrong);
  }
  for (const obligation of obligations ?? [])
    if (!settle(obligation, context, { stage: 'the stated shape', span: stated.span }, () => wrong)) break;
  return flow;
}
