/** House rules: what every file of the sources and of the project keeps to. */
import { execFileSync } from 'node:child_process';
import { existsSync, readFileSync } from 'node:fs';
import { builtinModules } from 'node:module';
import { describe, expect, it } from 'vitest';
import { version } from '../src/version.ts';

/** What a commit would hold: known files and new ones that nothing ignores. */
const files = execFileSync('git', ['ls-files', '--cached', '--others', '--exclude-standard'], { encoding: 'utf8' })
  .split('\n')
  .filter((file) => file !== '' && existsSync(file));
const written = files.filter(
  (file) => /\.(ts|mjs|cjs|js|json|md|mm|txt|sh|yml)$|^\.ci\//.test(file) && file !== 'package-lock.json',
);
const sources = files.filter((file) => /^src\/.*\.ts$/.test(file));
const core = sources.filter((file) => !/^src\/(cli|run|lsp)\//.test(file));
const text = new Map(written.map((file) => [file, readFileSync(file, 'utf8')]));

/** The files of a list that break a rule; the list in the message is what has to be mended. */
function breaking(list: readonly string[], rule: (text: string, file: string) => boolean): string[] {
  return list.filter((file) => rule(text.get(file) ?? '', file));
}

describe('every source', () => {
  it('opens with a sentence that says what it is', () => {
    expect(sources.length).toBeGreaterThan(10);
    expect(breaking(sources, (content) => !/^(#!.*\n)?\/\*\*\s[\s*]*[^\s*][^*]{10,}/.test(content))).toEqual([]);
  });

  it('has no more than 300 lines', () => {
    const generated = /^src\/\w+\/index\.ts$/;
    const code = [...sources, ...files.filter((file) => /^(scripts|bench)\/.*\.mjs$/.test(file))];
    expect(breaking(code, (content, file) => !generated.test(file) && content.split('\n').length > 301)).toEqual([]);
  });

  it('exports nothing by default', () => {
    expect(breaking(sources, (content) => /^export default/m.test(content))).toEqual([]);
  });
});

describe('the core', () => {
  it('asks no clock and throws no dice', () => {
    expect(
      breaking(core, (content) =>
        /\b(Date\.|new Date|Math\.random|performance\.|setTimeout|fetch\()/.test(code(content)),
      ),
    ).toEqual([]);
  });

  it('names no module of node', () => {
    const names = new Set(builtinModules);
    const imported = (content: string) =>
      [...content.matchAll(/(?:from|import)\s*\(?\s*'([^'.][^']*)'/g)].map(([, name]) => name ?? '');
    expect(
      breaking(core, (content) => imported(content).some((name) => name.startsWith('node:') || names.has(name))),
    ).toEqual([]);
  });
});

describe('the project', () => {
  it('bears the version of its package', () => {
    expect(JSON.parse(text.get('package.json') ?? '').version).toBe(version);
  });

  it('names no path of a machine', () => {
    const path = /(?<![\w.])\/(home|root|Users|work|tmp)\/\w|[A-Z]:\\\\?Users/;
    expect(breaking(written, (content, file) => file !== 'test/tidy.test.ts' && path.test(content))).toEqual([]);
  });

  it('leaves nothing for later in its code', () => {
    const later = new RegExp(`\\b(${['TO', 'DO'].join('')}|${['FIX', 'ME'].join('')}|${['XX', 'X'].join('')})\\b`);
    expect(breaking(written, (content, file) => /\.(ts|mjs|cjs|js)$/.test(file) && later.test(content))).toEqual([]);
  });

  it('skips no test and runs none alone', () => {
    const tests = files.filter((file) => /^test\/.*\.ts$/.test(file) && file !== 'test/tidy.test.ts');
    expect(breaking(tests, (content) => /\b(it|test|describe)\.(only|skip|todo)\b/.test(content))).toEqual([]);
  });

  it('has a lock file that names no host', () => {
    expect(readFileSync('package-lock.json', 'utf8')).not.toMatch(/"resolved": "https?:/);
  });

  it('has a lock file that holds the packages of every platform, without which npm ci refuses it', () => {
    expect(missingFromLock()).toEqual([]);
  });
});

/** Packages that the lock file's packages may want and that it does not hold at any place where they would be found. */
function missingFromLock(): string[] {
  const lock = JSON.parse(readFileSync('package-lock.json', 'utf8')) as {
    packages: Record<string, { optionalDependencies?: Record<string, string> }>;
  };
  const held = new Set(Object.keys(lock.packages).map((path) => path.split('node_modules/').at(-1)));
  const wanted = Object.values(lock.packages).flatMap(({ optionalDependencies = {} }) =>
    Object.keys(optionalDependencies),
  );
  return wanted.filter((name) => !held.has(name));
}

/** Code without its comments, roughly: enough to tell a call from a sentence about it. */
function code(content: string): string {
  return content.replace(/\/\*[\s\S]*?\*\//g, '').replace(/(^|\s)\/\/.*/g, '');
}
