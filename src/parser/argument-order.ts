/** Checks that arguments stand in order: positionals, settings, a last stack. */
import type * as A from './ast.ts';
import type { Builder, Element } from './build-ast.ts';
import { cut } from './slips.ts';

/** An argument that stands too late, and the first of those that it should stand before. */
export interface Late {
  readonly element: Element;
  readonly before: Element;
  readonly earlier: string;
  readonly later: string;
  /** The setting right before it, when its value is a word that it may belong to: `init=normal 0.1`. */
  readonly owner: A.Setting | undefined;
}

/** The first argument that stands too late. A bare word may stand anywhere: it may be a switch, or the name of a stack. */
export function lateOf(elements: readonly Element[]): Late | undefined {
  let setting: Element | undefined;
  let stack: Element | undefined;
  for (const [at, element] of elements.entries()) {
    const { node } = element;
    if (node.kind === 'setting') {
      if (stack) return { element, before: stack, earlier: 'settings', later: 'a last stack', owner: undefined };
      setting ??= element;
    } else if (setting && node.kind === 'paren' && node.stack) stack ??= element;
    else if (setting && node.kind !== 'missing' && node.kind !== 'name-expr') {
      const owner = ownerOf(elements[at - 1]?.node);
      return { element, before: setting, earlier: 'positional arguments', later: 'settings', owner };
    }
  }
  return undefined;
}

function ownerOf(node: Element['node'] | undefined): A.Setting | undefined {
  if (node?.kind !== 'setting' || node.value.kind !== 'name-expr') return undefined;
  return node.value.name === 'true' || node.value.name === 'false' ? undefined : node;
}

/** Reports it, with the edit that moves it. */
export function reportLateArgument(b: Builder, { element, before, earlier, later, owner }: Late): void {
  const { text } = b.reports.source;
  const { start, end } = element.place;
  const what = text.slice(start, end);
  const from = blanksBefore(text, start);
  const isInCall = text[from - 1] === ',';
  const move = [
    { start: before.place.start, end: before.place.start, text: isInCall ? `${what}, ` : `${what} ` },
    { start: isInCall ? from - 1 : from, end, text: '' },
  ];
  const fixes = [b.reports.fix(`put it before the ${later.replace('a last ', '')}`, move)];
  if (owner) {
    const value = text.slice(owner.value.span.start, owner.value.span.end);
    const edits = [{ start: owner.value.span.end, end, text: `(${what})` }];
    fixes.push(b.reports.fix(`write ${cut(`${value}(${what})`)} if it belongs to ${cut(value)}`, edits));
  }
  b.report('syntax/order', element.place, { what: `\`${cut(what)}\``, earlier, later }, { fixes });
}

/** Where the blanks before an offset begin. */
function blanksBefore(text: string, offset: number): number {
  let start = offset;
  while (/\s/.test(text[start - 1] ?? '')) start--;
  return start;
}
