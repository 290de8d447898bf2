/** Rewrites of tensor programs before gradients are taken, so that gradients follow from the rewritten forms. */
import { inStage } from '../../tensors/stage.ts';
import { inputsOf, type Origin, type Tensor } from '../../tensors/tensor.ts';
import { withInputs } from '../canonical.ts';

/** A tensor with the same numbers that takes less work, or undefined where a rewrite has nothing to say. */
export type Rewrite = (tensor: Tensor) => Tensor | undefined;

/**
 * Tensors with rewrites applied wherever they can be, inputs first. Leaves stay the objects that they are, and so does
 * all that no rewrite touches. Stated gradients look at tensors from before: what they give is rewritten in the same way.
 */
export function rewritten(tensors: readonly Tensor[], rewrites: readonly Rewrite[]): readonly Tensor[] {
  const done = new Map<Tensor, Tensor>();
  const now = (tensor: Tensor): Tensor => {
    settle(tensor, done, rewrites, now);
    return done.get(tensor) as Tensor;
  };
  return tensors.map(now);
}

/** Rewrites all that a tensor is made of, and itself. Deep programs do not overflow the stack. */
function settle(
  last: Tensor,
  done: Map<Tensor, Tensor>,
  rewrites: readonly Rewrite[],
  now: (tensor: Tensor) => Tensor,
): void {
  const stack = [last];
  for (let top = stack.at(-1); top; top = stack.at(-1)) {
    const missing = done.has(top) ? [] : partsOf(top).filter((part) => !done.has(part));
    if (missing.length > 0) {
      stack.push(...missing.reverse());
      continue;
    }
    stack.pop();
    if (done.has(top)) continue;
    const same = rebuilt(top, done, now);
    const better = firstOf(rewrites, same);
    if (better && same.stage) inStage(better, same.stage);
    const value = better ? now(better) : same;
    done.set(top, value);
    done.set(same, value);
    done.set(value, value);
  }
}

function firstOf(rewrites: readonly Rewrite[], tensor: Tensor): Tensor | undefined {
  for (const rewrite of rewrites) {
    const better = rewrite(tensor);
    if (better) return better;
  }
  return undefined;
}

/** What a tensor is made of, and what its stated gradient goes to. */
function partsOf(tensor: Tensor): readonly Tensor[] {
  const { of } = tensor;
  return of.kind === 'custom' ? [of.value, ...of.inputs] : inputsOf(tensor);
}

/** A tensor of rewritten parts: itself where none of them has changed. */
function rebuilt(tensor: Tensor, done: Map<Tensor, Tensor>, now: (tensor: Tensor) => Tensor): Tensor {
  const { of } = tensor;
  const by = (input: Tensor) => done.get(input) as Tensor;
  // What a stated gradient closes over may have changed though its inputs have not.
  if (of.kind === 'custom') return { ...tensor, of: { ...stated(of, done, now), value: by(of.value) } };
  return partsOf(tensor).every((part) => by(part) === part) ? tensor : { ...tensor, of: withInputs(of, by) };
}

type Custom = Extract<Origin, { kind: 'custom' }>;

function stated(of: Custom, done: Map<Tensor, Tensor>, now: (tensor: Tensor) => Tensor): Custom {
  return {
    ...of,
    inputs: of.inputs.map((input) => done.get(input) as Tensor),
    backward: (dy) => {
      // It is made of what has been rewritten already.
      done.set(dy, dy);
      return of.backward(dy).map((gradient) => gradient && now(gradient));
    },
  };
}
