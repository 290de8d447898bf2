/**
 * The tokens of a .mm text and the lexer that finds them. The lexer knows one kind of word, `Word`; what a word or a
 * bracket means where it stands (an item's word, a key, a stack in parentheses) is decided by the outline,
 * which gives the token the type that the grammar reads.
 */
import { createToken, type IToken, Lexer, type TokenType } from 'chevrotain';
import type { Source } from '../text/source.ts';
import type { Group } from './brackets.ts';

export type { TokenType };

/** A token as the grammar sees it; a bracketed part of the text is one token with its `group`. */
export interface Token extends IToken {
  tokenType: TokenType;
  tokenTypeIdx: number;
  /** The offset after the last character. */
  readonly end: number;
  /** No blank stands between this token and the one before. */
  readonly glued: boolean;
  /** The first token of its line. Only recovery asks. */
  readonly leads: boolean;
  readonly group: Group | undefined;
}

const abstract = (name: string, ...categories: TokenType[]) => createToken({ name, pattern: Lexer.NA, categories });
const token = (name: string, pattern: RegExp | string, ...categories: TokenType[]) =>
  createToken({ name, pattern, categories });

/** Any token but an item's word. */
export const Part = abstract('Part');
/** Any token that does not end a stage. */
export const Tail = abstract('Tail', Part);
/** What can stand nowhere among arguments or at the beginning of a stage, and does not end one. */
export const Loose = abstract('Loose', Tail);
/** What begins or ends no operand. */
export const Junk = abstract('Junk');
/** What joins two operands. */
export const Operator = abstract('Operator');

export const Word = token('Word', /[A-Za-z_]\w*/, Tail);
export const Dotted = token('Dotted', /[A-Za-z_]\w*(?:\.[A-Za-z_]\w*)+/, Tail);
export const TapName = token('TapName', /@\w*/, Tail);
export const Numeral = token('Numeral', /\.?\d(?:[eE][+-]\d|\w|\.(?!\.))*/, Tail);
export const Text = token('Text', /"(?:[^"\\\n\r]|\\[^\n\r])*"/, Tail);
/** A string that its line ends before its quote does. */
export const OpenText = token('OpenText', /"(?:[^"\\\n\r]|\\[^\n\r])*\\?/, Tail);
/** A string in quotes of another kind. */
export const OtherText = token(
  'OtherText',
  /'(?:[^'\\\n\r]|\\[^\n\r])*'|[\u201c\u201d\u201e][^"\u201c\u201d\u201e\n\r]*["\u201c\u201d]/,
  Tail,
);

export const Range = token('Range', '..', Operator, Junk, Loose);
export const Power = token('Power', '^', Operator, Junk, Loose);
/** Python's `**`, read as `^`. */
export const StarStar = token('StarStar', '**', Operator, Junk, Loose);
export const Star = token('Star', '*', Operator, Junk, Loose);
export const FloorDivide = token('FloorDivide', '//', Operator, Junk, Loose);
export const Divide = token('Divide', '/', Operator, Junk, Loose);
export const Remainder = token('Remainder', '%', Operator, Junk, Loose);
export const Plus = token('Plus', '+', Operator, Junk, Loose);
export const Minus = token('Minus', '-', Operator, Tail);

export const Bar = token('Bar', '|', Junk, Part);
/** Another language's sign for "then". */
export const OtherBar = token('OtherBar', /\|>|=>|>>/, Junk, Loose);
export const Arrow = token('Arrow', '->', Junk, Loose);
export const Comma = token('Comma', ',', Junk, Part);
export const Colon = token('Colon', ':', Junk, Tail);
/** `==` or `:=` for `=`. */
export const OtherEquals = token('OtherEquals', /==|:=/, Junk, Loose);
export const Equals = token('Equals', '=', Junk, Loose);

/** A character without a meaning, reported; it stands for whatever was meant there. */
export const Stray = abstract('Stray', Loose);

export const Open = token('Open', /[([{]/);
export const Close = token('Close', /[)\]}]/);

