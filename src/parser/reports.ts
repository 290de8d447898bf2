/** Collects what the parser has to say about one source, each mistake once. */
import type { ArgsOf, Code } from '../diagnostics/catalog.ts';
import { type Diagnostic, diagnostic, type Edit, type Extras, type Fix } from '../diagnostics/diagnostic.ts';
import type { Source, Span } from '../text/source.ts';
import { withoutConsequences } from './consequences.ts';

/** A range of offsets; a token's `end` is the offset after it. */
export interface Place {
  readonly start: number;
  readonly end: number;
}

export interface Reports {
  readonly source: Source;
  span(place: Place): Span;
  /** Adds a report, unless one begins at the same place already. */
  add<C extends Code>(code: C, place: Place, args: ArgsOf<C>, extras?: Extras): void;
  /** A fix of several replacements. */
  fix(title: string, edits: readonly (Place & { readonly text: string })[]): Fix;
  /** A fix that keeps what was plainly meant. */
  safeFix(title: string, edits: readonly (Place & { readonly text: string })[]): Fix;
  /** All reports in the order of the text. */
  sorted(): readonly Diagnostic[];
}

/** An empty collection for a source. */
export function reportsFor(source: Source): Reports {
  const found = new Map<number, Diagnostic>();
  const span = ({ start, end }: Place): Span => ({ source, start, end });
  const edits = (places: readonly (Place & { readonly text: string })[]): Edit[] =>
    places.map((place) => ({ span: span(place), text: place.text }));
  return {
    source,
    span,
    add(code, place, args, extras) {
      if (!found.has(place.start)) found.set(place.start, diagnostic(code, span(place), args, extras));
    },
    fix: (title, places) => ({ title, safe: false, edits: edits(places) }),
    safeFix: (title, places) => ({ title, safe: true, edits: edits(places) }),
    sorted() {
      const inOrder = [...found.values()].sort((a, b) => a.span.start - b.span.start);
      return withoutConsequences(inOrder, source.text);
    },
  };
}
