/** Pages for the browser as files: whole, always the same, without network, and with specs and data that stay data. */
import { createHash } from 'node:crypto';
import { existsSync, mkdtempSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { basename, join } from 'node:path';
import { transform } from 'esbuild';
import { describe, expect, it } from 'vitest';
import { Failure } from '../src/cli/failure.ts';
import { fixed } from '../src/codegen/targets/tfjs/generated/parts.ts';
import { compile } from '../src/compile.ts';
import { source } from '../src/text/source.ts';
import { runCommand } from './support/command-line.ts';
import { hostile, smallSpec, writePage } from './support/pages.ts';

const { html, file } = await writePage(smallSpec('names'));

/** What stands in an element of a page that it holds once. */
function inside(page: string, tag: string): string {
  const parts = page.split(new RegExp(`<${tag}\\b[^>]*>|</${tag}\\s*>`, 'i'));
  expect(parts).toHaveLength(3);
  return parts[1] as string;
}

/** The sources that a directive of the page's policy allows. */
function allowed(page: string, directive: string): string[] {
  const [, policy = ''] = /Content-Security-Policy" content="([^"]*)"/.exec(page) ?? [];
  const parts = policy.split('; ').map((part) => part.split(' '));
  return parts.find(([name]) => name === directive)?.slice(1) ?? [];
}

function hash(text: string): string {
  return `'sha256-${createHash('sha256').update(text).digest('base64')}'`;
}

describe('a page', () => {
  it('is one file with the name of its spec', () => {
    expect(basename(file)).toBe('spec.html');
  });

  it('has the same bytes whenever and wherever it is made', async () => {
    const again = await writePage(smallSpec('names'));
    expect(again.file).not.toBe(file);
    expect(again.html === html).toBe(true);
  });

  it('holds the data and both binaries', () => {
    const script = inside(html, 'script');
    const binary = (name: string) =>
      readFileSync(`node_modules/@tensorflow/tfjs-backend-wasm/dist/${name}.wasm`, 'base64');
    for (const name of ['tfjs-backend-wasm', 'tfjs-backend-wasm-simd'])
      expect(script.includes(`data:application/wasm;base64,${binary(name)}`)).toBe(true);
    expect(script).toContain(readFileSync('data/names.txt', 'utf8').slice(0, 1000));
  });

  it('imports nothing and names no file to load', () => {
    const [head = '', tail = ''] = html.split(inside(html, 'script'));
    const references = [...`${head}${tail}`.matchAll(/(?:\b(?:src|href)=|\burl\(|@import)\S*/g)].map(([text]) => text);
    expect(references).toEqual(['href="data:,">']);
    expect(inside(html, 'script')).not.toMatch(/(?:^|[;}\n])import\b(?!\.meta)/);
  });

  it('names no address but those in comments, in texts of errors, and the name of SVG', () => {
    const addresses = [...inside(html, 'script').matchAll(/https?:\/\/[^\s"'`)]+/g)].map(([address]) => address);
    expect([...new Set(addresses)].sort()).toEqual([
      'http://www.apache.org/licenses/LICENSE-2.0',
      'http://www.w3.org/2000/svg',
      'https://developer.mozilla.org/en-US/docs/Web/API/Fetch_API',
      'https://github.com/tensorflow/tfjs-node',
      'https://github.com/tensorflow/tfjs/blob/master/tfjs-backend-wasm/README.md#using-bundlers',
    ]);
  });

  it('lets run and show what it was made of, and nothing else', () => {
    expect(allowed(html, 'default-src')).toEqual([`'none'`]);
    expect(allowed(html, 'script-src')).toEqual([hash(inside(html, 'script')), `'wasm-unsafe-eval'`]);
    expect(allowed(html, 'style-src')).toEqual([hash(inside(html, 'style'))]);
    expect(allowed(html, 'connect-src')).toEqual(['data:']);
  });
});

describe('a page of a hostile spec', async () => {
  const page = await writePage(smallSpec(`"d'\${alert(4)}.txt"`, hostile), { "d'${alert(4)}.txt": hostile.join('\n') });

  it('has one script, which nothing in it ends or hides', () => {
    expect(page.html.match(/<script/gi)).toHaveLength(1);
    expect(page.html.match(/<\/script/gi)).toHaveLength(1);
    expect(page.html).not.toContain('<!--');
    expect(allowed(page.html, 'script-src')[0]).toBe(hash(inside(page.html, 'script')));
  });

  it('has a script that can be read', async () => {
    await expect(transform(inside(page.html, 'script'), { loader: 'js' })).resolves.toBeDefined();
  });

  it('has none of it outside the script', () => {
    expect(page.html.replace(inside(page.html, 'script'), '')).not.toMatch(/alert|quotes|onerror/);
  });
});

describe('programs and pages', () => {
  it.each(['js', 'ts'] as const)('have nothing of each other, in %s', (lang) => {
    const [program] = compile(source('spec.mm', smallSpec('names')), undefined, { lang }).value;
    const text = program && 'text' in program ? program.text : '';
    const own = Object.entries(fixed.files).flatMap(([id, parts]) => (id.startsWith('page') ? parts[lang] : []));
    expect(own.length).toBeGreaterThan(30);
    expect(own.filter((part) => text.includes(part.text))).toEqual([]);
    expect(inside(html, 'script')).not.toMatch(/["']node:/);
  });
});

describe('mm build --bundle', () => {
  const folder = mkdtempSync(join(tmpdir(), 'mm-bundle-'));
  const build = (text: string, out: string): Promise<string> => {
    writeFileSync(join(folder, 'small.mm'), text);
    return runCommand(['build', join(folder, 'small.mm'), '-o', join(folder, out), '--bundle']);
  };
  const refusal = async (text: string): Promise<string> => {
    const failure = await build(text, 'refused').catch((error: unknown) => error);
    if (!(failure instanceof Failure)) throw new Error(`no failure: ${failure}`);
    return [failure.message.replace(/^\S*small/, 'small'), ...failure.help].join('\n');
  };

  it('writes the page beside the program and says so', async () => {
    const printed = await build(smallSpec('names'), 'both');
    expect(readdirSync(join(folder, 'both')).sort()).toEqual([
      '.mm-build.json',
      'data',
      'engine.wasm',
      'package.json',
      'small.html',
      'train.mjs',
    ]);
    expect(printed).toContain(`open ${join(folder, 'both', 'small.html')} in a browser`);
  });

  it('names the page after the model where it has a name', async () => {
    await build(smallSpec('names').replace('model embed', 'model tiny = embed'), 'named');
    expect(existsSync(join(folder, 'named', 'tiny.html'))).toBe(true);
  });

  it('says what a bare stack lacks', async () => {
    expect(await refusal('embed 10 | flatten | linear 27')).toBe(
      `small.mm does not say on what data to train, and how, which a page for the browser must know
add a line such as: data chars names context=8   (in place of input and target, where there are any)
add a line such as: train sgd lr=0.1 steps=10_000
then begin the stack with the word model: model embed 10 | …
without --bundle, mm build writes a module to import`,
    );
  });

  it('says what is lacking beside data', async () => {
    expect(await refusal('data chars names context=3\nmodel embed 4 | flatten | linear V')).toBe(
      `small.mm does not say how to train, which a page for the browser must know
add a line such as: train sgd lr=0.1 steps=10_000
without --bundle, mm build writes a module to import`,
    );
  });

  it('says what is lacking beside training', async () => {
    expect(await refusal('input x[4]\ntarget class of 3\nmodel linear 3\ntrain sgd steps=10')).toBe(
      `small.mm does not say on what data to train, which a page for the browser must know
add a line such as: data chars names context=8   (in place of input and target, where there are any)
without --bundle, mm build writes a module to import`,
    );
  });

  it('says that other data has no page', async () => {
    writeFileSync(join(folder, 'long.txt'), 'the long text '.repeat(20));
    expect(
      await refusal('data text "long.txt" context=4\nmodel embed 4 | flatten | linear V\ntrain sgd steps=2'),
    ).toMatch(
      /^a page for the browser is made of data chars, but \S*small\.mm has data text\nwithout --bundle, mm build writes a program/,
    );
  });

  it('has written nothing then', () => {
    expect(existsSync(join(folder, 'refused'))).toBe(false);
  });
});