const Blank = createToken({ name: 'Blank', pattern: /[ \t\r\n\f\v]+/, group: Lexer.SKIPPED });
const Remark = createToken({ name: 'Remark', pattern: /#[^\n\r]*/, group: 'remarks' });
/** `// …`, `-- …` at the beginning of a line, and `/* … *\/`: comments of other languages. A `//` right after an operand divides, also one with a plain divisor after it. */
const OtherRemark = createToken({
  name: 'OtherRemark',
  pattern: (text, offset) => otherRemark(text, offset),
  start_chars_hint: ['/', '-'],
  line_breaks: true,
  group: 'otherRemarks',
});

/** `T // 2`, `(n // k)`: what no comment would say, whatever the blanks. */
function dividesThere(text: string, offset: number): boolean {
  if (!/[\w)\]][ \t]+$/.test(text.slice(Math.max(0, offset - 80), offset))) return false;
  const end = /^[ \t]*(?:$|[\r\n#|,)\]*/%+^-])/;
  const [whole, word = ''] = /^\/\/[ \t]*(\w+)/.exec(text.slice(offset, offset + 80)) ?? [];
  if (whole === undefined) return false;
  const rest = text.slice(offset + whole.length, offset + whole.length + 80);
  return /^\d/.test(word) ? end.test(rest) : /^[ \t]*[),\]]/.test(rest);
}

function otherRemark(text: string, offset: number): RegExpExecArray | null {
  if (text.startsWith('//', offset)) {
    const before = text[offset - 1];
    if (before !== undefined && /[\w)\]}"']/.test(before)) return null;
    if (dividesThere(text, offset)) return null;
    const pattern = /\/\/[^\n\r]*/y;
    pattern.lastIndex = offset;
    return pattern.exec(text);
  }
  if (text.startsWith('--', offset) && /(?:^|[\r\n])[ \t]*$/.test(text.slice(Math.max(0, offset - 80), offset))) {
    // Of words: `--3` and `--d` are numbers with two signs.
    const pattern = /--[ \t]*[A-Za-z][\w']*[ \t]+[A-Za-z][^\n\r]*/y;
    pattern.lastIndex = offset;
    return pattern.exec(text);
  }
  if (!text.startsWith('/*', offset)) return null;
  const close = text.indexOf('*/', offset + 2);
  if (close < 0) return null;
  return Object.assign([text.slice(offset, close + 2)], { index: offset, input: text }) as RegExpExecArray;
}

// ---- types that the outline gives

export const Key = abstract('Key', Tail);
/** The variable of a `repeat`. */
export const Variable = abstract('Variable', Loose);
export const In = abstract('In', Loose);
export const Int = abstract('Int', Loose);
export const Of = abstract('Of', Loose);
export const Hole = abstract('Hole', Tail);
export const Repeat = abstract('Repeat', Tail);
export const Residual = abstract('Residual', Tail);
export const Join = abstract('Join', Tail);
export const Tap = abstract('Tap', Tail);

/** A bracketed part that nothing will read, unless the outline gives it one of the types below. */
export const RawGroup = abstract('RawGroup', Tail);
/** `( … )` read as a stack, as branches, as an argument in every reading, as a value, as a call's arguments. */
export const StackGroup = abstract('StackGroup', Tail);
export const BranchGroup = abstract('BranchGroup', Tail);
export const ValueGroup = abstract('ValueGroup', Tail);
export const ExprGroup = abstract('ExprGroup', Tail);
export const CallGroup = abstract('CallGroup', Tail);
export const ParamGroup = abstract('ParamGroup', Tail);
/** `[ … ]`. */
export const ListGroup = abstract('ListGroup', Tail);

/** The words that begin an item, reserved everywhere, with the type of the token that begins one. */
export const itemTokens = {
  use: abstract('Use'),
  input: abstract('Input'),
  target: abstract('Target'),
  data: abstract('Data'),
  let: abstract('Let'),
  default: abstract('Default'),
  block: abstract('Block'),
  model: abstract('Model'),
  train: abstract('Train'),
  sweep: abstract('Sweep'),
  budget: abstract('Budget'),
} as const;

