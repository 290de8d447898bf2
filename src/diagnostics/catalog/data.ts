/** Codes about data, inputs and targets. */
import { count, error } from '../row.ts';

export const dataRows = {
  'data/no-file': error<{ source: string; why: string }>(
    'A data file that cannot be read.',
    ({ source, why }) => `cannot read "${source}": ${why}`,
  ),
  'data/empty': error<{ source: string }>(
    'A data file without a document.',
    ({ source }) => `${source} holds no document`,
  ),
  'data/not-utf8': error<{ source: string; line: number; byte: number }>(
    'A text that is not UTF-8.',
    ({ source, line, byte }) => `${source} is not valid UTF-8: line ${line}, byte ${byte} of the file`,
  ),
  'data/boundary': error<{ source: string; line: number; lines: number }>(
    'The boundary mark inside a document.',
    ({ source, line, lines }) =>
      `${source} has "." inside a document (line ${line}${lines > 1 ? ` and ${count(lines - 1, 'more line')}` : ''}), but "." marks where documents begin and end`,
  ),
  'data/conflict': error<{ param: string; value: number; most: number; why: string }>(
    'A setting that the data cannot serve.',
    ({ param, value, most, why }) => `${param}=${value} is too long: ${why}, so at most ${most} can be filled`,
  ),
  'data/unknown-source': error<{ source: string; known: readonly string[] }>(
    'A bare word that is no built-in data set.',
    ({ source, known }) =>
      `there is no built-in data called ${source}; mm has ${known.join(', ')}, and a file's path stands in quotes`,
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
