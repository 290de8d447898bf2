/** What the outline reports: writings of other languages, each with the one that mm reads. */
import type { Fix } from '../diagnostics/diagnostic.ts';
import type { Group } from './brackets.ts';
import type { Place, Reports } from './reports.ts';
import * as T from './tokens.ts';

type GroupToken = T.Token & { readonly group: Group };
export type Replacement = Place & { readonly text: string };

export function placeOf(token: T.Token): Place {
  return { start: token.startOffset, end: token.end };
}

export function insert(at: number, text: string): Replacement {
  return { start: at, end: at, text };
}

/** `kernel=(3, 3)`. */
export function reportTuple(token: GroupToken, reports: Reports): void {
  const edits = [
    { start: token.startOffset, end: token.startOffset + 1, text: '[' },
    { start: token.group.innerEnd, end: token.end, text: ']' },
  ];
  reports.add('syntax/tuple', placeOf(token), {}, { fixes: [reports.safeFix('write square brackets', edits)] });
}

/** `inner( ln | tanh )` among arguments, `repeat n( … )`. */
export function reportGluedStack(word: T.Token, token: T.Token, reports: Reports): void {
  const start = word.startOffset;
  reports.add(
    'syntax/glued-stack',
    { start, end: token.startOffset + 1 },
    { word: word.image },
    {
      fixes: [reports.fix('put a blank before the parenthesis', [insert(token.startOffset, ' ')])],
    },
  );
}

/** `max (a, b)` in an expression. */
export function reportCallBlank(word: T.Token, token: T.Token, reports: Reports): void {
  const blank = { start: word.end, end: token.startOffset };
  reports.add(
    'syntax/call-blank',
    { start: word.startOffset, end: token.startOffset + 1 },
    { word: word.image },
    {
      fixes: [reports.safeFix('leave out the blank', [{ ...blank, text: '' }])],
    },
  );
}

/** `embed 10 -> linear 27`. */
export function reportBar(token: T.Token, reports: Reports): void {
  reports.add(
    'syntax/bar',
    placeOf(token),
    { found: token.image },
    {
      fixes: [reports.safeFix('write |', [{ ...placeOf(token), text: '|' }])],
    },
  );
}

/** `flatten 2 -> [B, T, C]`: a shape is stated behind a colon. */
export function reportColon(token: T.Token, reports: Reports): void {
  const fixes = [reports.safeFix('write :', [{ ...placeOf(token), text: ':' }])];
  const args = { found: `\`${token.image}\``, wanted: '`:` and a shape' };
  reports.add('syntax/unexpected', placeOf(token), args, { fixes });
}

/** What stands there once too often, or belongs to nothing: `block, f = …`, `data data chars`. */
export function reportExtra(token: T.Token, reports: Reports, whole = ''): void {
  const fixes = [reports.fix('leave it out', [{ ...placeOf(token), text: '' }])];
  if (whole !== '')
    fixes.push(
      reports.fix(`write ${whole} if it is one word`, [
        { start: token.startOffset - 1, end: token.startOffset, text: '' },
      ]),
    );
  reports.add('syntax/unexpected', placeOf(token), { found: describe(token), wanted: '' }, { fixes });
}

/** `lr: 0.1`, `let d := 4`. The fix has blanks on both sides where a line begins with the name, else none. */
export function reportEquals(token: T.Token, reports: Reports): void {
  const { text } = reports.source;
  const [blanks = ''] = /^[ \t]*/.exec(text.slice(token.end, token.end + 80)) ?? [];
  const line = /[^\r\n]*$/.exec(text.slice(Math.max(0, token.startOffset - 200), token.startOffset))?.[0] ?? '';
  const isHead = /^(?:let\s+\w+|block\s[^=]*|model\s+\w+|\s*[\w.]+)\s*$/.test(line);
  const before = isHead && token.glued ? ' ' : '';
  const edit =
    blanks === '' || !token.glued ? placeOf(token) : { start: token.startOffset, end: token.end + blanks.length };
  const after = isHead && edit.end > token.end ? ' ' : '';
  const better = blanks === '' ? '=' : `${before}=${after}`;
  const fixes = [reports.safeFix('write =', [{ ...edit, text: better }])];
  reports.add('syntax/equals', placeOf(token), { found: token.image }, { fixes });
}

