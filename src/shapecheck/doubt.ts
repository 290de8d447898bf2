/** After a slip in the writing: which reports on the meaning still hold, whatever was meant. */
import { type Code, severityOf } from '../diagnostics/catalog.ts';
import type { Diagnostic, Outcome } from '../diagnostics/diagnostic.ts';
import type { Spec } from '../parser/ast.ts';
import { explains, isDoubtful, isMisspelt, itemStarts, lastUpTo, withoutConsequences } from '../parser/consequences.ts';
import { optimisersByName } from '../resolve/entries.ts';
import type { Source, Span } from '../text/source.ts';
import { DECLARED } from './context.ts';
import { withoutFollowing } from './follows.ts';

/** About names by themselves, wherever the stream that comes to them went wrong. */
const ofNames: readonly Code[] = [
  'name/unknown',
  'name/unknown-layer',
  'name/unknown-entry',
  'name/foreign-layer',
  'argument/unknown',
  'argument/foreign',
  'argument/value',
];

/** Slips in the writing after which it is plain what was meant. */
const plain: readonly Code[] = [
  'syntax/bar',
  'syntax/quotes',
  'syntax/lookalike',
  'syntax/equals',
  'syntax/power',
  'syntax/parentheses',
  'syntax/dotted-name',
  'syntax/call-blank',
  'syntax/braces',
  'syntax/comma',
  'syntax/tuple',
  'syntax/name',
];

/** How names and their arguments are written elsewhere. */
const ofWriting: readonly Code[] = [
  ...(['syntax/dotted-name', 'syntax/parentheses', 'syntax/quotes', 'syntax/tuple', 'syntax/braces'] as const),
];

/** Warnings that hang on a body that is read as a whole. */
const ofWholes: readonly Code[] = ['name/unused-parameter', 'item/unchecked-block', 'shape/remainder', 'shape/open'];

/**
 * What the parser reported and what was found beside. One place has one report; where the parser had to guess, only
 * what stands by itself in other items is kept; and warnings that an error may have caused wait until it is mended.
 */
export function withoutDoubtful(
  { value: spec, diagnostics: parsed }: Outcome<Spec>,
  found: readonly Diagnostic[],
  source: Source,
): readonly Diagnostic[] {
  const calls = callsIn(found);
  const known = parsed.filter((one) => !isSaidBetter(one, calls));
  const errors = known.filter((one) => severityOf(one) === 'error' && one.span.source === source);
  const items = itemStarts(source.text);
  const itemOf = (one: Diagnostic) => lastUpTo(items, one.span.start);
  const torn = new Set(
    errors.filter((one) => isDoubtful(one) || !plain.includes(one.code) || mayBeProduct(one)).map(itemOf),
  );
  const starts = errors.map(({ span }) => span.start);
  const isKnown = (one: Diagnostic) => overlap(errors[lastUpTo(starts, one.span.start)], one);
  const isDeclared = [...torn].every((item) => !declares(source.text, items[item] ?? 0));
  const wordOf = (item: number) => /^\w+/.exec(source.text.slice(items[item], (items[item] ?? 0) + 8))?.[0] ?? '';
  const isOfTraining = [...torn].every((item) => ofTraining.includes(wordOf(item)));
  const isApart = (one: Diagnostic) =>
    severityOf(one) === 'error' && (isOfTraining || (isDeclared && isOfArguments(one, wordOf(itemOf(one)))));
  const brackets = new Set(errors.filter(isOfBrackets).map(itemOf));
  const isBeyond = (one: Diagnostic) =>
    !brackets.has(itemOf(one)) &&
    !errors.some((slip) => itemOf(slip) === itemOf(one) && explains(slip, one, source.text));
  const standsAlone = (one: Diagnostic) =>
    torn.has(itemOf(one))
      ? isDeclared && isLocal(one) && isMisspelt(one) && isBeyond(one)
      : (isDeclared && isLocal(one)) || isApart(one);
  const holds = (one: Diagnostic) => !isKnown(one) && (torn.size === 0 || standsAlone(one));
  const held = onceForEachConstant(found.filter((one) => holds(one) && !isDeclaredWrong(one, found)));
  const rest = withoutFollowing(held, errors, spec);
  const isBroken = [...errors, ...rest].some((one) => severityOf(one) === 'error');
  const said = isBroken ? rest.filter(({ code }) => !ofWholes.includes(code)) : rest;
  return inOrder([...known, ...said], source);
}

