/** Reports for programs, in the form that schemas/diagnostics.schema.json describes. */
import { positionAt } from '../text/lines.ts';
import type { Span } from '../text/source.ts';
import { messageOf, severityOf } from './catalog.ts';
import type { Diagnostic, Edit, Fix, Label, Severity } from './diagnostic.ts';

/** Lines and columns count from 1, columns in UTF-16 units without a byte-order mark; `endColumn` is exclusive. */
export interface JsonPlace {
  readonly file: string;
  readonly line: number;
  readonly column: number;
  readonly endLine: number;
  readonly endColumn: number;
}

export interface JsonLabel extends JsonPlace {
  readonly message: string;
}

export interface JsonEdit extends JsonPlace {
  readonly text: string;
}

export interface JsonFix {
  readonly title: string;
  readonly safe: boolean;
  readonly edits: readonly JsonEdit[];
}

export interface JsonDiagnostic extends JsonPlace {
  readonly code: string;
  readonly severity: Severity;
  readonly message: string;
  /** What stands under the main place, if anything, comes first and bears that place. */
  readonly labels: readonly JsonLabel[];
  readonly notes: readonly string[];
  readonly help: readonly string[];
  readonly fixes: readonly JsonFix[];
}

/** The reports as a value that JSON can carry. */
export function toJson(diagnostics: readonly Diagnostic[]): { readonly diagnostics: readonly JsonDiagnostic[] } {
  return { diagnostics: diagnostics.map(diagnosticJson) };
}

function diagnosticJson(diagnostic: Diagnostic): JsonDiagnostic {
  const { code, span, label, labels, notes, help, fixes } = diagnostic;
  return {
    code,
    severity: severityOf(diagnostic),
    message: messageOf(diagnostic),
    ...placeJson(span),
    labels: [...(label === undefined ? [] : [{ span, message: label }]), ...labels].map(labelJson),
    notes,
    help,
    fixes: fixes.map(fixJson),
  };
}

function labelJson({ message, span }: Label): JsonLabel {
  return { message, ...placeJson(span) };
}

function fixJson({ title, safe, edits }: Fix): JsonFix {
  return { title, safe, edits: edits.map(editJson) };
}

function editJson({ span, text }: Edit): JsonEdit {
  return { ...placeJson(span), text };
}

function placeJson({ source, start, end }: Span): JsonPlace {
  const from = positionAt(source, start);
  const to = positionAt(source, end);
  return { file: source.file, line: from.line, column: from.column, endLine: to.line, endColumn: to.column };
}
