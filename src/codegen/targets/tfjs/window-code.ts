/** How convolutions and pools are written: the helper with its tensors, and the settings that are not usual. */
import type { ConvolutionOp } from '../../../ops/convolution.ts';
import type { ConvolutionTransposeOp } from '../../../ops/convolution-transpose.ts';
import type { GlobalPoolOp } from '../../../ops/global-pool.ts';
import type { PoolOp } from '../../../ops/pool.ts';
import type { UpsampleOp } from '../../../ops/upsample.ts';
import type { Pads } from '../../../ops/window.ts';
import { constant, type Dim, equals } from '../../../shapes/dim.ts';
import { quoted } from '../../code.ts';
import type { Expression, OpContext } from '../../target.ts';

/** `conv(x, w['conv.weight'], w['conv.bias'], { stride: 2, padding: 1 })`. */
export function convolutionCode(op: ConvolutionOp, context: OpContext): Expression {
  return helper('conv', withBias(context, settings(op, context)));
}

/** `convTranspose(x, w['up.weight'], w['up.bias'], { stride: 2 })`. */
export function convolutionTransposeCode(op: ConvolutionTransposeOp, context: OpContext): Expression {
  const extra = setting('outputPadding', op.outputPadding, constant(0), context);
  return helper('convTranspose', withBias(context, [...settings(op, context), ...extra]));
}

/** `maxPool(x, 3, { stride: 2, padding: 1 })`; windows side by side are usual. */
export function poolCode({ fn, kernel, stride, pads }: PoolOp, context: OpContext): Expression {
  const isSideBySide = stride.every((step, axis) => equals(step, kernel[axis] as Dim));
  const options = [...(isSideBySide ? [] : [`stride: ${eachCode(stride, context)}`]), ...paddingSetting(pads, context)];
  return helper(`${fn}Pool`, [`${context.inputs[0]}`, eachCode(kernel, context), ...record(options)]);
}

/** `globalAvgPool(x)`. */
export function globalPoolCode({ fn, keep }: GlobalPoolOp, { inputs: [x] }: OpContext): Expression {
  return helper(fn === 'max' ? 'globalMaxPool' : 'globalAvgPool', keep ? [`${x}`, 'true'] : [`${x}`]);
}

/** `upsample(x, 2, 'bilinear')`. */
export function upsampleCode({ n, mode }: UpsampleOp, { inputs: [x], size }: OpContext): Expression {
  return helper('upsample', [`${x}`, size(n), ...(mode === 'nearest' ? [] : [quoted(mode)])]);
}

type Convolving = Pick<ConvolutionOp, 'stride' | 'dilation' | 'pads' | 'groups'>;

function settings({ stride, dilation, pads, groups }: Convolving, context: OpContext): string[] {
  return [
    ...setting('stride', stride, constant(1), context),
    ...paddingSetting(pads, context),
    ...setting('dilation', dilation, constant(1), context),
    ...(equals(groups, constant(1)) ? [] : [`groups: ${context.size(groups)}`]),
  ];
}

function setting(name: string, sizes: readonly Dim[], usual: Dim, context: OpContext): string[] {
  return sizes.every((size) => equals(size, usual)) ? [] : [`${name}: ${eachCode(sizes, context)}`];
}

/** A number for all dims where they are alike, else a list. */
function eachCode(sizes: readonly Dim[], { size }: OpContext): string {
  const [first] = sizes;
  if (first && sizes.every((one) => equals(one, first))) return size(first);
  return `[${sizes.map(size).join(', ')}]`;
}

function paddingSetting(pads: Pads, context: OpContext): string[] {
  if (pads === 'same') return [`padding: 'same'`];
  const isEven = pads.every(([before, after]) => equals(before, after));
  if (!isEven) return [`padding: [${pads.map((pair) => `[${pair.map(context.size).join(', ')}]`).join(', ')}]`];
  return setting(
    'padding',
    pads.map(([before]) => before),
    constant(0),
    context,
  );
}

/** x, the weight, and the bias, for which `undefined` stands where settings follow. */
function withBias({ inputs: [x, weight, bias] }: OpContext, options: readonly string[]): string[] {
  const tensors = [`${x}`, `${weight}`, ...(bias === undefined ? [] : [bias])];
  return [...tensors, ...(bias === undefined && options.length > 0 ? ['undefined'] : []), ...record(options)];
}

function record(fields: readonly string[]): readonly string[] {
  return fields.length === 0 ? [] : [`{ ${fields.join(', ')} }`];
}

function helper(name: string, args: readonly string[]): Expression {
  return { text: `${name}(${args.join(', ')})`, uses: [name] };
}
