/** Parts that weigh less than all that is in them, so that a large one may move where small ones stay. */
import type { Part } from './part.ts';

/** Each twice as large weighs one more: what holds many parts is still dearer than a few changes inside of it. */
export function light(parts: readonly Part[]): Part[] {
  return parts.map((part) => ({ ...part, size: 1 + Math.floor(Math.log2(part.size)), children: light(part.children) }));
}
