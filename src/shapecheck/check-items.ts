/** How the items of a file fit together: what may stand once, what needs what, and the names of models. */
import { diagnostic } from '../diagnostics/diagnostic.ts';
import { leaveItemOut } from '../diagnostics/leave-out.ts';
import type { ModelItem, Spec } from '../parser/ast.ts';
import type { Reporter } from '../resolve/reporter.ts';

/** Items that may stand once. */
const single = ['data', 'input', 'target', 'train', 'sweep', 'budget'] as const;

/** Items that are about a model. */
const needy = ['train', 'sweep', 'budget'] as const;

export function checkItems(spec: Spec, reporter: Reporter): void {
  for (const word of single) checkSingle(spec, word, reporter);
  checkDataAlone(spec, reporter);
  const lonely = spec.items.find(({ kind }) => needy.some((word) => word === kind));
  const models = spec.items.filter((item) => item.kind === 'model');
  if (lonely && models.length === 0) {
    const help = ['describe one: model embed 10 | flatten | linear V'];
    const fixes = [leaveItemOut(lonely.span, `leave ${lonely.kind} out`)];
    reporter.report(diagnostic('item/no-model', lonely.word, { word: lonely.kind }, { help, fixes }));
  }
  checkModelNames(models, reporter);
}

function checkSingle({ items }: Spec, word: (typeof single)[number], reporter: Reporter): void {
  const [first, ...others] = items.filter(({ kind }) => kind === word);
  if (!first) return;
  const labels = [{ span: first.word, message: 'the first one is here' }];
  for (const item of others) {
    const fixes = [leaveItemOut(item.span, 'leave this one out'), leaveItemOut(first.span, 'leave the first one out')];
    reporter.report(diagnostic('item/twice', item.word, { word }, { labels, fixes }));
  }
}

function checkDataAlone({ items }: Spec, reporter: Reporter): void {
  const data = items.find(({ kind }) => kind === 'data');
  if (!data) return;
  const labels = [{ span: data.word, message: 'the data is here' }];
  for (const word of ['input', 'target'] as const) {
    const own = items.find(({ kind }) => kind === word);
    if (!own) continue;
    const fixes = [leaveItemOut(own.span, `leave ${word} out`)];
    reporter.report(diagnostic('item/data-and-input', own.word, { word }, { labels, fixes }));
  }
}

/** Several models are told apart by their names. */
function checkModelNames(models: readonly ModelItem[], reporter: Reporter): void {
  const seen = new Map<string, ModelItem>();
  for (const model of models) {
    const name = model.name?.text ?? '';
    const earlier = seen.get(name);
    seen.set(name, earlier ?? model);
    if (!earlier) continue;
    const labels = [{ span: earlier.name?.span ?? earlier.word, message: 'the first one is here' }];
    if (model.name) {
      const help = ['give one of the two another name'];
      reporter.report(diagnostic('name/declared-twice', model.name.span, { what: 'model', name }, { labels, help }));
    } else {
      const help = ['give each a name: model small = …'];
      reporter.report(diagnostic('item/unnamed-models', model.word, {}, { labels, help }));
    }
  }
}
