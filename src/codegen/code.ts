/**
 * Text of programs: lines with indentation, and the only places where words of a spec become part of code. Whatever
 * stands in a spec ends up inside a string or a comment, also where the program is put into a page as a script.
 */

/** Lines; a nested list stands one step further to the right. */
export type Code = readonly (string | Code)[];

/** The lines as one text. A line may have several lines itself, which move with it. */
export function toText(code: Code, depth = 0): string {
  return code.map((part) => (typeof part === 'string' ? indented(part, depth) : toText(part, depth + 1))).join('\n');
}

function indented(text: string, depth: number): string {
  const margin = '  '.repeat(depth);
  return depth === 0 ? text : text.replace(/^(?=.)/gm, margin);
}

/** A line as several where it does not fit: the arguments of its outermost brackets stand one below the other. */
export function fitted(line: string, depth = 0): Code {
  if (line.length + 2 * depth <= MOST_COLUMNS) return [line];
  const outer = outermost(line);
  if (!outer) return [line];
  const { open, close, commas } = outer;
  const edges = [open, ...commas, close];
  const parts = edges.slice(1).map((end, at) => line.slice((edges[at] as number) + 1, end).trim());
  // Brackets that only group an expression have no list in them, which a comma might end.
  const isGroup = line[open] === '(' && commas.length === 0 && !/[\w$\])]$/.test(line.slice(0, open));
  const rows = parts.filter((text) => text !== '').flatMap((text) => fitted(isGroup ? text : `${text},`, depth + 1));
  return [line.slice(0, open + 1), rows, line.slice(close)];
}

const MOST_COLUMNS = 116;

/** The brackets that hold most of a line, and the commas between what stands in them. */
function outermost(line: string): { open: number; close: number; commas: readonly number[] } | undefined {
  const open: number[] = [];
  const commas = new Map<number, number[]>();
  let best: { open: number; close: number } | undefined;
  for (const [at, sign] of codeSigns(line)) {
    if ('([{'.includes(sign)) open.push(at);
    else if (sign === ',') commas.set(open.at(-1) ?? -1, [...(commas.get(open.at(-1) ?? -1) ?? []), at]);
    else {
      const from = open.pop();
      if (from === undefined || isIndex(line, from)) continue;
      if (!best || at - from > best.close - best.open) best = { open: from, close: at };
    }
  }
  return best && { ...best, commas: commas.get(best.open) ?? [] };
}

/** Whether a bracket is that of an index, `w['path']`, in which no comma may stand. */
function isIndex(line: string, open: number): boolean {
  return line[open] === '[' && /[\w$\])]$/.test(line.slice(0, open));
}

/** Brackets and commas of a line that stand in no string. */
function* codeSigns(line: string): Generator<readonly [at: number, sign: string]> {
  for (const match of line.matchAll(/'(?:\\.|[^'\\])*'|`(?:\\.|[^`\\])*`|[()[\]{},]/g))
    if (match[0].length === 1) yield [match.index, match[0]];
}

/** A text as a string of JavaScript, in single quotes. */
export function quoted(text: string): string {
  return `'${Array.from(text, escaped)
    .join('')
    .replace(/<(?=\/?script|!--)/gi, '\\x3c')}'`;
}

const short: Readonly<Record<string, string>> = { "'": "\\'", '\\': '\\\\', '\n': '\\n', '\r': '\\r', '\t': '\\t' };

/** A character as it stands in a string: line ends, other controls, and halves of pairs never stand there themselves. */
function escaped(character: string): string {
  const code = character.codePointAt(0) as number;
  const isPlain = code >= 0x20 && code !== 0x7f && !isLineEnd(code) && !(code >= 0xd800 && code <= 0xdfff);
  return short[character] ?? (isPlain ? character : `\\u${code.toString(16).padStart(4, '0')}`);
}

/** NEL and Unicode's separators of lines and paragraphs, which some readers take for line ends. */
function isLineEnd(code: number): boolean {
  return code === 0x85 || code === 0x2028 || code === 0x2029;
}

/** A text as a line of a comment of either kind: it can neither end the comment nor the line. */
export function inComment(text: string): string {
  return text
    .replace(/[\p{Cc}\u2028\u2029]+/gu, ' ')
    .replace(/\*\//g, '* /')
    .replace(/<(?=\/?script|!--)/gi, '< ');
}

/** A name of a property: bare where that is possible. */
export function key(name: string): string {
  return /^[A-Za-z_$][\w$]*$/.test(name) && name !== '__proto__'
    ? name
    : name === '__proto__'
      ? `[${quoted(name)}]`
      : quoted(name);
}

/** A number as people write it: no noise of binary fractions, thousands set apart. */
export function number(value: number): string {
  if (value === Math.PI) return 'Math.PI';
  const plain = `${Number(value.toPrecision(15))}`;
  return /^-?\d{5,}$/.test(plain) ? plain.replace(/\B(?=(\d{3})+$)/g, '_') : plain;
}
