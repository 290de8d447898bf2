/** Reports what is wrong with single tokens, and gives each the form that was meant. */
import { readNumber } from './numbers.ts';
import type { Place, Reports } from './reports.ts';
import { readString } from './strings.ts';
import * as T from './tokens.ts';

/** Lexes a source and reports what the lexer could not read; the tokens returned are sound. */
export function soundTokens(lexed: T.Lexed, reports: Reports): T.Token[] {
  for (const mark of lexed.otherRemarks) reportRemark(mark, reports);
  const tokens = withStrayLetters(lexed, reports);
  for (const token of tokens) checks.get(token.tokenTypeIdx)?.(token, reports);
  return tokens;
}

/** Checks of the tokens that can be wrong in themselves, by type. */
const checks = new Map<number, (token: T.Token, reports: Reports) => void>(
  (
    [
      [T.Numeral, checkNumber],
      [T.Text, checkEscapes],
      [T.OpenText, checkOpenText],
      [T.OtherText, checkOtherText],
      [T.OtherEquals, checkOtherEquals],
      [T.StarStar, checkStarStar],
      [T.TapName, checkTapName],
    ] as const
  ).map(([type, check]) => [type.tokenTypeIdx as number, check]),
);

function place(token: T.Token): Place {
  return { start: token.startOffset, end: token.end };
}

function checkNumber(token: T.Token, reports: Reports): void {
  const read = readNumber(token.image);
  if ('value' in read) return;
  const fixes = read.repair ? [reports.safeFix(`write ${read.repair}`, [{ ...place(token), text: read.repair }])] : [];
  reports.add('syntax/number', place(token), { text: shown(token.image) }, { label: read.help, fixes });
}

function checkEscapes(token: T.Token, reports: Reports): void {
  for (const { at, text } of readString(token.image).wrong) {
    const start = token.startOffset + at;
    const doubled = { start, end: start + 1, text: '\\\\' };
    reports.add(
      'syntax/escape',
      { start, end: start + text.length },
      { text: shown(text) },
      {
        help: ['the escapes are \\" \\\\ \\/ \\b \\f \\n \\r \\t and \\u with four hexadecimal digits'],
        fixes: [reports.fix('write \\\\ for a backslash', [doubled])],
      },
    );
  }
}

function checkOpenText(token: T.Token, reports: Reports): void {
  const text = token.image.endsWith('\\') ? '\\"' : '"';
  reports.add(
    'syntax/unclosed-string',
    place(token),
    {},
    {
      label: 'no closing quote on this line',
      fixes: [reports.fix('close the string', [{ start: token.end, end: token.end, text }])],
    },
  );
  T.retag(token, T.Text);
}

function checkOtherText(token: T.Token, reports: Reports): void {
  const text = `"${token.image
    .slice(1, -1)
    .replaceAll("\\'", "'")
    .replace(/(?<!\\)"/g, '\\"')}"`;
  const fixes = [reports.safeFix(`write ${shown(text)}`, [{ ...place(token), text }])];
  reports.add('syntax/quotes', place(token), { text: shown(token.image) }, { fixes });
  T.retag(token, T.Text);
}

function checkOtherEquals(token: T.Token, reports: Reports): void {
  const fixes = [reports.safeFix('write =', [{ ...place(token), text: '=' }])];
  reports.add('syntax/equals', place(token), { found: token.image }, { fixes });
  T.retag(token, T.Equals);
}

function checkStarStar(token: T.Token, reports: Reports): void {
  reports.add(
    'syntax/power',
    place(token),
    {},
    { fixes: [reports.safeFix('write ^', [{ ...place(token), text: '^' }])] },
  );
  T.retag(token, T.Power);
}

function checkTapName(token: T.Token, reports: Reports): void {
  if (/^@[A-Za-z_]/.test(token.image)) return;
  reports.add('syntax/missing', place(token), { what: 'a name right after it', after: '`@`' });
}

/** A `//` or a block comment. A `//` with a value on both sides may also be meant as a division. */
function reportRemark(mark: Place, reports: Reports): void {
  const { text } = reports.source;
  const sign = text.slice(mark.start, mark.start + 2);
  const head = { start: mark.start, end: mark.start + 2 };
  if (sign === '/*') {
    const lines = text.slice(mark.start + 2, mark.end - 2).split(/\r\n|\n|\r/);
    const fix = reports.safeFix('write it with #', [{ ...mark, text: lines.map((line) => `#${line}`).join('\n') }]);
    reports.add('syntax/comment-mark', head, { mark: sign }, { fixes: lineEndsAt(text, mark.end) ? [fix] : [] });
    return;
  }
  const fixes = [reports.fix('write # for a comment', [{ ...head, text: '#' }])];
  const division = divisionAt(text, mark.start);
  if (division) {
    const title = `write ${shown(text.slice(division.left, division.start))}//${shown(text.slice(division.end, division.right))} to divide`;
    fixes.push(reports.fix(title, [{ start: division.start, end: division.end, text: '//' }]));
  }
  reports.add(
    'syntax/comment-mark',
    head,
    { mark: sign },
    {
      label: 'with a blank before it this reads as a comment',
      help: ['// divides and rounds down when no blank stands before it'],
      fixes,
    },
  );
}

