/** Reports what is wrong with single tokens, and gives each the form that was meant. */
import { readNumber } from './numbers.ts';
import { withNames } from './quoted-names.ts';
import type { Place, Reports } from './reports.ts';
import { cut, placeOf, reportEquals } from './slips.ts';
import { withStrays } from './strays.ts';
import { readString } from './strings.ts';
import * as T from './tokens.ts';
import { withWholeNumbers } from './torn-numbers.ts';
import { withWholeWords } from './torn-words.ts';

/** Lexes a source and reports what the lexer could not read; the tokens returned are sound. */
export function soundTokens(lexed: T.Lexed, reports: Reports): readonly T.Token[] {
  for (const mark of lexed.otherRemarks) reportRemark(mark, reports);
  const tokens = withWholeWords(withNames(withWholeNumbers(withStrays(lexed, reports), reports), reports), reports);
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
      [T.FloorDivide, checkDivision],
      [T.TapName, checkTapName],
    ] as const
  ).map(([type, check]) => [type.tokenTypeIdx as number, check]),
);

function checkNumber(token: T.Token, reports: Reports): void {
  const read = readNumber(token.image);
  if ('value' in read) return;
  if (token.glued && token.image.startsWith('.')) {
    if (reports.source.text[token.startOffset - 1] === '.') {
      const dot = { start: token.startOffset, end: token.startOffset + 1 };
      const fixes = [reports.safeFix('write ..', [{ ...dot, text: '' }])];
      reports.add(
        'syntax/number',
        placeOf(token),
        { text: cut(token.image) },
        { label: 'a range has two dots, 0..3', fixes },
      );
      return;
    }
    const apart = [reports.fix(`write ${read.repair} after a blank`, [{ ...placeOf(token), text: ` ${read.repair}` }])];
    const help = ['a blank stands between a name and its argument, and a parenthesis is glued to a call'];
    reports.add('syntax/number', placeOf(token), { text: cut(token.image) }, { help, fixes: read.repair ? apart : [] });
    return;
  }
  const fixes = read.repair
    ? [reports.safeFix(`write ${read.repair}`, [{ ...placeOf(token), text: read.repair }])]
    : [];
  const help = read.repair ? [] : ['write it as in 12, 0.5, 1e-3, 50k or 64MB'];
  reports.add('syntax/number', placeOf(token), { text: cut(token.image) }, { label: read.help, help, fixes });
}

function checkEscapes(token: T.Token, reports: Reports): void {
  const [wrong] = readString(token.image).wrong;
  if (!wrong) return;
  const start = token.startOffset + wrong.at;
  const single = [...token.image.matchAll(/\\\\|\\(?!")/g)].filter(([found]) => found.length === 1);
  const doubled = single.map(({ index }) => {
    const at = token.startOffset + index;
    return { start: at, end: at + 1, text: '\\\\' };
  });
  reports.add(
    'syntax/escape',
    { start, end: start + wrong.text.length },
    { text: cut(wrong.text) },
    {
      help: ['the escapes are \\" \\\\ \\/ \\b \\f \\n \\r \\t and \\u with four hexadecimal digits'],
      fixes: wrong.text === '\\u' ? [] : [reports.fix('write \\\\ for each backslash', doubled)],
    },
  );
}

/** A string without its closing quote: it ends before the settings that follow it, else with its line. */
function checkOpenText(token: T.Token, reports: Reports): void {
  const start = startOfOpen(token, reports);
  const text = reports.source.text.slice(start, token.end);
  const word = /^"[^\s"]+(?=[ \t]+(?:[A-Za-z_]\w*[ \t]*=(?!=)|"))/.exec(text)?.[0];
  const end = word === undefined ? token.end : start + word.length;
  const close = token.image.endsWith('\\') && word === undefined ? '\\"' : '"';
  const title = word === undefined ? 'close the string' : `write ${cut(word)}"`;
  const fixes = [reports.fix(title, [{ start: end, end, text: close }])];
  const label = word === undefined ? 'no closing quote on this line' : 'no closing quote behind the first word';
  reports.add('syntax/unclosed-string', { start, end: token.end }, {}, { label, fixes });
  T.retag(token, T.Text);
}

/** Where the string begins that has no end: of `"a.idx "b.idx"` it is the first, whose quotes go wrong from there on. */
function startOfOpen({ startOffset, end }: T.Token, { source: { text } }: Reports): number {
  const line = /[^\r\n]*$/.exec(text.slice(Math.max(0, startOffset - 400), startOffset))?.[0] ?? '';
  const first = /"[^\s"]+[ \t]+"(?=[^\s"])[^"]*$/.exec(line);
  return first && end === startOffset + 1 ? startOffset - line.length + first.index : startOffset;
}

function checkOtherText(token: T.Token, reports: Reports): void {
  const text = `"${token.image
    .slice(1, -1)
    .replaceAll("\\'", "'")
    .replace(/(?<!\\)"/g, '\\"')}"`;
  const fixes = [reports.safeFix(`write ${cut(text)}`, [{ ...placeOf(token), text }])];
  reports.add('syntax/quotes', placeOf(token), { text: cut(token.image) }, { fixes });
  T.retag(token, T.Text);
}

function checkOtherEquals(token: T.Token, reports: Reports): void {
  reportEquals(token, reports);
  T.retag(token, T.Equals);
}

function checkStarStar(token: T.Token, reports: Reports): void {
  reports.add(
    'syntax/power',
    placeOf(token),
    {},
    { fixes: [reports.safeFix('write ^', [{ ...placeOf(token), text: '^' }])] },
  );
  T.retag(token, T.Power);
}

function checkTapName(token: T.Token, reports: Reports): void {
  if (/^@[A-Za-z_]/.test(token.image)) return;
  reports.add('syntax/missing', placeOf(token), { what: 'a name right after it', after: '`@`' });
}

/** A `//` that divides, with a blank before it. */
function checkDivision(token: T.Token, reports: Reports): void {
  if (!token.glued) reportRemark(placeOf(token), reports);
}

/** A `//` or a block comment. A `//` with a value on both sides may also be meant as a division. */
function reportRemark(mark: Place, reports: Reports): void {
  const { text } = reports.source;
  const sign = text.slice(mark.start, mark.start + 2);
  const head = { start: mark.start, end: mark.start + 2 };
  if (sign === '/*') {
    const lines = text.slice(mark.start + 2, mark.end - 2).split(/\r\n|\n|\r/);
    const fix = reports.safeFix('write it with #', [{ ...mark, text: lines.map((line) => `#${line}`).join('\n') }]);
    const help = ['a comment goes from # to the end of its line: put it behind the line, or above it'];
    const isLast = lineEndsAt(text, mark.end);
    reports.add('syntax/comment-mark', head, { mark: sign }, isLast ? { fixes: [fix] } : { help });
    return;
  }
  const rest = /[^\r\n]*/.exec(text.slice(mark.end, mark.end + 400))?.[0] ?? '';
  const closes = mark.end === head.end && /[)\]]/.test(rest);
  const fixes = closes ? [] : [reports.fix('write # for a comment', [{ ...head, text: '#' }])];
  const division = divisionAt(text, mark.start);
  if (division) {
    const title = `write ${cut(text.slice(division.left, division.start))}//${cut(text.slice(division.end, division.right))} to divide`;
    fixes.unshift(reports.fix(title, [{ start: division.start, end: division.end, text: '//' }]));
  }
  reports.add(
    'syntax/comment-mark',
    head,
    { mark: sign },
    {
      label: 'with a blank before it this reads as a comment',
      notes: ['// divides and rounds down when no blank stands before it'],
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