export type ItemWord = keyof typeof itemTokens;

/** The words that mean a form of its own where a stage begins. */
export const stageTokens: ReadonlyMap<string, TokenType> = new Map([
  ['repeat', Repeat],
  ['residual', Residual],
  ['sum', Join],
  ['mul', Join],
  ['concat', Join],
  ['tap', Tap],
]);

const lexed = [
  ...[Blank, Remark, OtherRemark, Text, OpenText, OtherText, Numeral, TapName, Dotted, Word],
  ...[Range, Power, StarStar, Star, FloorDivide, Divide, Remainder, Plus, Arrow, Minus],
  ...[OtherBar, Bar, Comma, OtherEquals, Colon, Equals, Open, Close],
];

/** Every token type that the grammar may name. */
export const vocabulary: TokenType[] = [
  ...[Part, Tail, Loose, Stray, Junk, Operator, Key, Variable, In, Int, Of, Hole, Repeat, Residual, Join, Tap],
  ...[RawGroup, StackGroup, BranchGroup, ValueGroup, ExprGroup, CallGroup, ParamGroup, ListGroup],
  ...Object.values(itemTokens),
  ...lexed,
];

let lexer: Lexer | undefined;

/** What the lexer found: tokens, comments, and the stretches that are neither. */
export interface Lexed {
  readonly tokens: Token[];
  readonly remarks: readonly Stretch[];
  readonly otherRemarks: readonly Stretch[];
  readonly strays: readonly Stretch[];
}

export interface Stretch {
  readonly start: number;
  readonly end: number;
}

/** Splits a text into tokens. Never fails: what no token begins with comes back among the strays. */
export function lex({ text }: Source): Lexed {
  lexer ??= new Lexer(lexed, { ensureOptimizations: true, positionTracking: 'onlyOffset', skipValidations: true });
  const { tokens, groups, errors } = lexer.tokenize(text);
  const stretch = ({ startOffset, image }: IToken) => ({ start: startOffset, end: startOffset + image.length });
  return {
    tokens: placed(text, tokens),
    remarks: (groups.remarks ?? []).map(stretch),
    otherRemarks: (groups.otherRemarks ?? []).map(stretch),
    strays: errors.map(({ offset, length }) => ({ start: offset, end: offset + length })),
  };
}

/** Tokens with what later steps ask of their place. */
function placed(text: string, found: readonly IToken[]): Token[] {
  let last = 0;
  return found.map((raw) => {
    const { image, startOffset, tokenType } = raw;
    const end = startOffset + image.length;
    const leads = last === 0 || hasLineEnd(text, last, startOffset);
    const made = makeToken(image === '_' ? Hole : tokenType, image, startOffset, end, startOffset === last, leads);
    last = end;
    return made;
  });
}

function hasLineEnd(text: string, start: number, end: number): boolean {
  for (let at = start; at < end; at++) {
    const code = text.charCodeAt(at);
    if (code === 10 || code === 13) return true;
  }
  return false;
}

/** A token object; all have one layout, so that the parser stays fast. */
export function makeToken(
  tokenType: TokenType,
  image: string,
  startOffset: number,
  end: number,
  glued: boolean,
  leads: boolean,
  group?: Group,
): Token {
  const tokenTypeIdx = tokenType.tokenTypeIdx as number;
  return { image, startOffset, end, tokenType, tokenTypeIdx, glued, leads, group };
}

/** Gives a token the meaning that its place has. */
export function retag(target: Token, type: TokenType): void {
  target.tokenType = type;
  target.tokenTypeIdx = type.tokenTypeIdx as number;
}

/** Whether a token is of a type or of one of its kinds. */
export function is(target: Token, type: TokenType): boolean;
export function is(target: Token | undefined, type: TokenType): target is Token;
export function is(target: Token | undefined, type: TokenType): boolean {
  if (target === undefined) return false;
  if (target.tokenTypeIdx === type.tokenTypeIdx) return true;
  return type.categoryMatchesMap?.[target.tokenTypeIdx] === true;
}
