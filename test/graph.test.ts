/** Pictures of models: every stage is in them, edges bear shapes, and no text of a spec can break out of them. */
import { describe, expect, it } from 'vitest';
import { dotOf } from '../src/graph/dot.ts';
import { pageOf } from '../src/graph/html.ts';
import { mermaidOf } from '../src/graph/mermaid.ts';
import { type Box, type Picture, pictureOf } from '../src/graph/picture.ts';
import { wiresOf } from '../src/graph/wires.ts';
import { drawn } from '../src/run/graphviz.ts';
import { check } from '../src/summary/check.ts';
import { source } from '../src/text/source.ts';
import { randomSpec } from './support/random-stacks.ts';

const wavenet = picture(`input tokens[8] of 27
block fuse(n, width) = flatten n | linear width bias=false | bn | tanh
model embed 24 | repeat 3 ( fuse 2 128 ) | linear 27`);

describe('a picture', () => {
  it('shows a repeat once, with how often it runs, and sums what its turns have', () => {
    const repeat = wavenet.boxes[1] as Extract<Box, { kind: 'group' }>;
    expect([repeat.kind, repeat.times]).toEqual(['group', 3]);
    const [fuse] = repeat.children as [Extract<Box, { kind: 'group' }>];
    expect(fuse.children.map(({ texts }) => texts[0])).toEqual(['flatten 2', 'linear 128 bias=false', 'bn', 'tanh']);
    expect(fuse.children[1]?.outputs).toEqual(['[B, 4, 128]', '[B, 2, 128]', '[B, 128]']);
  });

  it('has each turn by itself where turns are of different layers', () => {
    const { boxes } = picture(
      'input x[4]\nblock f(s) = s\nmodel repeat s in [1, 2] ( linear 4 ) | residual ( linear 4 )',
    );
    expect(boxes.map(({ kind }) => kind)).toEqual(['group', 'join']);
  });

  it('connects everything between the input and the output, whatever the stack', () => {
    for (let seed = 0; seed < 200; seed++) {
      const { items, edges } = wiresOf(picture(randomSpec(seed).text));
      const [start, end] = [items[0], items.at(-1)] as [{ id: string }, { id: string }];
      const before = new Map<string, string[]>();
      for (const { from, to } of edges) before.set(to, [...(before.get(to) ?? []), from]);
      const reached = new Set<string>();
      const visit = (id: string): void => {
        if (reached.has(id)) return;
        reached.add(id);
        for (const from of before.get(id) ?? []) visit(from);
      };
      visit(end.id);
      expect(reached.has(start.id), randomSpec(seed).text).toBe(true);
    }
  });

  it('breaks what is long between the settings of a layer, so that it fits its box', () => {
    const text = dotOf([
      { picture: picture('input x[8, 64]\nmodel attention 8 causal rope=interleaved bias=false init=normal(0.02)') },
    ]);
    const [, label = ''] = /label="(attention[^"]*)"/.exec(text) ?? [];
    const lines = label.split('\\n');
    expect(lines.length).toBeGreaterThan(2);
    expect(lines.filter((line) => line.length > 36)).toEqual([]);
    expect(lines.slice(0, -1).join(' ')).toMatch(/^attention 8 causal=true .*init=normal\(std=0.02\)$/);
  });

  it('writes the type on every edge', () => {
    expect(wiresOf(wavenet).edges.map(({ text }) => text)).toEqual([
      'int[B, 8]',
      '[B, 8, 24]',
      '[B, 4, 48], [B, 2, 256], [B, 256]',
      '[B, 4, 128], [B, 2, 128], [B, 128]',
      '[B, 4, 128], [B, 2, 128], [B, 128]',
      '[B, 128]',
      '[B, 27]',
    ]);
  });

  it('draws a tap as a dashed way to its reader', () => {
    const { edges } = wiresOf(
      picture('input x[4]\nmodel linear 4 | tap @a ( linear 3 ) | tanh | linear 3 | sum ( id, @a )'),
    );
    expect(edges.filter(({ isTap }) => isTap)).toHaveLength(1);
  });
});

describe('forms', () => {
  it('are SVG with every stage, drawn by Graphviz, in colours for light and dark', async () => {
    const svg = await drawn(dotOf([{ picture: wavenet }]), 'wavenet');
    expect(svg).toMatch(/^<svg role="img" aria-label="wavenet"/);
    for (const text of ['embed 24', 'flatten 2', 'linear 128 bias=false', 'repeat x 3', 'fuse 2 128', '71,680'])
      expect(svg).toContain(`>${text}</text>`);
    expect(svg).toContain('prefers-color-scheme: dark');
  });

  it('are the same bytes each time', async () => {
    const dot = dotOf([{ picture: wavenet }]);
    expect(await drawn(dot, 'a')).toBe(await drawn(dot, 'a'));
  });

  it('are a page without scripts, whose blocks fold', () => {
    const page = pageOf('a', [{ picture: wavenet }]);
    expect(page).not.toContain('<script');
    expect(page.match(/<details open>/g)).toHaveLength(2);
    expect(page).toContain('title="linear 128 bias=false\ngives [B, 4, 128], [B, 2, 128], [B, 128]\n71,680 parameters');
  });

  it('are Mermaid with a box for each block', () => {
    expect(mermaidOf(wavenet)).toContain('subgraph n2["repeat x 3"]\n    subgraph n3["fuse 2 128"]');
  });

  it('keep text that means something in them as text', async () => {
    const odd = '"></text><script>&amp;\\n#quot;]`|';
    const box = {
      paths: [odd],
      texts: [odd],
      outputs: [odd],
      params: [],
      macs: [],
      kind: 'layer',
      isBroken: false,
    } as const;
    const bad: Picture = { name: odd, input: odd, output: odd, boxes: [box] };
    const svg = await drawn(dotOf([{ picture: bad, title: odd }]), odd);
    expect(svg).not.toContain('<script>');
    expect(svg).toContain('&lt;script&gt;&amp;amp;\\n#quot;]`|');
    const page = pageOf(odd, [{ picture: bad }]);
    expect(page).not.toContain('<script>');
    expect(page.match(/"&gt;/g)).toBeNull();
    expect(mermaidOf(bad)).not.toMatch(/<script>|"></);
  });
});

function picture(text: string): Picture {
  const [model] = check(source('a.mm', text)).value.models;
  if (!model) throw new Error(`there is no model in ${text}`);
  return pictureOf(model);
}
