/** Steps that look like epochs: so few that training sees next to nothing of the data. */
import { diagnostic } from '../../diagnostics/diagnostic.ts';
import type { DataFacts } from '../../registry/reader.ts';
import { type SpecHabit, settingOf } from './sight.ts';

/** Epochs are hardly ever more, */
const MOST = 200;

/** and of the examples that the reader counts a first look at a model sees more. */
const LEAST_SHARE = 0.005;

export const fewSteps: SpecHabit = ({ train, data, models }) => {
  const given = train && settingOf(train.item, 'steps');
  const facts = data?.found.filter((each) => each !== undefined) ?? [];
  if (!given || !data || train.steps > MOST || facts.length < data.sources.length) return [];
  const target = models.every((model) => model.target?.perPosition) ? 'each' : 'next';
  const found = data.reader.trainedOn?.(data.settings as never, facts as readonly DataFacts[], target);
  const seen = train.steps * train.batch * train.accumulate;
  if (!found || seen >= LEAST_SHARE * found.count) return [];
  const source = data.sources[0]?.span ?? data.item.word;
  const bound = found.isMost ? 'at most ' : '';
  const labels = [{ span: source, message: `${bound}${found.count.toLocaleString('en-US')} examples for training` }];
  const pass = Math.ceil(found.count / (train.batch * train.accumulate)).toLocaleString('en-US');
  const help = [`steps counts batches, not epochs: an epoch is ${bound}${pass} of them here`];
  return [
    diagnostic('lint/few-steps', given.span, { steps: train.steps, seen, examples: found.count }, { labels, help }),
  ];
};
