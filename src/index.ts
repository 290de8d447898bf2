/** The library: everything that a program may import from mm. Pure: no disk, clock, console or network. */

export type { BinaryFile, CopiedFile, EngineName, Language, OutputFile, TextFile } from './codegen/target.ts';
export { type CompileOptions, compile } from './compile.ts';
export { type Code, catalog, messageOf, severityOf } from './diagnostics/catalog.ts';
export type { Diagnostic, Edit, Fix, Label, Severity } from './diagnostics/diagnostic.ts';
export { toJson } from './diagnostics/json.ts';
export { renderLines } from './diagnostics/line.ts';
export { render } from './diagnostics/render.ts';
export { format } from './format/format.ts';
export { type Facts, type Need, noFacts } from './resolve/facts.ts';
export { needs } from './resolve/needs.ts';
export type { CheckedModel, CheckedSpec } from './shapecheck/checked.ts';
export { check } from './summary/check.ts';
export { type Position, type Source, type Span, source } from './text/source.ts';
export { version } from './version.ts';
