/** What mm diff finds: nothing between equals, the edit that was made, and always a script that makes one of the other. */
import { describe, expect, it } from 'vitest';
import { align } from '../../src/diff/align.ts';
import { type Part, partsOf } from '../../src/diff/part.ts';
import { apply, inverse, pieceOf, scriptOf } from '../../src/diff/script.ts';
import { check } from '../../src/summary/check.ts';
import { source } from '../../src/text/source.ts';
import { changeLines, compared, comparedModels } from '../support/compared.ts';
import { randomSpec } from '../support/random-stacks.ts';

describe('random pairs', () => {
  const pairs = Array.from({ length: 300 }, (_, seed) => [randomSpec(seed).text, randomSpec(seed + 1).text] as const);

  it('have a script that makes one of the other, and its inverse is the script of the reverse', () => {
    for (const [one, other] of pairs) {
      const ids = new Map<string, number>();
      const [a, b] = [partsIn(one, ids), partsIn(other, ids)];
      const script = scriptOf(align(a, b));
      expect(apply(script, a.map(pieceOf))).toEqual(b.map(pieceOf));
      expect(apply(inverse(script), b.map(pieceOf))).toEqual(a.map(pieceOf));
      expect(scriptOf(align(b, a))).toEqual(inverse(script));
    }
  });

  it('cost no more than the best of all alignments of their lists', () => {
    for (const [one, other] of pairs.slice(0, 120)) {
      const ids = new Map<string, number>();
      const [a, b] = [partsIn(one, ids), partsIn(other, ids)].map((parts) => parts.filter(isLeaf)) as [Part[], Part[]];
      const kept = align(a, b).filter((each) => each.kind === 'paired' && each.a.id === each.b.id).length;
      const edits = align(a, b).filter((each) => !(each.kind === 'paired' && each.a.id === each.b.id)).length;
      expect(edits).toBeLessThanOrEqual(a.length + b.length - 2 * longestCommon(a, b));
      expect(kept).toBeLessThanOrEqual(longestCommon(a, b));
    }
  });

  it('have in reverse what they have, the other way round', () => {
    const mirror: Readonly<Record<string, string>> = {
      added: 'removed',
      removed: 'added',
      wrapped: 'unwrapped',
      unwrapped: 'wrapped',
    };
    for (const [one, other] of pairs) {
      const [there, back] = [comparedModels(one, other), comparedModels(other, one)];
      const kinds = there.changes.map(({ kind }) => mirror[kind] ?? kind);
      expect(back.changes.map(({ kind }) => kind).sort(), `${one}\n${other}`).toEqual(kinds.sort());
    }
  });

  it('are the same as themselves', () => {
    for (const [one] of pairs) {
      const { models, settings, gained, lost } = compared(one, one);
      expect(models.map(({ isSame, changes, renames }) => [isSame, changes, renames])).toEqual([[true, [], []]]);
      expect([settings, gained, lost]).toEqual([[], [], []]);
    }
  });
});

