/** Makes the nodes of expressions and arguments from what the grammar read, and reports what is missing among them. */
import type { ArgsOf, Code } from '../diagnostics/catalog.ts';
import type { Extras } from '../diagnostics/diagnostic.ts';
import type { Span } from '../text/source.ts';
import { orderOf, pairsOfCall, sorted } from './argument-order.ts';
import type * as A from './ast.ts';
import { isBrokenString } from './bracket-repair.ts';
import type { Group } from './brackets.ts';
import { examples, nameAfter } from './examples.ts';
import { readNumber } from './numbers.ts';
import { climb, type Operand, type Sign } from './operators.ts';
import type { Place, Reports } from './reports.ts';
import { cut, describe, lastName, placeOf, reportDotted } from './slips.ts';
import { readString } from './strings.ts';
import type * as T from './tokens.ts';

/** One thing among arguments, in the order of the text. */
export interface Element {
  readonly node: A.Setting | A.Value;
  readonly place: Place;
}

/** An entry of a list: a value, perhaps with a name as in `[T=8]`. */
export interface Entry {
  readonly key: A.Name | undefined;
  readonly value: A.Expr;
  readonly place: Place;
}

/** What stands between commas. An empty part is undefined; `stray` says that something unreadable stood there. */
export class Parts<N> {
  readonly found: { readonly comma: T.Token | undefined; readonly node: N | undefined; readonly stray: boolean }[] = [];

  add(comma: T.Token | undefined, node: N | undefined, stray: boolean): void {
    this.found.push({ comma, node, stray });
  }
}

/** What a run of the grammar works on: the file's level, or the content of one bracketed part. */
export interface Run {
  readonly reports: Reports;
  /** Where the content stands. */
  readonly inner: Place;
}

/** Makes nodes for one run. */
export class Builder {
  #run: Run | undefined;
  /** One report is made for each stage, setting, entry or item; what follows it there is its consequence. */
  #quiet = false;

  start(run: Run): void {
    this.#run = run;
    this.#quiet = false;
  }

