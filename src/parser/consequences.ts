/** Leaves out reports that follow from another one: of what was broken by one slip, only the slip itself is said. */
import { type Code, severityOf } from '../diagnostics/catalog.ts';
import type { Diagnostic } from '../diagnostics/diagnostic.ts';
import { textOf } from '../text/source.ts';

/** Brackets decide what everything up to the end of the item belongs to. */
const ofBrackets: readonly Code[] = ['syntax/unclosed', 'syntax/unopened', 'syntax/mismatched'];

/** About a token by itself, whatever is around it. */
const ofTokens: readonly Code[] = [
  'syntax/number',
  'syntax/quotes',
  'syntax/escape',
  'syntax/lookalike',
  'syntax/name',
  'syntax/power',
  'syntax/reserved-word',
  'syntax/character',
];

/** Signs of other languages, each of which is a slip. */
const ofSigns: readonly Code[] = ['syntax/bar', 'syntax/comment-mark'];

/** After these nobody knows what an item was meant to be. */
const ofItems: readonly Code[] = ['syntax/bare-stack', 'syntax/item-word'];

/** After these what follows in the item is read as something else than it is. */
const ofHeads: readonly Code[] = ['syntax/glued-stack', 'syntax/missing-equals', 'syntax/bare-stack'];

/** Writings of other languages that come along with a part that is written as in one. */
const ofHabits: readonly Code[] = [
  ...(['syntax/comma', 'syntax/quotes', 'syntax/tuple', 'syntax/equals', 'syntax/braces'] as const),
  ...(['syntax/call-blank', 'syntax/missing-comma'] as const),
];

/** Parts that are written as in another language, from one end to the other. */
const ofParts: readonly Code[] = ['syntax/parentheses', 'syntax/unexpected'];

const itemWord = /^(?:use|input|target|data|let|default|block|model|train|sweep|budget)\b/;

/** What so many characters part is far apart. */
const FAR = 200;

/** Reports in the order of a text, without those that an earlier one, or a bracket in their item, explains. */
export function withoutConsequences(found: readonly Diagnostic[], text: string): readonly Diagnostic[] {
  const items = itemStarts(text);
  const itemOf = ({ span }: Diagnostic) => lastUpTo(items, span.start);
  const brackets = found.filter(({ code }) => ofBrackets.includes(code));
  const torn = new Map(brackets.toReversed().map((one) => [itemOf(one), one]));
  const kept: Diagnostic[] = [];
  let last: Diagnostic | undefined;
  for (const one of found) {
    if (last && isWrapper(last) && itemOf(last) === itemOf(one)) continue;
    const bracket = torn.get(itemOf(one));
    const isRest = last !== undefined && itemOf(last) === itemOf(one) && isStrange(items, last, text);
    if (bracket ? isOfBracket(one, bracket) : isRest || explains(last, one, text)) continue;
    kept.push(one);
    if (severityOf(one) === 'error') last = one;
  }
  return kept;
}

/** Whether what was meant is a guess: no fix is sure to keep it. */
export function isDoubtful(one: Diagnostic): boolean {
  return severityOf(one) === 'error' && (ofItems.includes(one.code) || !one.fixes.some(({ safe }) => safe));
}

/** Whether a report on a name can say which one was meant. */
export function isMisspelt({ args, fixes }: Diagnostic): boolean {
  return fixes.some(({ safe }) => safe) || ('near' in args && args.near.length > 0);
}

/** Where the items of a text begin, or were meant to: at words, or what was made of them, at the very beginning of lines. */
export function itemStarts(text: string): readonly number[] {
  return [0, ...[...text.matchAll(/^(?=[\w"'`])/gm)].map(({ index }) => index)];
}

/** The index of the last offset in a list in order that is not beyond `at`; -1 when there is none. */
export function lastUpTo(offsets: readonly number[], at: number): number {
  let [low, high] = [0, offsets.length];
  while (low < high) {
    const middle = (low + high) >> 1;
    if ((offsets[middle] as number) <= at) low = middle + 1;
    else high = middle;
  }
  return low - 1;
}

function isOfBracket(one: Diagnostic, bracket: Diagnostic): boolean {
  const isNext = one.span.end === bracket.span.start || one.span.start === bracket.span.end;
  return one !== bracket && severityOf(one) === 'error' && (isNext || !ofTokens.includes(one.code) || isDoubtful(one));
}

/** Whether a report is about a line that was meant to begin an item, and begins none. */
function isStrange(items: readonly number[], { span: { start } }: Diagnostic, text: string): boolean {
  const item = items[lastUpTo(items, start)] ?? 0;
  return item > 0 && !itemWord.test(text.slice(item, item + 8));
}

/** Whether a report is about `nn.Sequential( … )`, all of which is written as in another language. */
export function isWrapper({ code, span }: Diagnostic): boolean {
  return code === 'syntax/unexpected' && /Sequential$/.test(textOf(span));
}

/** `0.1. at=3`: a point for the comma, whatever it was read as. */
function isPoint({ code, span }: Diagnostic, later: Diagnostic): boolean {
  const isOfPoint = code === 'syntax/number' || code === 'syntax/character';
  return (
    isOfPoint && textOf(span).endsWith('.') && /^\s*$/.test(textOf({ ...span, start: span.end, end: later.span.start }))
  );
}

/** Whether a report stands where an earlier one does, or in the same argument as a doubtful one, behind it. */
export function explains(first: Diagnostic | undefined, later: Diagnostic, text: string): boolean {
  if (!first || severityOf(later) !== 'error') return false;
  if (later.code === 'syntax/missing-comma' && isPoint(first, later)) return true;
  if (first.span.start === later.span.start) return true;
  const isWithin = later.span.end <= first.span.end;
  if (isWithin && ofParts.includes(first.code) && ofHabits.includes(later.code)) return true;
  if (first.code === later.code && first.code.startsWith('shape/')) return false;
  const isSign = [...ofTokens, ...ofSigns].includes(later.code);
  if (later.span.start < first.span.end) return first.code === 'syntax/character' || (isDoubtful(first) && !isSign);
  const between = text.slice(first.span.end, Math.min(later.span.start, first.span.end + FAR));
  if (between.length === FAR || /\||\n(?=\w|$)|\w\s*=/.test(between)) return false;
  if (/^\s*=/.test(text.slice(later.span.end, later.span.end + FAR))) return false;
  if (/^[-+*/.]?$/.test(between.trim())) return true;
  if (ofHeads.includes(first.code) && first.code !== later.code) return !between.includes('\n');
  return isDoubtful(first) && !isSign;
}
