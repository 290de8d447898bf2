/**
 * The documentation says what the code does. Every fenced block of README.md and docs/*.md is tested by its kind:
 *
 * - `mm`: checks without a word. `reports=CODE,CODE`: with exactly these. `file=NAME`: is there for `use` and `console`.
 * - `text` or `json` right after it: the whole report, the table of shapes, or either as JSON
 * - `sh`: every `mm` command in it is one that mm reads
 * - `console`: the same for the lines that begin with `$`; what check, shapes, layers and diff print is what stands there
 * - `js` or `ts`: runs, and prints what stands in a `text` block after it. `of=SPEC`: stands in the program of that spec
 * - `python counts=NAME`: says as many parameters as the model of that file has
 * - `drawing`: nothing that a test could judge
 *
 * docs/diagnostics.md is written by a script from fixtures that have tests of their own, and docs/layers.md from the
 * registry, by what mm works out itself. `MM_UPDATE=1` writes what is
 * printed anew into the other pages; read the difference.
 */
import { spawnSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join, resolve } from 'node:path';
import { pathToFileURL } from 'node:url';
import { build } from 'esbuild';
import { afterAll, afterEach, beforeAll, describe, expect, it, vi } from 'vitest';
import { registryGroups } from '../src/cli/registry-groups.ts';
import { shapesTable } from '../src/cli/shapes-table.ts';
import { verbs } from '../src/cli/verbs.ts';
import { sortDiagnostics } from '../src/diagnostics/sort.ts';
import { check, compile, type Facts, noFacts, render, source, toJson } from '../src/index.ts';
import { layers } from '../src/layers/index.ts';
import type { LayerDef } from '../src/registry/layer.ts';
import { numberOf } from '../src/shapes/dim.ts';
import { summariesJson } from '../src/summary/json.ts';
import { summarise } from '../src/summary/summary.ts';
import { mmCommands, npmScripts, readCommand, runCommand } from './support/command-line.ts';
import { type Block, blocksOf, isPartOf, isTextOf, shownIn } from './support/doc-pages.ts';

const root = resolve('.');
const generated = 'docs/diagnostics.md';
const pages = ['README.md', 'CHANGELOG.md', 'ARCHITECTURE.md', ...readdirSync('docs').map((name) => `docs/${name}`)];
const blocks = pages.filter((page) => page !== generated).flatMap(blocksOf);
const files = blocks.filter(({ notes }) => notes.file !== undefined);
const folder = mkdtempSync(join(tmpdir(), 'mm-docs-'));

beforeAll(() => {
  vi.stubEnv('NO_COLOR', '1');
  symlinkSync(join(root, 'specs'), join(folder, 'specs'));
  for (const file of files) putDown(file);
});

afterEach(() => process.chdir(root));
afterAll(() => rmSync(folder, { recursive: true }));

describe.each(pages.filter((page) => page !== generated))('%s', (page) => {
  const own = blocks.filter(({ where }) => where.startsWith(`${page}:`));
  // Files of other pages may have the same name.
  beforeAll(() => own.filter((block) => files.includes(block)).forEach(putDown));
  it.each(own.map((block) => [`${block.where} ${block.lang}`, block] as const))('%s', async (_, block) => {
    const test = tests[block.lang];
    if (!test) throw new Error(`${block.where}: no test knows blocks of the kind '${block.lang}'`);
    await test(block);
  });

  it('links to what is there', () => {
    const text = readFileSync(page, 'utf8').replace(/^( *)```[\s\S]*?^\1```$/gm, '');
    const links = [...text.matchAll(/\]\(([^)\s]+)\)/g)].map(([, link]) => link as string);
    expect(links.filter((link) => !leadsSomewhere(link, page))).toEqual([]);
  });
});

function putDown({ notes, text }: Block): void {
  writeFileSync(join(folder, notes.file as string), text);
}

const tests: Readonly<Record<string, (block: Block) => void | Promise<void>>> = {
  mm: testSpec,
  text: testText,
  json: testJson,
  sh: ({ text }) => Promise.all(text.split('\n').map(testCommand)).then(() => {}),
  console: testConsole,
  js: testProgram,
  ts: testProgram,
  python: testCount,
  drawing: () => {},
};

function testSpec(block: Block): void {
  const found = checkBlock(block).diagnostics.map(({ code }) => code);
  expect([...new Set(found)].sort()).toEqual((block.notes.reports ?? '').split(',').filter(Boolean).sort());
}

