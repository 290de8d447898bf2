/** A running mean of the weights that is slower than the training. */
import { diagnostic, type Fix, replace } from '../../diagnostics/diagnostic.ts';
import { isOverridden, itemOf, type SpecHabit, settingOf } from './sight.ts';

/** Share of the mean that the weights of the start may still be. */
const MOST = 0.5;

/** What is left of the start where a mean is as one would have it. */
const LITTLE = 0.01;

/** The first step makes the mean the weights themselves, and each of the others keeps the share ema of it. */
export const slowMean: SpecHabit = ({ train, tree }) => {
  const setting = train && settingOf(train.item, 'ema');
  const swept = itemOf(tree.items, 'sweep')?.args.settings.map(({ key }) => key.text) ?? [];
  const isOpen = swept.includes('train.steps') || swept.includes('train.ema');
  if (!setting || isOpen || isOverridden(train.item, 'steps')) return [];
  const { ema = 0, steps } = train;
  const left = ema ** (steps - 1);
  if (left <= MOST) return [];
  const given = settingOf(train.item, 'steps');
  const labels = given ? [{ span: given.span, message: 'training ends here' }] : [];
  const fixes = setting.value.kind === 'number' ? fixOf(setting.value.span, steps) : [];
  const help = ['the mean goes over about 1 / (1 - ema) steps: use fewer than a tenth of all, or train for longer'];
  const facts = { ema, steps, share: `${Math.round(100 * left)} %` };
  return [diagnostic('lint/slow-mean', setting.span, facts, { labels, help, fixes })];
};

/** The slowest of the usual ones that forgets the start. */
function fixOf(span: Parameters<typeof replace>[1], steps: number): Fix[] {
  const usual = [0.9999, 0.9995, 0.999, 0.995, 0.99, 0.95, 0.9];
  const ema = usual.find((share) => share ** (steps - 1) <= LITTLE);
  return ema === undefined ? [] : [replace(`write ema=${ema}`, span, `${ema}`)];
}
