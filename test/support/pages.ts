/** Pages for the browser as `mm build --bundle` writes them, into folders of their own. */
import { mkdtempSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { bundledPage } from '../../src/cli/bundle.ts';
import type { EngineName } from '../../src/codegen/target.ts';
import { loadSpec } from '../../src/run/load-spec.ts';

/** What may stand in the data or in a comment of a spec and must stay text in every place where a page puts it. */
export const hostile = [
  '</script><script>alert(1)</script>',
  '<!--<script>',
  '--></SCRIPT >',
  '<img src=x onerror=alert(2)>',
  '"quotes" \'and\' `back-ticks` \\',
  '${alert(3)}',
  '&lt;b&gt; &amp;',
  ']]>',
] as const;

/** A small model over letters of data, to train on a few hundred steps. */
export function smallSpec(source: string, comments: readonly string[] = []): string {
  return `${comments.map((text) => `# ${text}\n`).join('')}data chars ${source} context=3
model embed 4 | flatten | linear 24 | bn | tanh | linear V
train adamw lr=cosine(0.01, warmup=20) batch=16 steps=200
`;
}

/** The page of a spec's first model, with the folder that it was written to. */
export async function writePage(
  text: string,
  files: Readonly<Record<string, string>> = {},
  engine: EngineName = 'fused',
): Promise<{ readonly html: string; readonly file: string }> {
  const folder = mkdtempSync(join(tmpdir(), 'mm-page-'));
  for (const [name, content] of Object.entries({ ...files, 'spec.mm': text }))
    writeFileSync(join(folder, name), content);
  const spec = loadSpec(join(folder, 'spec.mm'));
  if (typeof spec === 'string' || !spec.value.models[0]) throw new Error(`no spec: ${JSON.stringify(spec)}`);
  const { path, bytes } = await bundledPage(spec, spec.value.models[0], engine);
  const file = join(folder, path);
  writeFileSync(file, bytes);
  return { html: `${bytes}`, file };
}
