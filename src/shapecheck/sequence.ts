/** A stack as one stage: a turn, a branch, the body of a block. */
import { diagnostic } from '../diagnostics/diagnostic.ts';
import type { Stack } from '../parser/ast.ts';
import type { SequenceStage } from './checked.ts';
import { type Context, type Flow, reportLimit } from './context.ts';
import { NOTHING } from './flow.ts';
import { maxDepth } from './limits.ts';

export interface Sequence {
  readonly stage: SequenceStage;
  readonly flow: Flow;
}

/** Walks a stack under `context.path` and wraps its stages up. */
export function checkSequence(
  stack: Stack,
  of: SequenceStage['of'],
  text: string,
  flow: Flow,
  context: Context,
): Sequence {
  const depth = context.depth + 1;
  const help = ['put stages one after the other with |, or repeat, rather than blocks into blocks'];
  if (depth > maxDepth) reportLimit(context, diagnostic('shape/too-deep', stack.span, { limit: maxDepth }, { help }));
  const { stages, flow: after } =
    depth > maxDepth ? { stages: [], flow: NOTHING } : context.world.walk(stack, flow, { ...context, depth });
  const base = { path: context.path, text, span: stack.span, input: flow.type, output: after.type, assumed: false };
  return { stage: { ...base, kind: 'sequence', of, children: stages }, flow: after };
}
