/**
 * Reports as annotations of GitHub: `::error file=a.mm,line=2,col=18,endLine=2,endColumn=27,title=…::message`, a line each.
 * The form is that of workflow commands, docs.github.com/actions/reference/workflow-commands-for-github-actions, and the
 * escapes are those of github.com/actions/toolkit, packages/core/src/command.ts.
 */
import { positionAt } from '../text/lines.ts';
import { messageOf, severityOf } from './catalog.ts';
import { type Diagnostic, waysOut } from './diagnostic.ts';
import { visible } from './render-text.ts';

const commands = { error: 'error', warning: 'warning', note: 'notice' } as const;

/** One line for each report, every one of them ended. */
export function renderGithub(diagnostics: readonly Diagnostic[]): string {
  return diagnostics.map((each) => `${annotation(each)}\n`).join('');
}

function annotation(diagnostic: Diagnostic): string {
  const { code, span } = diagnostic;
  const from = positionAt(span.source, span.start);
  const to = positionAt(span.source, span.end);
  const properties = {
    file: span.source.file,
    line: from.line,
    col: from.column,
    endLine: to.line,
    endColumn: to.column,
    title: code,
  };
  const written = Object.entries(properties).map(([name, value]) => `${name}=${escapedProperty(String(value))}`);
  return `::${commands[severityOf(diagnostic)]} ${written.join(',')}::${escaped(messageLines(diagnostic))}`;
}

/** An annotation shows no second place and no edits, so that their words follow the message. */
function messageLines(diagnostic: Diagnostic): string {
  const { label, labels, notes } = diagnostic;
  const asides = [
    ...(label === undefined ? [] : [label]),
    ...labels.map(({ span, message }) => `line ${positionAt(span.source, span.start).line}: ${message}`),
    ...notes.map((note) => `note: ${note}`),
    ...waysOut(diagnostic).map((way) => `help: ${way}`),
  ];
  return [messageOf(diagnostic), ...asides].map(visible).join('\n');
}

function escaped(text: string): string {
  return text.replaceAll('%', '%25').replaceAll('\r', '%0D').replaceAll('\n', '%0A');
}

function escapedProperty(text: string): string {
  return escaped(text).replaceAll(':', '%3A').replaceAll(',', '%2C');
}
