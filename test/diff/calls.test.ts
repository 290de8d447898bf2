/** What mm diff tells of calls of blocks and of repeats, which are no stages themselves. */
import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { linesOf } from '../../src/diff/views/sentences.ts';
import { totalsOf } from '../../src/diff/views/totals.ts';
import { changeLines, comparedModels } from '../support/compared.ts';

const tcn = readFileSync('test/mistakes/models/tcn-char.mm', 'utf8');
const unet = readFileSync('test/mistakes/models/unet-milesial.mm', 'utf8');

function lines(a: string, b: string): string[] {
  return changeLines(comparedModels(a, b).changes);
}

describe('a call of a block', () => {
  const separable = 'block separable(c, d) = conv 2*c 1 | gelu | conv c 3 dilation=d padding=causal groups=c\nmodel';
  const other = tcn.replace('model', separable).replace('unit c d | unit c d', 'unit c d | separable c d');

  it('in place of one of a block with little in common is one change, in both directions', () => {
    expect(lines(tcn, other)).toEqual(['replaced unit 64 1 x 4 by separable 64 1 x 4']);
    expect(lines(other, tcn)).toEqual(['replaced separable 64 1 x 4 by unit 64 1 x 4']);
  });

  it('in place of one of a block that is nearly the same is told by what is not', () => {
    const wide = 'block wide(c, d) = conv c 5 dilation=d padding=causal | ln | relu | dropout 0.1\nmodel';
    expect(lines(tcn, tcn.replace('model', wide).replace('unit c d | unit c d', 'unit c d | wide c d'))).toEqual([
      'changed conv 64 3 padding=causal dilation=1 x 4 to conv 64 5 padding=causal dilation=1 x 4',
      'added ln x 4 after conv 64 5 padding=causal dilation=1',
    ]);
  });

  it('that stands elsewhere has moved once, though its block is called beside it', () => {
    const block = 'concat ( id, maxpool 2 | below | conv_transpose c 2 stride=2 )';
    const moved = unet.replace(`unit c | ${block} |`, `${block} | unit c |`);
    expect(lines(unet, moved)).toEqual([expect.stringMatching(/^moved unit \d+ x 4 after concat$/)]);
  });

  it('that is large moves as a whole past smaller ones', () => {
    const text = `input x[8]
block big(w) = linear w | tanh | linear w | relu | linear w | gelu | linear 8
model big 16 | linear 8 | bn | tanh | big 32 | linear 2`;
    const moved = text.replace('big 16 | linear 8 | bn | tanh | big 32', 'linear 8 | bn | tanh | big 32 | big 16');
    expect(lines(text, moved)).toEqual(['moved big 16 after linear 8']);
  });

  it('under another name is called so', () => {
    const text = 'input x[8]\nblock f(w) = linear w | tanh\nmodel f 8 | f 4';
    const { isSame, renames } = comparedModels(text, text.replace('f 4', 'f 4 name=head'));
    expect([isSame, renames]).toEqual([true, [{ kind: 'renamed', what: 'stage', from: 'f', to: 'head' }]]);
  });
});

describe('a repeat whose turns cannot be counted', () => {
  const counted = (turns: string) => `input x[8]\nmodel repeat ${turns} ( linear 8 | tanh ) | linear 2`;
  const bare = 'input x[8]\nmodel linear 8 | tanh | linear 2';

  it.each([
    ['is told from one of a single turn', counted('1'), counted('many'), ['changed repeat 1 to repeat many']],
    ['is told from one of several', counted('3'), counted('many'), ['changed repeat 3 to repeat many']],
    ['is told from another', counted('many'), counted('2.5'), ['changed repeat many to repeat 2.5']],
    ['is told from its stages', bare, counted('many'), ['wrapped linear 8 | tanh in repeat many']],
    ['is told from its stages in reverse', counted('many'), bare, ['unwrapped linear 8 | tanh']],
  ])('%s', (_, a, b, changes) => {
    const found = comparedModels(a, b);
    expect([found.isSame, changeLines(found.changes)]).toEqual([false, changes]);
  });

  it('is the same as itself, and leaves open what stands behind it', () => {
    expect(lines(counted('many'), counted('many'))).toEqual([]);
    const { rows } = comparedModels(counted('1'), counted('many'));
    expect(rows.map(({ isReshaped }) => isReshaped)).toEqual([false, false, false]);
  });
});

