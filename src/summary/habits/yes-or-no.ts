/** Answers of yes or no that are trained as sizes. */
import { diagnostic, type Fix, replace } from '../../diagnostics/diagnostic.ts';
import type { TargetLimits, TargetMoments } from '../../registry/reader.ts';
import type { CheckedData, CheckedTrain } from '../../shapecheck/checked.ts';
import { numberOf } from '../../shapes/dim.ts';
import { lossOf, type ModelHabit, named, placeOf, type Sight, settingOf } from './sight.ts';
import { withoutStage } from './written.ts';

export const yesOrNo: ModelHabit = (sight) => {
  const { data, train } = sight.spec;
  const loss = lossOf(sight.model, sight.spec);
  const limits = data && limitsOf(data);
  if (!train || !loss || !limits || loss.def.unit || !isSingle(sight)) return [];
  const { within, path, span } = limits;
  const sigmoid = sigmoidIn(sight);
  const labels = [
    ...(sigmoid ? [{ span: loss.at, message: `${loss.def.name} is the loss` }] : []),
    { span, message: `each of the numbers of ${within.replace(/ of $/, '')} is 0 or 1` },
  ];
  const facts = { loss: loss.def.name, target: `${within}${path}` };
  const help = ['bce_with_logits applies sigmoid itself, and takes a sure mistake for a great one'];
  const fixes = fixOf(train, sigmoid?.fixes ?? [], sigmoid !== undefined);
  return [diagnostic('lint/yes-or-no', sigmoid?.span ?? loss.at, facts, { labels, help, fixes })];
};

/** A number for each example; black and white images may well be drawn by mse. */
function isSingle({ model: { target } }: Sight): boolean {
  return target?.kind === 'value' && target.type.dims.slice(1).every((dim) => numberOf(dim) === 1);
}

/** The targets and where they come from, if each is 0 or 1: of numbers from 0 to 1 only those are their own squares. */
function limitsOf({ reader, settings, found, sources }: CheckedData) {
  const facts = found.filter((one) => one !== undefined);
  if (facts.length < sources.length) return undefined;
  const limits: TargetLimits | undefined = reader.limits?.(settings as never, found);
  const moments: TargetMoments | undefined = reader.targetMoments?.(settings as never, facts);
  const source = sources.find(({ param }) => param === limits?.param);
  if (!limits || !moments || !source || limits.least !== 0 || limits.most !== 1) return undefined;
  const { mean, variance } = moments;
  const isOwnSquare = Math.abs(variance + mean ** 2 - mean) < 1e-9;
  return isOwnSquare ? { ...limits, path: source.path, span: source.span } : undefined;
}

/** The sigmoid that gives the output. */
function sigmoidIn(sight: Sight) {
  const node = sight.wiring.makers.get(sight.graph.output.id);
  if (node?.op.kind !== 'unary' || node.op.fn !== 'sigmoid') return undefined;
  const layer = sight.written.layer(placeOf(node, sight).stage.span);
  return { span: named(node, sight).span, fixes: layer ? withoutStage(layer, false) : [] };
}

/** The other loss, and no sigmoid before it. */
function fixOf({ item }: CheckedTrain, without: readonly Fix[], isBent: boolean): Fix[] {
  const given = settingOf(item, 'loss');
  const { span: name, text } = item.optimiser;
  const swap = given
    ? replace('write loss=bce_with_logits', given.value.span, 'bce_with_logits')
    : replace('write loss=bce_with_logits', name, `${text} loss=bce_with_logits`);
  if (isBent && without.length === 0) return [];
  const title = isBent ? `${swap.title}, and leave sigmoid out` : swap.title;
  return [{ title, safe: false, edits: [...without.flatMap(({ edits }) => edits), ...swap.edits] }];
}