/** Whether it is not known where the parts of an item end. */
function isOfBrackets({ code }: Diagnostic): boolean {
  return code === 'syntax/unclosed' || code === 'syntax/unopened' || code === 'syntax/mismatched';
}

/** Items that nothing in a model hangs on. */
const ofTraining: readonly string[] = ['train', 'sweep', 'budget'];

/** What an item that no model changes says by itself. */
function isOfArguments({ code }: Diagnostic, word: string): boolean {
  return (word === 'train' || word === 'data') && code.startsWith('argument/');
}

/** `4**C`: two signs for one are as likely as a power, unless a number says how often. */
function mayBeProduct({ code, span }: Diagnostic): boolean {
  return code === 'syntax/power' && !/^\s*\d/.test(span.source.text.slice(span.end, span.end + 8));
}

/** How a layer of another framework is written is a part of what it is called in mm, which the fix writes as a whole. */
function isSaidBetter({ code, span }: Diagnostic, calls: readonly Span[]): boolean {
  if (!ofWriting.includes(code)) return false;
  return calls.some(({ start, end }) => start === span.start || (start < span.start && span.end <= end));
}

/** Where layers of other frameworks are called. */
function callsIn(found: readonly Diagnostic[]): Span[] {
  const layers = found.filter((one) => one.code === 'name/foreign-layer');
  return layers.flatMap(({ fixes }) => fixes[0]?.edits.map(({ span }) => span) ?? []).slice(0, MOST_CALLS);
}

const MOST_CALLS = 200;

/** All reports, those of the text itself in its order and without what follows from one before. */
function inOrder(all: readonly Diagnostic[], source: Source): readonly Diagnostic[] {
  const isOwn = ({ span }: Diagnostic) => span.source === source;
  const own = all.filter(isOwn).sort((a, b) => a.span.start - b.span.start);
  return [...withoutConsequences(own, source.text), ...all.filter((one) => !isOwn(one))];
}

/** A constant that is wrong wherever it is used is one mistake: the first use is enough. */
function onceForEachConstant(found: readonly Diagnostic[]): readonly Diagnostic[] {
  const seen = new Set<string>();
  return found.filter((one) => {
    const isOfConstant = one.code.startsWith('argument/') || one.code === 'shape/not-divisible';
    const constant = isOfConstant && one.labels.find(({ message }) => message.endsWith(DECLARED));
    if (!constant) return true;
    const length = 'length' in one.args ? one.args.length : '';
    const key = `${one.code} ${constant.span.start} ${length}`;
    if (seen.has(key)) return false;
    seen.add(key);
    return true;
  });
}

/** Whether an item declares a name, or may have been meant to: what is called so elsewhere is then not known. */
function declares(text: string, start: number): boolean {
  return !/^(?:model|train|sweep|budget|default|input|target)\b/.test(text.slice(start, start + 8));
}

/** Whether a report stands by itself: it can say what was meant. */
function isLocal({ code, fixes }: Diagnostic): boolean {
  return ofNames.includes(code) && fixes.length > 0;
}

/** What `data` and `train` name: no block, whose parameters a writer declares. */
function isOfItem(entry: string): boolean {
  return entry.startsWith('data ') || optimisersByName.has(entry.replace(/^optimiser /, ''));
}

/** Whether a setting of a block is unknown because the parameter that it means is misspelt where it is declared. */
function isDeclaredWrong({ code, args }: Diagnostic, all: readonly Diagnostic[]): boolean {
  if (code !== 'argument/unknown' || !('param' in args) || !('near' in args) || isOfItem(args.entry)) return false;
  return all.some((one) => one.code === 'name/unknown' && 'name' in one.args && one.args.name === args.param);
}

function overlap(known: Diagnostic | undefined, { span }: Diagnostic): boolean {
  if (!known || known.span.source !== span.source) return false;
  return span.start < Math.max(known.span.end, known.span.start + 1);
}
