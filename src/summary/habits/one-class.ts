/** A target that has a single class. */
import { diagnostic, type Fix } from '../../diagnostics/diagnostic.ts';
import type { TargetItem, TrainItem } from '../../parser/ast.ts';
import { numberOf } from '../../shapes/dim.ts';
import { itemOf, type SpecHabit, settingOf } from './sight.ts';

export const oneClass: SpecHabit = ({ target, tree, train }) => {
  const item = itemOf(tree.items, 'target');
  const classes = target?.type.vocab && numberOf(target.type.vocab);
  if (!item || !target || classes !== 1) return [];
  const help = [
    'a single yes or no is a number from 0 to 1, for which loss=bce_with_logits is made; class of 2 has a score for each',
  ];
  const fixes = target.perPosition ? [] : [asValue(item, train?.item)];
  return [diagnostic('lint/one-class', item.of?.span ?? item.word, {}, { help, fixes })];
};

/** A number for each example, as one unit gives it. */
function asValue({ name, span }: TargetItem, train: TrainItem | undefined): Fix {
  const edits = [{ span: { ...span, start: name.span.start }, text: 'value[1]' }, ...lossOf(train)];
  const title = edits.length > 1 ? 'write target value[1] and loss=bce_with_logits' : 'write target value[1]';
  return { title, safe: false, edits };
}

/** The loss that takes a score for a number from 0 to 1; that of numbers is mse where none is stated. */
function lossOf(train: TrainItem | undefined): Fix['edits'] {
  if (!train) return [];
  const stated = settingOf(train, 'loss');
  if (stated) return [{ span: stated.value.span, text: 'bce_with_logits' }];
  const end = train.args.span.end;
  return [{ span: { ...train.span, start: end, end }, text: ' loss=bce_with_logits' }];
}
