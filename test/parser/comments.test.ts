/** Comments are kept, each with its place; `##` comments document the item that follows. */
import { describe, expect, it } from 'vitest';
import { parse } from '../../src/parser/parse.ts';
import { source, textOf } from '../../src/text/source.ts';

const specOf = (text: string) => parse(source('spec.mm', text)).value;

describe('comments', () => {
  it.each([
    ['# one\ntanh # two\n#three', ['# one', '# two', '#three']],
    ['tanh#glued', ['#glued']],
    ['#\n##\n### x\ntanh', ['#', '##', '### x']],
    ['let s = "# none" # one', ['# one']],
    ['model sum ( # a\n tanh, # b\n relu ) # c', ['# a', '# b', '# c']],
    ['# é 😀 \t\r\ntanh # x\r# y', ['# é 😀 \t', '# x', '# y']],
    ['model ( tanh # in a part that is not closed', ['# in a part that is not closed']],
    ['# nothing else', ['# nothing else']],
  ])('%j', (text, comments) => {
    const spec = specOf(text);
    expect(spec.comments.map((comment) => comment.text)).toEqual(comments);
    expect(spec.comments.map(({ span }) => textOf(span))).toEqual(comments);
  });

  it('are kept where the text is nested too deep to be read', () => {
    expect(specOf(`# kept\nmodel ${'('.repeat(300)}`).comments.map(({ text }) => text)).toEqual(['# kept']);
  });
});

describe('documentation', () => {
  it.each([
    ['## Adds up.\nblock f = tanh', [['Adds up.']]],
    ['##No blank\n##   three\n### deep\nlet a = 1', [['No blank', '  three', 'deep']]],
    ['## a\n\n# b\n\n## c\nlet a = 1', [['a', 'c']]],
    ['let a = 1 ## of the line, not of what follows\nlet b = 2', [[], []]],
    ['let a = 1\n  ## indented\nlet b = 2', [[], ['indented']]],
    ['## a bare stack\nembed 3', [['a bare stack']]],
    ['## first\r\n## second\r\nlet a = 1', [['first', 'second']]],
    ['let a = 1\n## after everything', [[]]],
    ['model sum ( tanh,\n## inside\nrelu )\nlet a = 1', [[], []]],
  ])('%j', (text, docs) => {
    expect(specOf(text).items.map(({ doc }) => doc)).toEqual(docs);
  });

  it('is told from an ordinary comment', () => {
    expect(specOf('# a\n## b\ntanh').comments.map(({ doc }) => doc)).toEqual([false, true]);
  });
});
