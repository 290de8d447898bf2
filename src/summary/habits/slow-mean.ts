/** Running means that are slower than the training. */
import { type Diagnostic, diagnostic, type Fix, replace } from '../../diagnostics/diagnostic.ts';
import type { CheckedTrain } from '../../shapecheck/checked.ts';
import { textOf } from '../../text/source.ts';
import { isOverridden, itemOf, type SpecHabit, settingOf } from './sight.ts';

/** Share of the mean that the weights of the start may still be. */
const MOST = 0.5;

/** What is left of the start where a mean is as one would have it. */
const LITTLE = 0.01;

/** What the settings of training are the share of that is kept at each step, by name. */
const means: Readonly<Record<string, string>> = {
  ema: 'the mean of the weights',
  momentum: 'the mean of the gradients that moves the weights',
};

/** The first step makes the mean the weights themselves, and each of the others keeps the share ema of it. */
export const slowMean: SpecHabit = ({ train, tree }) => {
  const swept = itemOf(tree.items, 'sweep')?.args.settings.map(({ key }) => key.text) ?? [];
  if (!train || swept.includes('train.steps') || isOverridden(train.item, 'steps')) return [];
  return Object.entries(means).flatMap(([key, of]) => (swept.includes(`train.${key}`) ? [] : reportOn(key, of, train)));
};

function reportOn(key: string, of: string, { item, ema, settings, steps }: CheckedTrain): Diagnostic[] {
  const setting = settingOf(item, key);
  const { momentum } = settings as { readonly momentum?: number };
  const kept = (key === 'ema' ? ema : momentum) ?? 0;
  const left = kept ** (steps - 1);
  if (!setting || left <= MOST || kept >= 1) return [];
  const given = settingOf(item, 'steps');
  const labels = given ? [{ span: given.span, message: 'training ends here' }] : [];
  const fixes = setting.value.kind === 'number' ? fixOf(key, setting.value.span, steps) : [];
  const help = [`the mean goes over about 1 / (1 - ${key}) steps: use fewer than a tenth of all, or train for longer`];
  const facts = { what: `${key}=${textOf(setting.value.span)}`, of, steps, share: `${Math.round(100 * left)} %` };
  return [diagnostic('lint/slow-mean', setting.span, facts, { labels, help, fixes })];
}

/** The slowest of the usual ones that forgets the start. */
function fixOf(key: string, span: Parameters<typeof replace>[1], steps: number): Fix[] {
  const slow = key === 'ema' ? [0.9999, 0.9995, 0.999, 0.995] : [];
  const usual = [...slow, 0.99, 0.95, 0.9];
  const ema = usual.find((share) => share ** (steps - 1) <= LITTLE);
  return ema === undefined ? [] : [replace(`write ${key}=${ema}`, span, `${ema}`)];
}
