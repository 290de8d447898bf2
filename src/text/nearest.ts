/** "Did you mean …?": the known names nearest to a misspelt one. */
import { distance } from 'fastest-levenshtein';

/**
 * The known names that a typing slip could have turned into `name`, nearest first, `most` at the most.
 * A slip is at most one edit for each three letters, case aside.
 */
export function nearest(name: string, known: Iterable<string>, most = 5): string[] {
  const wanted = name.toLowerCase();
  const limit = Math.max(1, Math.floor(wanted.length / 3));
  const found: { candidate: string; edits: number }[] = [];
  for (const candidate of known) {
    const edits = slips(wanted, candidate.toLowerCase());
    if (edits <= limit) found.push({ candidate, edits });
  }
  found.sort((a, b) => a.edits - b.edits || (a.candidate < b.candidate ? -1 : 1));
  return found.slice(0, most).map(({ candidate }) => candidate);
}

/** Edit distance in which two neighbouring letters in the wrong order count as one slip. */
function slips(a: string, b: string): number {
  const edits = distance(a, b);
  return edits === 2 && a.length === b.length && isSwap(a, b) ? 1 : edits;
}

function isSwap(a: string, b: string): boolean {
  const i = [...a].findIndex((letter, at) => letter !== b[at]);
  return a[i] === b[i + 1] && a[i + 1] === b[i] && a.slice(i + 2) === b.slice(i + 2);
}