/** What follows from the block before. */
async function testText(block: Block): Promise<void> {
  const { after, text } = block;
  if (!after) throw new Error(`${block.where}: a text block follows from the block before it`);
  const whole = after.lang === 'mm' ? reportOf(after) || shapesOf(after) : await printedBy(after);
  if (!isTextOf(text, whole)) settle(block, text, whole);
}

/** What a page shows is not what is printed: a failure, or with `MM_UPDATE=1` the new text of the page. */
function settle({ where }: Block, shown: string, printed: string): void {
  if (process.env.MM_UPDATE !== '1') {
    expect(printed).toBe(shown);
    return;
  }
  const page = join(root, where.slice(0, where.indexOf(':')));
  const fresh = printed.replace(/ +$/gm, '').trimEnd();
  writeFileSync(
    page,
    readFileSync(page, 'utf8').replace(`\n${shown}`, () => `\n${fresh}\n`),
  );
}

/** A program of another framework, whose parameters are counted by hand in a remark. */
function testCount({ text, notes, where }: Block): void {
  const file = files.find((each) => each.notes.file === notes.counts);
  if (!file) throw new Error(`${where}: no block is the file ${notes.counts}`);
  const { spec, models } = checkBlock(file);
  const totals = models.map((model) => numberOf(summarise(model, { batch: 32 }, spec).params));
  expect([...text.matchAll(/([\d,]+) parameters/g)].map(([, count = '']) => Number(count.replaceAll(',', '')))).toEqual(
    totals,
  );
}

function testJson({ after, text }: Block): void {
  const value = JSON.parse(text) as object;
  if (after?.lang !== 'mm') return;
  const { models, diagnostics, spec } = checkBlock(after);
  const summaries = models.map((model) => summarise(model, { batch: spec.train?.batch ?? 32 }, spec));
  expect(value).toEqual(JSON.parse(JSON.stringify('models' in value ? summariesJson(summaries) : toJson(diagnostics))));
}

async function testCommand(line: string): Promise<void> {
  for (const args of mmCommands(line)) await readCommand(args);
  const { scripts } = JSON.parse(readFileSync(join(root, 'package.json'), 'utf8')) as { scripts: object };
  expect(npmScripts(line).filter((name) => !(name in scripts))).toEqual([]);
}

/** Commands that train or write are read only: what they print hangs on the machine. */
const quick = ['check', 'shapes', 'layers', 'diff'];

async function testConsole(block: Block): Promise<void> {
  process.chdir(folder);
  for (const { command, output } of shownIn(block)) {
    await testCommand(command);
    const [args, other] = mmCommands(command);
    if (!args || other || command.includes(' | ') || !quick.includes(args[0] as string)) continue;
    const printed = await runCommand(args);
    if (!isTextOf(output, printed)) settle(block, output, printed);
  }
}

async function testProgram(block: Block): Promise<void> {
  const spec = block.notes.of;
  if (spec === undefined) await printedBy(block);
  else if (!isPartOf(block.text, programOf(spec))) expect(programOf(spec)).toContain(block.text);
}

function programOf(path: string): string {
  const [program] = compile(source(path, readFileSync(join(folder, path), 'utf8'))).value;
  return program && 'text' in program ? program.text : '';
}

/** What a program prints; it imports mm by its name. */
async function printedBy({ text, lang }: Block): Promise<string> {
  const { outputFiles } = await build({
    stdin: { contents: text, resolveDir: root, loader: lang === 'ts' ? 'ts' : 'js' },
    alias: { 'mm-nn': join(root, 'src', 'index.ts') },
    bundle: true,
    format: 'esm',
    platform: 'node',
    write: false,
    logLevel: 'silent',
  });
  mkdirSync(join(folder, 'programs'), { recursive: true });
  const file = join(mkdtempSync(join(folder, 'programs', 'p')), 'program.mjs');
  writeFileSync(file, outputFiles[0]?.text ?? '');
  process.chdir(folder);
  let printed = '';
  const log = vi.spyOn(console, 'log').mockImplementation((line: unknown) => {
    printed += `${line}\n`;
  });
  try {
    await import(/* @vite-ignore */ pathToFileURL(file).href);
  } finally {
    log.mockRestore();
  }
  return printed;
}

