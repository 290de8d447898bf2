/** Mistakes that slips in the writing hide: what is found in the text that was meant and holds however that was mended. */
import { type Code, severityOf } from '../diagnostics/catalog.ts';
import type { Diagnostic } from '../diagnostics/diagnostic.ts';
import type { ModelItem, Spec } from '../parser/ast.ts';
import { explains, isMisspelt, isWrapper, itemStarts, lastUpTo } from '../parser/consequences.ts';
import type { Mended } from '../parser/mended.ts';
import { soundIn } from './sound.ts';

/** About names by themselves, which mean the same however the text around them is mended. */
const ofNames: readonly Code[] = [
  ...(['name/unknown', 'name/unknown-layer', 'name/unknown-entry', 'name/foreign-layer'] as const),
  ...(['argument/unknown', 'argument/foreign', 'argument/value'] as const),
  ...(['item/sweep-key', 'data/unknown-source', 'data/target-word'] as const),
];

/** Slips of which a way out may change what a number is, or how many there are. */
const ofValues: readonly Code[] = [
  ...(['syntax/number', 'syntax/missing-comma', 'syntax/power', 'syntax/missing-bar', 'syntax/character'] as const),
];

/** Items that no data hangs on. */
const leaves = /^(?:block|model|train|sweep|budget)\b/;

/** Counts of settings and signs that a word lacks, which the rest of a text does not change. */
const ofCounts: readonly Code[] = ['argument/twice', 'syntax/missing-equals'];

/** What is known of a text with that tree, and what else was found in the text that was meant. */
export function withHidden(
  known: readonly Diagnostic[],
  found: readonly Diagnostic[],
  { before, isSure, slips: mended }: Mended,
  tree: Spec,
): readonly Diagnostic[] {
  const slips = [...new Set([...mended, ...known.filter((one) => isSlip(one) && one.span.source === before)])];
  const starts = itemStarts(before.text);
  const itemOf = ({ span }: Diagnostic) => lastUpTo(starts, span.start);
  const torn = new Set(slips.map(itemOf));
  const isPlain = isSure && !slips.some(({ code }) => ofValues.includes(code));
  const isSaid = (one: Diagnostic) => known.some((other) => meets(other, one));
  const isFollowing = (one: Diagnostic) => slips.some((slip) => isOf(slip, one, itemOf));
  const apart = modelsApart(tree, slips);
  const isOfApart = ({ span: { source, start } }: Diagnostic) =>
    apart.some(({ span }) => span.source === source && span.start <= start && start < span.end);
  const lineOf = (one: Diagnostic) => before.text.slice(starts[itemOf(one)] ?? 0);
  const isOfLeaves = slips.every((slip) => leaves.test(lineOf(slip)));
  const isWhole = (one: Diagnostic) => !torn.has(itemOf(one));
  const isByItself = (one: Diagnostic) => {
    if (one.code === 'syntax/missing-bar') return true;
    return (
      (isOfLeaves && /^data\b/.test(lineOf(one))) ||
      (ofCounts.includes(one.code) && /^(?:data|train)\b/.test(lineOf(one)))
    );
  };
  const stands = (one: Diagnostic) =>
    isOfApart(one) || (isOfName(one) && (isSure || isMisspelt(one))) || (isWhole(one) && (isPlain || isByItself(one)));
  const isOfModels = isPlain && slips.every((one) => isApart(lineOf(one)));
  const holds = (one: Diagnostic) => {
    const isWarning = severityOf(one) === 'warning';
    const isOfText = isSlip(one) && !(isWhole(one) && (isPlain || isByItself(one)));
    return !isOfText && (isWarning ? isOfModels : stands(one)) && !isSaid(one) && !isFollowing(one);
  };
  return [...known, ...found.filter(holds)];
}

/** The models that hang on no item with a slip, where it is known which items those are. */
function modelsApart(tree: Spec, slips: readonly Diagnostic[]): readonly ModelItem[] {
  if (slips.some(({ code }) => code === 'syntax/item-word' || code === 'syntax/bare-stack')) return [];
  const { models } = soundIn(tree, slips);
  return tree.items.filter((item) => item.kind === 'model').filter((_, at) => models[at]);
}

/** Whether a text begins with an item that no model hangs on, so that warnings about models hold. */
function isApart(text: string): boolean {
  return /^(?:train|sweep|budget)\b/.test(text);
}

function isSlip(one: Diagnostic): boolean {
  return one.code.startsWith('syntax/') && severityOf(one) === 'error';
}

function isOfName({ code, fixes }: Diagnostic): boolean {
  return ofNames.includes(code) && fixes.length > 0;
}

/** Whether a report follows from a slip: what is next to it, what it tore in two, and what it wraps. */
function isOf(slip: Diagnostic, one: Diagnostic, itemOf: (one: Diagnostic) => number): boolean {
  const { text } = slip.span.source;
  if (isWrapper(slip) && itemOf(slip) === itemOf(one)) return true;
  const isBelow = isMisspelt(one) && text.slice(slip.span.end, one.span.start).includes('\n');
  if (slip.span.start <= one.span.start && !isBelow && explains(slip, one, text)) return true;
  const { name, param }: { readonly name?: string; readonly param?: string } = one.args;
  return isTorn((name ?? param ?? '').replaceAll(/\W/g, ''), slip);
}

/** Whether a slip stands within a name, as a blank does in `he ads`. */
function isTorn(name: string, { span: { source, start, end } }: Diagnostic): boolean {
  return [start, end].some((at) => {
    const before = source.text.slice(Math.max(0, at - NEAR), at).replaceAll(/\W/g, '');
    const after = source.text.slice(at, at + NEAR).replaceAll(/\W/g, '');
    const found = (before + after).indexOf(name);
    return name !== '' && found >= 0 && found < before.length && found + name.length > before.length;
  });
}

const NEAR = 20;

/** Whether a report stands where another does, or in what its ways out would change. */
function meets({ span, fixes }: Diagnostic, { span: { source, start, end } }: Diagnostic): boolean {
  const places = [span, ...fixes.flatMap(({ edits }) => edits.map((edit) => edit.span))];
  const [from, to] = [start, Math.max(end, start + 1)];
  return places.some((place) => {
    return place.source === source && place.start < to && from < Math.max(place.end, place.start + 1);
  });
}
