/** A stack as one stage: a turn, a branch, the body of a block. */
import type { Stack } from '../parser/ast.ts';
import type { SequenceStage } from './checked.ts';
import type { Context, Flow } from './context.ts';

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
  const { stages, flow: after } = context.world.walk(stack, flow, context);
  const base = { path: context.path, text, span: stack.span, input: flow.type, output: after.type, assumed: false };
  return { stage: { ...base, kind: 'sequence', of, children: stages }, flow: after };
}
