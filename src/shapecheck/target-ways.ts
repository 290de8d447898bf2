/** What may be done about an output that does not fit its target, and the stage to look at. */
import type { Label } from '../diagnostics/diagnostic.ts';
import { either } from '../diagnostics/row.ts';
import { constant, type Dim, numberOf, toTight } from '../shapes/dim.ts';
import { product, sameShape, type TensorType, typeText } from '../shapes/shape.ts';
import type { CheckedStage, CheckedTarget } from './checked.ts';

export interface Ways {
  readonly help: readonly string[];
  readonly labels: readonly Label[];
  /** Only the number of features is another, for which a number in the last layer is a better way out than a further layer. */
  readonly isWidth?: true;
}

/** Judged by the form of the same rank, or by what is left over. `wants` are the shapes that would fit. */
export function targetWays(
  { kind }: CheckedTarget,
  output: TensorType,
  wants: readonly (readonly Dim[])[],
  stages: readonly CheckedStage[],
): Ways {
  if (output.dtype === 'int') return says('end with linear, which makes numbers of token ids after an embed');
  const sameRank = wants.find((dims) => dims.length === output.dims.length);
  if (!sameRank) return rankWays(kind, output, wants, stages);
  const turned = turnedBack(sameRank, output, stages);
  if (turned) return turned;
  const positions = sameRank.slice(1, -1).every((dim, at) => toTight(dim) === toTight(output.dims[at + 1] as Dim));
  if (!positions && kind === 'tokens')
    return says('flatten what is left of the positions before the last linear, for one prediction for each example');
  const width = widthHelp(kind, output, sameRank);
  if (width.length > 0)
    return { help: width, labels: [], ...(positions && kind !== 'tokens' ? { isWidth: true } : {}) };
  const stride = strideTooMany(sameRank, stages);
  return stride ?? lengthWays(sameRank.slice(1, -1), output.dims.slice(1, -1), stages);
}

/** The last two dims the other way round. */
function turnedBack(wants: readonly Dim[], { dims }: TensorType, stages: readonly CheckedStage[]): Ways | undefined {
  const [a, b] = dims.slice(-2);
  if (!a || !b || toTight(a) === toTight(b) || !sameShape([...dims.slice(0, -2), b, a], wants)) return undefined;
  const last = stages.at(-1);
  const isTurn = last?.kind === 'layer' && last.def.name === 'transpose';
  return says(
    isTurn
      ? 'leave transpose out: the last dim holds the classes'
      : 'end with transpose, which turns the last two dims',
  );
}

/** A last window that would fit without its stride. */
function strideTooMany(wants: readonly Dim[], stages: readonly CheckedStage[]): Ways | undefined {
  const last = stages.at(-1);
  if (last?.kind !== 'layer' || last.def.name !== 'conv') return undefined;
  const output = last.input && last.def.type(last.input, { ...last.params, stride: constant(1) } as never).output;
  if (!output || !sameShape(output.dims, wants)) return undefined;
  return says(`leave the stride out of ${last.text}: without it the lengths fit`);
}

function says(...help: readonly string[]): Ways {
  return { help, labels: [] };
}

function rankWays(
  kind: CheckedTarget['kind'],
  output: TensorType,
  wants: readonly (readonly Dim[])[],
  stages: readonly CheckedStage[],
): Ways {
  const most = Math.max(...wants.map((dims) => dims.length));
  const [form] = wants;
  if (!form || output.dims.length < most) return positionsLost(most, stages);
  const isAsMany = toTight(product(form.slice(1))) === toTight(product(output.dims.slice(1)));
  if (isAsMany && form.length === 2)
    return says(
      `end with flatten, which makes ${typeText({ ...output, dims: form })} of it`,
      `or state the target with that dim: [${output.dims.slice(1).map(toTight).join(', ')}]`,
    );
  return says(toVector(output), ...widthHelp(kind, output, form));
}

/** Where the positions that the target has were given up. */
function positionsLost(rank: number, stages: readonly CheckedStage[]): Ways {
  const keep = 'keep the positions: leave out what makes one vector of them';
  const loser = stages.findLast(
    ({ input, output }) => (input?.dims.length ?? 0) >= rank && output && output.dims.length < rank,
  );
  if (!loser?.input || !loser.output) return says(keep);
  const labels = [{ span: loser.span, message: `makes ${typeText(loser.output)} of ${typeText(loser.input)}` }];
  const isLast = loser.kind === 'layer' && loser.params.last === true;
  const help = isLast
    ? 'leave last out, so that all states come out, one for each position'
    : `leave ${loser.text} out, which makes one vector of the positions`;
  return { help: [loser.kind === 'layer' ? help : keep], labels };
}

/** Rows and columns that are so many times too many or too few, or a few too few. */
function lengthWays(wants: readonly Dim[], gives: readonly Dim[], stages: readonly CheckedStage[]): Ways {
  const pairs = wants.map((dim, at) => [numberOf(dim), numberOf(gives[at] as Dim)] as const);
  const ratios = pairs.map(([want = 0, give = 1]) => want / give);
  const [ratio = 1] = ratios;
  const isSame = ratios.every((one) => one === ratio);
  if (isSame && ratio > 1 && Number.isInteger(ratio))
    return says(`make it ${ratio} times as long before: upsample ${ratio}, or one stride less`);
  if (isSame && ratio < 1 && Number.isInteger(1 / ratio))
    return says(
      `it is ${1 / ratio} times as long: leave out a layer that makes it longer, or take a stride of ${1 / ratio}`,
    );
  const rounded = roundedBy(stages);
  if (rounded) return rounded;
  const missing = pairs.filter(([want, give]) => want !== give).map(([want = 0, give = 0]) => want - give);
  const most = Math.max(...missing);
  return missing.every((n) => n > 0 && n < 8)
    ? says(
        `${most} more is wanted: output_padding=${most} in a conv_transpose with a stride, or more padding before it`,
      )
    : says('keep the lengths: padding=same for windows, and make longer by as much as was made shorter');
}

/** A stride that rounded a length up, so that what doubles it again comes to more. */
function roundedBy(stages: readonly CheckedStage[]): Ways | undefined {
  for (const { input, output, span, text } of stages) {
    const [from, to] = [input, output].map((type) =>
      type?.dims.length === 4 ? numberOf(type.dims[1] as Dim) : undefined,
    );
    if (from === undefined || to === undefined || to >= from) continue;
    const times = Math.round(from / to);
    if (times < 2 || to * times <= from) continue;
    const labels = [{ span, message: `makes ${to} of ${from} rows, and ${to} times ${times} is ${to * times}` }];
    const help = [
      `rounded up at ${text}: take a size that divides evenly, or a conv without padding, which is shorter by what is too many`,
    ];
    return { labels, help };
  }
  return undefined;
}

/** The last layer, where it gives another number of features than is wanted. */
function widthHelp(kind: CheckedTarget['kind'], { dims }: TensorType, wants: readonly Dim[]): string[] {
  const [last, features] = [dims.at(-1), wants.at(-1)];
  if (!last || !features || toTight(last) === toTight(features)) return [];
  return [`end with linear ${kind === 'tokens' ? 'V' : toTight(features)}`];
}

/** What makes one vector of what is left of an example; positions without a number cannot be put side by side. */
function toVector({ dims }: TensorType): string {
  const flatten = dims.slice(1).every((dim) => numberOf(dim) !== undefined) ? ['flatten'] : [];
  const ways = [...(dims.length === 3 ? ['last'] : []), 'global_avgpool', ...flatten];
  return `put ${either(ways)} before the last linear, so that one vector is left for each example`;
}
