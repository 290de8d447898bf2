/** `input` and `target` items: types without data. */
import { diagnostic, replace, respell } from '../diagnostics/diagnostic.ts';
import type { InputDim, InputItem, TargetItem } from '../parser/ast.ts';
import { kindText, valText } from '../resolve/values.ts';
import { BATCH } from '../shapes/batch.ts';
import { type Dim, numberOf, symbol } from '../shapes/dim.ts';
import type { TensorType } from '../shapes/shape.ts';
import { nearest } from '../text/nearest.ts';
import { textOf } from '../text/source.ts';
import type { CheckedTarget } from './checked.ts';
import { type Context, type Origin, report } from './context.ts';
import { evaluate } from './evaluate.ts';
import { innerFrame, type LocalVal } from './frame.ts';
import { UNKNOWN } from './unknown.ts';

export interface DeclaredInput {
  readonly type: TensorType;
  readonly dims: ReadonlyMap<string, LocalVal>;
  readonly origins: readonly (Origin | undefined)[];
}

/** What dims may be named: in an input new names are symbols, in a target they must be known. */
interface Naming {
  readonly item: 'input' | 'target';
  readonly named: Map<string, LocalVal>;
  readonly context: Context;
}

/** The type of an `input` item; lone new names are symbols. */
export function checkInput(item: InputItem, context: Context): DeclaredInput {
  const naming: Naming = { item: 'input', named: new Map(), context };
  const sizes = item.dims.map((dim) => sizeOf(dim, naming));
  const vocab = item.of ? sizeOf(item.of, naming) : undefined;
  const origins = [
    undefined,
    ...item.dims.map(({ span }): Origin => ({ span, message: 'comes from here', size: span })),
  ];
  const dims = [BATCH, ...sizes];
  const type: TensorType = vocab ? { dtype: 'int', dims, vocab } : { dtype: 'float', dims };
  return { type, dims: naming.named, origins };
}

function sizeOf(dim: InputDim, naming: Naming): Dim {
  const { value } = dim;
  const { named, context } = naming;
  if (dim.name && isTaken(dim.name.text, dim.name.span, naming)) return UNKNOWN;
  if (!dim.name && value.kind === 'name-expr' && isNew(value.name, naming)) {
    if (value.name === 'B') return reportBatch(value.span, naming);
    const fresh = symbol({ id: `input.${value.name}`, name: value.name, min: 1 });
    named.set(value.name, { kind: 'dim', dim: fresh });
    return fresh;
  }
  const inside = { ...context, frame: innerFrame(context.frame, named) };
  const size = checkedSize(evaluate(value, inside), dim, naming);
  if (dim.name) named.set(dim.name.text, { kind: 'dim', dim: size });
  return size;
}

function isNew(name: string, { item, named, context }: Naming): boolean {
  return item === 'input' && !named.has(name) && !context.scope.constants.has(name);
}

function isTaken(name: string, span: InputDim['span'], naming: Naming): boolean {
  const { named, context } = naming;
  if (name === 'B') reportBatch(span, naming);
  else if (named.has(name)) {
    const help = ['give each dim a name of its own, or write numbers'];
    report(context, diagnostic('name/declared-twice', span, { what: 'the dim', name }, { help }));
  }
  return name === 'B' || named.has(name);
}

function reportBatch(span: InputDim['span'], { item, context }: Naming): Dim {
  const facts = { what: 'dim', name: 'B', by: 'the batch' };
  const help = [
    `leave it out: ${item === 'input' ? 'an input' : 'a target'} is one example, and mm puts B first by itself`,
  ];
  report(context, diagnostic('name/taken', span, facts, { help }));
  return UNKNOWN;
}

/** A size is a whole number of 1 or more, or symbolic. */
function checkedSize(val: LocalVal, { value: { span } }: InputDim, { item, named, context }: Naming): Dim {
  if (val.kind === 'bad') return UNKNOWN;
  const of = { entry: `the ${item}`, param: 'a dim' };
  const number = val.kind === 'dim' ? numberOf(val.dim) : undefined;
  if (number !== undefined && number < 1)
    report(context, diagnostic('argument/range', span, { ...of, wants: 'at least 1', got: valText(val) }));
  else if (val.kind === 'dim') return val.dim;
  else if (val.kind === 'word' && item === 'target') {
    const help = ['a target has the dims of the input, numbers and constants'];
    const near = nearest(val.name, [...named.keys(), ...context.scope.constants.keys()]);
    const ways = near.length > 0 ? { fixes: respell(near, span) } : { help };
    report(context, diagnostic('name/unknown', span, { name: val.name, near }, ways));
  } else report(context, diagnostic('argument/type', span, { ...of, wants: 'a whole number', got: kindText(val) }));
  return UNKNOWN;
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
    const { text: word, span } = item.name;
    const meant = nearest(word, kinds);
    const fixes = meant.length > 0 ? respell(meant, span) : [replace('write class', span, 'class')];
    if (word !== '') report(context, diagnostic('data/target-word', span, { word }, { fixes }));
    return undefined;
  }
  const naming: Naming = { item: 'target', named: new Map(input?.dims ?? []), context };
  const dims = [BATCH, ...item.dims.map((dim) => sizeOf(dim, naming))];
  const vocab = item.of ? sizeOf(item.of, naming) : undefined;
  const wrong = formOf(kind, item, vocab ?? input?.type.vocab);
  if (wrong) {
    const fixes = [replace(`write ${wrong.wants}`, item.span, wrong.wants)];
    report(context, diagnostic('data/target-form', item.name.span, { word: kind, ...wrong }, { fixes }));
    return undefined;
  }
  switch (kind) {
    case 'class':
      return { kind, perPosition: dims.length > 1, type: { dtype: 'int', dims, vocab: vocab ?? UNKNOWN } };
    case 'tokens':
      return {
        kind,
        perPosition: false,
        type: { dtype: 'int', dims: [BATCH], vocab: vocab ?? input?.type.vocab ?? UNKNOWN },
      };
    case 'value':
    case 'image':
      return { kind, perPosition: false, type: { dtype: 'float', dims } };
  }
}

interface Form {
  readonly wants: string;
  readonly why: string;
}

/** The one number of dims that was meant as a count: `class[3]`. */
function countIn(dims: TargetItem['dims']): string | undefined {
  const [only, other] = dims;
  return only && !other && !only.name && only.value.kind === 'number' ? textOf(only.value.span) : undefined;
}

/** How the target should have been written, when it lacks something or has too much. */
function formOf(kind: (typeof kinds)[number], { dims, of }: TargetItem, vocab: Dim | undefined): Form | undefined {
  switch (kind) {
    case 'class':
      return of
        ? undefined
        : { wants: `target class of ${countIn(dims) ?? 10}`, why: 'the number of classes is missing' };
    case 'tokens':
      if (dims.length > 0) return { wants: 'target tokens', why: 'the positions follow from the output' };
      return vocab ? undefined : { wants: 'target tokens of 27', why: 'the input has no vocabulary' };
    case 'value':
    case 'image': {
      const wants = kind === 'value' ? 'target value[1]' : 'target image[28, 28, 1]';
      if (of) return { wants, why: 'it is numbers, which have no vocabulary' };
      return dims.length > 0 ? undefined : { wants, why: 'its dims are missing' };
    }
  }
}
