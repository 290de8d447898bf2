/** Reports of arguments that do not suit what flows in: a list of another length, words and numbers that do not go together. */
import { type Diagnostic, diagnostic, replace } from '../diagnostics/diagnostic.ts';
import { count } from '../diagnostics/row.ts';
import type { WindowEntry } from '../registry/param.ts';
import type { ArgumentMisfit } from '../registry/rule.ts';
import { equals, toTight } from '../shapes/dim.ts';
import type { At } from './needs.ts';

/** The report, at the argument where it was written. */
export function argumentMisfit(misfit: ArgumentMisfit, { entry = '', spans, span, stage }: At): Diagnostic {
  const { param } = misfit;
  const where = spans?.get(param) ?? span;
  if (misfit.kind === 'disagree')
    return diagnostic('argument/disagree', where, { entry: stage, why: misfit.why }, { help: misfit.help ?? [] });
  const { rank, given } = misfit;
  const wants = rank === 1 ? '1 entry, for the positions' : '2 entries, for rows and columns';
  const instead = fitting(given, rank);
  const fixes = instead ? [replace(`write ${instead}`, where, instead)] : [];
  const help = instead ? [] : [`write one number for all, or a list with ${count(rank, 'number')}`];
  return diagnostic('argument/length', where, { entry, param, wants, got: given.length }, { help, fixes });
}

/** The list as it was most likely meant: one entry for all dims, or before and after of the only one. */
function fitting(given: readonly WindowEntry[], rank: number): string | undefined {
  const [first, ...others] = given;
  if (!first) return undefined;
  const text = entryText(first);
  if (others.every((other) => sameEntry(other, first))) {
    const isPair = Array.isArray(first);
    return isPair ? `[${Array.from({ length: rank }, () => text).join(', ')}]` : text;
  }
  const isBeforeAndAfter = rank === 1 && given.length === 2 && given.every((entry) => !Array.isArray(entry));
  return isBeforeAndAfter ? `[[${given.map(entryText).join(', ')}]]` : undefined;
}

function entryText(entry: WindowEntry): string {
  return 'kind' in entry ? toTight(entry) : `[${entry.map(toTight).join(', ')}]`;
}

function sameEntry(a: WindowEntry, b: WindowEntry): boolean {
  if ('kind' in a || 'kind' in b) return 'kind' in a && 'kind' in b && equals(a, b);
  return equals(a[0], b[0]) && equals(a[1], b[1]);
}
