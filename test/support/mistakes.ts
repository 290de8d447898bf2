/**
 * Published mistakes as text: `# title`, `source: …`, the wrong spec, `---- repaired`, the repaired one, and files that
 * both read, each after `@file NAME`; cases are parted by `====`. Each wrong line ends in `# <- code`, the report that it
 * must get.
 */
import { readdirSync, readFileSync } from 'node:fs';
import type { Files } from './check.ts';

export interface Mistake {
  readonly title: string;
  /** The thread, paper or page. */
  readonly source: string;
  /** Without its marks. */
  readonly wrong: string;
  /** What must be reported of it: `code line`, in the order of lines. */
  readonly reports: readonly string[];
  readonly repaired: string;
  readonly files: Files;
}

/** The mistakes of a file; whatever is not of the form is an error that says where. */
export function readMistakes(path: string): Mistake[] {
  const parts = readFileSync(path, 'utf8').split(/^====\n/m);
  return parts.map((part, at) => readMistake(part, `${path}, case ${at + 1}`));
}

const mark = / +# <- ([\w-]+\/[\w-]+)$/;

function readMistake(part: string, where: string): Mistake {
  const [first = '', second = ''] = part.split('---- repaired\n');
  const [repaired = '', ...files] = second.split(/^@file /m);
  const [head = '', from = '', ...lines] = first.split('\n');
  const source = /^source: (.+)$/.exec(from)?.[1];
  const reports = lines.flatMap((line, at) => {
    const code = mark.exec(line)?.[1];
    return code ? [`${code} ${at + 1}`] : [];
  });
  if (!head.startsWith('# ') || !source || reports.length === 0 || !repaired)
    throw new Error(`${where}: expected "# title", "source: …", a spec with marks, "---- repaired" and a spec`);
  const wrong = lines.map((line) => line.replace(mark, '')).join('\n');
  return { title: head.slice(2), source, wrong, reports, repaired, files: Object.fromEntries(files.map(namedFile)) };
}

function namedFile(text: string): readonly [name: string, content: string] {
  const end = text.indexOf('\n');
  return [text.slice(0, end), text.slice(end + 1)];
}

/** The data of the specs for people, as files of the check: `\xFF` stands for that byte. */
export function dataOfSpecs(): Files {
  const folder = 'specs/data';
  return Object.fromEntries(readdirSync(folder).map((name) => [name, escaped(readFileSync(`${folder}/${name}`))]));
}

function escaped(bytes: Uint8Array): string {
  return [...bytes]
    .map((byte) => (byte < 32 || byte > 126 || byte === 92 ? hex(byte) : String.fromCharCode(byte)))
    .join('');
}

function hex(byte: number): string {
  return `\\x${byte.toString(16).toUpperCase().padStart(2, '0')}`;
}
