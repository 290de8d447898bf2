/** Measurements of the validation loss that training never comes to, or for which there are no examples. */
import { diagnostic } from '../../diagnostics/diagnostic.ts';
import { hasValidation } from '../../shapecheck/validation.ts';
import { isOverridden, itemOf, type SpecHabit, settingOf } from './sight.ts';

/** The loss is measured at the end in any case, so the first measurement may fall together with it. */
export const lateMeasurement: SpecHabit = ({ train, tree, data }) => {
  const setting = train && settingOf(train.item, 'eval_every');
  if (setting && data && !hasValidation(data)) {
    const split = settingOf(data.item, 'split')?.span ?? data.item.word;
    const labels = [{ span: split, message: 'no share of the examples is for validation' }];
    const help = ['give the second share of split some, or leave eval_every out'];
    const facts = { what: 'eval_every', why: 'it measures the validation loss, and there are no examples for that' };
    return [diagnostic('lint/no-effect', setting.span, facts, { labels, help })];
  }
  const isSwept = itemOf(tree.items, 'sweep')?.args.settings.some(({ key }) => key.text === 'train.steps') === true;
  if (!setting || isSwept || isOverridden(train.item, 'steps') || (train.evalEvery ?? 0) <= train.steps) return [];
  const given = settingOf(train.item, 'steps');
  const labels = given ? [{ span: given.span, message: 'training ends here' }] : [];
  const what = ['a measurement of the validation loss before the end'];
  const help = ['measure more often, or train for longer; without eval_every it is measured at the end alone'];
  return [diagnostic('lint/schedule', setting.span, { what, steps: train.steps }, { labels, help })];
};
