/** The text that was meant: after slips in the writing, the one with their ways out in it. */
import { applyFixes } from '../diagnostics/apply-fixes.ts';
import { severityOf } from '../diagnostics/catalog.ts';
import type { Diagnostic, Fix } from '../diagnostics/diagnostic.ts';
import type { Edited } from '../diagnostics/taken-back.ts';
import type { Source } from '../text/source.ts';
import { parse } from './parse.ts';

export interface Mended extends Edited {
  /** Whether it is plain that this was meant: every way out that was taken is a safe one. */
  readonly isSure: boolean;
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

function mend(source: Source): Mended | undefined {
  const errors = parse(source).diagnostics.filter((one) => severityOf(one) === 'error');
  const safe = errors.flatMap(safeWay);
  const { source: after, fixes } = applyFixes(source, safe.length > 0 ? safe : errors.flatMap(firstWay));
  if (after.text === source.text) return undefined;
  const edits = fixes.flatMap((fix) => fix.edits).toSorted((a, b) => a.span.start - b.span.start);
  return { before: source, after, edits, isSure: safe.length > 0 };
}

function safeWay({ fixes }: Diagnostic): readonly Fix[] {
  return fixes.filter(({ safe }) => safe).slice(0, 1);
}

function firstWay({ fixes }: Diagnostic): readonly Fix[] {
  return fixes.slice(0, 1);
}
