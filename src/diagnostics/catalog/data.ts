/** Codes about data, inputs and targets. */
import { both, count, didYouMean, error } from '../row.ts';

export const dataRows = {
  'data/no-file': error<{ source: string; why: string }>(
    'A data file that cannot be read.',
    ({ source, why }) => `cannot read "${source}": ${why}`,
    { no: { fix: 'the mistake lies in the file of the data' } },
  ),
  'data/empty': error<{ source: string; what: string }>(
    'A data file without a document, a row or any text.',
    ({ source, what }) => `${source} holds no ${what}`,
    { no: { fix: 'the mistake lies in the file of the data' } },
  ),
  'data/format': error<{ source: string; format: string; why: string }>(
    'A data file of another format than its reader takes.',
    ({ source, format, why }) => `${source} cannot be read as ${format}: ${why}`,
    { no: { fix: 'the mistake lies in the file of the data' } },
  ),
  'data/not-utf8': error<{ source: string; line: number; byte: number }>(
    'A text that is not UTF-8.',
    ({ source, line, byte }) => `${source} is not valid UTF-8: line ${line}, byte ${byte} of the file`,
    { no: { fix: 'the mistake lies in the file of the data' } },
  ),
  'data/boundary': error<{ source: string; line: number; lines: number }>(
    'The boundary mark inside a document.',
    ({ source, line, lines }) =>
      `${source} has "." inside a document (line ${line}${lines > 1 ? ` and ${count(lines - 1, 'more line')}` : ''}), but "." marks where documents begin and end`,
    { no: { fix: 'the mistake lies in the file of the data' } },
  ),
  'data/quote': error<{ source: string; line: number }>(
    'A quote out of place in a table.',
    ({ source, line }) =>
      `${source} has a quote out of place in line ${line}: it is never closed, or stands inside a cell`,
    { no: { fix: 'the mistake lies in the file of the data' } },
  ),
  'data/ragged': error<{ source: string; line: number; cells: number; columns: number; lines: number }>(
    'A row with more or fewer cells than the head of its table.',
    ({ source, line, cells, columns, lines }) =>
      `${source} has ${count(cells, 'cell')} in line ${line}${lines > 1 ? ` (${count(lines - 1, 'more line')} are like it)` : ''}, but its first line names ${count(columns, 'column')}`,
    { no: { fix: 'the mistake lies in the file of the data' } },
  ),
  'data/missing': error<{ source: string; column: string; line: number; text: string; cells: number }>(
    'A cell of a table without a value.',
    ({ source, column, line, text, cells }) =>
      `column ${column} of ${source} has no value in line ${line}${text === '' ? '' : ` ("${text}")`}${cells > 1 ? ` and ${count(cells - 1, 'more line')}` : ''}`,
    { no: { fix: 'the mistake lies in the file of the data' } },
  ),
  'data/mixed': error<{
    source: string;
    column: string;
    line: number;
    text: string;
    what: string;
    words: number;
    numbers: number;
  }>(
    'A column of a table with numbers and words.',
    ({ source, column, line, text, what, words, numbers }) =>
      `column ${column} of ${source} has ${count(numbers, 'number')} and ${count(words, 'word')}: the first ${what} is "${text}" in line ${line}`,
    { no: { fix: 'the mistake lies in the file of the data' } },
  ),
  'data/kinds': error<{ source: string; column: string; why: string }>(
    'A column of words that says too much or too little.',
    ({ source, column, why }) => `column ${column} of ${source} ${why}`,
    { no: { fix: 'the mistake lies in the file of the data' } },
  ),
  'data/no-column': error<{
    source: string;
    columns: readonly string[];
    near: readonly string[];
    known: readonly string[];
  }>(
    'A name that is no column of the table.',
    ({ source, columns, near, known }) =>
      `${source} has no column ${both(columns)}${near.length > 0 ? didYouMean(near) : `; it has ${both(known.slice(0, 12))}${known.length > 12 ? ' and others' : ''}`}`,
  ),
  'data/unfit': error<{ source: string; why: string }>(
    'Data files that do not go together, or that are not what they are used as.',
    ({ source, why }) => `${source} ${why}`,
    { no: { fix: 'the mistake lies in the file of the data' } },
  ),
  'data/conflict': error<{ param: string; value: number; most: number; why: string }>(
    'A setting that the data cannot serve.',
    ({ param, value, most, why }) => `${param}=${value} is too long: ${why}, so at most ${most} can be filled`,
    { no: { fix: 'there are several ways that mean different things' } },
  ),
  'data/unknown-source': error<{ source: string; known: readonly string[] }>(
    'A bare word that is no built-in data set.',
    ({ source, known }) =>
      `there is no built-in data called ${source}; ${known.length > 0 ? `mm has ${known.join(', ')}, and ` : ''}a file's path stands in quotes`,
  ),
  'data/target-word': error<{ word: string }>(
    'A target that is not class, value, tokens or image.',
    ({ word }) => `a target is class, value, tokens or image, not ${word}`,
  ),
  'data/target-form': error<{ word: string; wants: string; why: string }>(
    'A target written without what it needs.',
    ({ word, wants, why }) => `a target of ${word} is written ${wants}: ${why}`,
  ),
};
