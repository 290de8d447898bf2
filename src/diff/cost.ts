/** What it costs to make one part of another: the fewer and the nearer, the better an alignment explains a change. */
import type { Part } from './part.ts';

/** To add or to remove one part. What is inside comes on top. */
export const SINGLE = 10;
/** An argument that is another now. Each further one costs 1, so that of two candidates the nearer one is taken. */
const ARGUMENT = 10;
/** One layer in place of another of its kind, such as `relu` in place of `tanh`: dearer than an argument, cheaper than both. */
const WORD = 15;

/** To add or remove a part with all that is in it. */
export function whole({ size }: Part): number {
  return size * SINGLE;
}

/** What a part costs that becomes another, without what is inside; undefined where the two may not be paired. */
export type Change = (a: Part, b: Part) => number | undefined;

/** The change of parts that have something in common. */
export function change(a: Part, b: Part): number | undefined {
  if (a.word !== b.word) return isAlike(a, b) ? WORD : undefined;
  const differing = differingArgs(a, b).length;
  return differing === 0 ? 0 : ARGUMENT + Math.min(8, differing - 1);
}

/** Of parts that stay as they are, so that nothing but moves explains how two lists differ. */
export function noChange(a: Part, b: Part): number | undefined {
  return change(a, b) === 0 ? 0 : undefined;
}

/**
 * What each part of a list costs at least to become one of another list, with what is inside; infinite where it may become
 * none of them. `change` is what may become what.
 */
export function leastOf(parts: readonly Part[], others: readonly Part[], change: Change): Float64Array {
  const ids = new Set(others.map(({ id }) => id));
  const words = new Map(others.map((other) => [other.word, other]));
  const byWord = new Map<string, number>();
  const ofWord = (part: Part): number => {
    if (words.has(part.word)) return SINGLE;
    return [...words.values()].some((other) => change(part, other) !== undefined) ? WORD : Number.POSITIVE_INFINITY;
  };
  for (const part of parts) if (!byWord.has(part.word)) byWord.set(part.word, ofWord(part));
  return Float64Array.from(parts, ({ id, word }) => (ids.has(id) ? 0 : (byWord.get(word) as number)));
}

/** The names of the arguments that are not the same in both. */
export function differingArgs(a: Part, b: Part): string[] {
  const names = new Set([...Object.keys(a.args), ...Object.keys(b.args)]);
  return [...names].filter((name) => a.args[name] !== b.args[name]);
}

/** Layers of one group, such as activations, norms or recurrent layers, and joins of branches. */
function isAlike(a: Part, b: Part): boolean {
  const [one, other] = [a.stage, b.stage];
  if (a.word === 'branch' || b.word === 'branch') return false;
  if (one.kind === 'layer' && other.kind === 'layer') return one.def.group === other.def.group;
  return isJoin(a) && isJoin(b);
}

function isJoin({ stage: { kind } }: Part): boolean {
  return kind === 'join' || kind === 'residual';
}