describe('another shape', () => {
  const since = (a: string, b: string) =>
    comparedModels(a, b).rows.flatMap(({ a: row, isReshaped, since: cause }) =>
      isReshaped ? [[row?.text, cause]] : [],
    );

  it('of a join comes from what was changed within it', () => {
    const text = 'input x[8]\nmodel concat ( linear 4 | relu, tanh ) | linear 2 | bn';
    expect(since(text, text.replace('linear 4', 'linear 6'))).toEqual([
      ['concat', 'linear 6'],
      ['linear 4', 'linear 6'],
      ['relu', 'linear 6'],
    ]);
  });

  it('of one branch comes from what is before the join, not from the branch beside it', () => {
    const text = 'input x[8]\nmodel linear 4 | concat ( linear 4, tanh ) | linear 2';
    expect(since(text, text.replace('linear 4 | concat ( linear 4', 'linear 5 | concat ( linear 6'))).toEqual([
      ['linear 4', 'linear 5'],
      ['concat', 'linear 5'],
      ['linear 4', 'linear 6'],
      ['tanh', 'linear 5'],
    ]);
  });

  it('of what a tap holds comes from the stage that was changed', () => {
    const text = 'input x[8]\nmodel tap @kept ( linear 4 ) | linear 8 | concat ( id, @kept )';
    expect(since(text, text.replace('linear 4', 'linear 6'))).toEqual([
      ['linear 4', 'linear 6'],
      ['concat', 'linear 6'],
      ['@kept', 'linear 6'],
    ]);
  });
});

describe('what came or went', () => {
  const text = 'input x[8]\nblock around(f) = residual ( ln | f )\nmodel around ( linear 8 | tanh ) | linear 2';

  it('is told with what is in it, a stack that a block was given by its stages', () => {
    expect(lines(text, text.replace('| linear 2', '| concat ( id, linear 4 | relu ) | linear 2'))).toEqual([
      'added concat ( id, linear 4 | relu ) after residual',
    ]);
    expect(lines(text, text.replace('linear 8 | tanh', 'bn'))).toEqual(['replaced linear 8 | tanh by bn']);
  });

  it('of a default is one change, with the layers that take it', () => {
    const two = 'input x[8]\ndefault linear bias=false\nmodel linear 8 | tanh | linear 4 | relu | linear 2 bias=true';
    const effects = ['  changed linear 8 bias=false to linear 8', '  changed linear 4 bias=false to linear 4'];
    expect(lines(two, two.replace('default linear bias=false\n', ''))).toEqual([
      'default linear bias=false to undefined',
      ...effects,
    ]);
    expect(linesOf(comparedModels(two, two.replace('bias=false', 'bias=true')).changes)[0]).toEqual({
      sign: '~',
      text: 'default linear bias=false -> bias=true',
      depth: 0,
    });
  });

  it('in the same way at several places of a spec is one line', () => {
    const three = 'input x[8]\nmodel linear 8 | tanh | linear 4 | tanh | linear 2 | tanh';
    expect(linesOf(comparedModels(three, three.replaceAll('tanh', 'relu')).changes)).toEqual([
      { sign: '~', text: 'tanh -> relu (in 3 places)', depth: 0 },
    ]);
  });
});

it('leaves totals open that a mistake leaves open', () => {
  const sound = 'input x[8]\nmodel linear 8 | tanh | linear 2';
  const totals = totalsOf(
    comparedModels(sound, sound.replace('tanh | linear 2', 'repeat many ( linear 8 ) | linear 2')),
  );
  expect(totals[0]).toEqual({ what: 'parameters', a: '90', b: expect.stringMatching(/or more$/), change: '' });
});
