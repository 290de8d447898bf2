/** Slips of the fingers and habits of other languages, made on the tokens of a text, each at every place where it can happen. */
import * as T from '../../../src/parser/tokens.ts';
import { source } from '../../../src/text/source.ts';
import { layersElsewhere } from './elsewhere.ts';
import type { Mutant } from './mutant.ts';

type Token = T.Token;

/** What may be typed in the place of a token, by its text. */
const instead: Readonly<Record<string, readonly string[]>> = {
  '|': [
    '',
    '||',
    '->',
    ',',
    ';',
    '+',
    '\n',
    '/',
    '\\',
    '\u2223',
    '\u2502',
    '\uff5c',
    '|>',
    '=>',
    '&',
    '.',
    '!',
    '| |',
    'I',
  ],
  '=': ['', ':', '==', ':=', ' = ', ' ', '->', '\uff1d', '-', '=='],
  ',': ['', ' ', ';', '.', ',,', ' |', '\uff0c'],
  '(': ['', '((', '[', '{', '\uff08', ' ', '|('],
  ')': ['', '))', ']', '}', '\uff09', ')|', ','],
  '[': ['', '[[', '(', '{'],
  ']': ['', ']]', ')', '}', ','],
  ':': ['', '=', '::', '->', '\uff1a', ';'],
  '->': ['', '=>', '-', '>', '\u2192', ',', '- >'],
  '*': ['', 'x', '\u00d7', '**', ' * ', ' *', '* '],
  '+': ['', ' + ', '++'],
  '-': ['', ' - ', '\u2212', '--'],
  '/': ['', ' / ', ':', '\u00f7'],
  '//': ['/', ' // ', '///'],
  '^': ['', '**', ' ^ '],
  '..': ['', '.', '...', ':', '-', ' .. ', '..='],
};

/** Every slip that can happen in a text. */
export function typingMutants(text: string): readonly Mutant[] {
  const { tokens } = T.lex(source('spec.mm', text));
  const partners = partnersOf(tokens);
  return tokens.flatMap((token, at): Mutant[] => {
    const partner = partners.get(at);
    const found = [
      ...replaced(token),
      ...(isWord(token) ? wordSlips(token, tokens[at - 1]) : []),
      ...between(text, tokens, at),
    ];
    if (T.is(token, T.Numeral)) found.push(...numberSlips(token));
    if (T.is(token, T.Text)) found.push(...quoteSlips(token));
    if (T.is(token, T.TapName))
      found.push(slip(token, 'no @', token.image.slice(1)), slip(token, '@ and a blank', `@ ${token.image.slice(1)}`));
    return partner === undefined ? found : found.map((one) => ({ ...one, partner }));
  });
}

/** For brackets, where the one stands that belongs to it. */
function partnersOf(tokens: readonly Token[]): ReadonlyMap<number, number> {
  const open: number[] = [];
  const partners = new Map<number, number>();
  for (const [at, token] of tokens.entries()) {
    if (T.is(token, T.Open)) open.push(at);
    const first = T.is(token, T.Close) ? open.pop() : undefined;
    if (first === undefined) continue;
    partners.set(first, token.startOffset);
    partners.set(at, (tokens[first] as Token).startOffset);
  }
  return partners;
}

function isWord(token: Token): boolean {
  return T.is(token, T.Word) && token.image.length > 1;
}

function slip({ startOffset, end }: Token, kind: string, text: string): Mutant {
  return { kind, change: { start: startOffset, end, text } };
}

function replaced(token: Token): Mutant[] {
  return (instead[token.image] ?? []).map((text) => slip(token, `${token.image} as ${shown(text)}`, text));
}

function shown(text: string): string {
  return text === '' ? 'nothing' : JSON.stringify(text);
}