/** `bias=false tanh`, `( … ) tanh`; among branches a comma may be meant as well. */
export function reportMissingBar(before: T.Token, stage: T.Token, branches: boolean, reports: Reports): void {
  const what = before.group ? (before.group.square ? 'the brackets' : 'the parentheses') : `\`${before.image}\``;
  const comma = reports.fix('put , between them, if they are two branches', [insert(before.end, ',')]);
  reports.add(
    'syntax/missing-bar',
    placeOf(stage),
    { stage: stage.group ? '(' : stage.image, before: what },
    {
      fixes: [...(branches ? [comma] : []), reports.fix('put | between them', [insert(stage.startOffset, '| ')])],
    },
  );
}

/** `residual ( … ) via=( … )`. */
export function reportLate(key: T.Token, value: T.Token | undefined, body: T.Token, reports: Reports): void {
  const place = { start: key.startOffset, end: value?.end ?? key.end };
  const what = reports.source.text.slice(place.start, place.end);
  const edits = [insert(body.startOffset, `${what} `), { start: body.end, end: place.end, text: '' }];
  reports.add(
    'syntax/order',
    place,
    { what: `\`${cut(what)}\``, earlier: 'settings', later: 'the stack' },
    { fixes: [reports.fix('put it before the stack', edits)] },
  );
}

/** `repeat 3 [ tanh ]`, and `[linear 10, tanh]` in the place of a stage, whose commas are bars. */
export function reportSquareBody(token: GroupToken, reports: Reports, holds: 'branches' | 'stages' = 'branches'): void {
  const edits = [
    { start: token.startOffset, end: token.startOffset + 1, text: '(' },
    ...(holds === 'stages' ? barsFor(token, reports) : []),
    { start: token.group.innerEnd, end: token.end, text: ')' },
  ];
  const args = { found: 'a list', wanted: 'a stack in parentheses' };
  reports.add('syntax/unexpected', placeOf(token), args, { fixes: [reports.safeFix('write parentheses', edits)] });
}

/** `nn.Sequential( … )` and `Sequential([ … ])`. */
export function reportWrapper(token: T.Token, around: GroupToken, content: GroupToken, reports: Reports): void {
  const found = `\`${reports.source.text.slice(token.startOffset, token.end)}\``;
  const edits = [
    { start: token.startOffset, end: content.startOffset + 1, text: '(' },
    ...barsFor(content, reports),
    { start: content.group.innerEnd, end: around.end, text: ')' },
  ];
  const fixes = [reports.safeFix('leave the word out, and write | for the commas', edits)];
  const help = ['a stack needs no word before it: embed 10 | flatten | linear 27'];
  reports.add('syntax/unexpected', placeOf(token), { found, wanted: '' }, { fixes, help });
}

/** A bar for each comma; one before the end goes. */
function barsFor({ group: { tokens } }: GroupToken, { source: { text } }: Reports): Replacement[] {
  return tokens.flatMap((token, at) => {
    if (!T.is(token, T.Comma)) return [];
    const isLast = at === tokens.length - 1;
    const after = /\s/.test(text[token.end] ?? ' ') ? '' : ' ';
    return [{ ...placeOf(token), text: isLast ? '' : ` |${after}` }];
  });
}

/** `( … ) name=x`, `tap @a name=x`: forms that take no settings. Gives how many tokens the setting has. */
export function reportStrayKey(tokens: readonly T.Token[], at: number, reports: Reports): number {
  const [key, equals, value] = [tokens[at], tokens[at + 1], tokens[at + 2]] as [T.Token, T.Token, T.Token?];
  const isValue = value !== undefined && (value.group !== undefined || !T.is(value, T.Junk));
  const place = { start: key.startOffset, end: (isValue ? value : equals).end };
  const found = `\`${cut(reports.source.text.slice(place.start, place.end))}\``;
  const help = ['settings stand after the arguments and before a type; parentheses, taps and `@name` take none'];
  reports.add('syntax/unexpected', place, { found, wanted: '' }, { help });
  return isValue ? 3 : 2;
}

/** A dotted name where one is declared, `let net.width = 4`, or where a layer is meant, `nn.Linear 10`. */
export function reportDotted(token: T.Token, as: 'declared' | 'layer', reports: Reports): void {
  const plain = lastName(token);
  const edits = [{ ...placeOf(token), text: plain }];
  const title = `write ${plain}`;
  const fixes = [as === 'layer' ? reports.safeFix(title, edits) : reports.fix(title, edits)];
  reports.add('syntax/dotted-name', placeOf(token), { name: token.image }, { fixes });
}

export function lastName(token: T.Token): string {
  return token.image.slice(token.image.lastIndexOf('.') + 1);
}