describe('models written differently', () => {
  const base = 'input x[8] of 27\nblock f(n, w) = flatten n | linear w bias=false | bn | tanh\n';
  const repeated = `${base}model embed 24 | repeat 3 ( f 2 128 ) | linear 27`;
  const turn = 'flatten 2 | linear 128 bias=false | bn | tanh';

  it.each([
    ['a block inlined', repeated, `input x[8] of 27\nmodel embed 24 | repeat 3 ( ${turn} ) | linear 27`],
    ['a repeat unrolled', repeated, `input x[8] of 27\nmodel embed 24 | ${turn} | ${turn} | ${turn} | linear 27`],
    ['digits glued on', 'embed 24 | flatten 2 | linear 27', 'embed24 | flatten2 | linear27'],
    ['constants folded', 'input x[4]\nlet d = 2 * 8\nmodel linear d', 'input x[4]\nmodel linear 16'],
    ['defaults stated', 'embed 8 | bn', 'embed 8 | bn eps=1e-5 momentum=0.1'],
    ['windows side by side', 'input x[8, 4]\nmodel maxpool 2', 'input x[8, 4]\nmodel maxpool 2 stride=2'],
    [
      'defaults of the file',
      'input x[4]\ndefault linear bias=false\nmodel linear 8',
      'input x[4]\nmodel linear 8 bias=false',
    ],
    [
      'a residual as a sum',
      'input x[8]\nmodel residual ( linear 8 | tanh )',
      'input x[8]\nmodel sum ( id, linear 8 | tanh )',
    ],
    ['stages grouped', 'embed 8 | linear 4 | tanh', 'embed 8 | ( linear 4 | tanh )'],
  ])('are the same with %s', (_, a, b) => {
    const { isSame, changes } = comparedModels(a, b);
    expect([isSame, changes]).toEqual([true, []]);
  });

  it('are called the same with a block, a constant and a stage that have other names', () => {
    const a = 'input x[4]\nlet d = 8\nblock f(w) = linear w | tanh\nmodel f d | linear 2 name=head';
    const b = 'input x[4]\nlet width = 8\nblock g(w) = linear w | tanh\nmodel g width | linear 2 name=out';
    const { isSame, renames } = comparedModels(a, b);
    expect(isSame).toBe(true);
    expect(renames.map(({ what, from, to }) => `${what} ${from} ${to}`).sort()).toEqual([
      'block f g',
      'constant d width',
      'stage head out',
    ]);
  });

  it('are not the same where turns share their weights', () => {
    const text = 'input x[4]\nmodel repeat 2 ( linear 4 | tanh )';
    expect(changeLines(comparedModels(text, text.replace('repeat 2', 'repeat 2 share=true')).changes)[0]).toBe(
      'call repeat 2 to repeat 2 share=true',
    );
  });
});

describe('one edit', () => {
  const spec = `input tokens[8] of 27
let d = 128
block fuse(n, width) = flatten n | linear width bias=false | bn | tanh
model embed 24 | repeat 3 ( fuse 2 d ) | linear d | residual ( linear d | relu ) | dropout 0.1 | linear 27`;

  it.each([
    ['a stage after another', 'embed 24 |', 'embed 24 | dropout 0.2 |', ['added dropout 0.2 after embed 24']],
    ['a stage gone', '| dropout 0.1 ', '', ['removed dropout 0.1 after residual']],
    ['an argument', 'embed 24', 'embed 32', ['changed embed 24 to embed 32']],
    ['another layer of its kind', 'relu', 'gelu', ['changed relu to gelu']],
    ['another layer of another kind', 'dropout 0.1', 'ln', ['replaced dropout 0.1 by ln']],
    ['a stage of a block', 'bn | tanh', 'bn | dropout 0.2 | tanh', ['added dropout 0.2 x 3 after bn']],
    ['a stage of a block moved', 'bn | tanh', 'tanh | bn', [/^moved (bn|tanh) x 3 after /]],
    ['nothing but blanks', 'embed 24 |', 'embed  24  |', []],
    ['fewer turns', 'repeat 3', 'repeat 2', ['turns 3 to 2']],
    [
      'stages put into a residual',
      '| dropout 0.1 ',
      '| residual ( dropout 0.1 ) ',
      ['wrapped dropout 0.1 in residual'],
    ],
    [
      'stages put into a branch beside others',
      '| dropout 0.1 ',
      '| concat ( dropout 0.1, linear 4 | relu ) ',
      ['wrapped dropout 0.1 in concat'],
    ],
    [
      "two stages in each other's place",
      'linear d | residual ( linear d | relu ) | dropout 0.1',
      'dropout 0.1 | residual ( linear d | relu ) | linear d',
      ['exchanged dropout 0.1 and linear 128'],
    ],
    [
      'a call put into a repeat',
      'repeat 3 ( fuse 2 d )',
      'repeat 3 ( fuse 2 d | repeat 1 ( ln ) )',
      ['added repeat 1 x 3 after tanh'],
    ],
    [
      'stages of a block replaced by one',
      'linear width bias=false | bn',
      'softplus',
      ['replaced linear 128 bias=false | bn x 3 by softplus x 3'],
    ],
    ['stages taken out of one', 'residual ( linear d | relu )', 'linear d | relu', ['unwrapped linear 128 | relu']],
    [
      'an argument of a call',
      'fuse 2 d',
      'fuse 2 64',
      ['call fuse 2 128 to fuse 2 64', '  changed linear 128 bias=false x 3 to linear 64 bias=false x 3'],
    ],
    [
      'a constant',
      'd = 128',
      'd = 64',
      [
        'constant d 128 to 64',
        '  changed linear 128 bias=false x 3 to linear 64 bias=false x 3',
        '  changed linear 128 to linear 64',
        '  changed linear 128 to linear 64',
      ],
    ],
  ] as const)('is found as it was made: %s', (_, from, to, lines) => {
    const { changes } = comparedModels(spec, spec.replace(from, to));
    const found = changeLines(changes);
    expect(found).toEqual(lines.map((line) => (typeof line === 'string' ? line : expect.stringMatching(line))));
  });
});

