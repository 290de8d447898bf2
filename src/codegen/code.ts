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

/** A text as a string of JavaScript, in single quotes. */
export function quoted(text: string): string {
  return `'${Array.from(text, escaped).join('').replace(/<(?=\/?script|!--)/gi, '\\x3c')}'`;
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
  return /^[A-Za-z_$][\w$]*$/.test(name) && name !== '__proto__' ? name : name === '__proto__' ? `[${quoted(name)}]` : quoted(name);
}

/** A number as people write it: no noise of binary fractions, thousands set apart. */
export function number(value: number): string {
  if (value === Math.PI) return 'Math.PI';
  const plain = `${Number(value.toPrecision(15))}`;
  return /^-?\d{5,}$/.test(plain) ? plain.replace(/\B(?=(\d{3})+$)/g, '_') : plain;
}

/** The name with something added to it until it is none of these. */
export function unusedName(wish: string, taken: ReadonlySet<string>): string {
  const plain = wish.replace(/[^\w$]/g, '_');
  for (let n = 1; ; n++) {
    const name = n === 1 ? plain : `${plain}${n}`;
    if (!taken.has(name) && !reserved.has(name)) return name;
  }
}

const reserved: ReadonlySet<string> = new Set(
  `arguments await break case catch class const continue debugger default delete do else enum eval export extends false
  finally for function if implements import in instanceof interface let new null package private protected public return
  static super switch this throw true try typeof undefined var void while with yield`.split(/\s+/),
);
