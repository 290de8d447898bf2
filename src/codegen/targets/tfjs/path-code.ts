/** Paths of stages as expressions, with a counter in them inside a loop over the turns of a repeat. */
import { quoted } from '../../code.ts';

/** A loop that is being written: the segment of its turn's path at a depth, `repeat[2]`, and the variable that counts. */
export interface Loop {
  readonly depth: number;
  readonly segment: string;
  readonly counter: string;
}

/** The expression of a path of a stage or a weight. What lies under other turns is left as it is. */
export function pathCode(path: string, loops: readonly Loop[]): string {
  const parts = path.split('/');
  // The name of a weight hangs on the last segment: `repeat[0].weight` lies under the turn as well.
  const lies = loops.every(({ depth, segment }) => parts[depth] === segment || parts[depth]?.startsWith(`${segment}.`));
  if (loops.length === 0 || !lies) return quoted(path);
  const code = parts.map((part, depth) => {
    const loop = loops.find((each) => each.depth === depth);
    if (!loop) return inTemplate(part);
    const word = loop.segment.slice(0, loop.segment.lastIndexOf('['));
    return `${inTemplate(word)}[\${${loop.counter}}]${inTemplate(part.slice(loop.segment.length))}`;
  });
  return `\`${code.join('/')}\``;
}

function inTemplate(text: string): string {
  return text.replace(/[`\\]|\$\{/g, '\\$&');
}
