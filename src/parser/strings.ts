/** Reads the content of a string with JSON's escapes. */

/** A stretch of the token that is no escape. */
export interface WrongEscape {
  /** The offset within the token. */
  readonly at: number;
  readonly text: string;
}

const letters: Readonly<Record<string, string>> = {
  '"': '"',
  '\\': '\\',
  '/': '/',
  b: '\b',
  f: '\f',
  n: '\n',
  r: '\r',
  t: '\t',
};

/** The value of a string token with its quotes (the last one may be missing), and the escapes that are none. */
export function readString(token: string): { readonly value: string; readonly wrong: readonly WrongEscape[] } {
  const wrong: WrongEscape[] = [];
  const closed = token.length > 1 && /["'\u201c\u201d]$/.test(token);
  const content = token.slice(1, closed ? -1 : undefined);
  const value = content.replace(/\\(u[0-9a-fA-F]{4}|[\s\S]|$)/g, (text, code: string, at: number) => {
    if (code.length === 5) return String.fromCharCode(Number.parseInt(code.slice(1), 16));
    const plain = letters[code];
    if (plain !== undefined) return plain;
    wrong.push({ at: at + 1, text });
    return code;
  });
  return { value, wrong };
}