function wordSlips(token: Token, before: Token | undefined): Mutant[] {
  const { image } = token;
  const wide = String.fromCharCode((image.codePointAt(0) as number) + 0xfee0) + image.slice(1);
  const cyrillic = image.replace(/[aceopx]/, (letter) => 'асеорх'['aceopx'.indexOf(letter)] as string);
  const found = [
    slip(token, 'Capital', image[0]?.toUpperCase() + image.slice(1)),
    slip(token, 'CAPITALS', image.toUpperCase()),
    slip(token, 'a letter of double width', wide),
    slip(token, 'a word twice', `${image} ${image}`),
    slip(token, 'a blank in a word', `${image.slice(0, 2)} ${image.slice(2)}`),
    slip(token, '`back-ticks`', `\`${image}\``),
    slip(token, '"quotes"', `"${image}"`),
  ];
  if (cyrillic !== image) found.push(slip(token, 'a Cyrillic letter', cyrillic));
  if (image.includes('_'))
    found.push(slip(token, '- for _', image.replace('_', '-')), slip(token, 'no _', image.replace('_', '')));
  if (before === undefined || before.image === '|' || before.image === '(') {
    for (const name of layersElsewhere(image)) found.push(slip(token, 'a name of another framework', name));
  }
  return found.filter(({ change }) => change.text !== image && change.text.trim() !== '');
}

/** Slips in the blank before a token. */
function between(text: string, tokens: readonly Token[], at: number): Mutant[] {
  const [before, token] = [tokens[at - 1], tokens[at] as Token];
  if (!before || !/^[ \t]+$/.test(text.slice(before.end, token.startOffset))) return [];
  const gap = (kind: string, put: string) => ({
    kind,
    change: { start: before.end, end: token.startOffset, text: put },
  });
  const found = [
    gap('a tab', '\t'),
    gap('a hard blank', '\u00a0'),
    gap('a line end', '\n  '),
    gap('a wide blank', '\u3000'),
  ];
  const isPlain = (one: Token) => T.is(one, T.Word) || T.is(one, T.Numeral);
  if (isPlain(before) && isPlain(token))
    found.push(gap('words glued', ''), gap('a comma between', ', '), gap('= between', '='));
  return found;
}

function numberSlips(token: Token): Mutant[] {
  const { image } = token;
  const found = [
    slip(token, 'a number twice', `${image} ${image}`),
    slip(token, '"a number in quotes"', `"${image}"`),
    slip(token, 'a dot after a number', `${image}.`),
    slip(token, 'a letter after a number', `${image}o`),
  ];
  if (/^\d{4,}$/.test(image)) found.push(slip(token, 'a comma in a number', image.replace(/(?=(\d{3})+$)/g, ',')));
  if (image.includes('_'))
    found.push(
      slip(token, 'a comma in a number', image.replaceAll('_', ',')),
      slip(token, 'a dot in a number', image.replaceAll('_', '.')),
    );
  if (image.includes('0')) found.push(slip(token, 'the letter O in a number', image.replace('0', 'O')));
  if (image.startsWith('0.'))
    found.push(
      slip(token, 'no digit before the dot', image.slice(1)),
      slip(token, 'a decimal comma', image.replace('.', ',')),
    );
  if (image.includes('e-')) found.push(slip(token, 'a blank in a number', image.replace('e-', 'e -')));
  const wide = image.replace(/\d/, (digit) => String.fromCharCode(0xff10 + Number(digit)));
  return [...found, slip(token, 'a digit of double width', wide)];
}

function quoteSlips(token: Token): Mutant[] {
  const inner = token.image.slice(1, -1);
  const half = Math.ceil(inner.length / 2);
  return [
    slip(token, 'no closing quote', `"${inner}`),
    slip(token, 'no opening quote', `${inner}"`),
    slip(token, 'no quotes', inner),
    slip(token, "'quotes'", `'${inner}'`),
    slip(token, '“quotes”', `“${inner}”`),
    slip(token, 'mixed quotes', `"${inner}'`),
    slip(token, 'a quote too many', `${token.image}"`),
    slip(token, 'a string over two lines', `"${inner.slice(0, half)}\n${inner.slice(half)}"`),
  ];
}