function checkBlock({ text, notes }: Block) {
  const facts: Facts = { ...noFacts, texts: new Map(files.map((each) => [each.notes.file as string, fileOf(each)])) };
  const { value, diagnostics } = check(source(notes.file ?? 'spec.mm', text), facts);
  return { spec: value, models: value.models, diagnostics: sortDiagnostics(diagnostics) };
}

function fileOf({ notes, text }: Block) {
  return source(notes.file as string, text);
}

function reportOf(block: Block): string {
  return render(checkBlock(block).diagnostics);
}

function shapesOf(block: Block): string {
  const { spec, models } = checkBlock(block);
  const batch = spec.train?.batch ?? 32;
  return models.map((model) => shapesTable(summarise(model, { batch }, spec), model, spec)).join('\n');
}

/** Pages elsewhere are not asked for; here there is a file, and in it a heading. */
function leadsSomewhere(link: string, page: string): boolean {
  if (/^https?:/.test(link)) return true;
  const [path = '', heading] = link.split('#');
  const file = join(root, path === '' ? page : join(dirname(page), path));
  try {
    const text = readFileSync(file, 'utf8');
    return heading === undefined || headingsOf(text).includes(heading);
  } catch {
    return readdirSync(dirname(file)).includes(file.split('/').at(-1) as string);
  }
}

/** The anchors that GitHub gives to headings. */
function headingsOf(text: string): string[] {
  const titles = [...text.matchAll(/^#+ (.+)$/gm)].map(([, title]) => title as string);
  return titles.map((title) =>
    title
      .toLowerCase()
      .replace(/[^\p{L}\p{N} _-]/gu, '')
      .replaceAll(' ', '-'),
  );
}

describe('the page of layers', () => {
  const headings = headingsOf(readFileSync('docs/layers.md', 'utf8'));

  it.each(registryGroups.map(({ title, noun, entries }) => [title, noun, entries] as const))(
    'has all %s',
    (_, noun, entries) => {
      const names = entries.map(({ name }) => name);
      expect(names.filter((name) => !headings.includes(name) && !headings.includes(`${name}-${noun}`))).toEqual([]);
    },
  );

  it('says of each layer what it takes, gives, costs, and is called elsewhere', () => {
    const sections = readFileSync('docs/layers.md', 'utf8').split(/^### /m);
    for (const { name, params, examples } of layers as readonly LayerDef[]) {
      const own = sections.find((section) => section.startsWith(`${name}\n`)) ?? '';
      for (const fact of ['shapes', 'computes', 'weights', 'multiply-adds', 'PyTorch', 'Keras'])
        expect(own, name).toContain(`- **${fact}**: `);
      for (const param of Object.keys(params)) expect(own, name).toMatch(new RegExp(`^\\| \`${param}=?\` \\|`, 'm'));
      for (const { input, output, weights } of examples)
        expect(own, name).toContain(
          `| \`${input}\` | \`${output}\` | ${weights === 0 ? '' : weights.toLocaleString('en-US')}`,
        );
    }
  });
});

describe.each(['docs/from-pytorch.md', 'docs/from-keras.md'])('%s', (page) => {
  it('knows every layer, join, optimiser, schedule, initialiser and loss that has a counterpart', () => {
    const text = readFileSync(page, 'utf8');
    const kinds = ['layer', 'join', 'schedule', 'initialiser', 'loss', 'optimiser'];
    const entries = registryGroups.filter(({ noun }) => kinds.includes(noun)).flatMap((group) => group.entries);
    // Lion is not PyTorch's.
    const own = page.includes('pytorch') ? ['lion', 'fan_in'] : [];
    expect(entries.map(({ name }) => name).filter((name) => !text.includes(`[\`${name}\`]`))).toEqual(own);
  });
});

it('is linked from the README and from the reference', () => {
  const further = readFileSync('README.md', 'utf8').split('\n## Further\n')[1] ?? '';
  const reference = readFileSync('docs/language.md', 'utf8');
  for (const name of readdirSync('docs')) {
    expect(further).toContain(`(docs/${name})`);
    if (name !== 'language.md') expect(reference).toContain(`(${name}`);
  }
});

it('is at one with the catalogue of reports and with the registry', () => {
  const { stderr } = spawnSync(process.execPath, ['scripts/docs.mjs', '--check'], { cwd: root, encoding: 'utf8' });
  expect(stderr).toBe('');
});

it('tells in the README of every command', () => {
  const readme = readFileSync('README.md', 'utf8');
  expect(Object.keys(verbs).filter((name) => !readme.includes(`mm ${name}`))).toEqual([]);
});
