/** What the outline of items reports: heads of blocks and inputs in the writing of other languages. */
import type { Place, Reports } from './reports.ts';
import { cut, describe, insert, placeOf } from './slips.ts';
import * as T from './tokens.ts';

/** `block f(n) = [B, T] -> [B] = …`: what stands where the colon before a type should, or the type itself. */
export function reportTypeSign(token: T.Token, isSign: boolean, reports: Reports): void {
  const edit = isSign ? { ...placeOf(token), text: ':' } : insert(token.startOffset, ': ');
  const fixes = [reports.safeFix('write :', [edit])];
  reports.add('syntax/unexpected', placeOf(token), { found: describe(token), wanted: '`:` and a type' }, { fixes });
}

/** `[B, T] => [B]`, `[B, T] [B]`. */
export function reportArrow(place: Place, reports: Reports): void {
  const found = reports.source.text.slice(place.start, place.end);
  const edits = [{ ...place, text: found === '' ? '-> ' : '->' }];
  const fixes = [reports.safeFix('write ->', edits)];
  if (found !== '') reports.add('syntax/arrow', place, { found }, { fixes });
  else reports.add('syntax/missing', place, { what: '`->`', after: 'the type of the input' }, { fixes });
}

/** `input image 28 28 1`. */
export function reportDims(dims: readonly T.Token[], reports: Reports): void {
  const [first, last] = [dims[0] as T.Token, dims.at(-1) as T.Token];
  const sizes = dims.filter((token) => !T.is(token, T.Comma)).map(({ image }) => image);
  const text = `[${sizes.join(', ')}]`;
  const place = { start: first.startOffset, end: last.end };
  const from = reports.source.text.slice(0, first.startOffset).trimEnd().length;
  const fixes = [reports.safeFix(`write ${text}`, [{ start: from, end: last.end, text }])];
  reports.add(
    'syntax/unexpected',
    place,
    { found: describe(first), wanted: 'a list of dims in square brackets' },
    { fixes },
  );
}

/** `block f n, m = …`. */
export function reportParams(params: readonly T.Token[], reports: Reports): void {
  const [first, last] = [params[0] as T.Token, params.at(-1) as T.Token];
  const names = params.filter((token) => !T.is(token, T.Comma)).map(({ image }) => image);
  const { text } = reports.source;
  let start = first.startOffset;
  while (/\s/.test(text[start - 1] ?? '')) start--;
  const edit = { start, end: last.end, text: `(${names.join(', ')})` };
  const place = { start: first.startOffset, end: last.end };
  reports.add(
    'syntax/unexpected',
    place,
    { found: cut(`\`${names.join(' ')}\``), wanted: '`(` or `=`' },
    {
      help: ["a block's parameters stand in parentheses right after its name"],
      fixes: [reports.fix('write parentheses', [edit])],
    },
  );
}

/** `d = 4` or `net = embed 10` where an item should begin. */
export function reportBefore(word: 'let' | 'model', name: T.Token, reports: Reports): void {
  const fixes = [reports.safeFix(`write ${word}`, [insert(name.startOffset, `${word} `)])];
  reports.add(
    'syntax/missing',
    placeOf(name),
    { what: `\`${word}\` before it`, after: `\`${cut(name.image)} =\`` },
    { fixes },
  );
}

/** `input tokens: [8]`. */
export function reportStrayColon(token: T.Token, reports: Reports): void {
  const fixes = [reports.safeFix('leave it out', [{ ...placeOf(token), text: '' }])];
  reports.add('syntax/unexpected', placeOf(token), { found: '`:`', wanted: '' }, { fixes });
}