function lineEndsAt(text: string, at: number): boolean {
  return /^[ \t]*(?:[\r\n]|$)/.test(text.slice(at, at + 80));
}

/** The operands around a `//` with blanks, if it stands between two on its line. */
function divisionAt(text: string, at: number): (Place & { left: number; right: number }) | undefined {
  const before = /([\w)\]]{1,40})[ \t]+$/.exec(text.slice(Math.max(0, at - 80), at));
  const after = /^\/\/[ \t]*(\w{1,40})/.exec(text.slice(at, at + 80));
  if (!before || !after || /^[A-Za-z]\w*[ \t]+[A-Za-z]/.test(text.slice(at + 2, at + 80).trimStart())) return undefined;
  const [blanks, left] = [before[0], before[1] ?? ''];
  const [whole, right] = [after[0], after[1] ?? ''];
  const end = at + whole.length - right.length;
  return { left: at - blanks.length, start: at - blanks.length + left.length, end, right: end + right.length };
}

// ---- characters that begin no token

/** What people type or paste for a sign of mm. */
const replacements: Readonly<Record<string, string>> = {
  '\u00d7': '*',
  '\u00b7': '*',
  '\u00f7': '/',
  '\u2212': '-',
  '\u2013': '-',
  '\u2014': '-',
  '\u2192': '|',
  '\u00a0': ' ',
  '\u202f': ' ',
  '\u2003': ' ',
  '\u200b': '',
  '\ufeff': '',
  ';': '',
};

/** Reports stray characters; letters beyond ASCII join the words around them into one name. */
function withStrayLetters({ tokens, strays }: T.Lexed, reports: Reports): T.Token[] {
  if (strays.length === 0) return tokens;
  const { text } = reports.source;
  const made: T.Token[] = [];
  let next = 0;
  let end = 0;
  const copyUntil = (offset: number) => {
    for (let token = tokens[next]; token && token.startOffset < offset; token = tokens[++next]) {
      made.push(token);
      end = token.end;
    }
  };
  for (const stray of strays) {
    copyUntil(stray.start);
    const image = text.slice(stray.start, stray.end);
    if (!/^[\p{L}\p{M}\p{N}]+$/u.test(image)) {
      reportStray(stray, image, reports);
      continue;
    }
    const before = end === stray.start && T.is(made.at(-1), T.Word) ? made.pop() : undefined;
    const after =
      tokens[next]?.startOffset === stray.end && /^\w/.test(tokens[next]?.image ?? '') ? tokens[next++] : undefined;
    const from = before ?? {
      startOffset: stray.start,
      glued: end === stray.start,
      leads: opensLine(text, stray.start),
    };
    end = after?.end ?? stray.end;
    made.push(
      T.makeToken(T.Word, text.slice(from.startOffset, end), from.startOffset, end, from.glued, from.leads, undefined),
    );
  }
  copyUntil(Number.POSITIVE_INFINITY);
  for (const token of made) if (T.is(token, T.Word)) reportLetters(token, reports);
  return made;
}

function opensLine(text: string, at: number): boolean {
  return /(?:^|[\r\n])[ \t]*$/.test(text.slice(Math.max(0, at - 80), at));
}

function reportLetters(token: T.Token, reports: Reports): void {
  if (/^\w+$/.test(token.image)) return;
  const plain = token.image.normalize('NFKD').replace(/\p{M}/gu, '').replaceAll('\u00df', 'ss');
  const usable = /^[A-Za-z_]\w*$/.test(plain);
  const fixes = usable ? [reports.fix(`write ${plain}`, [{ ...place(token), text: plain }])] : [];
  reports.add('syntax/name', place(token), { name: shown(token.image) }, { fixes });
}

function reportStray(stray: Place, image: string, reports: Reports): void {
  const better = [...image].map((letter) => replacements[letter]);
  const text = better.includes(undefined) ? undefined : better.join('');
  const title = text?.trim() ? `write ${text}` : text === '' ? 'leave it out' : 'write a blank';
  const fixes = text === undefined ? [] : [reports.safeFix(title, [{ ...stray, text }])];
  reports.add('syntax/character', stray, { text: named(image) }, { fixes });
}

/** A stray stretch for a message: printable text in back-ticks, anything else by its code point. */
function named(image: string): string {
  const first = image.codePointAt(0) ?? 0;
  if (/^[\x21-\x7e\p{L}\p{S}\p{P}]+$/u.test(image) && !image.includes('`')) return `\`${shown(image)}\``;
  const code = `the character U+${first.toString(16).toUpperCase().padStart(4, '0')}`;
  return image === '`' ? 'a back-tick' : image.length > 1 ? `what begins with ${code}` : code;
}

/** A text cut to a length that a message can hold. */
function shown(text: string): string {
  return text.length <= 40 ? text : `${text.slice(0, 37)}…`;
}
