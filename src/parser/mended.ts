/** The text that was meant: after slips in the writing, the one with their ways out in it. */
import { applyFixes } from '../diagnostics/apply-fixes.ts';
import { type Code, severityOf } from '../diagnostics/catalog.ts';
import type { Diagnostic, Fix } from '../diagnostics/diagnostic.ts';
import type { Edited } from '../diagnostics/taken-back.ts';
import type { Source } from '../text/source.ts';
import { parse } from './parse.ts';

export interface Mended extends Edited {
  /** Whether it is plain that this was meant: every way out that was taken is a safe one. */
  readonly isSure: boolean;
  /** What was mended. */
  readonly slips: readonly Diagnostic[];
}

/** Mending a text may bring other slips to light, but not for ever. */
export const MOST_ROUNDS = 3;

const known = new WeakMap<Source, { readonly mended: Mended | undefined }>();

/**
 * A text with the safe ways out of its slips or, where it has none, with the first way out of each; nothing where there
 * is none at all. It may have slips that the first ones hid, and can be mended again.
 */
export function mendedText(source: Source): Mended | undefined {
  const { mended } = known.get(source) ?? { mended: mend(source) };
  known.set(source, { mended });
  return mended;
}

/** A text with the names in it that were plainly meant; nothing where none is misspelt. */
export function respelt(source: Source, found: readonly Diagnostic[]): Mended | undefined {
  return withFixes(
    source,
    found.filter(({ code }) => ofNames.includes(code)),
    safeWay,
  );
}

const ofNames: readonly Code[] = [
  ...(['name/unknown', 'name/unknown-layer', 'name/unknown-entry', 'name/foreign-layer'] as const),
  ...(['argument/unknown', 'argument/foreign', 'argument/value'] as const),
];

function mend(source: Source): Mended | undefined {
  const errors = parse(source).diagnostics.filter((one) => severityOf(one) === 'error');
  return withFixes(source, errors, safeWay) ?? withFixes(source, errors, firstWay);
}

function withFixes(before: Source, slips: readonly Diagnostic[], wayOf: typeof safeWay): Mended | undefined {
  const { source: after, fixes } = applyFixes(before, slips.flatMap(wayOf));
  if (after.text === before.text) return undefined;
  const edits = fixes.flatMap((fix) => fix.edits).toSorted((a, b) => a.span.start - b.span.start);
  return { before, after, edits, slips, isSure: fixes.every(({ safe }) => safe) };
}

function safeWay({ fixes }: Diagnostic): readonly Fix[] {
  return fixes.filter(({ safe }) => safe).slice(0, 1);
}

function firstWay({ fixes }: Diagnostic): readonly Fix[] {
  return fixes.slice(0, 1);
}
