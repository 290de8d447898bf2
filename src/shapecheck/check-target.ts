/** The output of a model against what it is trained towards. */
import { diagnostic } from '../diagnostics/diagnostic.ts';
import { either } from '../diagnostics/row.ts';
import { BATCH } from '../shapes/batch.ts';
import { type Dim, numberOf, toTight } from '../shapes/dim.ts';
import { decide, equal } from '../shapes/obligation.ts';
import { sameShape, shapeText, type TensorType, typeText } from '../shapes/shape.ts';
import type { Span } from '../text/source.ts';
import type { CheckedTarget } from './checked.ts';
import { type Context, type Flow, report } from './context.ts';
import { settle } from './needs.ts';
import { resized } from './resize.ts';
import { hangsOnUnknown, isUnknown } from './unknown.ts';

export interface Wanted {
  readonly target: CheckedTarget;
  readonly input: TensorType;
  /** The last stage, where an output that does not fit is shown. */
  readonly last: Span;
  /** The item that states the target. */
  readonly stated: Span;
}

/** The target with its positions decided by the output; reports an output that fits no form of it. */
export function fitTarget({ target, input, last, stated }: Wanted, flow: Flow, context: Context): CheckedTarget {
  const output = flow.type;
  // An output that hangs on an earlier mistake tells nothing.
  if (!output || flow.guessed || output.dims.some(isUnknown)) return target;
  const forms = formsOf(target, input);
  const fitting = forms.find(({ wants }) => mayFit(wants, output, context));
  const wrong = () => misfit(target, forms, flow, { last, stated });
  if (!fitting) {
    report(context, wrong());
    return target;
  }
  const at = { stage: nameOf(target), span: last };
  for (const [axis, dim] of fitting.wants.entries())
    settle({ obligation: equal(output.dims[axis] as Dim, dim), at, refuted: wrong }, context);
  return fitting.target;
}

interface Form {
  readonly target: CheckedTarget;
  readonly wants: readonly Dim[];
}

function formsOf(target: CheckedTarget, input: TensorType): Form[] {
  const { type } = target;
  if (target.kind === 'value' || target.kind === 'image') return [{ target, wants: type.dims }];
  const classes = type.vocab as Dim;
  if (target.kind === 'class') return [{ target, wants: [...type.dims, classes] }];
  const whole = { target, wants: [BATCH, classes] };
  const positions = input.dims[1];
  if (!positions) return [whole];
  const each: CheckedTarget = { kind: 'tokens', perPosition: true, type: { ...type, dims: [BATCH, positions] } };
  return [whole, { target: each, wants: [BATCH, positions, classes] }];
}

function mayFit(wants: readonly Dim[], output: TensorType, context: Context): boolean {
  if (output.dtype !== 'float' || wants.length !== output.dims.length) return false;
  return wants.every((dim, axis) => {
    const obligation = equal(dim, output.dims[axis] as Dim);
    return hangsOnUnknown(obligation) || decide(obligation, context.run.facts).verdict !== 'refuted';
  });
}

function nameOf({ kind }: CheckedTarget): string {
  return kind === 'tokens' ? 'predicting the next token' : `target ${kind}`;
}

function misfit(
  target: CheckedTarget,
  forms: readonly Form[],
  { type, origins }: Flow,
  { last, stated }: Pick<Wanted, 'last' | 'stated'>,
) {
  const output = type as TensorType;
  if (target.kind === 'image' && isTurned(target.type.dims, output.dims))
    return turned(target, output, { last, stated });
  const wants = forms.map((form) => shapeText(form.wants)).join(' or ');
  const labels = [{ span: stated, message: 'the target comes from here' }];
  const facts = { target: nameOf(target), wants, got: typeText(output) };
  const wanted = forms.find((form) => form.wants.length === output.dims.length)?.wants.at(-1);
  const fixes = wanted ? resized(origins[output.dims.length - 1], output.dims.at(-1), wanted) : [];
  return diagnostic('shape/output-target', last, facts, { labels, help: help(target, output, forms), fixes });
}

/** Whether a target has the dims of the output in the order of PyTorch, channels first. */
function isTurned([batch, first, ...rest]: readonly Dim[], output: readonly Dim[]): boolean {
  if (!batch || !first || rest.length === 0 || sameShape([batch, first, ...rest], output)) return false;
  return sameShape([batch, ...rest, first], output);
}

function turned({ type }: CheckedTarget, output: TensorType, { last, stated }: Pick<Wanted, 'last' | 'stated'>) {
  const facts = { target: 'target image', wants: shapeText(type.dims), got: typeText(output) };
  const labels = [{ span: last, message: `gives ${typeText(output)}` }];
  const help = [`channels come last: target image${shapeText(output.dims.slice(1))}`];
  return diagnostic('shape/output-target', stated, facts, { labels, help });
}

/** What would most likely make it fit, judged by the form of the same rank, or by what is left over. */
function help(target: CheckedTarget, output: TensorType, forms: readonly Form[]): string[] {
  if (output.dtype === 'int') return ['end with linear, which makes numbers of token ids after an embed'];
  const sameRank = forms.find(({ wants }) => wants.length === output.dims.length)?.wants;
  if (!sameRank) {
    const [form] = forms;
    const most = Math.max(...forms.map(({ wants }) => wants.length));
    if (!form || output.dims.length < most) return ['keep the positions: leave out what makes one vector of them'];
    return [toVector(output), ...widthHelp(target, output, form.wants)];
  }
  const positions = sameRank.slice(1, -1).every((dim, at) => toTight(dim) === toTight(output.dims[at + 1] as Dim));
  if (!positions && target.kind === 'tokens')
    return ['flatten what is left of the positions before the last linear, for one prediction for each example'];
  const width = widthHelp(target, output, sameRank);
  return width.length > 0 ? width : lengthHelp(sameRank.slice(1, -1), output.dims.slice(1, -1));
}

/** Rows and columns that are so many times too many or too few, or a few too few. */
function lengthHelp(wants: readonly Dim[], gives: readonly Dim[]): string[] {
  const pairs = wants.map((dim, at) => [numberOf(dim), numberOf(gives[at] as Dim)] as const);
  const ratios = pairs.map(([want = 0, give = 1]) => want / give);
  const [ratio = 1] = ratios;
  const isSame = ratios.every((one) => one === ratio);
  if (isSame && ratio > 1 && Number.isInteger(ratio))
    return [`make it ${ratio} times as long before: upsample ${ratio}, or one stride less`];
  if (isSame && ratio < 1 && Number.isInteger(1 / ratio))
    return [
      `it is ${1 / ratio} times as long: leave out a layer that makes it longer, or take a stride of ${1 / ratio}`,
    ];
  const differing = pairs.filter(([want, give]) => want !== give);
  const missing = differing.map(([want = 0, give = 0]) => want - give);
  return missing.every((n) => n > 0 && n < 8)
    ? [
        `${Math.max(...missing)} more is wanted: output_padding=${Math.max(...missing)} in a conv_transpose with a stride, or more padding before it`,
      ]
    : ['keep the lengths: padding=same for windows, and make longer by as much as was made shorter'];
}

/** The last layer, where it gives another number of features than is wanted. */
function widthHelp({ kind }: CheckedTarget, { dims }: TensorType, wants: readonly Dim[]): string[] {
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
