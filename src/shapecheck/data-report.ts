/** What is wrong with a data file, as a report. */
import { type Diagnostic, diagnostic, type Fix, replace } from '../diagnostics/diagnostic.ts';
import type { ColumnUse, DataFault, DataProblem } from '../registry/reader.ts';
import { nearest } from '../text/nearest.ts';
import { type Span, textOf } from '../text/source.ts';

/** The report on bytes that are unfit, at the source that names them. */
export function problemReport(problem: DataProblem, source: string, form: string, span: Span): Diagnostic {
  switch (problem.kind) {
    case 'empty-file':
    case 'no-documents': {
      const help = form === 'one document a line' ? ['one document stands on each line'] : [];
      return diagnostic(
        'data/empty',
        span,
        { source, what: form === 'one document a line' ? 'document' : 'text' },
        { help },
      );
    }
    case 'no-rows':
      return diagnostic('data/empty', span, { source, what: 'row' }, { help: ['rows stand below the line of names'] });
    case 'invalid-utf8': {
      const help = ['save the file as UTF-8, without changing its letters'];
      return diagnostic('data/not-utf8', span, { source, line: problem.line, byte: problem.byte }, { help });
    }
    case 'boundary-inside': {
      const help = ['leave the mark out of the file, or put another character in its place'];
      return diagnostic('data/boundary', span, { source, line: problem.line, lines: problem.lines }, { help });
    }
    case 'format':
      return formatReport(problem, source, span);
    case 'head': {
      const help = ['the first line of a table gives each column a name of its own'];
      return diagnostic('data/format', span, { source, format: 'a table with a head', why: problem.why }, { help });
    }
    case 'quote': {
      const help = ['a cell in quotes begins and ends with one, and quotes inside it are doubled: "5"" pipe"'];
      return diagnostic('data/quote', span, { source, line: problem.line }, { help });
    }
    case 'ragged': {
      const { line, cells, columns, lines } = problem;
      const help = ['a cell that holds a separator stands in quotes, and an empty cell keeps its separator'];
      return diagnostic('data/ragged', span, { source, line, cells, columns, lines }, { help });
    }
  }
}

function formatReport({ format, why }: DataProblem & { kind: 'format' }, source: string, span: Span): Diagnostic {
  const [reason = why, way] = why.split(': ');
  const help = [way ?? `give the path of ${format}, whole and unpacked`];
  return diagnostic('data/format', span, { source, format, why: reason }, { help });
}

/** Where the argument of a parameter stands, and the file that it names. */
export interface FaultPlaces {
  readonly source: string;
  spanOf(param: string): Span;
  fileOf(param: string): string;
}

/** Writes a column over another, where a setting names it as a word: `label=specie`, `skip=[Id]`. */
function columnFixes(column: string, meant: string, span: Span): Fix[] {
  const at = [...textOf(span).matchAll(/[A-Za-z_]\w*|"[^"\n]*"/g)].filter(([found]) => found === column);
  const [only, other] = at;
  if (!only || other) return [];
  const start = span.start + only.index;
  return [replace(`write ${word(meant)}`, { ...span, start, end: start + column.length }, word(meant), true)];
}

/** The report on a file that does not serve its settings. */
export function faultReport(fault: DataFault, { source, spanOf, fileOf }: FaultPlaces): Diagnostic {
  switch (fault.kind) {
    case 'no-column': {
      const { param, columns, known } = fault;
      const near = columns.flatMap((column) => nearest(column, known, columns.length > 1 ? 1 : undefined));
      const span = spanOf(param);
      const [meant] = near;
      const fixes = columns.length === 1 && meant !== undefined ? columnFixes(columns[0] as string, meant, span) : [];
      const help =
        fixes.length > 0 ? [] : [`write ${near[0] === undefined ? 'one of those that it has' : word(near[0])}`];
      return diagnostic('data/no-column', span, { source, columns, near, known }, { help, fixes });
    }
    case 'gap': {
      const { column, first, cells } = fault;
      const mend = cells === 1 ? 'fill it in, or take its row out' : 'fill them in, or take their rows out';
      const args = { source, column: column.name, ...first, cells };
      return diagnostic('data/missing', spanOf('source'), args, { help: [mend, ...skipped(column)] });
    }
    case 'mixed': {
      const { column, first, words, numbers } = fault;
      const [what, other] = words > numbers ? ['number', 'word'] : ['word', 'number'];
      const help = [
        `mend the cell, where it should be a ${other}`,
        `where the numbers are names as well: categories=[${word(column.name)}]`,
        ...skipped(column),
      ];
      const args = { source, column: column.name, ...first, what, words, numbers };
      return diagnostic('data/mixed', spanOf('source'), args, { help });
    }
    case 'kinds': {
      const { column, why } = fault;
      const span = spanOf(column.isLabel ? 'label' : 'source');
      const help = column.isLabel ? ['predict another column, or mend this one'] : skipped(column);
      return diagnostic('data/kinds', span, { source, column: column.name, why }, { help });
    }
    case 'unfit':
      return diagnostic(
        'data/unfit',
        spanOf(fault.param),
        { source: fileOf(fault.param), why: fault.why },
        { help: [fault.help ?? 'give files and settings that go together, or mend the file'] },
      );
  }
}

/** How to do without a column; the label is needed. */
function skipped({ name, isLabel }: ColumnUse): string[] {
  return isLabel ? [] : [`leave the column out: skip=[${word(name)}]`];
}

/** A name of a column as one writes it in a spec. */
function word(name: string): string {
  return /^[A-Za-z_]\w*$/.test(name) ? name : JSON.stringify(name);
}
