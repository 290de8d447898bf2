/** Leaves out reports on the meaning that another error explains: what it made unknown, or wrong, elsewhere in the file. */
import { type Code, severityOf } from '../diagnostics/catalog.ts';
import type { Diagnostic } from '../diagnostics/diagnostic.ts';
import type { BlockItem, Item, Spec } from '../parser/ast.ts';
import { isOfSize, isOfSwap, isSameSize } from './follows-sizes.ts';

/** All errors of a file, and the items that they stand in. */
export interface Errors {
  readonly all: readonly Diagnostic[];
  readonly items: readonly Item[];
}

/** A file with more errors is something else than a spec, and each of them is held against all others. */
const MOST_ERRORS = 200;

export type Rule = (one: Diagnostic, errors: Errors) => boolean;

/** What was found, without what an error of the writing, or another one of the meaning, explains. */
export function withoutFollowing(
  found: readonly Diagnostic[],
  written: readonly Diagnostic[],
  spec: Spec,
): readonly Diagnostic[] {
  const all = [...written, ...found].filter((one) => severityOf(one) === 'error');
  if (all.length > MOST_ERRORS) return found;
  const errors = { all, items: spec.items };
  return found.filter((one) => severityOf(one) !== 'error' || !rules.some((rule) => rule(one, errors)));
}

