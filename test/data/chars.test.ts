/** What a file of documents says, and what makes it unfit. */
import { describe, expect, test } from 'vitest';
import { type CharInspection, documentsOf, inspectChars } from '../../src/data/chars.ts';

const bytesOf = (text: string) => new TextEncoder().encode(text);
const inspect = (text: string): CharInspection => inspectChars(bytesOf(text));
const anna = { documents: 2, shortest: 2, longest: 4, characters: 6, vocabulary: '.abno' };

describe('facts', () => {
  const same: readonly (readonly [string, string])[] = [
    ['LF', 'anna\nbo\n'],
    ['no newline at the end', 'anna\nbo'],
    ['CRLF', 'anna\r\nbo\r\n'],
    ['a BOM', '\uFEFFanna\nbo'],
    ['empty lines and blanks around words', '\n  anna\t\n\n \nbo \n\n'],
  ];
  test.each(same)('%s does no harm', (_, text) => {
    expect(inspect(text)).toEqual({ facts: anna });
  });

  test('blanks inside a document are characters', () => {
    expect(inspect('a b')).toEqual({
      facts: { documents: 1, shortest: 3, longest: 3, characters: 3, vocabulary: '. ab' },
    });
  });

  test('characters are code points, and the vocabulary is sorted by them, not by UTF-16 units', () => {
    expect(inspect('😀é\n\uFF5Ez')).toEqual({
      facts: { documents: 2, shortest: 2, longest: 2, characters: 4, vocabulary: '.zé\uFF5E😀' },
    });
  });

  test('documents are the stripped lines', () => {
    expect(documentsOf(' a\r\n\r\n\tb c \nd')).toEqual(['a', 'b c', 'd']);
  });
});

describe('problems', () => {
  test('an empty file', () => {
    expect(inspect('')).toEqual({ problems: [{ kind: 'empty-file' }] });
  });

  test.each(['\n\n', ' \r\n\t', '\uFEFF'])('no documents in %j', (text) => {
    expect(inspect(text)).toEqual({ problems: [{ kind: 'no-documents' }] });
  });

  test('a boundary inside documents: the first line, and how many', () => {
    expect(inspect('anna\n\nst. john\nbo\nj. r. r.\n')).toEqual({
      problems: [{ kind: 'boundary-inside', line: 3, lines: 2 }],
    });
  });

  test('bytes of another encoding: the line and the byte', () => {
    const latin1 = Uint8Array.from([...bytesOf('anna\nbo\nren'), 0xe9, ...bytesOf('\nzoe')]);
    expect(inspectChars(latin1)).toEqual({ problems: [{ kind: 'invalid-utf8', line: 3, byte: 11 }] });
  });

  test('a sequence that the end of the file cuts short', () => {
    expect(inspectChars(bytesOf('anna\né').subarray(0, 6))).toEqual({
      problems: [{ kind: 'invalid-utf8', line: 2, byte: 5 }],
    });
  });
});
