/** The `budget` item: the limits that it states. Whether a model keeps them is decided once its costs are known. */
import type { BudgetItem } from '../parser/ast.ts';
import { budgetSettings } from '../registry/item-settings.ts';
import { bind } from '../resolve/bind.ts';
import { argumentsOf } from './arguments.ts';
import type { CheckedLimit } from './checked.ts';
import { type Context, reporterOf } from './context.ts';

export function checkBudget(item: BudgetItem, context: Context): CheckedLimit[] {
  const entry = { name: 'budget', params: budgetSettings };
  const binding = bind(entry, item.args, { word: item.word }, reporterOf(context));
  const { values } = argumentsOf({ entry, key: 'item/budget', label: 'budget' }, binding, context);
  return (['params', 'memory', 'macs'] as const).flatMap((what) => {
    const [limit, span] = [values[what], binding.bound.get(what)?.span];
    return typeof limit === 'number' && span ? [{ what, limit, span }] : [];
  });
}
