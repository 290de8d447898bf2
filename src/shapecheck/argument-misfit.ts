/** Reports of arguments that do not suit what flows in: a list of another length, words and numbers that do not go together. */
import { type Diagnostic, diagnostic, type Fix, replace } from '../diagnostics/diagnostic.ts';
import { count } from '../diagnostics/row.ts';
import type { WindowEntry } from '../registry/param.ts';
import type { ArgumentMisfit } from '../registry/rule.ts';
import { equals, toTight } from '../shapes/dim.ts';
import { textOf } from '../text/source.ts';
import type { Flow } from './context.ts';
import type { At } from './needs.ts';

/** The report, at the argument where it was written. */
export function argumentMisfit(misfit: ArgumentMisfit, { entry = '', spans, span, stage, flow }: At): Diagnostic {
  const { param } = misfit;
  const where = spans?.get(param) ?? span;
  if (misfit.kind === 'disagree')
    return diagnostic('argument/disagree', where, { entry: stage, why: misfit.why }, { help: misfit.help ?? [] });
  const { rank, given } = misfit;
  const wants = rank === 1 ? '1 entry, for the positions' : '2 entries, for rows and columns';
  const instead = fitting(given, rank);
  const fixes = [...withChannels(misfit, flow), ...(instead ? [replace(`write ${instead}`, where, instead)] : [])];
  const help = instead ? [] : [`write one number for all, or a list with ${count(rank, 'number')}`];
  return diagnostic('argument/length', where, { entry, param, wants, got: given.length }, { help, fixes });
}

/** Rows and columns for windows with two sizes: an image whose channels were left out. */
function withChannels({ rank, given }: ArgumentMisfit & { kind: 'length' }, { type, origins }: Flow): Fix[] {
  const [rows, columns] = origins.slice(1).map((origin) => origin?.size);
  if (rank !== 1 || given.length !== 2 || type?.dims.length !== 3 || !rows || !columns) return [];
  const isStated = rows.source === columns.source && /^\s*,\s*$/.test(rows.source.text.slice(rows.end, columns.start));
  if (!isStated) return [];
  const text = [rows, columns].map(textOf).join(', ');
  return [replace(`write [${text}, 1]: an image of one channel`, { ...rows, end: columns.end }, `${text}, 1`)];
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
