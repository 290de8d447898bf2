/** Measurements of the validation loss that training never comes to, or for which there are no examples. */
import { type Diagnostic, diagnostic, replace } from '../../diagnostics/diagnostic.ts';
import type { Setting } from '../../parser/ast.ts';
import type { CheckedTrain } from '../../shapecheck/checked.ts';
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
  const swept = itemOf(tree.items, 'sweep')?.args.settings.map(({ key }) => key.text) ?? [];
  if (!train || swept.includes('train.steps') || isOverridden(train.item, 'steps')) return [];
  return setting && (train.evalEvery ?? 0) > train.steps
    ? [lateReport(train, setting)]
    : swept.includes('train.eval_every') || swept.includes('train.patience')
      ? []
      : patienceReport(train);
};

function lateReport({ item, steps }: CheckedTrain, { span }: Setting): Diagnostic {
  const what = ['a measurement of the validation loss before the end'];
  const help = ['measure more often, or train for longer; without eval_every it is measured at the end alone'];
  return diagnostic('lint/schedule', span, { what, steps }, { labels: endOf(item), help });
}

/** More measurements without a better one than there are at all; as many as there are keep the best model of them. */
function patienceReport({ item, steps, evalEvery, patience = 0 }: CheckedTrain): Diagnostic[] {
  const setting = settingOf(item, 'patience');
  if (!setting || !evalEvery || isOverridden(item, 'eval_every') || patience * evalEvery <= steps) return [];
  const measured = Math.floor(steps / evalEvery);
  const every = settingOf(item, 'eval_every');
  const times = `${measured} ${measured === 1 ? 'measurement' : 'measurements'} in all`;
  const labels = [...endOf(item), ...(every ? [{ span: every.span, message: times }] : [])];
  const what = [`an end after ${patience} measurements without a better one`];
  const fewer = Math.max(1, Math.min(5, Math.floor(measured / 4)));
  const fixes =
    setting.value.kind === 'number' ? [replace(`write patience=${fewer}`, setting.value.span, `${fewer}`)] : [];
  const help = ['patience counts measurements, not steps: fewer of them, or measure more often'];
  return [diagnostic('lint/schedule', setting.span, { what, steps }, { labels, help, fixes })];
}

function endOf(item: CheckedTrain['item']): Diagnostic['labels'] {
  const given = settingOf(item, 'steps');
  return given ? [{ span: given.span, message: 'training ends here' }] : [];
}
