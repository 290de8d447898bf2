/** What mm says about a spec, as data. Codes and argument types come from the catalogue; text is made at the edge. */
import type { Span } from '../text/source.ts';
import type { ArgsOf, Code } from './catalog.ts';

export type Severity = 'error' | 'warning' | 'note';

/** A second place that explains the first: where a number comes from, where a block is called. */
export interface Label {
  readonly span: Span;
  readonly message: string;
}

/** One replacement of text; an empty span inserts. */
export interface Edit {
  readonly span: Span;
  readonly text: string;
}

/** A way out that a machine can apply. A safe one keeps what the writer plainly meant. */
export interface Fix {
  readonly title: string;
  readonly safe: boolean;
  readonly edits: readonly Edit[];
}

/** One report: what is wrong (`code` and `args`), where (`span`), what else to look at, and what would work. */
export interface Diagnostic<C extends Code = Code> {
  readonly code: C;
  readonly args: ArgsOf<C>;
  readonly span: Span;
  /** What stands right under the carets, if anything: "takes [B, 7, 10]; 2 does not divide 7". */
  readonly label?: string;
  readonly labels: readonly Label[];
  /** Further facts, one sentence each. */
  readonly notes: readonly string[];
  /** Ways out in words, one sentence each; those that are edits as well stand in `fixes`. */
  readonly help: readonly string[];
  readonly fixes: readonly Fix[];
}

/** The parts of a report that many reports do not have. */
export interface Extras {
  readonly label?: string | undefined;
  readonly labels?: readonly Label[];
  readonly notes?: readonly string[];
  readonly help?: readonly string[];
  readonly fixes?: readonly Fix[];
}

/** Makes a report; a code that the catalogue lacks, or a missing argument, does not compile. */
export function diagnostic<C extends Code>(code: C, span: Span, args: ArgsOf<C>, extras: Extras = {}): Diagnostic<C> {
  const { label, labels = [], notes = [], help = [], fixes = [] } = extras;
  return { code, args, span, ...(label === undefined ? {} : { label }), labels, notes, help, fixes };
}

/** The ways out in words, each once: a fix that the help names already, as in "use context=8, or …", is not said twice. */
export function waysOut({ help, fixes }: Pick<Diagnostic, 'help' | 'fixes'>): string[] {
  const said = help.flatMap((text) => [text, ...text.split(/, or |: |^use |^end with | before | for /)]);
  const isSaid = (title: string) => said.includes(title) || said.includes(title.replace(/^write /, ''));
  return [...new Set([...help, ...fixes.flatMap(({ title }) => (isSaid(title) ? [] : [title]))])];
}

/** What every phase returns. */
export interface Outcome<T> {
  readonly value: T;
  readonly diagnostics: readonly Diagnostic[];
}

/** A fix that replaces what a span covers. */
export function replace(title: string, span: Span, text: string, safe = false): Fix {
  return { title, safe, edits: [{ span, text }] };
}

/** Fixes that write the nearest of some names over another; safe when there is only one that is near, or that differs by case alone. */
export function respell(
  near: readonly string[],
  span: Span,
  written: (name: string) => string = (name) => name,
): Fix[] {
  const found = span.source.text.slice(span.start, span.end).toLowerCase();
  const same = near.filter((name) => written(name).toLowerCase() === found);
  const names = same.length === 1 ? same : near;
  return names.slice(0, 1).map((name) => replace(`write ${written(name)}`, span, written(name), names.length === 1));
}