describe('what follows', () => {
  it('stands under the change of shape that it follows from', () => {
    const text = `input x[4, 8]
block twice : [B, T, C] -> [B, T, C] = linear 2*C | relu | linear C
model linear 6 | twice | linear 2`;
    expect(changeLines(comparedModels(text, text.replace('linear 6', 'linear 5')).changes)).toEqual([
      'changed linear 6 to linear 5',
      '  changed linear 12 to linear 10',
      '  changed linear 6 to linear 5',
    ]);
  });

  it('of a constant that settings hang on is told with it', () => {
    const text = 'input x[4]\nlet n = 32\nmodel linear 2\ntarget value[2]\ntrain sgd lr=0.1 batch=n';
    const { settings } = compared(text, text.replace('n = 32', 'n = 64'));
    expect(settings).toEqual([
      { kind: 'setting', item: 'let', key: 'n', from: '32', to: '64' },
      { kind: 'setting', item: 'train', key: 'batch', from: '32', to: '64', since: 'n' },
    ]);
  });

  it('is no change where an input names its size', () => {
    const text = 'let n = 8\ninput x[n, 4]\nmodel linear 2';
    expect(compared(text, text.replaceAll(/\bn\b/g, 'm')).settings).toEqual([]);
  });

  it('of numbers that are put side by side goes on size by size', () => {
    const text = 'input x[3, 4]\nmodel flatten | linear 2';
    const { weights } = comparedModels(text, text.replace('[3, 4]', '[4, 3]'));
    expect(weights[0]).toMatchObject({ fate: 'sliced', flattened: { from: [3, 4], to: [4, 3] } });
    const pooled = comparedModels(text, text.replace('flatten', 'last'));
    expect(pooled.weights.map(({ fate }) => fate)).toEqual(['new', 'carried']);
  });
});

function partsIn(text: string, ids: Map<string, number>): Part[] {
  const [model] = check(source('a.mm', text)).value.models;
  if (!model) throw new Error(`there is no model in ${text}`);
  return partsOf(model, ids);
}

function isLeaf({ children }: Part): boolean {
  return children.length === 0;
}

/** The length of the longest common subsequence, by the textbook's table. */
function longestCommon(a: readonly Part[], b: readonly Part[]): number {
  const table = Array.from({ length: a.length + 1 }, () => new Array<number>(b.length + 1).fill(0));
  for (let i = a.length - 1; i >= 0; i--)
    for (let j = b.length - 1; j >= 0; j--)
      (table[i] as number[])[j] =
        a[i]?.id === b[j]?.id
          ? (table[i + 1]?.[j + 1] as number) + 1
          : Math.max(table[i + 1]?.[j] as number, table[i]?.[j + 1] as number);
  return table[0]?.[0] as number;
}