  get inner(): Place {
    return (this.#run as Run).inner;
  }

  /** The content with its brackets, of which the last may be missing. */
  get around(): Place {
    const { start, end } = this.inner;
    return { start: start - 1, end: /[)\]}]/.test(this.reports.source.text[end] ?? '') ? end + 1 : end };
  }

  get reports(): Reports {
    return (this.#run as Run).reports;
  }

  span(start: number, end: number): Span {
    return { source: this.reports.source, start, end };
  }

  /** A new part begins, in which a mistake is one of its own. */
  fresh(): void {
    this.#quiet = false;
  }

  report<C extends Code>(code: C, place: Place, args: ArgsOf<C>, extras?: Extras): void {
    if (!this.#quiet) this.reports.add(code, place, args, extras);
    this.#quiet = true;
  }

  // ---- names and missing things

  name(token: T.Token, text = token.image): A.Name {
    return { kind: 'name', text, span: this.span(token.startOffset, token.end) };
  }

  /** A declared name, which has no dot. */
  plainName(token: T.Token): A.Name {
    if (!token.image.includes('.')) return this.name(token);
    reportDotted(token, 'declared', this.reports);
    return this.name(token, lastName(token));
  }

  missingName(at: number, word: T.Token): A.Name {
    this.missingAfter(word, nameAfter(word));
    return { kind: 'name', text: '', span: this.span(at, at) };
  }

  missing(at: number): A.Missing {
    return { kind: 'missing', span: this.span(at, at) };
  }

  /** Reports that a word lacks what should follow it. */
  missingAfter(word: T.Token, what: string, extras?: Extras): void {
    const place = word.image === '' ? this.inner : placeOf(word);
    const example = examples.get(word.image);
    const help = [example === undefined ? `write ${what}, or leave out what needs it` : `for example: ${example}`];
    this.report('syntax/missing', place, { what, after: `\`${cut(word.image)}\`` }, { help, ...extras });
  }

  /** Reports the first of the tokens that nothing can take. */
  unexpected(tokens: readonly T.Token[], wanted: string): void {
    const [first] = tokens;
    const help = [wanted === '' ? 'leave it out' : `write ${wanted}, or leave it out`];
    if (first) this.report('syntax/unexpected', placeOf(first), { found: describe(first), wanted }, { help });
  }

  tapName(token: T.Token): A.TapName {
    const start = token.startOffset + (token.image.startsWith('@') ? 1 : 0);
    const name = {
      kind: 'name',
      text: /^@?([A-Za-z_].*)$/.exec(token.image)?.[1] ?? '',
      span: this.span(start, token.end),
    } as const;
    return { kind: 'tap-name', name, span: this.span(token.startOffset, token.end) };
  }

  // ---- expressions

  number(token: T.Token): A.Expr {
    const span = this.span(token.startOffset, token.end);
    const read = readNumber(token.image);
    const meant = 'value' in read || read.repair === undefined ? read : readNumber(read.repair);
    if ('value' in meant) return { kind: 'number', value: meant.value, unit: meant.unit, span };
    return { kind: 'missing', span };
  }

  /** A string; where its end or an escape is wrong, nobody knows what it says. */
  string(token: T.Token): A.StringLiteral | A.Missing {
    const span = this.span(token.startOffset, token.end);
    const { value, wrong } = readString(token.image);
    return wrong.length > 0 || isBrokenString(token) ? { kind: 'missing', span } : { kind: 'string', value, span };
  }

  word(token: T.Token): A.NameExpr {
    return { kind: 'name-expr', name: token.image, span: this.span(token.startOffset, token.end) };
  }

  hole(token: T.Token): A.Hole {
    return { kind: 'hole', span: this.span(token.startOffset, token.end) };
  }

  call(token: T.Token, group: T.Token): A.Call {
    const args = contentOf<A.Args>(group);
    return { kind: 'call', name: this.name(token), args, span: this.span(token.startOffset, group.end) };
  }

  list(token: T.Token): A.ListExpr {
    const items = contentOf<readonly Entry[]>(token).map(({ key, value }) => {
      const args = { found: `\`${cut(key?.text ?? '')}=\``, wanted: 'a value' };
      if (key) this.reports.add('syntax/unexpected', key.span, args, { help: ['a list holds values: [64, 128]'] });
      return value;
    });
    return { kind: 'list', items, span: this.span(token.startOffset, token.end) };
  }

  operand(token: T.Token, node: A.Expr): Operand {
    return { node, start: token.startOffset, end: node.kind === 'call' ? node.span.end : token.end };
  }

  sign(token: T.Token, isPrefix: boolean): Sign {
    return {
      text: isPrefix ? 'negate' : token.image === '**' ? '^' : (token.image as Sign['text']),
      start: token.startOffset,
    };
  }

  /** A value that should follow a sign and does not. */
  missingOperand(sign: T.Token | undefined): Operand {
    const at = sign?.end ?? this.inner.start;
    if (sign) this.missingAfter(sign, 'a value on its right');
    return { node: this.missing(at), start: at, end: at };
  }

  expression(parts: readonly (Operand | Sign)[]): Operand {
    return climb(parts, this.reports.source);
  }

  /** Reports blanks around operators where blanks set arguments apart. */
  blanks(signs: readonly { sign: T.Token; next: T.Token }[]): void {
    const { text } = this.reports.source;
    const loose = signs.filter(({ sign, next }) => !sign.glued || !next.glued);
    const [first] = loose;
    if (!first) return;
    const edits = loose.map(({ sign, next }) => {
      let start = sign.startOffset;
      while (/\s/.test(text[start - 1] ?? '')) start--;
      return { start, end: next.glued ? sign.end : next.startOffset, text: sign.image };
    });
    const isPlain = edits.every(({ start, end, text: sign }) => text.slice(start, end).trim() === sign);
    const fixes = isPlain ? [this.reports.safeFix('leave out the blanks', edits)] : [];
    const free = ['between parentheses blanks are free: `(4 * d)`'];
    const said = isPlain ? { notes: free } : { help: free };
    this.report('syntax/blank', placeOf(first.sign), { operator: first.sign.image }, { ...said, fixes });
  }

  /** The expression between parentheses. */
  enclosed(token: T.Token): A.Expr {
    return contentOf<A.Expr>(token);
  }

  // ---- between commas

  entry(key: T.Token | undefined, value: A.Expr | undefined, place: Place): Entry {
    if (!value && key) this.missingAfter(key, 'a value after `=`');
    return { key: key && this.plainName(key), value: value ?? this.missing(place.end), place };
  }

  /** The parts that are there. One that is missing beside a comma is reported; no part at all is no mistake. */
  present<N>({ found }: Parts<N>, what: string): N[] {
    const nodes: N[] = [];
    found.forEach(({ comma, node, stray }, index) => {
      if (node !== undefined) nodes.push(node);
      else if (!stray && found.length > 1) this.#missingPart(comma ?? found[index + 1]?.comma, what);
    });
    return nodes;
  }

  #missingPart(comma: T.Token | undefined, what: string): void {
    if (!comma) return;
    const fixes = [this.reports.fix('leave the comma out', [{ ...placeOf(comma), text: '' }])];
    this.reports.add('syntax/missing', placeOf(comma), { what: `${what} on both sides`, after: 'a comma' }, { fixes });
  }

  /** What stands for an expression between parentheses that have none. */
  emptyParentheses(isEmpty: boolean): A.Missing {
    const args = { what: 'something between them', after: 'a pair of parentheses' };
    if (isEmpty) this.report('syntax/missing', this.around, args, { help: ['write it, or leave them out'] });
    return this.missing(this.inner.start);
  }

  // ---- arguments

  /** A negative number among positionals: what was meant to be subtracted, or less than zero, is not known. */
  minus(place: Place, before: Element | undefined): A.Missing {
    const edits = [
      { start: place.start, end: place.start, text: '(' },
      { start: place.end, end: place.end, text: ')' },
    ];
    const fixes = [this.reports.fix('put it in parentheses', edits)];
    if (before && before.node.kind !== 'setting') {
      const blanks = { start: before.place.end, end: place.start, text: '' };
      fixes.push(this.reports.fix('leave out the blank before it to subtract', [blanks]));
    }
    this.report('syntax/minus', place, {}, { fixes });
    return this.missing(place.start);
  }

  setting(key: T.Token, value: A.Value | undefined, end: number): Element {
    if (value === undefined) {
      const args = { what: 'a value', after: `\`${cut(key.image)}=\`` };
      const help = [`write one, or leave ${cut(key.image)}= out`];
      this.report('syntax/missing', { start: key.startOffset, end }, args, { help });
    }
    const place = { start: key.startOffset, end };
    const span = this.span(place.start, end);
    const name = this.name(key);
    return { node: { kind: 'setting', key: name, value: value ?? this.missing(end), span }, place };
  }

  /** Parentheses among arguments. */
  paren(token: T.Token): A.Paren {
    const { stack, expr } = contentOf<Pick<A.Paren, 'stack' | 'expr'>>(token);
    return { kind: 'paren', stack, expr, span: this.span(token.startOffset, token.end) };
  }

  /** The elements sorted into positionals and settings; `after` is where they would stand if there were any. */
  args(elements: readonly Element[], after: number): A.Args {
    const { report, pairs } = orderOf(elements, this.reports);
    if (report) this.report(report.code, report.span, report.args, report);
    return sorted(elements, pairs, this.span(elements[0]?.place.start ?? after, elements.at(-1)?.place.end ?? after));
  }

  /** The arguments of a call, between commas. */
  callArgs(elements: readonly Element[]): A.Args {
    const args = this.args(elements, this.inner.start);
    const pairs = [...(args.pairs ?? []), ...pairsOfCall(elements, this.reports)];
    return pairs.length > 0 ? { ...args, pairs } : args;
  }
}

/** The parsed content of a bracketed part. */
export function contentOf<N>(token: T.Token): N {
  return (token.group as Group).node as N;
}
