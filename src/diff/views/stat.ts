/** A comparison in one line. */
import { count } from '../../diagnostics/row.ts';
import type { Diff, ModelDiff } from '../diff.ts';
import { unchangedText } from './reshaped.ts';
import { totalsOf } from './totals.ts';

/** `3 changes, 1 setting; parameters 22,397 -> 76,579; 13 stages reshaped`, or `the same architecture`. */
export function statOf({ models, settings, onlyA, onlyB }: Diff): string {
  const parts = [
    ...models.map(modelStat),
    ...[...onlyA, ...onlyB].map((name) => `model ${name ?? 'without a name'} in one of them only`),
    settings.length > 0 ? count(settings.length, 'setting') : '',
  ];
  return parts.filter((part) => part !== '').join('; ') || 'no model to compare';
}

function modelStat(model: ModelDiff): string {
  const { a, changes, renames, rows, isSame } = model;
  const name = a.name === undefined ? '' : `model ${a.name}: `;
  if (isSame)
    return `${name}the same architecture${renames.length > 0 ? `, ${count(renames.length, 'name')} changed` : ''}`;
  const totals = totalsOf(model).filter(({ what, change }) => what !== 'statistics' && change !== '');
  const reshaped = rows.filter(({ isReshaped }) => isReshaped).length;
  const parts = [
    changes.length > 0 ? count(changes.length, 'change') : unchangedText(rows),
    ...totals.map(({ what, a: from, b: to }) => `${what} ${from} -> ${to}`),
    reshaped > 0 ? `${count(reshaped, 'stage')} of another shape` : '',
  ];
  return name + parts.filter((part) => part !== '').join(', ');
}
