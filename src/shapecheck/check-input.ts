/** `input` and `target` items: types without data. */
import { diagnostic } from '../diagnostics/diagnostic.ts';
import type { InputDim, InputItem, TargetItem } from '../parser/ast.ts';
import { BATCH } from '../shapes/batch.ts';
import { type Dim, symbol } from '../shapes/dim.ts';
import type { TensorType } from '../shapes/shape.ts';
import type { CheckedTarget } from './checked.ts';
import { type Context, type Origin, report } from './context.ts';
import { evaluate } from './evaluate.ts';
import type { LocalVal } from './frame.ts';
import { UNKNOWN } from './unknown.ts';

export interface DeclaredInput {
  readonly type: TensorType;
  readonly dims: ReadonlyMap<string, LocalVal>;
  readonly origins: readonly (Origin | undefined)[];
}

/** The type of an `input` item; lone new names are symbols. */
export function checkInput(item: InputItem, context: Context): DeclaredInput {
  const dims = new Map<string, LocalVal>();
  const sizes = item.dims.map((dim) => sizeOf(dim, dims, context));
  const vocab = item.of ? sizeOf(item.of, dims, context) : undefined;
  const origins = [undefined, ...item.dims.map(({ span }) => ({ span, message: 'comes from here' }))];
  const all = [BATCH, ...sizes];
  return { type: vocab ? { dtype: 'int', dims: all, vocab } : { dtype: 'float', dims: all }, dims, origins };
}

function sizeOf(dim: InputDim, named: Map<string, LocalVal>, context: Context): Dim {
  const { value } = dim;
  if (!dim.name && value.kind === 'name-expr' && !named.has(value.name) && !context.scope.constants.has(value.name)) {
    const fresh = symbol({ id: `input.${value.name}`, name: value.name, min: 1 });
    named.set(value.name, { kind: 'dim', dim: fresh });
    return fresh;
  }
  const inside = { ...context, frame: { names: named, outer: context.frame } };
  const val = evaluate(value, inside);
  const size = val.kind === 'dim' ? val.dim : UNKNOWN;
  if (val.kind === 'word' || val.kind === 'real' || val.kind === 'text')
    report(
      context,
      diagnostic('argument/type', value.span, {
        entry: 'the input',
        param: 'a dim',
        wants: 'a whole number',
        got: 'something else',
      }),
    );
  if (dim.name) named.set(dim.name.text, { kind: 'dim', dim: size });
  return size;
}

const kinds = ['class', 'value', 'tokens', 'image'] as const;

/** What a `target` item asks of the output. */
export function checkTarget(
  item: TargetItem,
  input: DeclaredInput | undefined,
  context: Context,
): CheckedTarget | undefined {
  const kind = kinds.find((word) => word === item.name.text);
  if (!kind) {
    if (item.name.text !== '')
      report(context, diagnostic('data/target-word', item.name.span, { word: item.name.text }));
    return undefined;
  }
  const named = new Map(input?.dims ?? []);
  const dims = item.dims.map((dim) => sizeOf(dim, named, context));
  const of = item.of ? sizeOf(item.of, named, context) : undefined;
  if (kind === 'class' && !of) {
    report(
      context,
      diagnostic('data/target-form', item.name.span, {
        word: kind,
        wants: 'target class of 10, with the number of classes',
      }),
    );
    return undefined;
  }
  if (kind === 'class')
    return { kind, perPosition: dims.length > 0, type: { dtype: 'int', dims: [BATCH, ...dims], vocab: of ?? UNKNOWN } };
  if (kind === 'tokens') {
    const vocab = of ?? input?.type.vocab ?? UNKNOWN;
    return { kind, perPosition: false, type: { dtype: 'int', dims: [BATCH], vocab } };
  }
  return { kind, perPosition: false, type: { dtype: 'float', dims: [BATCH, ...dims] } };
}
