/** Gives the tokens of a stack the types that the grammar reads: where stages begin, what their parentheses hold. */
import { isCallStyle, outlineCallStyle, partsOf } from './call-style.ts';
import { mergeDashes } from './dashes.ts';
import * as forms from './form-parts.ts';
import { markVariables, mendLoop } from './loops.ts';
import { mendLooseKey } from './loose-keys.ts';
import { bracketType, mergeLists } from './loose-lists.ts';
import {
  beginsStage,
  type GroupToken,
  hasColonForEquals,
  isKeyAt,
  isRound,
  isWord,
  mendColon,
  outlineArgument,
  outlineType,
  tag,
} from './outline-values.ts';
import type { Reports } from './reports.ts';
import * as slips from './slips.ts';
import { withSigns } from './stack-signs.ts';
import { mergeThousands } from './thousands.ts';
import * as T from './tokens.ts';
import { argumentsAmong } from './value-names.ts';

/** Outlines the tokens of a stack, or of branches when commas part them; `values` are names that are no layers. Returns the tokens with slips mended. */
export function outlineStack(
  tokens: readonly T.Token[],
  branches: boolean,
  values: ReadonlySet<string>,
  reports: Reports,
): T.Token[] {
  return new StackOutline(tokens, branches, values, reports).run();
}

/** `args` are a layer's, `form` those of `repeat`, `residual`, a join or a tap; nothing more fits after `closed`. */
type State = 'start' | 'args' | 'form' | 'closed';

class StackOutline {
  readonly #tokens: T.Token[];
  readonly #branches: boolean;
  readonly #reports: Reports;
  readonly #out: T.Token[] = [];
  readonly #commas: slips.CommaSlip[] = [];
  readonly #isArgument: (word: T.Token | undefined) => boolean;
  readonly #hasBar: boolean;
  #state: State = 'start';
  #at = 0;
  /** Where the stage's word stands. */
  #word = 0;
  #settings = false;

  constructor(tokens: readonly T.Token[], branches: boolean, values: ReadonlySet<string>, reports: Reports) {
    const numbers = branches ? tokens : mergeLists(mergeThousands(tokens, reports), reports);
    this.#isArgument = argumentsAmong(tokens, values);
    this.#tokens = withSigns(mergeDashes(numbers, reports), branches, reports);
    this.#branches = branches;
    this.#reports = reports;
    this.#hasBar = tokens.some((token) => T.is(token, T.Bar));
  }

