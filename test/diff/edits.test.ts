/** Random single edits of real specs: mm diff must tell them as that one edit in 99 of 100 cases. */
import { readdirSync, readFileSync } from 'node:fs';
import { expect, it } from 'vitest';
import { hash } from '../../src/chance/hash.ts';
import { severityOf } from '../../src/diagnostics/catalog.ts';
import type { ModelChange } from '../../src/diff/change.ts';
import { diff } from '../../src/diff/diff.ts';
import type { LayerStage, Spec, Stage } from '../../src/parser/ast.ts';
import { walk } from '../../src/parser/visit.ts';
import { check } from '../../src/summary/check.ts';
import { source, textOf } from '../../src/text/source.ts';
import { changeLines } from '../support/compared.ts';

interface Edit {
  readonly text: string;
  /** What a report of it must be: the kind of the one change, and a text in it. */
  readonly kinds: readonly ModelChange['kind'][];
  readonly about: string;
}

const files = ['specs/makemore', 'specs/zoo'].flatMap((folder) =>
  readdirSync(folder)
    .filter((name) => name.endsWith('.mm'))
    .map((name) => `${folder}/${name}`),
);
const large = ['gpt2-small', 'vit-b16', 'mlp-mixer-b16'];

it('is one change, of its kind and at its place', () => {
  const missed: string[] = [];
  let edits = 0;
  for (const file of files.filter((name) => !large.some((one) => name.includes(one)))) {
    const text = readFileSync(file, 'utf8');
    const a = check(source(file, text));
    for (const [at, stage] of layersIn(a.value.tree).entries())
      for (const edit of editsOf(text, stage, at)) {
        const b = check(source(file, edit.text));
        if (b.diagnostics.some((one) => severityOf(one) === 'error')) continue;
        edits++;
        const changes = diff(a, b).models.flatMap((model) => model.changes);
        if (changes.length === 1 && isTold(changes[0] as ModelChange, edit)) continue;
        missed.push(`${file}: ${edit.about}\n${changeLines(changes).join('\n')}`);
      }
  }
  expect(edits).toBeGreaterThan(350);
  expect(missed.length / edits, missed.slice(0, 20).join('\n\n')).toBeLessThanOrEqual(0.01);
});

/** The stage itself, a number in it, a layer after it, another activation in its place. */
function editsOf(text: string, stage: LayerStage, at: number): Edit[] {
  const { start, end } = stage.span;
  const own = textOf(stage.span);
  const put = (from: number, to: number, by: string) => text.slice(0, from) + by + text.slice(to);
  const edits: Edit[] = [];
  const p = 0.31 + (hash(1, at) % 5) / 100;
  edits.push({ text: put(end, end, ` | dropout ${p}`), kinds: ['added'], about: `dropout ${p}` });
  const bar = /\|\s*$/.exec(text.slice(0, start));
  if (bar) edits.push({ text: put(bar.index, end, ''), kinds: ['removed'], about: own });
  const number = /^(linear|conv|embed|attention|maxpool) (\d+)(?![\w.*])/.exec(own);
  if (number) {
    const from = start + (number[1]?.length ?? 0) + 1;
    const now = `${2 * Number(number[2])}`;
    edits.push({ text: put(from, from + (number[2]?.length ?? 0), now), kinds: ['changed'], about: now });
  }
  const other = { tanh: 'relu', relu: 'gelu', gelu: 'silu', bn: 'ln', ln: 'rmsnorm' }[own];
  if (other) edits.push({ text: put(start, end, other), kinds: ['changed'], about: other });
  return edits;
}

function isTold(change: ModelChange, { kinds, about }: Edit): boolean {
  return (
    kinds.includes(change.kind) &&
    changeLines([change])
      .join('\n')
      .includes(/^[a-z]+|^\d+/.exec(about)?.[0] ?? about)
  );
}

function layersIn(tree: Spec): LayerStage[] {
  const found: LayerStage[] = [];
  walk(tree, (node) => {
    if ((node as Stage).kind === 'layer') found.push(node as LayerStage);
  });
  return found;
}
