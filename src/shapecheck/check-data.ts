/** The `data` item: its settings, its facts, and the dims, input and target that follow. */
import { type Diagnostic, diagnostic, replace, respell } from '../diagnostics/diagnostic.ts';
import type { DataItem } from '../parser/ast.ts';
import type { DataFacts, ReaderDef } from '../registry/reader.ts';
import { bind } from '../resolve/bind.ts';
import { readersByName } from '../resolve/entries.ts';
import { dataKey, type Facts } from '../resolve/facts.ts';
import { problemText } from '../resolve/scope.ts';
import { nearest } from '../text/nearest.ts';
import type { Span } from '../text/source.ts';
import { type Arguments, argumentsOf, reportDisagreement } from './arguments.ts';
import type { CheckedData } from './checked.ts';
import { type Context, report, reporterOf } from './context.ts';
import { faultReport, problemReport } from './data-report.ts';

/** Checks a `data` item; nothing when its reader is unknown. */
export function checkData(item: DataItem, facts: Facts, context: Context): CheckedData | undefined {
  const { span } = item.reader;
  const reader = readerOf(item, context);
  if (!reader) return undefined;
  const called = { entry: reader, key: `reader/${reader.name}`, label: `data ${reader.name}` };
  const binding = bind(reader, item.args, { word: span, label: called.label }, reporterOf(context));
  const args = argumentsOf(called, binding, context);
  const settings = args.values;
  const isFaulty = args.faulty || reportDisagreement(called, args, span, context);
  const sources = reader.sources.map(({ param }): Named => {
    const bound = binding.bound.get(param);
    const value = bound?.kind === 'value' ? bound.value : undefined;
    const path = String(settings[param] ?? '');
    return {
      param,
      path,
      isWord: value?.kind === 'name-expr',
      span: bound?.span ?? span,
      isGiven: bound !== undefined,
    };
  });
  const found = sources.map((source) => (source.isGiven ? factsOf(reader, source, facts, context) : undefined));
  const all = found.filter((each) => each !== undefined);
  if (all.length === found.length && !isFaulty)
    reportFacts({ reader, label: called.label, settings, facts: all, item, sources, bound: binding.bound }, context);
  return {
    item,
    reader,
    settings,
    description: reader.describe(settings as never, found),
    found,
    sources: sources.map(({ param, path, span, isWord }) => ({
      param,
      path,
      span,
      builtin: isWord ? reader.builtin[path]?.file : undefined,
    })),
  };
}

/** A source as it stands in the item. */
interface Named {
  readonly param: string;
  readonly path: string;
  /** Written as a bare word, which names built-in data. */
  readonly isWord: boolean;
  readonly span: Span;
  readonly isGiven: boolean;
}

/** The reader of an item; after a slip the one that was most likely meant. */
function readerOf({ reader: { text: name, span } }: DataItem, context: Context): ReaderDef | undefined {
  const reader = readersByName.get(name);
  if (reader || name === '') return reader;
  const known = [...readersByName.keys()];
  const near = nearest(name, known);
  const fixes = respell(near, span);
  report(context, diagnostic('name/unknown-entry', span, { what: 'reader', name, near, known }, { fixes }));
  return readersByName.get(near[0] ?? '');
}

function factsOf(
  reader: ReaderDef,
  { path: source, isWord, param, span }: Named,
  facts: Facts,
  context: Context,
): DataFacts | undefined {
  if (isWord) {
    const known = reader.builtin[source];
    if (!known) report(context, unknownSource(source, span, Object.keys(reader.builtin)));
    return known?.facts;
  }
  const answer = facts.data.get(dataKey(reader.name, source));
  if (!answer) return undefined;
  if ('facts' in answer) return answer.facts;
  if ('file' in answer) {
    const help = answer.file === 'not-found' ? ['a path is seen from the folder of the spec'] : [];
    report(context, diagnostic('data/no-file', span, { source, why: problemText(answer.file) }, { help }));
  } else {
    const form = reader.sources.find((each) => each.param === param)?.form ?? '';
    for (const problem of answer.problems) report(context, problemReport(problem, source, form, span));
  }
  return undefined;
}

function unknownSource(source: string, span: Span, known: readonly string[]): Diagnostic {
  const near = nearest(source, known);
  const fixes = [...respell(near, span), replace(`write "${source}", a file`, span, `"${source}"`)];
  return diagnostic('data/unknown-source', span, { source, known }, { fixes });
}

interface Known {
  readonly reader: ReaderDef;
  readonly label: string;
  readonly settings: Arguments['values'];
  readonly facts: readonly DataFacts[];
  readonly item: DataItem;
  readonly sources: readonly Named[];
  readonly bound: ReadonlyMap<string, { readonly span: Span }>;
}

/** What of the facts does not go with the settings, or with each other. */
function reportFacts(known: Known, context: Context): void {
  const { reader, label, settings, facts, item, sources, bound } = known;
  const [first] = sources;
  const faults = reader.faults?.(settings as never, facts) ?? [];
  const places = {
    source: first?.path ?? '',
    spanOf: (param: string) => bound.get(param)?.span ?? item.reader.span,
    fileOf: (param: string) => sources.find((source) => source.param === param)?.path ?? '',
  };
  for (const fault of faults) report(context, faultReport(fault, places));
  if (faults.length > 0) return;
  reportConflicts(known, context);
  const why = reader.shortage?.(settings as never, facts);
  const help = ['take a file with more in it, or give training a larger share: split=[0.8, 0.1, 0.1]'];
  if (why)
    report(context, diagnostic('argument/disagree', first?.span ?? item.reader.span, { entry: label, why }, { help }));
}

function reportConflicts({ reader, settings, facts, item, bound }: Known, context: Context): void {
  for (const { param, most, why } of reader.conflicts?.(settings as never, facts) ?? []) {
    const span = bound.get(param)?.span ?? item.reader.span;
    const args = { param, value: Number(settings[param]), most, why };
    const notes = bound.has(param) ? [] : [`${param} is ${args.value} unless the data item says otherwise`];
    report(context, diagnostic('data/conflict', span, args, { notes, help: [`use ${param}=${most} or less`] }));
  }
}
