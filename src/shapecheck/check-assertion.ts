/** A shape assertion after a stage: proved, or an error. */
import { diagnostic } from '../diagnostics/diagnostic.ts';
import type { TypeExpr } from '../parser/ast.ts';
import { typeText } from '../shapes/shape.ts';
import { textOf } from '../text/source.ts';
import { type Context, type Flow, report } from './context.ts';
import { lastOrigin, settle } from './needs.ts';
import { beginsWithBatch, bindUnknown, obligationsOf, reportNoBatch } from './type-expr.ts';

/** Holds the stated type against the flow; new symbols bind to the end of the parentheses around. */
export function checkAssertion(stated: TypeExpr, flow: Flow, context: Context): void {
  const isWhole = beginsWithBatch(stated);
  if (!isWhole) reportNoBatch(stated, context);
  if (!flow.type || !isWhole) {
    bindUnknown(stated, 'undeclared', context);
    return;
  }
  const facts = { stated: textOf(stated.span), found: typeText(flow.type) };
  const wrong = diagnostic('shape/assertion', stated.span, facts, { labels: lastOrigin(flow) });
  const obligations = obligationsOf(stated, flow.type, 'undeclared', context);
  if (!obligations) {
    bindUnknown(stated, 'undeclared', context);
    report(context, wrong);
  }
  const at = { stage: 'the stated shape', span: stated.span };
  obligations?.every((obligation) => settle({ obligation, at, refuted: () => wrong }, context));
}
