/** The output of a model against what it is trained towards. */
import { diagnostic } from '../diagnostics/diagnostic.ts';
import { BATCH } from '../shapes/batch.ts';
import type { Dim } from '../shapes/dim.ts';
import { decide, equal } from '../shapes/obligation.ts';
import { shapeText, type TensorType, typeText } from '../shapes/shape.ts';
import type { Span } from '../text/source.ts';
import type { CheckedTarget } from './checked.ts';
import { type Context, report } from './context.ts';
import { hangsOnUnknown } from './unknown.ts';

/** The target with its positions decided by the output; reports an output that fits no form of it. */
export function fitTarget(
  target: CheckedTarget,
  input: TensorType,
  output: TensorType,
  last: Span,
  stated: Span,
  context: Context,
): CheckedTarget {
  const forms = formsOf(target, input);
  const fitting = forms.find(({ wants }) => fits(wants, output, context));
  if (fitting) return fitting.target;
  const wants = forms.map((form) => shapeText(form.wants)).join(' or ');
  const labels = [{ span: stated, message: 'the target comes from here' }];
  const name = target.kind === 'tokens' ? 'predicting the next token' : `target ${target.kind}`;
  report(
    context,
    diagnostic(
      'shape/output-target',
      last,
      { target: name, wants, got: typeText(output) },
      { labels, help: help(target, output, forms) },
    ),
  );
  return target;
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
  const positions = input.dims[1] as Dim;
  const each: CheckedTarget = { kind: 'tokens', perPosition: true, type: { ...type, dims: [BATCH, positions] } };
  return [
    { target, wants: [BATCH, classes] },
    { target: each, wants: [BATCH, positions, classes] },
  ];
}

function fits(wants: readonly Dim[], output: TensorType, context: Context): boolean {
  if (output.dtype !== 'float' || wants.length !== output.dims.length) return false;
  return wants.every((dim, axis) => {
    const obligation = equal(dim, output.dims[axis] as Dim);
    return hangsOnUnknown(obligation) || decide(obligation, context.run.facts).verdict !== 'refuted';
  });
}

function help(target: CheckedTarget, output: TensorType, forms: readonly Form[]): string[] {
  const ranks = forms.map(({ wants }) => wants.length);
  if (output.dims.length > Math.max(...ranks))
    return ['put flatten before the last linear, so that one vector is left for each example'];
  if (ranks.includes(output.dims.length))
    return [
      `the last stage has to give ${target.kind === 'tokens' ? 'V' : 'that many'} features: linear ${target.kind === 'tokens' ? 'V' : '…'}`,
    ];
  return [];
}
