/** Bad data is an error at the `data` item of the spec: an item, what is known of its file, and the report that follows. */
import { describe, expect, test } from 'vitest';
import { inspectChars } from '../../src/data/chars.ts';
import { messageOf } from '../../src/diagnostics/catalog.ts';
import { type DataAnswer, dataKey, noFacts } from '../../src/resolve/facts.ts';
import { check } from '../../src/shapecheck/check.ts';
import { typeTextWithVocab } from '../../src/shapes/shape.ts';
import { source, textOf } from '../../src/text/source.ts';

const fileOf = (text: string): DataAnswer => inspectChars(new TextEncoder().encode(text));

/** An item with a sound model under it, given what is known of words.txt. */
function checked(data: string, answer: DataAnswer) {
  const spec = source('spec.mm', `data ${data}\nmodel embed 4 | flatten | linear V\n`);
  return check(spec, { ...noFacts, data: new Map([[dataKey('chars', 'words.txt'), answer]]) });
}

interface Case {
  readonly title: string;
  readonly data: string;
  readonly answer: DataAnswer;
  readonly message: string;
  /** What the caret stands under. */
  readonly at: string;
  readonly notes?: readonly string[];
  readonly help?: readonly string[];
}

const words = 'chars "words.txt" context=3';
const at = '"words.txt"';

const cases: readonly Case[] = [
  {
    title: 'a missing file',
    data: words,
    answer: { file: 'not-found' },
    message: 'cannot read "words.txt": there is no such file',
    at,
    help: ['a path is seen from the folder of the spec'],
  },
  {
    title: 'a folder',
    data: words,
    answer: { file: 'not-a-file' },
    message: 'cannot read "words.txt": it is not a file',
    at,
  },
  {
    title: 'an empty file',
    data: words,
    answer: fileOf(''),
    message: 'words.txt holds no document',
    at,
    help: ['one document stands on each line'],
  },
  {
    title: 'a file of blank lines',
    data: words,
    answer: fileOf(' \n\n'),
    message: 'words.txt holds no document',
    at,
    help: ['one document stands on each line'],
  },
  {
    title: 'another encoding',
    data: words,
    answer: inspectChars(Uint8Array.of(0x61, 0x0a, 0xe9, 0x0a)),
    message: 'words.txt is not valid UTF-8: line 2, byte 2 of the file',
    at,
    help: ['save the file as UTF-8, without changing its letters'],
  },
  {
    title: 'the boundary in a document',
    data: words,
    answer: fileOf('anna\nst. john'),
    message: 'words.txt has "." inside a document (line 2), but "." marks where documents begin and end',
    at,
    help: ['leave the mark out of the file, or put another character in its place'],
  },
  {
    title: 'the boundary in three documents',
    data: words,
    answer: fileOf('anna\nst. john\na.b\nc.d'),
    message:
      'words.txt has "." inside a document (line 2 and 2 more lines), but "." marks where documents begin and end',
    at,
    help: ['leave the mark out of the file, or put another character in its place'],
  },
  {
    title: 'a context that no document fills',
    data: 'chars "words.txt" context=6',
    answer: fileOf('anna\nbo'),
    message: 'context=6 is too long: the longest document has 4 letters, so at most 5 can be filled',
    at: '6',
    help: ['use context=5 or less'],
  },
  {
    title: 'the default context, which no document fills',
    data: 'chars "words.txt"',
    answer: fileOf('anna\nbo'),
    message: 'context=8 is too long: the longest document has 4 letters, so at most 5 can be filled',
    at: 'chars',
    notes: ['context is 8 unless the data item says otherwise'],
    help: ['use context=5 or less'],
  },
  {
    title: 'too few documents',
    data: words,
    answer: fileOf('one long line of text'),
    message: 'data chars needs more documents: a share of 0.8 of 1 leaves none for training',
    at,
    help: ['take a file with more in it, or give training a larger share: split=[0.8, 0.1, 0.1]'],
  },
  {
    title: 'a context beyond the built-in names',
    data: 'chars names context=17',
    answer: fileOf(''),
    message: 'context=17 is too long: the longest document has 15 letters, so at most 16 can be filled',
    at: '17',
    help: ['use context=16 or less'],
  },
  {
    title: 'a built-in that is none',
    data: 'chars words context=3',
    answer: fileOf('anna'),
    message: "there is no built-in data called words; mm has names, and a file's path stands in quotes",
    at: 'words',
  },
];

describe('bad data is reported once, at its place', () => {
  test.each(cases)('$title', ({ data, answer, message, at: marked, notes = [], help = [] }) => {
    const { diagnostics } = checked(data, answer);
    expect(diagnostics.map(messageOf)).toEqual([message]);
    const [found] = diagnostics;
    expect(textOf(found!.span)).toBe(marked);
    expect([found!.notes, found!.help]).toEqual([notes, help]);
  });
});

describe('sound data is not', () => {
  test.each([
    ['the longest context', 'chars "words.txt" context=5', fileOf('anna\nbo'), 'int[B, 5] of 5'],
    ['letters of any script, CRLF and a BOM', words, fileOf('\uFEFFé 😀\r\nzoë\r\n'), 'int[B, 3] of 7'],
    ['the built-in names', 'chars names context=16', { file: 'not-found' } as const, 'int[B, 16] of 27'],
    ['one document, all of it for training', `${words} split=[1, 0, 0]`, fileOf('anna'), 'int[B, 3] of 3'],
  ])('%s', (_, data, answer, type) => {
    const { value, diagnostics } = checked(data, answer);
    expect(diagnostics).toEqual([]);
    expect(typeTextWithVocab(value.models[0]!.input!)).toBe(type);
  });

  test('a file that nobody looked at is not judged', () => {
    const { value, diagnostics } = check(source('spec.mm', `data ${words}\nmodel embed 4 | flatten | linear V`));
    expect(diagnostics).toEqual([]);
    expect(typeTextWithVocab(value.models[0]!.input!)).toBe('int[B, 3] of V');
  });
});