/** A name that is written before, in a part that has an error, was made there. */
const isMadeBefore: Rule = (one, { all, items }) => {
  const name = nameOfTap(one);
  if (name === undefined) return false;
  const isName = new RegExp(`(?<!\\w)${name}(?!\\w)`);
  return all.some((other) => {
    if (nameOfTap(other) !== undefined || other.span.source !== one.span.source) return false;
    if (other.span.start > one.span.start) return false;
    if ('missing' in other.args && (other.args.missing.includes(name) || other.args.missing.includes(`@${name}`)))
      return true;
    const { text } = one.span.source;
    const item = text.slice(itemOf(other, items)?.span.start ?? 0, one.span.start).replaceAll(/#.*/g, '');
    return isName.test(item) || stageUpTo(other).endsWith(name);
  });
};

/** The text of a stage up to the end of a report on it, without blanks: `embed24nametok`. */
function stageUpTo({ span: { source, start, end } }: Diagnostic): string {
  const bar = source.text.lastIndexOf('|', start - 1);
  return source.text.slice(bar + 1, end).replaceAll(/\s/g, '');
}

function nameOfTap({ code, args }: Diagnostic): string | undefined {
  const isTap = code === 'tap/unknown' || code === 'tap/no-stage' || code === 'tap/single';
  return isTap && 'name' in args ? String(args.name) : undefined;
}

/** Without its embedding a model has neither numbers nor the table that is shared further on. */
const isOfEmbedding: Rule = (one, { all, items }) => {
  if (one.code !== 'tap/no-stage') return false;
  const lacks = ({ code }: Diagnostic) => code === 'shape/needs-float' || code === 'shape/no-input';
  return all.some((other) => lacks(other) && itemOf(other, items) === itemOf(one, items));
};

/** A constant that lacks its `let` is a setting of the item above it, which has none of that name. */
const isUndeclared: Rule = (one, { all, items }) => {
  if (one.code !== 'name/unknown' || !('name' in one.args)) return false;
  const { name } = one.args;
  return all.some((other) => {
    const kind = itemOf(other, items)?.kind;
    const isOfItem = kind === 'data' || kind === 'train' || kind === 'sweep';
    return isOfItem && other.code === 'argument/unknown' && 'param' in other.args && other.args.param === name;
  });
};

/** What data and input say goes into every model; without it nothing can be told of dims and of what kind they are. */
const isOfInput: Rule = (one, errors) =>
  ofKinds.includes(one.code) && isIn(errors, ['data', 'input'], one, ({ code }) => !ofRanges.includes(code));

const ofKinds: readonly Code[] = [
  ...(['shape/needs-int', 'shape/needs-float', 'shape/rank', 'shape/unknown-dim', 'shape/shared-weights'] as const),
];
const ofRanges: readonly Code[] = ['argument/range', 'argument/unknown', 'argument/value'];

/** A sweep over the settings of what is not known. */
const isOfUnknownItem: Rule = (one, errors) =>
  one.code === 'item/sweep-key' && isIn(errors, ['data', 'train'], one, ({ code }) => code === 'name/unknown-entry');

/** Settings of a layer that is not known by its name are those of another one. */
const isOfDefault: Rule = (one, errors) =>
  one.code.startsWith('shape/') && isIn(errors, ['default'], one, ({ code }) => code === 'name/unknown-entry');

/** Where a forgotten bar brings two stages into one, what either of them takes is not known. */
const isOfLostBar: Rule = (one, { all, items }) => {
  const lost = all.filter(({ code }) => code === 'syntax/missing-bar');
  const isSame = (other: Diagnostic) => other !== one && itemOf(other, items) === itemOf(one, items);
  return lost.some((other) => {
    const isUsed = itemOf(other, items)?.kind === 'block';
    return (one.code.startsWith('shape/') && (isSame(other) || isUsed)) || (isSame(other) && isOfArguments(one));
  });
};

function isOfArguments({ code }: Diagnostic): boolean {
  return code.startsWith('argument/') || code === 'name/unknown';
}

/** Sides of a join differ where an argument within one of them is none. */
const isOfValue: Rule = (one, { all }) => {
  if (one.code !== 'shape/mismatch') return false;
  const wrong: readonly Code[] = ['argument/type', 'argument/value', 'argument/too-many', 'argument/not-whole'];
  const isWithin = ({ span }: Diagnostic) => {
    const between = span.source === one.span.source ? span.source.text.slice(one.span.start, span.start) : '';
    return between.split('(').length > between.split(')').length;
  };
  return all.some((other) => wrong.includes(other.code) && isWithin(other));
};

/** A setting of which only the word is there is given twice, and its word is no name. */
const isGivenTwice: Rule = (one, { all }) => {
  if (one.code !== 'argument/twice') return false;
  const between = ({ span }: Diagnostic) => one.span.source.text.slice(span.end, one.span.start);
  const isNext = (other: Diagnostic) =>
    other.span.start < one.span.start && /^\s*(?:\w+\s*=\s*)?$/.test(between(other));
  return all.some((other) => other !== one && other.span.source === one.span.source && isNext(other));
};

/** What a block takes is not known where its own lines have an error. */
const isOfBlock: Rule = (one, { all, items }) => {
  const about = one.code === 'name/two-uses' ? itemOf(one, items) : blockAbout(one, items);
  return about !== undefined && all.some((other) => other !== one && itemOf(other, items) === about);
};

const ofCalls: readonly Code[] = [
  ...(['argument/type', 'argument/missing', 'argument/too-many', 'argument/unknown', 'argument/twice'] as const),
  ...(['shape/block-input', 'shape/block-needs', 'shape/no-input'] as const),
];

/** The block that a report on a call is about, where it stands in another item. */
function blockAbout(one: Diagnostic, items: readonly Item[]): Item | undefined {
  if (!ofCalls.includes(one.code)) return undefined;
  const {
    entry,
    block: called,
    call,
    stage,
  }: { readonly entry?: string; readonly block?: string; readonly call?: string; readonly stage?: string } = one.args;
  const words = (entry ?? called ?? call ?? stage ?? '').split(' ');
  const block = items.find((item): item is BlockItem => item.kind === 'block' && words.includes(item.name.text));
  return block === itemOf(one, items) ? undefined : block;
}

/** The same value, given once and wrong at each place where a block uses it. */
const isGivenOnce: Rule = (one, { all }) => {
  if (!one.code.startsWith('argument/') || !('got' in one.args)) return false;
  const { got } = one.args;
  const calls = callsOf(one);
  const same = (other: Diagnostic) => other.code === one.code && 'got' in other.args && other.args.got === got;
  const first = all.find((other) => same(other) && callsOf(other).some((call) => calls.includes(call)));
  return first !== undefined && first !== one;
};

function callsOf({ labels }: Diagnostic): number[] {
  return labels.flatMap(({ message, span }) => (message.endsWith(' is called here') ? [span.start] : []));
}

/** Branches that all get what none of them takes. */
const isOfBranches: Rule = (one, { all, items }) => {
  if (!ofKinds.includes(one.code) || !('got' in one.args)) return false;
  const { got } = one.args;
  const first = all.find((other) => other.code === one.code && 'got' in other.args && other.args.got === got);
  return first !== undefined && first !== one && itemOf(first, items) === itemOf(one, items);
};

const rules: readonly Rule[] = [
  ...[
    isMadeBefore,
    isUndeclared,
    isOfInput,
    isOfUnknownItem,
    isOfDefault,
    isOfLostBar,
    isOfValue,
    isGivenTwice,
    isOfBlock,
    isGivenOnce,
    isOfBranches,
    isOfEmbedding,
  ],
  ...[isOfSize, isSameSize, isOfSwap],
];

/** Whether an item of those kinds has an error of those, besides this one. */
function isIn(
  { all, items }: Errors,
  kinds: readonly Item['kind'][],
  one: Diagnostic,
  counts: (other: Diagnostic) => boolean,
): boolean {
  return all.some((other) => {
    const kind = itemOf(other, items)?.kind;
    return other !== one && kind !== undefined && kinds.includes(kind) && counts(other);
  });
}

function itemOf({ span }: Diagnostic, items: readonly Item[]): Item | undefined {
  return items.findLast((item) => item.span.source === span.source && item.span.start <= span.start);
}
