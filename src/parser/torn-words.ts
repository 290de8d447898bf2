/** Mends the word of an item that a blank tears apart (`mo del …`), or that lacks the blank behind it (`trainsgd lr=0.1`). */
import { itemWord } from './item-words.ts';
import { meantWords } from './meant-item.ts';
import type { Reports } from './reports.ts';
import * as T from './tokens.ts';

/** The tokens with each such word at the very beginning of a line made whole, reported. */
export function withWholeWords(tokens: readonly T.Token[], reports: Reports): readonly T.Token[] {
  const made: T.Token[] = [];
  const declared = declaredIn(tokens);
  for (let at = 0; at < tokens.length; at++) {
    const [token, after] = [tokens[at] as T.Token, tokens[at + 1]];
    const begins = T.is(token as T.Token | undefined, T.Word) && isFlush(token, reports) && !itemWord(token.image);
    const parts = begins ? (joined(token, after) ?? parted(token, after, declared)) : undefined;
    if (parts) report(token, parts, reports);
    for (const part of parts ?? [token]) made.push(part);
    if (parts?.length === 1) at++;
  }
  return made;
}

function isFlush({ startOffset }: T.Token, { source }: Reports): boolean {
  return startOffset === 0 || /[\r\n]/.test(source.text[startOffset - 1] as string);
}

/** Two words in a row that together are an item's. */
function joined(token: T.Token, after: T.Token | undefined): readonly T.Token[] | undefined {
  if (!T.is(after, T.Word) || after.leads || !itemWord(token.image + after.image)) return undefined;
  return [T.makeToken(T.Word, token.image + after.image, token.startOffset, after.end, token.glued, token.leads)];
}

/** The word of an item and what is glued to it, unless the whole is a name, or nearer to another word. */
function parted(
  token: T.Token,
  after: T.Token | undefined,
  declared: ReadonlySet<string>,
): readonly T.Token[] | undefined {
  const { image } = token;
  const isConstant = after?.image === '=' && /^let[a-z]/.test(image);
  if (isConstant && !declared.has(`let ${image}`)) return cutAt('let', token);
  const word = Object.keys(T.itemTokens).find((each) => each.length > 3 && image.startsWith(each));
  const isKnown = !word || image.length - word.length < 2 || meantWords(token).length > 0 || after?.image === '=';
  return isKnown || declared.has(`block ${image}`) ? undefined : cutAt(word, token);
}

/** The names of constants and blocks, each behind the word that declares it. */
function declaredIn(tokens: readonly T.Token[]): ReadonlySet<string> {
  const pairs = tokens.map(({ image }, at) => [tokens[at - 1]?.image, image] as const);
  return new Set(pairs.flatMap(([word, name]) => (word === 'let' || word === 'block' ? [`${word} ${name}`] : [])));
}

function cutAt(word: string, { image, startOffset, end, glued, leads }: T.Token): readonly T.Token[] {
  const middle = startOffset + word.length;
  return [
    T.makeToken(T.Word, word, startOffset, middle, glued, leads),
    T.makeToken(T.Word, image.slice(word.length), middle, end, false, false),
  ];
}

function report({ startOffset }: T.Token, parts: readonly T.Token[], reports: Reports): void {
  const place = { start: startOffset, end: (parts.at(-1) as T.Token).end };
  const text = parts.map(({ image }) => image).join(' ');
  const fixes = [reports.safeFix(`write ${text}`, [{ ...place, text }])];
  const args = { word: reports.source.text.slice(place.start, place.end), near: [(parts[0] as T.Token).image] };
  reports.add('syntax/item-word', place, args, { fixes });
}
