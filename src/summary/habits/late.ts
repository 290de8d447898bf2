/** Measurements of the validation loss that training never comes to. */
import { diagnostic } from '../../diagnostics/diagnostic.ts';
import { isOverridden, itemOf, type SpecHabit, settingOf } from './sight.ts';

/** The loss is measured at the end in any case, so the first measurement may fall together with it. */
export const lateMeasurement: SpecHabit = ({ train, tree }) => {
  const setting = train && settingOf(train.item, 'eval_every');
  const isSwept = itemOf(tree.items, 'sweep')?.args.settings.some(({ key }) => key.text === 'train.steps') === true;
  if (!setting || isSwept || isOverridden(train.item, 'steps') || (train.evalEvery ?? 0) <= train.steps) return [];
  const given = settingOf(train.item, 'steps');
  const labels = given ? [{ span: given.span, message: 'training ends here' }] : [];
  const what = 'a measurement of the validation loss before the end';
  const help = ['measure more often, or train for longer; without eval_every it is measured at the end alone'];
  return [diagnostic('lint/schedule', setting.span, { what, steps: train.steps }, { labels, help })];
};
