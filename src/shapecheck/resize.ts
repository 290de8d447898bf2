/** Ways out that write another number where a dim comes from. */
import { type Fix, replace } from '../diagnostics/diagnostic.ts';
import { type Dim, numberOf } from '../shapes/dim.ts';
import { type Span, textOf } from '../text/source.ts';
import type { Origin } from './context.ts';

/** A number that stands by itself: no part of a name, of a fraction or of a size with a unit. */
const numbers = /(?<![\w.]|\.\s)\d[\d_]*(?![\w]|\.\d)/g;

/** Writes `to` for `from` where a dim comes from. */
export function resized(origin: Origin | undefined, from: Dim | undefined, to: Dim | undefined): Fix[] {
  const [old, wanted] = [from && numberOf(from), to && numberOf(to)];
  if (!origin?.size || old === undefined || wanted === undefined) return [];
  const product = multiple(origin.size, old, wanted);
  if (product) return product;
  return renumbered(origin.span, old, wanted, origin.size);
}

/** `2*d` where `d` is wanted: the name without its factor. */
function multiple(size: Span, old: number, wanted: number): Fix[] | undefined {
  const [, before, name, after] = /^(?:(\d+) ?\* ?)?([A-Za-z_]\w*)(?: ?\* ?(\d+))?$/.exec(textOf(size)) ?? [];
  const factor = Number(before ?? after);
  if (!name || wanted * factor !== old) return undefined;
  return [replace(`write ${name} for ${textOf(size)}`, size, name)];
}

/** Writes a number over the only one of its size within a part of a span. */
export function renumbered(span: Span, old: number, wanted: number, part = span): Fix[] {
  const text = textOf(span);
  const isThere = ({ 0: number, index }: RegExpMatchArray & { readonly index: number }) =>
    Number(number.replaceAll('_', '')) === old && isWithin(span.start + index, part);
  const found = [...text.matchAll(numbers)].filter(isThere);
  const [only, another] = found;
  if (!only || another || wanted < 1 || wanted === old) return [];
  const start = span.start + only.index;
  const end = start + only[0].length;
  const written = `${text.slice(0, only.index)}${wanted}${text.slice(only.index + only[0].length)}`;
  const isShort = /^[a-zA-Z]/.test(written) && written.length <= 40 && !/\s\s|[\r\n]/.test(written);
  const title = isShort ? `write ${written}` : `write ${wanted} for ${only[0]}`;
  return [replace(title, { ...span, start, end }, String(wanted))];
}

function isWithin(at: number, { start, end }: Span): boolean {
  return at >= start && at < end;
}
