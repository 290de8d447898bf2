/** Reports as a log of SARIF 2.1.0 (docs.oasis-open.org/sarif/sarif/v2.1.0), which code scanning services read. */
import { positionAt } from '../text/lines.ts';
import type { Span } from '../text/source.ts';
import { version } from '../version.ts';
import { type Code, catalog, messageOf, severityOf } from './catalog.ts';
import { type Diagnostic, type Edit, type Fix, type Label, waysOut } from './diagnostic.ts';

/** The log as a value that JSON can carry: one run, the rules that it reports, and a result for each report. */
export function toSarif(diagnostics: readonly Diagnostic[]): object {
  const codes = [...new Set(diagnostics.map(({ code }) => code))].sort();
  return {
    $schema: 'https://json.schemastore.org/sarif-2.1.0.json',
    version: '2.1.0',
    runs: [
      {
        tool: { driver: { name: 'mm', version, rules: codes.map(rule) } },
        columnKind: 'utf16CodeUnits',
        results: diagnostics.map((each) => result(each, codes.indexOf(each.code))),
      },
    ],
  };
}

function rule(code: Code): object {
  const { about, more, severity } = catalog[code];
  return {
    id: code,
    shortDescription: { text: about },
    help: { text: [about, ...(more === undefined ? [] : [more]), `mm explain ${code} shows examples.`].join('\n\n') },
    defaultConfiguration: { level: severity },
  };
}

function result(diagnostic: Diagnostic, ruleIndex: number): object {
  const { code, span, label, labels, fixes } = diagnostic;
  return {
    ruleId: code,
    ruleIndex,
    level: severityOf(diagnostic),
    message: { text: textOf(diagnostic) },
    locations: [{ physicalLocation: place(span), ...(label === undefined ? {} : { message: { text: label } }) }],
    ...(labels.length === 0 ? {} : { relatedLocations: labels.map(related) }),
    ...(fixes.length === 0 ? {} : { fixes: fixes.map(fix) }),
  };
}

/** The message with its notes and ways out, which SARIF has no place for. */
function textOf(diagnostic: Diagnostic): string {
  const notes = diagnostic.notes.map((note) => `note: ${note}`);
  const help = waysOut(diagnostic).map((way) => `help: ${way}`);
  return [messageOf(diagnostic), ...notes, ...help].join('\n');
}

function related({ span, message }: Label, id: number): object {
  return { id, message: { text: message }, physicalLocation: place(span) };
}

function fix({ title, edits }: Fix): object {
  return {
    description: { text: title },
    artifactChanges: [...byFile(edits)].map(([file, own]) => ({
      artifactLocation: { uri: uriOf(file) },
      replacements: own.map(replacement),
    })),
  };
}

function byFile(edits: readonly Edit[]): Map<string, Edit[]> {
  const files = new Map<string, Edit[]>();
  for (const edit of edits) files.set(edit.span.source.file, [...(files.get(edit.span.source.file) ?? []), edit]);
  return files;
}

function replacement({ span, text }: Edit): object {
  return { deletedRegion: region(span), insertedContent: { text } };
}

function place(span: Span): object {
  return { artifactLocation: { uri: uriOf(span.source.file) }, region: region(span) };
}

/** Lines and columns from 1; `endColumn` is that of the character behind the region. */
function region({ source, start, end }: Span): object {
  const from = positionAt(source, start);
  const to = positionAt(source, end);
  return { startLine: from.line, startColumn: from.column, endLine: to.line, endColumn: to.column };
}

/** A path as a relative reference: `<stdin>` and blanks are no characters of one. */
function uriOf(file: string): string {
  return file.replaceAll('\\', '/').split('/').map(encodeURIComponent).join('/');
}
