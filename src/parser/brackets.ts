/**
 * Pairs the brackets of a text, so that each bracketed part is one token of the level around it, and finds where items
 * begin. What is unclosed or unopened is reported and mended here: all later steps see sound brackets. The depth
 * is limited here too, because whatever comes later works on parts within parts.
 */
import {
  bodiless,
  contentOfUnclosed,
  cutOff,
  isBrokenString,
  isOutside,
  isSquare,
  isWord,
  type Surplus,
  surplusOf,
} from './bracket-repair.ts';
import { Heights } from './heights.ts';
import { beginsItem } from './item-words.ts';
import type { Reading } from './readings.ts';
import type { Place, Reports } from './reports.ts';
import type { TokenType } from './tokens.ts';
import * as T from './tokens.ts';

/** How deep brackets and operators may be nested. */
export const maxDepth = 200;

/** A bracketed part. */
export interface Group {
  readonly square: boolean;
  /** A bracket closes it; where it does not, the end is a guess and nobody knows what follows. */
  readonly closed: boolean;
  /** Brackets stand around it; not so around an argument that had to be taken out of a call's parentheses. */
  readonly bracketed: boolean;
  /** From bracket to bracket. */
  readonly start: number;
  end: number;
  /** The end of what stands between the brackets. */
  innerEnd: number;
  /** The opening bracket stands right after a word. */
  readonly called: boolean;
  tokens: T.Token[];
  /** What its text can be read as. */
  reading: Reading;
  /** What it is where it stands, as the type of its token; undefined when nothing will read it. */
  kind: TokenType | undefined;
  /** The syntax tree of the content, once it is parsed. */
  node: unknown;
}

export interface Bracketed {
  readonly top: T.Token[];
  /** In the order of their opening brackets: a group stands before those inside it. */
  readonly groups: readonly Group[];
}

/** A level that is being filled: a bracketed part, or the file itself at the bottom. */
interface Frame {
  readonly open: T.Token | undefined;
  readonly tokens: T.Token[];
  readonly index: number;
}

const closers: Readonly<Record<string, string>> = { '(': ')', '[': ']', '{': '}' };

/** Pairs brackets; undefined (and reported) when they are nested too deep. */
export function pairBrackets(tokens: readonly T.Token[], reports: Reports): Bracketed | undefined {
  const pairing = new Pairing(tokens, reports);
  for (let at = 0; at < tokens.length; at++) {
    const deep = pairing.take(tokens[at] as T.Token, at);
    if (!deep) continue;
    reports.add(
      'syntax/too-deep',
      { start: deep.startOffset, end: deep.end },
      { limit: maxDepth },
      {
        help: ['give a part of it a name with `let` or `block`'],
      },
    );
    return undefined;
  }
  return pairing.finish();
}

/** The state of one pass over the tokens. */
class Pairing {
  readonly #tokens: readonly T.Token[];
  readonly #reports: Reports;
  readonly #heights = new Heights();
  readonly #groups: (Group | undefined)[] = [];
  readonly #frames: Frame[] = [{ open: undefined, tokens: [], index: -1 }];
  #surplus: Surplus | undefined;
  #last: T.Token | undefined;
  /** What the layout says is unclosed: a bracket, and the last token before a line that stands further out than it. */
  readonly #doubts = new Map<T.Token, T.Token>();

  constructor(tokens: readonly T.Token[], reports: Reports) {
    this.#tokens = tokens;
    this.#reports = reports;
  }

  /** Takes the next token; returns it when the nesting passes the limit. */
  take(token: T.Token, at: number): T.Token | undefined {
    if (T.is(token, T.Open)) this.#open(token);
    else if (T.is(token, T.Close)) this.#close(token, at);
    else {
      const word = beginsItem(token, this.#last, this.#tokens[at + 1], this.#frames.length > 1, this.#reports);
      if (word) {
        this.#abandon(1);
        T.retag(token, T.itemTokens[word]);
      }
      this.#doubt(token);
      this.#frame.tokens.push(token);
      this.#heights.take(token);
    }
    this.#last = token;
    return this.#heights.current > maxDepth ? token : undefined;
  }

  finish(): Bracketed {
    this.#abandon(1);
    return { top: this.#frame.tokens, groups: this.#groups.filter((group) => group !== undefined) };
  }

  get #frame(): Frame {
    return this.#frames.at(-1) as Frame;
  }

  #open(open: T.Token): void {
    this.#frames.push({ open, tokens: [], index: this.#groups.push(undefined) - 1 });
    this.#heights.open();
  }

