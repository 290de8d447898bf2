/** A target that has a single class. */
import { diagnostic, type Fix } from '../../diagnostics/diagnostic.ts';
import type { TargetItem } from '../../parser/ast.ts';
import { numberOf } from '../../shapes/dim.ts';
import { itemOf, type SpecHabit } from './sight.ts';

export const oneClass: SpecHabit = ({ target, tree }) => {
  const item = itemOf(tree.items, 'target');
  const classes = target?.type.vocab && numberOf(target.type.vocab);
  if (!item || !target || classes !== 1) return [];
  const help = ['a single yes or no is a number from 0 to 1, for which loss=bce_with_logits is made'];
  const fixes = target.perPosition ? [] : [asValue(item)];
  return [diagnostic('lint/one-class', item.of?.span ?? item.word, {}, { help, fixes })];
};

/** A number for each example, as one unit gives it. */
function asValue({ name, span }: TargetItem): Fix {
  const edits = [{ span: { ...span, start: name.span.start }, text: 'value[1]' }];
  return { title: 'write target value[1]', safe: false, edits };
}
