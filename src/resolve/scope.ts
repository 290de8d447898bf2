/** What the items of a file declare: blocks, constants, defaults; those of used files are brought in. */
import { diagnostic } from '../diagnostics/diagnostic.ts';
import type { BlockItem, DefaultItem, LetItem, Name, Spec, UseItem } from '../parser/ast.ts';
import type { Source } from '../text/source.ts';
import { joinsByName, layerNamed } from './entries.ts';
import type { Facts, FileProblem } from './facts.ts';
import type { Reporter } from './reporter.ts';

/** The names that the items of one file see. */
export interface FileScope {
  readonly source: Source;
  readonly blocks: Map<string, Block>;
  readonly constants: Map<string, Constant>;
  readonly defaults: readonly DefaultItem[];
}

/** A block with the file whose names its body sees. */
export interface Block {
  readonly item: BlockItem;
  readonly scope: FileScope;
}

export interface Constant {
  readonly item: LetItem;
  readonly scope: FileScope;
}

/** How a used file is read and parsed; the shell has fetched its text. */
export type ParseFile = (source: Source) => { readonly spec: Spec; readonly errors: number };

interface Loading {
  readonly facts: Facts;
  readonly parseFile: ParseFile;
  readonly reporter: Reporter;
  /** Files from the spec down to the one being read, to find circles. */
  readonly open: readonly string[];
}

/** Builds the scope of a file from its items; used files are read with `parseFile` from the facts. */
export function fileScope(spec: Spec, facts: Facts, parseFile: ParseFile, reporter: Reporter): FileScope {
  return load(spec, { facts, parseFile, reporter, open: [spec.source.file] });
}

function load(spec: Spec, loading: Loading): FileScope {
  const defaults = spec.items.filter((item) => item.kind === 'default');
  const scope: FileScope = { source: spec.source, blocks: new Map(), constants: new Map(), defaults };
  for (const item of spec.items) {
    if (item.kind === 'use') bringIn(item, scope, loading);
    if (item.kind === 'block')
      declare(scope, 'block', item.name, loading.reporter, () => scope.blocks.set(item.name.text, { item, scope }));
    if (item.kind === 'let')
      declare(scope, 'constant', item.name, loading.reporter, () =>
        scope.constants.set(item.name.text, { item, scope }),
      );
  }
  return scope;
}

function declare(scope: FileScope, what: 'block' | 'constant', name: Name, reporter: Reporter, add: () => void): void {
  const { text, span } = name;
  if (text === '') return;
  const earlier = scope.blocks.get(text)?.item.name ?? scope.constants.get(text)?.item.name;
  if (earlier) {
    const labels = [{ span: earlier.span, message: 'the first one is here' }];
    reporter.report(diagnostic('name/declared-twice', span, { what, name: text }, { labels }));
    return;
  }
  const by = takenBy(text);
  if (by) reporter.report(diagnostic('name/taken', span, { what, name: text, by }, { help: ['choose another name'] }));
  else add();
}

/** Whose a name is already: no block, constant or block parameter may have the name of a layer. */
export function takenBy(name: string): string | undefined {
  const layer = layerNamed(name);
  if (layer) return layer.digits === undefined ? 'a layer' : `read as ${layer.def.name} ${layer.digits}`;
  return joinsByName.has(name) ? 'a join' : undefined;
}

function bringIn(item: UseItem, scope: FileScope, loading: Loading): void {
  if (item.path.kind === 'missing') return;
  const path = item.path.value;
  const { span } = item.path;
  const answer = loading.facts.texts.get(path) ?? 'not-found';
  if (typeof answer === 'string') {
    const why = problemText(answer);
    loading.reporter.report(diagnostic('item/use-not-found', span, { path, why }));
    return;
  }
  if (loading.open.includes(answer.file)) {
    loading.reporter.report(diagnostic('item/use-cycle', span, { path }));
    return;
  }
  const { spec, errors } = loading.parseFile(answer);
  if (errors > 0) loading.reporter.report(diagnostic('item/use-broken', span, { path, errors }));
  const used = load(spec, { ...loading, open: [...loading.open, answer.file] });
  for (const other of spec.items)
    if (!['use', 'block', 'let', 'default'].includes(other.kind))
      loading.reporter.report(
        diagnostic(
          'item/used-item',
          span,
          { word: other.kind },
          { labels: [{ span: other.word, message: 'stands here' }] },
        ),
      );
  for (const [name, block] of used.blocks)
    importName(scope, name, item, loading.reporter, () => scope.blocks.set(name, block));
  for (const [name, known] of used.constants)
    importName(scope, name, item, loading.reporter, () => scope.constants.set(name, known));
}

function importName(scope: FileScope, name: string, item: UseItem, reporter: Reporter, add: () => void): void {
  if (scope.blocks.has(name) || scope.constants.has(name))
    reporter.report(diagnostic('name/declared-twice', item.path.span, { what: 'the used', name }));
  else add();
}

/** Why a file cannot be had, as the end of a sentence. */
export function problemText(problem: FileProblem): string {
  switch (problem) {
    case 'not-found':
      return 'there is no such file';
    case 'not-a-file':
      return 'it is not a file';
    case 'unreadable':
      return 'it may not be read';
    case 'outside-project':
      return 'it lies outside the project';
    case 'too-large':
      return 'it is too large';
  }
}
