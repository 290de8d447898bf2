/** The `data` item: its settings, its facts, and the dims, input and target that follow. */
import { type Diagnostic, diagnostic, replace } from '../diagnostics/diagnostic.ts';
import type { DataItem } from '../parser/ast.ts';
import type { DataFacts, DataProblem, ReaderDef } from '../registry/reader.ts';
import { bind } from '../resolve/bind.ts';
import { readersByName } from '../resolve/entries.ts';
import { dataKey, type Facts } from '../resolve/facts.ts';
import { problemText } from '../resolve/scope.ts';
import { nearest } from '../text/nearest.ts';
import type { Span } from '../text/source.ts';
import { type Arguments, argumentsOf, reportDisagreement } from './arguments.ts';
import type { CheckedData } from './checked.ts';
import { type Context, report, reporterOf } from './context.ts';

/** Checks a `data` item; nothing when its reader is unknown. */
export function checkData(item: DataItem, facts: Facts, context: Context): CheckedData | undefined {
  const { span } = item.reader;
  const reader = readerOf(item, context);
  if (!reader) return undefined;
  const called = { entry: reader, key: `reader/${reader.name}`, label: `data ${reader.name}` };
  const binding = bind(reader, item.args, { word: span, label: called.label }, reporterOf(context));
  const args = argumentsOf(called, binding, context);
  const settings = args.values;
  if (!args.faulty) reportDisagreement(called, settings, span, context);
  const source = String(settings.source ?? '');
  const sourceSpan = binding.bound.get('source')?.span ?? span;
  const found = binding.bound.get('source') ? factsOf(reader, item, source, sourceSpan, facts, context) : undefined;
  if (found && !args.faulty) {
    reportConflicts(reader, settings, found, item, binding.bound, context);
    const why = reader.shortage?.(settings as never, found);
    if (why) report(context, diagnostic('argument/disagree', sourceSpan, { entry: called.label, why }));
  }
  const builtin = isWord(item) ? reader.builtin[source]?.file : undefined;
  return {
    item,
    reader,
    settings,
    description: reader.describe(settings as never, found),
    facts: found,
    source,
    builtin,
  };
}

/** The reader of an item; after a slip the one that was most likely meant. */
function readerOf({ reader: { text: name, span } }: DataItem, context: Context): ReaderDef | undefined {
  const reader = readersByName.get(name);
  if (reader || name === '') return reader;
  const known = [...readersByName.keys()];
  const near = nearest(name, known);
  const fixes = near.slice(0, 1).map((close) => replace(`write ${close}`, span, close, true));
  report(context, diagnostic('name/unknown-entry', span, { what: 'reader', name, near, known }, { fixes }));
  return readersByName.get(near[0] ?? '');
}

/** A source written as a bare word names built-in data. */
function isWord(item: DataItem): boolean {
  const value = item.args.settings.find(({ key }) => key.text === 'source')?.value ?? item.args.positionals[0];
  return value?.kind === 'name-expr';
}

function factsOf(
  reader: ReaderDef,
  item: DataItem,
  source: string,
  span: Span,
  facts: Facts,
  context: Context,
): DataFacts | undefined {
  if (isWord(item)) {
    const known = reader.builtin[source];
    if (!known)
      report(context, diagnostic('data/unknown-source', span, { source, known: Object.keys(reader.builtin) }));
    return known?.facts;
  }
  const answer = facts.data.get(dataKey(reader.name, source));
  if (!answer) return undefined;
  if ('facts' in answer) return answer.facts;
  if ('file' in answer) {
    const help = answer.file === 'not-found' ? ['a path is seen from the folder of the spec'] : [];
    report(context, diagnostic('data/no-file', span, { source, why: problemText(answer.file) }, { help }));
  } else for (const problem of answer.problems) report(context, problemReport(problem, source, span));
  return undefined;
}

function problemReport(problem: DataProblem, source: string, span: Span): Diagnostic {
  switch (problem.kind) {
    case 'empty-file':
    case 'no-documents':
      return diagnostic('data/empty', span, { source }, { help: ['one document stands on each line'] });
    case 'invalid-utf8':
      return diagnostic(
        'data/not-utf8',
        span,
        { source, line: problem.line, byte: problem.byte },
        { help: ['save the file as UTF-8, without changing its letters'] },
      );
    case 'boundary-inside':
      return diagnostic(
        'data/boundary',
        span,
        { source, line: problem.line, lines: problem.lines },
        { help: ['leave the mark out of the file, or put another character in its place'] },
      );
  }
}

function reportConflicts(
  reader: ReaderDef,
  settings: Arguments['values'],
  facts: DataFacts,
  item: DataItem,
  bound: ReadonlyMap<string, { readonly span: Span }>,
  context: Context,
): void {
  for (const { param, most, why } of reader.conflicts(settings as never, facts)) {
    const span = bound.get(param)?.span ?? item.reader.span;
    const args = { param, value: Number(settings[param]), most, why };
    const notes = bound.has(param) ? [] : [`${param} is ${args.value} unless the data item says otherwise`];
    report(context, diagnostic('data/conflict', span, args, { notes, help: [`use ${param}=${most} or less`] }));
  }
}
