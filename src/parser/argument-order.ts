/** Checks that arguments stand in order: positionals, settings, a last stack. */
import { type Diagnostic, diagnostic } from '../diagnostics/diagnostic.ts';
import type { Span } from '../text/source.ts';
import type * as A from './ast.ts';
import type { Element } from './build-ast.ts';
import type { Reports } from './reports.ts';
import { cut } from './slips.ts';

/** An argument that stands too late, and the first of those that it should stand before. */
interface Late {
  readonly element: Element;
  readonly before: Element;
  readonly earlier: string;
  readonly later: string;
}

/** What is wrong with the order of arguments: what stands too late, and what may be a setting without its sign. */
export interface Order {
  readonly report: Diagnostic | undefined;
  readonly pairs: readonly A.Pair[];
}

/** The first argument that stands too late. A bare word may stand anywhere: it may be a switch, or the name of a stack. */
export function orderOf(elements: readonly Element[], reports: Reports): Order {
  const pairs: A.Pair[] = [];
  const lateAt = (element: Element, before: Element, earlier: string, later: string) =>
    lateReport({ element, before, earlier, later }, reports);
  let setting: Element | undefined;
  let stack: Element | undefined;
  for (const [at, element] of elements.entries()) {
    const { node } = element;
    if (node.kind === 'setting') {
      if (stack) return { report: lateAt(element, stack, 'settings', 'a last stack'), pairs };
      setting ??= element;
    } else if (setting && node.kind === 'paren' && node.stack) stack ??= element;
    else if (setting && isPlaced(element)) {
      const before = ownerOf(elements[at - 1]);
      const run = runAround(elements, at);
      const whole = { node, place: { start: (run[0] as Element).place.start, end: (run.at(-1) as Element).place.end } };
      const otherwise = lateAt(before ? element : whole, setting, 'positional arguments', 'settings');
      const others = pairs.filter(({ value }) => !run.some((one) => one.node === value));
      if (!before) return { report: otherwise, pairs: others };
      pairs.push({ before, value: node as A.Value, otherwise });
    }
  }
  return { report: undefined, pairs };
}

/** An argument whose place says what it is for. */
function isPlaced({ node }: Element): boolean {
  return node.kind !== 'setting' && node.kind !== 'missing' && node.kind !== 'name-expr';
}

/** The arguments of which the place counts that stand in a row around one of them. */
function runAround(elements: readonly Element[], at: number): readonly Element[] {
  let [from, to] = [at, at + 1];
  while (from > 0 && isPlaced(elements[from - 1] as Element)) from--;
  while (to < elements.length && isPlaced(elements[to] as Element)) to++;
  return elements.slice(from, to);
}

/** The elements as positionals and settings. */
export function sorted(elements: readonly Element[], pairs: readonly A.Pair[], span: Span): A.Args {
  const positionals: A.Value[] = [];
  const settings: A.Setting[] = [];
  for (const { node } of elements) {
    if (node.kind === 'setting') settings.push(node);
    else positionals.push(node);
  }
  return { positionals, settings, ...(pairs.length > 0 ? { pairs } : {}), span };
}

/** What a late value may belong to: the name of a setting, or a setting whose value is a word. */
function ownerOf(element: Element | undefined): A.NameExpr | A.Setting | undefined {
  const node = element?.node;
  if (node?.kind === 'name-expr') return isTruth(node.name) ? undefined : node;
  if (node?.kind !== 'setting' || node.value.kind !== 'name-expr') return undefined;
  return isTruth(node.value.name) ? undefined : node;
}

function isTruth(word: string): boolean {
  return word === 'true' || word === 'false';
}

/** Says that it stands too late, with the edit that moves it. */
function lateReport({ element, before, earlier, later }: Late, reports: Reports): Diagnostic {
  const { text } = reports.source;
  const { start, end } = element.place;
  const what = text.slice(start, end);
  const from = blanksBefore(text, start);
  const isInCall = text[from - 1] === ',';
  const move = [
    { start: before.place.start, end: before.place.start, text: isInCall ? `${what}, ` : `${what} ` },
    { start: isInCall ? from - 1 : from, end, text: '' },
  ];
  const fixes = [reports.fix(`put it before the ${later.replace('a last ', '')}`, move)];
  return diagnostic(
    'syntax/order',
    reports.span(element.place),
    { what: `\`${cut(what)}\``, earlier, later },
    { fixes },
  );
}

/** Where the blanks before an offset begin. */
function blanksBefore(text: string, offset: number): number {
  let start = offset;
  while (/\s/.test(text[start - 1] ?? '')) start--;
  return start;
}

/** `at 150_000` in a call: a name and a value with blanks alone between them. */
export function pairsOfCall(elements: readonly Element[], reports: Reports): readonly A.Pair[] {
  return elements.flatMap(({ node, place }, at) => {
    const before = elements[at - 1];
    if (before?.node.kind !== 'name-expr' || node.kind === 'setting') return [];
    const { start, end } = { start: before.place.end, end: place.start };
    if (!/^\s+$/.test(reports.source.text.slice(start, end))) return [];
    const shown = ({ start: from, end: to }: Element['place']) => `\`${cut(reports.source.text.slice(from, to))}\``;
    const args = { before: shown(before.place), after: shown(place) };
    const fixes = [reports.safeFix('insert a comma', [{ start, end: start, text: ',' }])];
    const otherwise = diagnostic('syntax/missing-comma', reports.span(place), args, { fixes });
    return [{ before: before.node, value: node, otherwise }];
  });
}