  run(): T.Token[] {
    while (this.#at < this.#tokens.length) this.#step(this.#tokens[this.#at] as T.Token);
    slips.reportCommas(this.#commas, this.#reports);
    return this.#out;
  }

  #take(): void {
    this.#out.push(this.#tokens[this.#at++] as T.Token);
  }

  #step(token: T.Token): void {
    if (T.is(token, T.Bar) || (this.#branches && T.is(token, T.Comma))) this.#bar();
    else if (T.is(token, T.OtherBar) || T.is(token, T.Arrow)) {
      slips.reportBar(token, this.#reports);
      T.retag(token, T.Bar);
      this.#bar();
    } else if (T.is(token, T.Comma)) this.#comma(token);
    else if (T.is(token, T.Colon) && this.#state !== 'start') this.#assertion();
    else if (this.#state !== 'start' && hasColonForEquals(this.#tokens, this.#at))
      mendColon(this.#tokens, this.#at, this.#reports);
    else if (this.#state === 'start') this.#start(token);
    else if (this.#state === 'closed') this.#afterStage(token);
    else if (this.#state === 'form') this.#form(token);
    else this.#argument(token);
  }

  #bar(): void {
    this.#take();
    this.#state = 'start';
  }

  #comma(token: T.Token): void {
    const [next, after] = [this.#tokens[this.#at + 1], this.#tokens[this.#at + 2]];
    const last = next === undefined || T.is(next, T.Bar);
    const between =
      last || (beginsStage(next, after, this.#hasBar) && !this.#isArgument(next)) ? 'stages' : 'arguments';
    this.#commas.push({ token, between, last, isUnsure: T.is(next, T.Word) && (!after || T.is(after, T.Bar)) });
    if (last || between === 'arguments') this.#at++;
    else {
      T.retag(token, T.Bar);
      this.#bar();
    }
  }

  #start(token: T.Token): void {
    this.#word = this.#at;
    this.#settings = false;
    this.#state = 'args';
    if (forms.isWrapper(token, this.#tokens[this.#at + 1])) this.#unwrap(token);
    else if (T.is(token, T.Dotted)) this.#dotted(token);
    else if (T.is(token, T.Word)) this.#stageWord(token);
    else if (isRound(token)) this.#group(token);
    else {
      if (T.is(token, T.TapName)) this.#state = 'closed';
      if (token.group) this.#square(token as GroupToken);
      this.#take();
    }
  }

  /** `[linear 10, tanh]` in the place of a stage. */
  #square(token: GroupToken): void {
    const isStack = token.group.tokens.length > 1 && T.is(token.group.tokens[0], T.Word);
    if (isStack) {
      slips.reportSquareBody(token, this.#reports, 'stages');
      this.#state = 'closed';
    }
    tag(token, isStack ? T.StackGroup : T.ListGroup);
  }

  #unwrap(word: T.Token): void {
    const around = this.#tokens[++this.#at] as GroupToken;
    const wrapped = forms.contentOfWrapper(around);
    slips.reportWrapper(word, around, wrapped, this.#reports);
    this.#tokens[this.#at] = wrapped;
    this.#start(wrapped);
  }

  #dotted(token: T.Token): void {
    if (!isCallStyle(this.#tokens[this.#at + 1])) slips.reportDotted(token, 'layer', this.#reports);
    const { startOffset, end, glued, leads } = token;
    const plain = T.makeToken(T.Word, slips.lastName(token), startOffset, end, glued, leads, undefined);
    this.#tokens[this.#at] = plain;
    this.#stageWord(plain);
  }

  #stageWord(written: T.Token): void {
    mendLoop(this.#tokens, this.#at, this.#reports);
    const token = this.#tokens[this.#at] ?? written;
    const form = isKeyAt(this.#tokens, this.#at) ? undefined : T.stageTokens.get(token.image);
    this.#take();
    if (form) {
      T.retag(token, form);
      this.#state = 'form';
      for (const end = form === T.Repeat ? markVariables(this.#tokens, this.#at) : 0; this.#at < end; ) this.#take();
      return;
    }
    if (isCallStyle(this.#tokens[this.#at])) this.#callStyle(token, this.#tokens[this.#at] as GroupToken);
  }

  /** `conv(64, 3)`: reported, then read as `conv 64 3`. */
  #callStyle(word: T.Token, token: GroupToken): void {
    const parts = partsOf(token.group.tokens);
    slips.reportParentheses(word, token, parts, this.#reports);
    for (const argument of outlineCallStyle(word, parts, this.#reports)) this.#out.push(argument);
    this.#settings = parts.some((part) => T.is(part[0], T.Key));
    this.#at++;
  }

  #group(token: GroupToken): void {
    const isValue = token.group.reading === 'expr';
    if (isValue) slips.reportNotAStage(token, this.#reports);
    tag(token, isValue ? T.ExprGroup : T.StackGroup);
    this.#take();
    this.#state = 'closed';
  }

  // ---- what follows the word

  #argument(token: T.Token): void {
    const [before, after] = [this.#tokens[this.#at - 1], this.#tokens[this.#at + 1]];
    const isKey = isKeyAt(this.#tokens, this.#at);
    const isPlain = !isKey && !after?.group?.called && !T.is(after, T.Operator);
    const isComplete = before && !T.is(before, T.Operator) && !T.is(before, T.Equals);
    const isStage = T.is(token, T.Word) && !forms.mayBeSwitch(token, after);
    const isForm = isStage && forms.hasBody(token, after);
    if ((this.#settings || isForm) && isPlain && isStage && isComplete) this.#insertBar(before, token);
    else {
      this.#settings ||= isKey;
      outlineArgument(this.#tokens, this.#at, this.#word, this.#reports);
      this.#take();
    }
  }

  #insertBar(before: T.Token, stage: T.Token): void {
    slips.reportMissingBar(before, stage, this.#branches, this.#reports);
    this.#out.push(T.makeToken(T.Bar, '', stage.startOffset, stage.startOffset, false, false, undefined));
    this.#state = 'start';
  }

  #afterStage(token: T.Token): void {
    const before = this.#tokens[this.#at - 1] as T.Token;
    if (isKeyAt(this.#tokens, this.#at)) this.#settingAfter(token);
    else if (before.image === '@' && T.is(token, T.Word)) this.#at++;
    else if (isWord(token) || isRound(token) || T.is(token, T.TapName)) this.#insertBar(before, token);
    else {
      if (token.group) tag(token, T.ListGroup);
      this.#take();
    }
  }

  /** A setting after the body, the `@name` or the type of a stage. */
  #settingAfter(key: T.Token): void {
    const word = this.#tokens[this.#word] as T.Token;
    const takesSettings = T.is(word, T.Repeat) || T.is(word, T.Residual) || T.is(word, T.Join);
    const ended = this.#out.at(-1);
    if (takesSettings && (T.is(ended, T.StackGroup) || T.is(ended, T.BranchGroup))) this.#lateSetting(key);
    else this.#at += slips.reportStrayKey(this.#tokens, this.#at, this.#reports);
  }

  /** `residual ( … ) via=( … )`: reported, then read as if it stood before the body. */
  #lateSetting(key: T.Token): void {
    const body = this.#out.pop() as T.Token;
    const [equals, next] = [this.#tokens[this.#at + 1] as T.Token, this.#tokens[this.#at + 2]];
    const value = isKeyAt(this.#tokens, this.#at + 2) ? undefined : next;
    slips.reportLate(key, value, body, this.#reports);
    T.retag(key, T.Key);
    this.#out.push(key, equals);
    this.#at += 2;
    if (value && (value.group || !T.is(value, T.Junk))) {
      outlineArgument(this.#tokens, this.#at, this.#word, this.#reports);
      this.#take();
    }
    this.#out.push(body);
  }

  #assertion(): void {
    this.#take();
    if (!this.#branches) bracketType(this.#tokens, this.#at, this.#reports);
    const end = outlineType(this.#tokens, this.#at, this.#reports);
    const found = end > this.#at;
    while (this.#at < end) this.#take();
    this.#state = 'closed';
    if (!found) while (this.#at < this.#tokens.length && !this.#endsStage()) this.#at++;
  }

  #endsStage(): boolean {
    const token = this.#tokens[this.#at];
    return T.is(token, T.Bar) || (this.#branches && T.is(token, T.Comma));
  }

  // ---- repeat, residual, joins and taps

  #form(token: T.Token): void {
    const word = this.#tokens[this.#word] as T.Token;
    mendLooseKey(this.#tokens, this.#at, word, this.#reports);
    if (isRound(token)) this.#formGroup(word, token);
    else if (forms.isSquareBody(this.#tokens, this.#at, word)) {
      slips.reportSquareBody(token as GroupToken, this.#reports);
      this.#body(word, token);
    } else {
      if (T.is(word, T.Tap) || T.is(word, T.Join)) this.#tapName(word, token);
      outlineArgument(this.#tokens, this.#at, this.#word, this.#reports);
      this.#take();
    }
  }

  /** The `@name` of a tap or a join, which ends it unless a side branch follows. */
  #tapName(word: T.Token, token: T.Token): void {
    const isFirst = this.#at === this.#word + 1;
    if (isFirst && T.is(token, T.Word) && !isKeyAt(this.#tokens, this.#at)) {
      slips.reportAt(token, word.image, this.#reports);
      T.retag(token, T.TapName);
    }
    const next = this.#tokens[this.#at + 1];
    const goesOn = T.is(word, T.Tap) ? isRound(next) : isKeyAt(this.#tokens, this.#at + 1);
    if (T.is(token, T.TapName) && !goesOn) this.#state = 'closed';
  }

  #formGroup(word: T.Token, token: GroupToken): void {
    const before = this.#tokens[this.#at - 1] as T.Token;
    if (forms.isArgumentOfForm(this.#tokens, this.#at, word)) {
      if (forms.isCount(this.#tokens, this.#at, word)) tag(token, T.ExprGroup);
      else outlineArgument(this.#tokens, this.#at, this.#word, this.#reports);
      this.#take();
      return;
    }
    if (token.group.called && before !== word && T.is(before, T.Word)) {
      slips.reportGluedStack(before, token, this.#reports);
    }
    this.#body(word, token);
  }

  #body(word: T.Token, token: T.Token): void {
    tag(token, T.is(word, T.Join) ? T.BranchGroup : T.StackGroup);
    this.#take();
    this.#state = 'closed';
  }
}
