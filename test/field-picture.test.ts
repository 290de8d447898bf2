/** Pictures of what an output sees, against the figures of WaveNet (van den Oord et al., 2016) and trees counted by hand. */
import { describe, expect, it } from 'vitest';
import { fieldJson } from '../src/graph/field-json.ts';
import { type FieldPicture, fieldPicture } from '../src/graph/field-picture.ts';
import { fieldSvg } from '../src/graph/field-svg.ts';
import { fieldText, seenSentence } from '../src/graph/field-text.ts';
import { check } from '../src/shapecheck/check.ts';
import { source } from '../src/text/source.ts';

const dilated = 'input x[8, 4]\nmodel repeat i in 0..3 ( conv 4 2 dilation=2^i padding=causal )';
const tree = 'input x[8, 4]\nmodel repeat 3 ( flatten 2 | linear 4 )';

describe('in characters', () => {
  it('draws dilated convolutions as the second figure of WaveNet does', () => {
    expect(`${fieldText(pictureOf(dilated), 60)}\n`).toBe(
      `
conv 4 2 dilation=4  ·   ·   ·   ·   ·   ·   ·   ●
                                 ╭───────────────┤
conv 4 2 dilation=2  ·   ·   ·   ●   ·   ·   ·   ●
                         ╭───────┤       ╭───────┤
conv 4 2             ·   ●   ·   ●   ·   ●   ·   ●
                     ╭───┤   ╭───┤   ╭───┤   ╭───┤
input                ●   ●   ●   ●   ●   ●   ●   ●
`.slice(1),
    );
  });

  it('draws pairs as a tree', () => {
    expect(`${fieldText(pictureOf(tree), 44)}\n`).toBe(
      `
flatten 2                ●
                 ╭───────┴───────╮
flatten 2        ●               ●
             ╭───┴───╮       ╭───┴───╮
flatten 2    ●       ●       ●       ●
           ╭─┴─╮   ╭─┴─╮   ╭─┴─╮   ╭─┴─╮
input      ●   ●   ●   ●   ●   ●   ●   ●
`.slice(1),
    );
  });

  it('leaves the middle out where there is no room, and no line is longer than it may be', () => {
    const text = fieldText(pictureOf('input x[1000, 4]\nmodel attention 2 causal'), 60);
    expect(text).toMatch(/^input +(● )+… (● )*●$/m);
    for (const line of text.split('\n')) expect(line.length).toBeLessThanOrEqual(60);
  });
});

describe('what is seen of each row', () => {
  it.each([
    [
      'dilated',
      dilated,
      {},
      [
        [[0, 7]],
        [
          [1, 1],
          [3, 3],
          [5, 5],
          [7, 7],
        ],
        [
          [3, 3],
          [7, 7],
        ],
        [[7, 7]],
      ],
    ],
    [
      'dilated, from the fourth position',
      dilated,
      { at: 3 },
      [
        [[0, 3]],
        [
          [1, 1],
          [3, 3],
        ],
        [[3, 3]],
        [[3, 3]],
      ],
    ],
    ['a tree', tree, {}, [[[0, 7]], [[0, 3]], [[0, 1]], [[0, 0]]]],
    ['padding sees nothing', 'input x[4, 2]\nmodel pad left=2 | conv 2 3', { at: 0 }, [[[0, 0]], [[0, 2]], [[0, 0]]]],
    ['a way back', 'input x[4, 2]\nmodel gru 2 bidirectional=true', { at: 2 }, [[[0, 3]], [[2, 2]]]],
    ['the last position', 'input x[6, 2]\nmodel conv 2 2 | last', {}, [[[4, 5]], [[4, 4]], [[0, 0]]]],
    [
      'an open length',
      'model embed 4 | conv 4 3 padding=causal | relu | last',
      { least: 10 },
      [[[7, 9]], [[9, 9]], [[0, 0]]],
    ],
  ])('%s', (_, text, options, seen) => {
    expect(fieldJson(pictureOf(text, options)).rows.map((row) => row.seen)).toEqual(seen);
  });

  it('is told in a sentence', () => {
    expect(seenSentence(pictureOf(tree))).toBe('the output sees 8 of 8 positions');
    expect(seenSentence(pictureOf(dilated, { at: 3 }))).toBe('position 3 of the output sees 4 of 8 positions: 0 to 3');
  });
});

it('has no picture without positions, and of no place that is not there', () => {
  expect(pictured('input x[4]\nmodel linear 2', {})).toBe('no-positions');
  expect(pictured(dilated, { at: 8 })).toBe('no-such-place');
});

it('draws a circle for each place and a line from each that is seen to each that it sees', () => {
  const svg = fieldSvg(pictureOf(dilated), 'a < b');
  expect(svg.match(/class="dot seen"/g)).toHaveLength(1 + 2 + 4 + 8);
  expect(svg.match(/class="dot"/g)).toHaveLength(7 + 6 + 4);
  expect(svg.match(/class="edge"/g)).toHaveLength(2 + 4 + 8);
  expect(svg).toContain('a &lt; b</text>');
});

interface Options {
  readonly at?: number;
  readonly least?: number;
}

function pictureOf(text: string, options: Options = {}): FieldPicture {
  const picture = pictured(text, options);
  if (typeof picture === 'string') throw new Error(picture);
  return picture;
}

function pictured(text: string, options: Options) {
  const { value, diagnostics } = check(source('model.mm', text));
  expect(diagnostics).toEqual([]);
  return fieldPicture(value.models[0]!, options);
}
