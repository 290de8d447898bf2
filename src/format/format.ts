/** The one layout of a .mm file: same tree, same comments, and only blanks and line ends moved. */
import { severityOf } from '../diagnostics/catalog.ts';
import { type Diagnostic, diagnostic, type Outcome } from '../diagnostics/diagnostic.ts';
import { maxSize, parse } from '../parser/parse.ts';
import { type Source, source } from '../text/source.ts';
import { fileText } from './file.ts';
import { isSameTree } from './same-tree.ts';

/**
 * A text in its one layout: LF, no byte-order mark, lines of 100 characters where they can be parted, one line end last.
 * A text with syntax errors comes back as it is, with their reports; so does one that would be too large to read.
 * Throws when the result would say anything else than the text, which is a mistake of mm's own.
 */
export function format(text: Source): Outcome<string> {
  const { value, diagnostics } = parse(text);
  if (diagnostics.some((one) => severityOf(one) === 'error')) return { value: text.text, diagnostics };
  const made = fileText(value);
  if (made.length > maxSize) return { value: text.text, diagnostics: [...diagnostics, tooLarge(text)] };
  const again = parse(source(text.file, made));
  const isBroken = again.diagnostics.some((one) => severityOf(one) === 'error');
  if (isBroken || !isSameTree(value, again.value)) throw new Error('the layout of a text would change what it says');
  return { value: made, diagnostics };
}

function tooLarge(source: Source): Diagnostic {
  return diagnostic('syntax/too-large', { source, start: 0, end: 0 }, { limit: '4 MB' });
}
