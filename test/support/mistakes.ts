/**
 * Published mistakes as text: `# title`, `source: …`, the wrong spec, `---- repaired`, and the repaired one; cases are
 * parted by `====`. The wrong line ends in `# <- code`, the report that it must get.
 */
import { readFileSync } from 'node:fs';

export interface Mistake {
  readonly title: string;
  /** The thread, paper or page. */
  readonly source: string;
  /** Without its mark. */
  readonly wrong: string;
  /** What must be reported of it: `code line`. */
  readonly report: string;
  readonly repaired: string;
}

/** The mistakes of a file; whatever is not of the form is an error that says where. */
export function readMistakes(path: string): Mistake[] {
  const parts = readFileSync(path, 'utf8').split(/^====\n/m);
  return parts.map((part, at) => readMistake(part, `${path}, case ${at + 1}`));
}

const mark = / +# <- ([\w-]+\/[\w-]+)$/m;

function readMistake(part: string, where: string): Mistake {
  const [first = '', repaired] = part.split('---- repaired\n');
  const [head = '', from = '', ...lines] = first.split('\n');
  const source = /^source: (.+)$/.exec(from)?.[1];
  const marked = lines.flatMap((line, at) => (mark.test(line) ? [at + 1] : []));
  const code = mark.exec(lines.join('\n'))?.[1];
  if (!head.startsWith('# ') || !source || !code || marked.length !== 1 || !repaired)
    throw new Error(`${where}: expected "# title", "source: …", a spec with one mark, "---- repaired" and a spec`);
  const wrong = lines.join('\n').replace(mark, '');
  return { title: head.slice(2), source, wrong, report: `${code} ${marked[0]}`, repaired };
}
