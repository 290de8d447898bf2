/** Names that are local to a place: block parameters, symbols of a type, repeat variables, symbols bound by assertions. */
import type { Val } from '../resolve/values.ts';
import type { Span } from '../text/source.ts';
import type { Context } from './context.ts';

export type LocalVal = Val<Context>;

/** A frame lasts to the end of the parentheses that open it; an assertion adds to the innermost one. */
export interface Frame {
  readonly names: Map<string, LocalVal>;
  readonly outer: Frame | undefined;
  /** Where names are declared that are written out, such as the variables of a repeat. */
  readonly spans: ReadonlyMap<string, Span>;
}

export function innerFrame(
  outer: Frame | undefined,
  names: Iterable<readonly [string, LocalVal]> = [],
  spans: Iterable<readonly [string, Span]> = [],
): Frame {
  return { names: new Map(names), outer, spans: new Map(spans) };
}

/** The value of a local name, looked up from the inside out. */
export function lookUp(frame: Frame | undefined, name: string): LocalVal | undefined {
  for (let at = frame; at; at = at.outer) {
    const found = at.names.get(name);
    if (found) return found;
  }
  return undefined;
}

/** Where a local name is declared, if that is known. */
export function declarationOf(frame: Frame | undefined, name: string): Span | undefined {
  for (let at = frame; at; at = at.outer) if (at.names.has(name)) return at.spans.get(name);
  return undefined;
}

/** Every local name in sight. */
export function localNames(frame: Frame | undefined): string[] {
  const names: string[] = [];
  for (let at = frame; at; at = at.outer) names.push(...at.names.keys());
  return names;
}
