/** Where the numbers of a box stand after a move, and where they stood before it. */
import type { Move } from '../../tensors/tensor.ts';
import { type Box, common, isEmpty, nothing, whole } from './box.ts';
import { reshaped } from './box-reshaped.ts';
import { commonRun, lastOf, type Run, run, shifted } from './run.ts';

/** Dims before and after a move. */
interface Dims {
  readonly from: readonly number[];
  readonly to: readonly number[];
}

/** A box of the result that holds all numbers of a box of what is moved, and else zeros only. */
export function afterMove(move: Move, box: Box, { from, to }: Dims): Box {
  if (isEmpty(box)) return move.kind === 'pad' && move.value !== 0 ? whole(to) : nothing(to);
  switch (move.kind) {
    case 'reshape':
      return reshaped(box, from, to);
    case 'permute':
      return move.order.map((axis) => box[axis] as Run);
    case 'expand':
      return box.map((own, axis) => (from[axis] === to[axis] ? own : run(0, to[axis] as number)));
    case 'slice':
      return box.map((own, axis) => {
        const [start, step, size] = [move.from[axis], move.step[axis], to[axis]] as [number, number, number];
        const inner = commonRun(own, cut(start, step, run(0, size)));
        return run(((step > 0 ? inner.from : lastOf(inner)) - start) / step, inner.size, inner.step / Math.abs(step));
      });
    case 'pad':
      return move.value === 0 ? box.map((own, axis) => shifted(own, move.before[axis] as number)) : whole(to);
  }
}

/** The numbers of what is moved that a box of the result is made of. */
export function beforeMove(move: Move, box: Box, { from, to }: Dims): Box {
  if (isEmpty(box)) return nothing(from);
  switch (move.kind) {
    case 'reshape':
      return reshaped(box, to, from);
    case 'permute':
      return from.map((_, axis) => box[move.order.indexOf(axis)] as Run);
    case 'expand':
      return box.map((own, axis) => (from[axis] === to[axis] ? own : run(0, 1)));
    case 'slice':
      return box.map((own, axis) => cut(move.from[axis] as number, move.step[axis] as number, own));
    case 'pad': {
      const inside = box.map((own, axis) => shifted(own, -(move.before[axis] as number)));
      return common(inside, whole(from));
    }
  }
}

/** The indices start + i * step, for i of a run. */
function cut(start: number, step: number, of: Run): Run {
  return run(start + (step > 0 ? of.from : lastOf(of)) * step, of.size, of.step * Math.abs(step));
}
