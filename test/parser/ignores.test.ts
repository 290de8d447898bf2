/** `# mm-ignore code: reason` hides a warning on its own line or, alone on a line, of the next item or stage; nothing else. */
import { describe, expect, it } from 'vitest';
import { check } from '../../src/summary/check.ts';
import { source } from '../../src/text/source.ts';

/** The codes that a text is told of, in the order of the text. */
function codes(text: string): string[] {
  const found = [...check(source('spec.mm', text)).diagnostics];
  return found.sort((a, b) => a.span.start - b.span.start).map(({ code }) => code);
}

const unchecked = 'item/unchecked-block';
const zero = 'shape/repeat-zero';
/** Of a comment that ignores nothing. */
const unused = 'lint/unused-ignore';

describe('mm-ignore', () => {
  it.each([
    ['without it, the warnings are there', 'input x[4]\nblock f = tanh\nmodel repeat 0 ( tanh )', [unchecked, zero]],
    ['on its own line', `input x[4]\nblock f = tanh # mm-ignore ${unchecked}: later\nmodel tanh`, []],
    [
      'alone, for the next item',
      `input x[4]\n# mm-ignore ${unchecked}: later\n\n# more\nblock f = tanh\nmodel tanh`,
      [],
    ],
    ['alone, for the next stage', `input x[4]\nmodel tanh |\n  # mm-ignore ${zero}\n  repeat 0 ( tanh ) | tanh`, []],
    [
      'for a stage within a block',
      `input x[4]\nblock f = tanh |\n # mm-ignore ${zero}\n repeat 0 ( tanh )\nmodel f`,
      [],
    ],
    [
      'for all of an item',
      `input x[4]\n# mm-ignore ${zero}\nmodel tanh\n | repeat 0 ( tanh )\n | repeat 0 ( tanh )`,
      [],
    ],
    [
      'not for the item after the next',
      `# mm-ignore ${unchecked}\ninput x[4]\nblock f = tanh\nmodel tanh`,
      [unused, unchecked],
    ],
    [
      'not for the stage after the next',
      `input x[4]\nmodel tanh |\n # mm-ignore ${zero}\n tanh | repeat 0 ( tanh )`,
      [unused, zero],
    ],
    ['not for the line before', `input x[4]\nblock f = tanh\nmodel tanh # mm-ignore ${unchecked}`, [unchecked, unused]],
    ['not for another code', `input x[4]\nblock f = tanh # mm-ignore ${zero}\nmodel tanh`, [unchecked, unused]],
    [
      'not for an error',
      'input x[4]\nmodel tahn # mm-ignore name/unknown-layer',
      ['name/unknown-layer', 'syntax/ignore'],
    ],
    [
      'not in a string',
      `data chars "# mm-ignore ${zero}"\nmodel embed 3 | repeat 0 ( tanh ) | flatten | linear V`,
      [zero],
    ],
    ['with CRLF', `input x[4]\r\n# mm-ignore ${unchecked}\r\nblock f = tanh\r\nmodel tanh`, []],
    ['at the end of the file', `input x[4]\nmodel tanh\n# mm-ignore ${zero}`, [unused]],
  ])('%s', (_, text, expected) => {
    expect(codes(text)).toEqual(expected);
  });
});
