/** Checks that arguments stand in order: positionals, settings, a last stack. */
import type { Builder, Element } from './build-ast.ts';
import { cut } from './slips.ts';

/** An argument that stands too late, and the first of those that it should stand before. */
export interface Late {
  readonly element: Element;
  readonly before: Element;
  readonly earlier: string;
  readonly later: string;
}

/** The first argument that stands too late. A bare word may stand anywhere: it may be a switch, or the name of a stack. */
export function lateOf(elements: readonly Element[]): Late | undefined {
  let setting: Element | undefined;
  let stack: Element | undefined;
  for (const element of elements) {
    const { node } = element;
    if (node.kind === 'setting') {
      if (stack) return { element, before: stack, earlier: 'settings', later: 'a last stack' };
      setting ??= element;
    } else if (setting && node.kind === 'paren' && node.stack) stack ??= element;
    else if (setting && node.kind !== 'missing' && node.kind !== 'name-expr') {
      return { element, before: setting, earlier: 'positional arguments', later: 'settings' };
    }
  }
  return undefined;
}

/** Reports it, with the edit that moves it. */
export function reportLateArgument(b: Builder, { element, before, earlier, later }: Late): void {
  const { text } = b.reports.source;
  const { start, end } = element.place;
  const what = text.slice(start, end);
  const move = [
    { start: before.place.start, end: before.place.start, text: `${what} ` },
    { start: blanksBefore(text, start), end, text: '' },
  ];
  const fixes = [b.reports.fix(`put it before the ${later.replace('a last ', '')}`, move)];
  b.report('syntax/order', element.place, { what: `\`${cut(what)}\``, earlier, later }, { fixes });
}

/** Where the blanks before an offset begin. */
function blanksBefore(text: string, offset: number): number {
  let start = offset;
  while (text[start - 1] === ' ') start--;
  return start;
}
