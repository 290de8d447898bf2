/** Spans are exact: they cover the text of their node, with CRLF, a byte-order mark and text beyond ASCII. */
import { describe, expect, it } from 'vitest';
import type { Spec } from '../../src/parser/ast.ts';
import { parse } from '../../src/parser/parse.ts';
import { childrenOf, type Node, walk } from '../../src/parser/visit.ts';
import { positionAt } from '../../src/text/lines.ts';
import { source, textOf } from '../../src/text/source.ts';
import { printTree } from './print-tree.ts';

const spec = `# ein Kommentar: größe 😀
use "blöcke😀.mm"
input tokens[T=8] of V=27 # 日本
target class[T] of 9
let d = -(2 + x) * max(1, 2)..[3, "é"]
default conv bias=false
block f(n, w=2*n, @t) : int[B, T] of V -> [B, T/n, _] = flatten n | residual via=( id ) ( ln )
model m = embed (d) 2^i name=a : [B, T] | ( tanh ) | repeat i, j in xs share=true ( cb (c - 1) )
  | sum ( a, @b ) | concat axis=-1 @s | tap @t ( relu )
sweep grid train.lr=log(1e-3, 0.1)
budget memory=64MB
`;

/** Each node that a text has of a kind, as it is written. */
function written(text: string, kind: Node['kind']): string[] {
  const found: string[] = [];
  walk(parse(source('spec.mm', text)).value, (node) => {
    if (node.kind === kind) found.push(textOf(node.span));
  });
  return found;
}

function parsed(text: string): Spec {
  const { value, diagnostics } = parse(source('spec.mm', text));
  expect(diagnostics).toEqual([]);
  return value;
}

describe('spans', () => {
  it.each([
    ['use', ['use "blöcke😀.mm"']],
    ['input', ['input tokens[T=8] of V=27']],
    ['input-dim', ['T=8', 'V=27', 'T', '9']],
    ['let', ['let d = -(2 + x) * max(1, 2)..[3, "é"]']],
    ['range', ['-(2 + x) * max(1, 2)..[3, "é"]']],
    ['binary', ['-(2 + x) * max(1, 2)', '2 + x', '2*n', 'T/n', '2^i', 'c - 1']],
    ['negation', ['-(2 + x)', '-1']],
    ['call', ['max(1, 2)', 'log(1e-3, 0.1)']],
    ['list', ['[3, "é"]']],
    ['string', ['"blöcke😀.mm"', '"é"']],
    ['block-param', ['n', 'w=2*n', '@t']],
    ['block-type', ['int[B, T] of V -> [B, T/n, _]']],
    ['type', ['int[B, T] of V', '[B, T/n, _]', '[B, T]']],
    ['hole', ['_']],
    ['residual', ['residual via=( id ) ( ln )']],
    ['group', ['( tanh )']],
    ['repeat', ['repeat i, j in xs share=true ( cb (c - 1) )']],
    ['join', ['sum ( a, @b )', 'concat axis=-1 @s']],
    ['tap', ['tap @t ( relu )']],
    ['tap-name', ['@b', '@s', '@t']],
    [
      'setting',
      ['bias=false', 'via=( id )', 'name=a', 'share=true', 'axis=-1', 'train.lr=log(1e-3, 0.1)', 'memory=64MB'],
    ],
    ['paren', ['( id )', '(d)', '(c - 1)']],
    ['budget', ['budget memory=64MB']],
  ] as const)('of %s cover what is written', (kind, texts) => {
    expect(written(spec, kind)).toEqual(texts);
  });

  it('of children lie within their parent, in the order of the text', () => {
    walk(parsed(spec), (node) => {
      const children = childrenOf(node);
      for (const child of children) {
        expect(child.span.start).toBeGreaterThanOrEqual(node.span.start);
        expect(child.span.end).toBeLessThanOrEqual(node.span.end);
      }
      if (node.kind !== 'paren')
        for (const [at, child] of children.slice(1).entries())
          expect(child.span.start).toBeGreaterThanOrEqual(children[at]?.span.end ?? 0);
    });
  });

  it('of an item point at its word, and of a bare stack at its first stage', () => {
    expect(parsed(spec).items.map(({ word }) => textOf(word))).toEqual([
      'use',
      'input',
      'target',
      'let',
      'default',
      'block',
      'model',
      'sweep',
      'budget',
    ]);
    expect(parsed('\n embed 3 | tanh').items.map(({ word }) => textOf(word))).toEqual(['embed 3']);
  });
});

describe('line ends and the byte-order mark', () => {
  const places = (text: string) => {
    const found: string[] = [];
    walk(parsed(text), (node) => {
      if (node.kind === 'spec') return;
      const [start, end] = [node.span.start, node.span.end].map((at) => positionAt(node.span.source, at));
      found.push(`${node.kind} ${start?.line}:${start?.column}-${end?.line}:${end?.column}`);
    });
    return found;
  };

  it.each([
    ['CRLF', spec.replaceAll('\n', '\r\n')],
    ['CR', spec.replaceAll('\n', '\r')],
    ['a byte-order mark', `\uFEFF${spec}`],
    ['both', `\uFEFF${spec.replaceAll('\n', '\r\n')}`],
  ])('%s changes neither the tree nor a place', (_, text) => {
    expect(printTree(parsed(text))).toBe(printTree(parsed(spec)));
    expect(places(text)).toEqual(places(spec));
  });

  it('a mistake is found at the same line and column with each', () => {
    const broken = '# 😀\n\nmodel tanh\n  | "é" | 😀 | linear 4d\n';
    const at = (text: string) =>
      parse(source('spec.mm', text)).diagnostics.map(({ code, span }) => ({
        code,
        ...positionAt(span.source, span.start),
      }));
    expect(at(broken)).toEqual([
      { code: 'syntax/not-a-stage', line: 4, column: 5 },
      { code: 'syntax/character', line: 4, column: 11 },
      { code: 'syntax/number', line: 4, column: 23 },
    ]);
    for (const text of [broken.replaceAll('\n', '\r\n'), `\uFEFF${broken}`, broken.replaceAll('\n', '\r')])
      expect(at(text)).toEqual(at(broken));
  });

  it('a byte-order mark within the text is a mistake with a fix', () => {
    const { diagnostics } = parse(source('spec.mm', 'tanh \uFEFF| relu'));
    expect(diagnostics.map(({ code, fixes }) => [code, fixes[0]?.title])).toEqual([
      ['syntax/character', 'leave it out'],
    ]);
  });
});