  #close(close: T.Token, at: number): void {
    const open = this.#frame.open;
    if (open && isSquare(open) === isSquare(close)) {
      this.#reportBraces(open, close);
      this.#seal(close);
      return;
    }
    const match = this.#frames.findLastIndex((frame) => frame.open && isSquare(frame.open) === isSquare(close));
    if (open && (match < 0 || this.#isSwapped(close, at))) {
      const wanted = closers[open.image] as string;
      this.#reports.add(
        'syntax/mismatched',
        placeOf(close),
        { open: open.image, found: close.image, wanted },
        {
          labels: [{ span: this.#reports.span(placeOf(open)), message: 'opened here' }],
          fixes: [this.#reports.fix(`write ${wanted}`, [{ ...placeOf(close), text: wanted }])],
        },
      );
      this.#seal(close);
    } else if (open) {
      this.#abandon(match + 1);
      this.#reportBraces(this.#frame.open as T.Token, close);
      this.#seal(close);
    } else this.#reportUnopened(close);
  }

  /** Makes the top frame a group. When no bracket closes it, where it ends is a guess. */
  #seal(close: T.Token | undefined): Group {
    const { open, tokens, index } = this.#frames.pop() as Frame & { open: T.Token };
    const around = this.#frame.tokens;
    const rest = close ? [] : cutOff(open, tokens, around, this.#reports.source.text);
    const innerEnd = close?.startOffset ?? tokens.at(-1)?.end ?? open.end;
    const group: Group = {
      bracketed: true,
      closed: close !== undefined,
      square: isSquare(open),
      start: open.startOffset,
      end: close?.end ?? innerEnd,
      innerEnd,
      called: !isSquare(open) && open.glued && isWord(around.at(-1)),
      tokens: close ? tokens : contentOfUnclosed(tokens),
      reading: 'empty',
      kind: undefined,
      node: undefined,
    };
    this.#groups[index] = group;
    around.push(T.makeToken(T.RawGroup, open.image, group.start, group.end, open.glued, open.leads, group));
    for (const token of rest) around.push(token);
    this.#heights.close();
    return group;
  }

  /** Closes every frame from `from` on, because what follows cannot stand in them. */
  #abandon(from: number): void {
    const frames = this.#frames.slice(from);
    if (frames.length === 0) return;
    const isConsequence = frames.some(({ tokens }) => tokens.some(isBrokenString));
    const open = frames.map((frame) => frame.open as T.Token).reverse();
    const ends = open.map(() => this.#seal(undefined).end);
    if (isConsequence) return;
    const doubt = open.length === 1 ? this.#doubtAfter(open[0] as T.Token) : undefined;
    if (doubt) this.#reportUnclosed([doubt[0]], [doubt[1].end]);
    else this.#reportUnclosed(open, ends);
  }

  #doubt(token: T.Token): void {
    const { open } = this.#frame;
    if (!open || !this.#last || !T.is(token, T.Bar) || this.#doubts.has(open)) return;
    if (isOutside(open, token, this.#reports.source.text)) this.#doubts.set(open, this.#last);
  }

  /** The bracket that took the closing one of an outer bracket, which is left open instead. */
  #doubtAfter(open: T.Token): [T.Token, T.Token] | undefined {
    const first = [...this.#doubts].find(([inner]) => inner.startOffset >= open.startOffset);
    return first?.[0] === open ? undefined : first;
  }

  /** One report for all brackets that are left open at one place, the innermost first. */
  #reportUnclosed(open: readonly T.Token[], ends: readonly number[]): void {
    const inner = open[0] as T.Token;
    const edits = new Map<number, string>();
    for (const [at, token] of open.entries()) {
      const end = ends[at] as number;
      edits.set(end, (edits.get(end) ?? '') + closers[token.image]);
    }
    const close = closers[inner.image] as string;
    const others = open.slice(1, 5).map((token) => ({
      span: this.#reports.span(placeOf(token)),
      message: 'this one is open too',
    }));
    const title = open.length === 1 ? `insert ${close}` : 'insert the closing brackets';
    this.#reports.add(
      'syntax/unclosed',
      placeOf(inner),
      { open: inner.image, close, n: open.length },
      {
        labels: others,
        help: [`write \`${close}\` where it ends`],
        fixes: [
          this.#reports.fix(
            title,
            [...edits].map(([end, text]) => ({ start: end, end, text })),
          ),
        ],
      },
    );
  }

  #reportUnopened(close: T.Token): void {
    const open = isSquare(close) ? '[' : close.image === '}' ? '{' : '(';
    const fixes = [this.#reports.fix('leave it out', [{ ...placeOf(close), text: '' }])];
    const form = open === '(' ? bodiless(this.#frame.tokens) : undefined;
    const labels = form
      ? [{ span: this.#reports.span(placeOf(form)), message: 'no parenthesis is opened after this' }]
      : [];
    if (form)
      fixes.unshift(
        this.#reports.fix(`open it after ${wordsTo(form, this.#frame.tokens)}`, [
          { start: form.end, end: form.end, text: ' (' },
        ]),
      );
    this.#reports.add('syntax/unopened', placeOf(close), { close: close.image, open }, { labels, fixes });
  }

  #reportBraces(open: T.Token, close: T.Token): void {
    if (open.image !== '{' && close.image !== '}') return;
    const edits = [
      { ...placeOf(open), text: '(' },
      { ...placeOf(close), text: ')' },
    ];
    this.#reports.add(
      'syntax/braces',
      placeOf(open.image === '{' ? open : close),
      {},
      {
        fixes: [this.#reports.safeFix('write parentheses', edits)],
      },
    );
  }

  /**
   * Whether a closing bracket of the wrong kind stands for the right one: in the rest of the item there are more closing
   * brackets of its kind than are open.
   */
  #isSwapped(close: T.Token, at: number): boolean {
    this.#surplus ??= surplusOf(this.#tokens);
    const square = isSquare(close);
    const open = this.#frames.filter((frame) => frame.open && isSquare(frame.open) === square).length;
    return ((square ? this.#surplus.square : this.#surplus.round)[at] as number) > open;
  }
}

/** A form as a title names it: a count with its word. */
function wordsTo(form: T.Token, tokens: readonly T.Token[]): string {
  const before = tokens[tokens.lastIndexOf(form) - 1];
  return before?.image === 'repeat' ? `repeat ${form.image}` : form.image;
}

function placeOf(token: T.Token): Place {
  return { start: token.startOffset, end: token.end };
}
