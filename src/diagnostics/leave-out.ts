/** Fixes that take something out of a text. */
import type { Span } from '../text/source.ts';
import { type Fix, replace } from './diagnostic.ts';

/** Takes a part of a line out, with the blanks before it. */
export function leaveOut(span: Span, title = 'leave it out', safe = false): Fix {
  const before = span.source.text.slice(0, span.start);
  return replace(title, { ...span, start: before.trimEnd().length }, '', safe);
}

/** Takes a stage out, with one of the bars beside it; nothing where it stands alone between its brackets. */
export function leaveStageOut(span: Span, title = 'leave it out', safe = false): readonly Fix[] {
  const { text } = span.source;
  const before = /\|\s*$/.exec(text.slice(0, span.start));
  const after = /^\s*\|\s*/.exec(text.slice(span.end));
  if (before) return [replace(title, { ...span, start: text.slice(0, before.index).trimEnd().length }, '', safe)];
  return after ? [replace(title, { ...span, end: span.end + after[0].length }, '', safe)] : [];
}

/** Takes an item out, with its line. */
export function leaveItemOut(span: Span, title = 'leave it out'): Fix {
  const { text } = span.source;
  const rest = /^[ \t]*(#[^\r\n]*)?(\r\n|\n|\r|$)/.exec(text.slice(span.end));
  const isOwnLine = /(^|[\r\n])[ \t]*$/.test(text.slice(0, span.start));
  return replace(title, { ...span, end: span.end + (rest && isOwnLine ? rest[0].length : 0) }, '');
}
