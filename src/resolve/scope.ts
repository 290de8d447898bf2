/** What the items of a file declare: blocks, constants, defaults; those of used files are brought in. */
import { diagnostic, type Extras, replace } from '../diagnostics/diagnostic.ts';
import { leaveItemOut } from '../diagnostics/leave-out.ts';
import type { BlockItem, DefaultItem, LetItem, Name, Spec, UseItem } from '../parser/ast.ts';
import type { Source, Span } from '../text/source.ts';
import { joinsByName, layerNamed } from './entries.ts';
import type { Facts, FileProblem } from './facts.ts';
import type { Reporter } from './reporter.ts';
import { isShipped, shippedFile, shippedNames, takenReport } from './shipped.ts';
import { folderOf, usedPath } from './used-path.ts';

/** The names that the items of one file see. */
export interface FileScope {
  readonly source: Source;
  readonly blocks: Map<string, Block>;
  readonly constants: Map<string, Constant>;
  readonly defaults: readonly DefaultItem[];
  /** The names of blocks and constants that each use of a file brings in. */
  readonly brought: Map<UseItem, readonly string[]>;
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
  /** Files that were read before, by path: two that use the same one see the same blocks. */
  readonly loaded: Map<string, Loaded>;
  readonly facts: Facts;
  readonly parseFile: ParseFile;
  readonly reporter: Reporter;
  /** The folder of the file that is being read, from the spec's. */
  readonly folder: string;
  /** Paths of the files from the spec down to the one being read, to find circles. */
  readonly open: readonly string[];
}

/** A used file with what is declared in it. */
interface Loaded {
  readonly spec: Spec;
  readonly errors: number;
  readonly scope: FileScope;
}

/** Builds the scope of a file from its items; used files are read with `parseFile` from the facts. */
export function fileScope(spec: Spec, facts: Facts, parseFile: ParseFile, reporter: Reporter): FileScope {
  const own = spec.source.file.slice(spec.source.file.lastIndexOf('/') + 1);
  return load(spec, { facts, parseFile, reporter, folder: '', open: [own], loaded: new Map() });
}

function load(spec: Spec, loading: Loading): FileScope {
  const defaults = spec.items.filter((item) => item.kind === 'default');
  const scope: FileScope = {
    source: spec.source,
    blocks: new Map(),
    constants: new Map(),
    defaults,
    brought: new Map(),
  };
  for (const item of spec.items) {
    if (item.kind === 'use') bringIn(item, { spec, scope }, loading);
    if (item.kind === 'block') {
      const add = () => scope.blocks.set(item.name.text, { item, scope });
      declare({ spec, scope }, 'block', item.name, loading.reporter, add);
      declareParams(item, loading.reporter);
    }
    if (item.kind === 'let') {
      const add = () => scope.constants.set(item.name.text, { item, scope });
      declare({ spec, scope }, 'constant', item.name, loading.reporter, add);
    }
  }
  return scope;
}

/** A file whose names are being gathered. */
interface Gathering {
  readonly spec: Spec;
  readonly scope: FileScope;
}

function declare(
  { spec, scope }: Gathering,
  what: 'block' | 'constant',
  name: Name,
  reporter: Reporter,
  add: () => void,
): void {
  const { text } = name;
  if (text === '') return;
  const earlier = declaredIn(scope, text);
  const isHidden = earlier !== undefined && isShipped(earlier.span.source.file);
  if (isHidden) reporter.report(takenReport(what, name, earlier.span.source.file, spec));
  else if (earlier) reportTwice(what, name, earlier, reporter);
  // A block and a constant of one name: each is known as what it is, so that nothing more is reported.
  const isFree = what === 'block' ? !scope.blocks.has(text) : !scope.constants.has(text);
  if (isHidden || (isFree && (earlier || !reportTaken(what, name, reporter)))) add();
}

function declaredIn({ blocks, constants }: FileScope, name: string): Name | undefined {
  return blocks.get(name)?.item.name ?? constants.get(name)?.item.name;
}

/** Parameters of a block are told apart, and hide no layer. */
function declareParams({ params }: BlockItem, reporter: Reporter): void {
  const seen = new Map<string, Name>();
  for (const { name } of params) {
    const earlier = seen.get(name.text);
    if (name.text === '') continue;
    if (earlier) reportTwice('parameter', name, earlier, reporter);
    else reportTaken('parameter', name, reporter);
    seen.set(name.text, earlier ?? name);
  }
}

function reportTwice(what: string, { text: name, span }: Name, earlier: Name, reporter: Reporter): void {
  const labels = [{ span: earlier.span, message: 'the first one is here' }];
  reporter.report(diagnostic('name/declared-twice', span, { what, name }, { labels, help: [otherName] }));
}

const otherName = 'give one of the two another name, or leave it out';

