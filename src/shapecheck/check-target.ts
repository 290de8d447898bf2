/** The output of a model against what it is trained towards. */
import { diagnostic } from '../diagnostics/diagnostic.ts';
import { BATCH } from '../shapes/batch.ts';
import type { Dim } from '../shapes/dim.ts';
import { decide, equal } from '../shapes/obligation.ts';
import { sameShape, shapeText, type TensorType, typeText } from '../shapes/shape.ts';
import type { Span } from '../text/source.ts';
import type { CheckedStage, CheckedTarget } from './checked.ts';
import { type Context, type Flow, report } from './context.ts';
import { settle } from './needs.ts';
import { resized } from './resize.ts';
import { targetWays } from './target-ways.ts';
import { hangsOnUnknown, isUnknown } from './unknown.ts';

export interface Wanted {
  readonly target: CheckedTarget;
  readonly input: TensorType;
  /** The last stage, where an output that does not fit is shown. */
  readonly last: Span;
  /** The item that states the target. */
  readonly stated: Span;
  readonly stages: readonly CheckedStage[];
}

/** The target with its positions decided by the output; reports an output that fits no form of it. */
export function fitTarget(
  { target, input, last, stated, stages }: Wanted,
  flow: Flow,
  context: Context,
): CheckedTarget {
  const output = flow.type;
  // An output that hangs on an earlier mistake tells nothing.
  if (!output || flow.guessed || output.dims.some(isUnknown)) return target;
  const forms = formsOf(target, input);
  const fitting = forms.find(({ wants }) => mayFit(wants, output, context));
  const wrong = () => misfit(target, forms, flow, { last, stated, stages });
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
  { last, stated, stages }: Pick<Wanted, 'last' | 'stated' | 'stages'>,
) {
  const output = type as TensorType;
  if (target.kind === 'image' && isTurned(target.type.dims, output.dims))
    return turned(target, output, { last, stated });
  const wants = forms.map((form) => shapeText(form.wants)).join(' or ');
  const ways = targetWays(
    target,
    output,
    forms.map((form) => form.wants),
    stages,
  );
  const labels = [{ span: stated, message: 'the target comes from here' }, ...ways.labels];
  const facts = { target: nameOf(target), wants, got: typeText(output) };
  const wanted = forms.find((form) => form.wants.length === output.dims.length)?.wants.at(-1);
  const fixes = wanted ? resized(origins[output.dims.length - 1], output.dims.at(-1), wanted) : [];
  const help = fixes.length > 0 && ways.isWidth ? [] : ways.help;
  return diagnostic('shape/output-target', last, facts, { labels, help, fixes });
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
