/** A stage that went wrong, with what it was to be. */
import type { Step } from './check-layer.ts';
import type { BrokenStage } from './checked.ts';
import type { Flow } from './context.ts';

/** `meant` has what it is assumed to give; what follows goes on with `flow`. */
export function broken(meant: NonNullable<BrokenStage['meant']>, flow: Flow): Step {
  const { path, text, span, input, output } = meant;
  return { stage: { kind: 'broken', path, text, span, input, output, assumed: true, meant }, flow };
}
