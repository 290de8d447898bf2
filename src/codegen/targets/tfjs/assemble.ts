/** Puts a program together: what it needs of the generated and the fixed parts, in sections from the knobs to `main`. */
import type { Language } from '../../target.ts';
import type { Fixed, FixedFile, Part } from './fixed.ts';
import { fixed } from './generated/parts.ts';

/** What is written for one spec, in one section. */
export interface Written {
  /** The heading: `Model`. */
  readonly title: string;
  readonly parts: readonly Part[];
}

/** Sections in the order of reading: those written for the spec by title, the fixed ones by the name of their file. */
const order = [
  'Knobs',
  'documents',
  'text',
  'csv',
  'images',
  'npy',
  'synthetic',
  'data',
  'characters',
  'windows',
  'positions',
  'text-windows',
  'text-positions',
  'rows',
  'batches',
  'Model',
  'layers',
  'convolution',
  'pooling',
  'sliding',
  'resizing',
  'activations',
  'norms',
  'noise',
  'attention',
  'sequences',
  'recurrent',
  'gru',
  'losses',
  'Loss and update',
  'gradients',
  'averages',
  'accumulation',
  'training',
  'engine',
  'engine-training',
  'patience',
  'scores',
  'class-scores',
  'sampling',
  'text-sampling',
  'drawing',
  'chance',
  'shuffle',
  'checkpoint',
  'files',
  'computing',
  'engine-computing',
  'backend',
  'progress',
  'divergence',
  'beginning',
  'arguments',
  'page',
  'page-computing',
  'page-engine',
  'page-backend',
  'page-fields',
  'page-view',
  'page-curve',
  'page-elements',
  'commands',
  'verbs',
  'verbs-lines',
  'verbs-text',
  'problem',
  'types',
] as const;

/** Files whose declarations stand in the place of others' of the same names, where they are not left out. */
const instead: readonly string[] = ['accumulation', 'engine-training'];

export interface Assembly {
  readonly written: readonly Written[];
  /** Names that must be there: what is exported, and what runs. */
  readonly roots: readonly string[];
  /** Fixed files that stand back for another of the same names. */
  readonly without: readonly string[];
  /** The module of a name that only the generated parts import. */
  readonly externals: Readonly<Record<string, string>>;
  readonly lang: Language;
}

export interface Assembled {
  /** The sections as text. */
  readonly sections: readonly string[];
  /** Names that come from packages, by module. */
  readonly imports: ReadonlyMap<string, readonly string[]>;
}

/** The sections with all that the roots need, directly or through others, and nothing else. */
export function assemble({ written, roots, without, externals, lang }: Assembly): Assembled {
  const files = fixedFiles(fixed, without, lang);
  const parts = new Map<string, Part>();
  for (const { parts: own } of [...files, ...written]) for (const part of own) parts.set(part.name, part);
  const wanted = reach(roots, parts);
  refuseNamesakes(files, wanted);
  const sections = order.flatMap((id) => {
    const section = written.find(({ title }) => title === id) ?? files.find(({ id: own }) => own === id);
    const kept = section?.parts.filter((part) => wanted.has(part.name) && parts.get(part.name) === part) ?? [];
    return section && kept.length > 0 ? [sectionText(section.title, kept)] : [];
  });
  return { sections, imports: importsOf({ ...fixed.externals, ...externals }, wanted, parts) };
}

interface Section extends Written {
  readonly id: string;
}

function fixedFiles({ files }: Fixed, without: readonly string[], lang: Language): Section[] {
  const kept = Object.entries(files)
    .filter(([id]) => !without.includes(id))
    .map(([id, file]: [string, FixedFile]) => ({ id, title: file.about, parts: file[lang] }));
  return [...kept.filter(({ id }) => !instead.includes(id)), ...kept.filter(({ id }) => instead.includes(id))];
}

/** Two declarations of one name in a program would be a mistake of ours: the calls of one would reach the other. */
function refuseNamesakes(files: readonly Section[], wanted: ReadonlySet<string>): void {
  const owners = new Map<string, string>();
  for (const { id, parts } of files.filter((file) => !instead.includes(file.id)))
    for (const { name } of parts.filter((part) => wanted.has(part.name))) {
      const owner = owners.get(name);
      if (owner !== undefined) throw new Error(`${name} is declared in program/tfjs by ${owner} and by ${id}`);
      owners.set(name, id);
    }
}

/** Everything that the roots use, at any distance; names that nobody declares are the language's own. */
function reach(roots: readonly string[], parts: ReadonlyMap<string, Part>): ReadonlySet<string> {
  const found = new Set<string>();
  const open = [...roots];
  for (let name = open.pop(); name !== undefined; name = open.pop()) {
    if (found.has(name)) continue;
    found.add(name);
    open.push(...(parts.get(name)?.uses ?? []));
  }
  return found;
}

function importsOf(
  externals: Readonly<Record<string, string>>,
  wanted: ReadonlySet<string>,
  parts: ReadonlyMap<string, Part>,
): ReadonlyMap<string, readonly string[]> {
  const modules = new Map<string, string[]>();
  for (const [name, module] of Object.entries(externals)) {
    if (!wanted.has(name) || parts.has(name)) continue;
    modules.set(module, [...(modules.get(module) ?? []), name].sort());
  }
  return modules;
}

/** A heading, and under it one declaration after the other; one-line declarations stand close together. */
function sectionText(title: string, parts: readonly Part[]): string {
  const body = parts.reduce((text, part, at) => {
    const before = parts[at - 1];
    const isClose = before !== undefined && isLine(before.text) && isLine(part.text);
    return `${text}${at === 0 ? '' : isClose ? '\n' : '\n\n'}${part.text}`;
  }, '');
  return `${heading(title)}\n\n${body}`;
}

/** A rule with the first words; what follows them stands below it. */
function heading(title: string): string {
  const [, word = title, rest = ''] = /^(\w[\w ]*?)(?:: |, |\.?$)(.*)$/.exec(title) ?? [];
  const text = rest.replace(/\.$/, '');
  const about = wrapped(text === '' ? '' : `${text.charAt(0).toUpperCase()}${text.slice(1)}.`, 116);
  return [`// ${word} ${'-'.repeat(116 - word.length)}`, ...about.map((line) => `// ${line}`)].join('\n');
}

/** A text in lines of at most so many columns. */
function wrapped(text: string, width: number): string[] {
  const lines: string[] = [];
  for (const word of text.split(' ').filter((each) => each !== '')) {
    const last = lines.at(-1);
    if (last !== undefined && last.length + word.length < width) lines[lines.length - 1] = `${last} ${word}`;
    else lines.push(word);
  }
  return lines;
}

function isLine(text: string): boolean {
  return !text.includes('\n');
}