/** A comma and what stands in its place: a bar between stages, nothing between arguments. */
export interface CommaSlip {
  readonly token: T.Token;
  readonly between: 'stages' | 'arguments';
  readonly last: boolean;
  /** A word by itself follows, which may be the other. */
  readonly isUnsure?: boolean;
}

/** All commas of one stack or argument list, in one report at the first. */
export function reportCommas(slips: readonly CommaSlip[], reports: Reports): void {
  const [first] = slips;
  if (!first) return;
  const { text } = reports.source;
  const edits = slips.map(({ token, between, last }) => {
    const blank = /\s/.test(text[token.end] ?? ' ') ? '' : ' ';
    return { ...placeOf(token), text: between === 'stages' && !last ? ` |${blank}` : last ? '' : blank };
  });
  const isLeftOut = edits.every((edit) => edit.text === '');
  const title = isLeftOut ? 'leave the commas out' : first.between === 'stages' ? 'write |' : 'write blanks';
  const fixes = [
    reports.fix(title, edits),
    ...(slips.length === 1 && first.isUnsure ? [otherwise(first, reports)] : []),
  ];
  reports.add('syntax/comma', placeOf(first.token), { between: first.between }, { fixes });
}

function otherwise({ token, between }: CommaSlip, reports: Reports): Fix {
  const isStage = between === 'stages';
  const title = isStage ? 'leave the comma out, if it parts arguments' : 'write |, if it parts stages';
  return reports.fix(title, [{ ...placeOf(token), text: isStage ? '' : ' |' }]);
}

/** `conv(64, 3)`. The fix writes each argument by itself, in parentheses where it has blanks or a minus sign. */
export function reportParentheses(
  word: T.Token,
  token: GroupToken,
  parts: readonly T.Token[][],
  reports: Reports,
): void {
  const { text } = reports.source;
  const better = parts.map((part) => {
    const [first, last] = [part[0] as T.Token, part.at(-1) as T.Token];
    const isSetting = T.is(part[1], T.Equals) && part[2] !== undefined;
    const from = isSetting ? (part[2] as T.Token) : first;
    const value = text.slice(from.startOffset, last.end);
    const plain = /^\S+$/.test(value) && !(value.startsWith('-') && !isSetting);
    const isOne = from === last || (part.length === 2 && last.group?.called);
    const key = isSetting ? `${first.image}=` : '';
    return key + (plain || isOne ? value : `(${value})`);
  });
  const edit = { start: word.end, end: token.end, text: better.map((part) => ` ${part}`).join('') };
  const title = `write ${word.image}${edit.text}`;
  reports.add(
    'syntax/parentheses',
    { start: word.startOffset, end: token.end },
    { word: word.image },
    {
      fixes: [reports.safeFix(title.length > 60 ? 'leave out the parentheses and commas' : title, [edit])],
    },
  );
}

/** One sign in the place of another. */
export function reportInstead(token: T.Token, sign: string, reports: Reports): void {
  const fixes = [reports.safeFix(`write ${sign}`, [{ ...placeOf(token), text: sign }])];
  reports.add('syntax/unexpected', placeOf(token), { found: describe(token), wanted: `\`${sign}\`` }, { fixes });
}

/** `tap skips` for `tap @skips`. */
export function reportAt(token: T.Token, form: string, reports: Reports): void {
  const args = { what: 'a name with @', after: `\`${form}\`` };
  reports.add('syntax/missing', placeOf(token), args, {
    fixes: [reports.fix(`write @${token.image}`, [insert(token.startOffset, '@')])],
  });
}

/** A value where a stage should begin. */
export function reportNotAStage(token: T.Token, reports: Reports): void {
  const found = `the value \`${cut(reports.source.text.slice(token.startOffset, token.end))}\``;
  const help = ['the name of a layer stands before its arguments: `linear 10`'];
  reports.add('syntax/not-a-stage', placeOf(token), { found }, { help });
}

/** What a token is, for a message. */
export function describe(token: T.Token): string {
  if (token.group) return token.group.square ? 'a list' : 'a parenthesis';
  if (T.is(token, T.Numeral)) return `the number \`${cut(token.image)}\``;
  if (T.is(token, T.Text)) return 'a string';
  if (T.is(token, T.Word) || T.is(token, T.Key) || T.is(token, T.Dotted)) return `the name \`${cut(token.image)}\``;
  return `\`${cut(token.image)}\``;
}

export function cut(text: string): string {
  return text.length <= 40 ? text : `${text.slice(0, 37)}…`;
}
