/** A file's text with its name, and places in it. Everything that points into a file is a Span of a Source. */

/** A text to compile. `text` is without its byte-order mark, so offsets and columns never count it. */
export interface Source {
  /** The name that reports show, as the user wrote it. */
  readonly file: string;
  readonly text: string;
  /** Whether the file began with a byte-order mark, so that an edit can keep it. */
  readonly bom: boolean;
}

/** A half-open range of UTF-16 offsets in one source. An empty span marks a place between two characters. */
export interface Span {
  readonly source: Source;
  readonly start: number;
  readonly end: number;
}

/** A place for people: line and column count from 1, columns in UTF-16 units. */
export interface Position {
  readonly line: number;
  readonly column: number;
}

/** Makes a source of a file's content, taking a byte-order mark off. */
export function source(file: string, content: string): Source {
  const bom = content.startsWith('\uFEFF');
  return { file, text: bom ? content.slice(1) : content, bom };
}

/** The span from the start of `first` to the end of `last`; both lie in the same source. */
export function cover(first: Span, last: Span): Span {
  return { source: first.source, start: Math.min(first.start, last.start), end: Math.max(first.end, last.end) };
}

/** The text that a span covers. */
export function textOf(span: Span): string {
  return span.source.text.slice(span.start, span.end);
}