function reportTaken(what: string, { text: name, span }: Name, reporter: Reporter): boolean {
  const by = takenBy(name);
  if (by) reporter.report(diagnostic('name/taken', span, { what, name, by }, { help: ['choose another name'] }));
  return by !== undefined;
}

/** Whose a name is already: no block, constant or block parameter may have the name of a layer. */
export function takenBy(name: string): string | undefined {
  if (name === 'B') return 'the batch';
  const layer = layerNamed(name);
  if (layer) return layer.digits === undefined ? 'a layer' : `read as ${layer.def.name} ${layer.digits}`;
  return joinsByName.has(name) ? 'a join' : undefined;
}

function bringIn(item: UseItem, gathering: Gathering, loading: Loading): void {
  if (item.path.kind === 'missing') return;
  const { value: path, span } = item.path;
  const { reporter, open } = loading;
  const key = isShipped(path) ? path : usedPath(loading.folder, path);
  if (open.includes(key)) {
    const help = ['put what both files need into a third one, and use that in both'];
    reporter.report(diagnostic('item/use-cycle', span, { path }, { help, fixes: [leaveItemOut(item.span)] }));
    return;
  }
  const used = loading.loaded.get(key) ?? loadUsed(item, key, loading);
  if (!used) return;
  if (used.errors > 0) {
    const help = [`mm check ${used.spec.source.file} shows ${used.errors === 1 ? 'it' : 'them'}`];
    reporter.report(diagnostic('item/use-broken', span, { path, errors: used.errors }, { help }));
  }
  reportOthers(used.spec, item, reporter);
  const { scope } = gathering;
  scope.brought.set(item, [...used.scope.blocks.keys(), ...used.scope.constants.keys()]);
  for (const [name, block] of used.scope.blocks)
    importName(name, block.item.name, item, gathering, reporter, () => scope.blocks.set(name, block));
  for (const [name, known] of used.scope.constants)
    importName(name, known.item.name, item, gathering, reporter, () => scope.constants.set(name, known));
}

/** Reads a used file; one that cannot be had is reported. */
function loadUsed(item: UseItem, key: string, loading: Loading): Loaded | undefined {
  if (item.path.kind === 'missing') return undefined;
  const { value: path, span } = item.path;
  const answer = isShipped(path) ? (shippedFile(path) ?? 'not-shipped') : (loading.facts.texts.get(key) ?? 'not-found');
  if (typeof answer === 'string') {
    loading.reporter.report(
      diagnostic('item/use-not-found', span, { path, why: problemText(answer) }, wayOut(answer, span)),
    );
    return undefined;
  }
  const { spec, errors } = loading.parseFile(answer);
  const scope = load(spec, { ...loading, folder: folderOf(key), open: [...loading.open, key] });
  const loaded = { spec, errors, scope };
  loading.loaded.set(key, loaded);
  return loaded;
}

function wayOut(problem: FileProblem | 'not-shipped', span: Span): Extras {
  if (problem === 'not-found') return { help: ['a path is seen from the file that uses it'] };
  if (problem === 'outside-project') return { help: ['put a copy into the project: mm reads no file outside of it'] };
  if (problem !== 'not-shipped') return { help: ['use a file that is there and that mm may read'] };
  return { fixes: shippedNames.map((name) => replace(`write "${name}", which mm ships`, span, `"${name}"`)) };
}

/** Items of a used file that do nothing there. */
function reportOthers({ items }: Spec, { path: { span } }: UseItem, reporter: Reporter): void {
  const other = items.find(({ kind }) => !['use', 'block', 'let', 'default'].includes(kind));
  if (!other) return;
  const labels = [{ span: other.word, message: 'stands here' }];
  const help = ['put the blocks into a file of their own, and use that'];
  reporter.report(diagnostic('item/used-item', span, { word: other.kind }, { labels, help }));
}

function importName(
  name: string,
  declared: Name,
  { path }: UseItem,
  { spec, scope }: Gathering,
  reporter: Reporter,
  add: () => void,
): void {
  const earlier = declaredIn(scope, name);
  if (!earlier) add();
  else if (isShipped(declared.span.source.file) && earlier.span.source === scope.source) {
    const what = scope.blocks.get(name)?.item.name === earlier ? 'block' : 'constant';
    reporter.report(takenReport(what, earlier, declared.span.source.file, spec));
  } else if (earlier !== declared) {
    const labels = [{ span: earlier.span, message: 'the first one is here' }];
    reporter.report(
      diagnostic('name/declared-twice', path.span, { what: 'the name', name }, { labels, help: [otherName] }),
    );
  }
}

/** Why a file cannot be had, as the end of a sentence. */
export function problemText(problem: FileProblem | 'not-shipped'): string {
  switch (problem) {
    case 'not-found':
      return 'there is no such file';
    case 'not-shipped':
      return 'mm ships no blocks of that name';
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
