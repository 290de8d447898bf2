/** An activation at the end that cannot give numbers as large, or as small, as the targets of the data. */
import { diagnostic } from '../../diagnostics/diagnostic.ts';
import type { Op } from '../../ops/op.ts';
import type { TargetLimits } from '../../registry/reader.ts';
import type { CheckedData } from '../../shapecheck/checked.ts';
import { lossOf, type ModelHabit, named, placeOf } from './sight.ts';
import { withoutStage } from './written.ts';

export const outOfReach: ModelHabit = (sight) => {
  const { graph, wiring, spec, model, written } = sight;
  const node = wiring.makers.get(graph.output.id);
  const range = node && rangeOf(node.op);
  const loss = lossOf(model, spec);
  const limits = spec.data && limitsOf(spec.data);
  if (!node || !range || !limits || loss?.def.unit || model.target?.kind !== 'value') return [];
  const { least, most, where, span: source } = limits;
  const slack = (most - least) / 20;
  if (!(least < range[0] - slack || most > range[1] + slack)) return [];
  const { text: stage, span } = named(node, sight);
  const [low, high] = range.map(String) as [string, string];
  const gives = range[1] === Number.POSITIVE_INFINITY ? `no number below ${low}` : `numbers from ${low} to ${high}`;
  const labels = [{ span: source, message: `the targets lie between ${textOf(least)} and ${textOf(most)}` }];
  const layer = written.layer(placeOf(node, sight).stage.span);
  const fixes = layer ? withoutStage(layer, false) : [];
  const help = ['a model of values ends with linear, whose numbers have any size and sign'];
  const facts = { stage, gives, targets: where, least: textOf(least), most: textOf(most) };
  return [diagnostic('train/out-of-reach', span, facts, { labels, help, fixes })];
};

/** Between which numbers what an op gives lies; undefined where it may be anything. */
function rangeOf(op: Op): readonly [least: number, most: number] | undefined {
  if (op.kind === 'softmax') return op.log ? undefined : [0, 1];
  if (op.kind !== 'unary') return undefined;
  switch (op.fn) {
    case 'sigmoid':
      return [0, 1];
    case 'tanh':
      return [-1, 1];
    case 'relu':
    case 'softplus':
      return [0, Number.POSITIVE_INFINITY];
    case 'relu_up_to':
      return [0, op.by];
    default:
      return undefined;
  }
}

function limitsOf({ reader, settings, found, sources }: CheckedData) {
  const limits: TargetLimits | undefined = reader.limits?.(settings as never, found);
  const source = sources.find(({ param }) => param === limits?.param);
  return limits && source && { ...limits, where: `${limits.within}${source.path}`, span: source.span };
}

/** Three digits. */
function textOf(n: number): string {
  return `${Number(n.toPrecision(3))}`;
}
