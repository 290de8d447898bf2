/** A batch that is larger than the training examples that it is drawn from. */
import { diagnostic, replace } from '../../diagnostics/diagnostic.ts';
import type { DataFacts } from '../../registry/reader.ts';
import { type SpecHabit, settingOf } from './sight.ts';

export const batchSize: SpecHabit = ({ train, data, models }) => {
  const given = train && settingOf(train.item, 'batch');
  const facts = data?.found.filter((each) => each !== undefined) ?? [];
  if (!given || !data || facts.length < data.sources.length) return [];
  const target = models.every((model) => model.target?.perPosition) ? 'each' : 'next';
  const found = data.reader.trainedOn?.(data.settings as never, facts as readonly DataFacts[], target);
  if (!found || train.batch <= found.count) return [];
  const { count: examples, isMost } = found;
  const source = data.sources[0]?.span ?? data.item.word;
  const labels = [{ span: source, message: `${isMost ? 'at most ' : ''}${examples} for training` }];
  const fixes =
    given.value.kind === 'number' ? [replace(`write batch=${examples}`, given.value.span, `${examples}`)] : [];
  const help = ['smaller batches give more steps to the same work'];
  return [
    diagnostic(
      'lint/batch-size',
      given.span,
      { batch: train.batch, examples, bound: isMost ? 'at most ' : '', what: 'training example' },
      { labels, fixes, help },
    ),
  ];
};
