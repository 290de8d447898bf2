/** Which models are as they were meant although a spec has errors: none of them stands in what the model is made of. */
import { severityOf } from '../diagnostics/catalog.ts';
import type { Diagnostic } from '../diagnostics/diagnostic.ts';
import type { Item, ModelItem, Spec } from '../parser/ast.ts';
import { textOf } from '../text/source.ts';

/** What in a spec its errors leave as it was meant. */
export interface Sound {
  /** Of each model, in the order of the text. */
  readonly models: readonly boolean[];
  /** Whether the batch and the loss are those that were meant. */
  readonly training: boolean;
  /** Whether everything is. */
  readonly all: boolean;
}

export function soundIn(spec: Spec, errors: readonly Diagnostic[]): Sound {
  const wrong = errors.filter((one) => severityOf(one) === 'error');
  const models = spec.items.filter((item) => item.kind === 'model');
  if (wrong.length === 0) return { models: models.map(() => true), training: true, all: true };
  const torn = new Set(wrong.map((one) => itemOf(one, spec)));
  const isSound = (model: ModelItem) => !torn.has(undefined) && madeOf(model, spec).every((item) => !torn.has(item));
  const ofTraining = wrong.filter((one) => itemOf(one, spec)?.kind === 'train');
  return { models: models.map(isSound), training: ofTraining.every(isPlain), all: false };
}

function itemOf({ span: { source, start } }: Diagnostic, { items }: Spec): Item | undefined {
  return items.findLast(({ span }) => span.source === source && span.start <= start);
}

/** Items that belong to every model. */
const ofAll: readonly Item['kind'][] = ['use', 'data', 'input', 'target', 'default'];

/** A model with the items that it may hang on: by their kind, or because a name is written that they declare. */
function madeOf(model: ModelItem, { items }: Spec): readonly Item[] {
  const found = new Set<Item>([model, ...items.filter(({ kind }) => ofAll.includes(kind))]);
  for (const item of found) {
    const words = new Set(textOf(item.span).match(/[A-Za-z_]\w*/g));
    for (const other of items)
      if ((other.kind === 'block' || other.kind === 'let') && words.has(other.name.text)) found.add(other);
  }
  return [...found];
}

/** Whether an error leaves no doubt about what was meant, so that it was read so. */
function isPlain({ code, args, fixes }: Diagnostic): boolean {
  if (code === 'name/unknown-entry') return 'what' in args && args.what === 'optimiser';
  return (code === 'argument/unknown' || code === 'argument/foreign') && fixes.some(({ safe }) => safe);
}
