/** The library: everything that a program may import from mm. Pure: no disk, clock, console or network. */

export { type Code, catalog, messageOf, severityOf } from './diagnostics/catalog.ts';
export type { Diagnostic, Edit, Fix, Label, Severity } from './diagnostics/diagnostic.ts';
export { type Position, type Source, type Span, source } from './text/source.ts';
export { version } from './version.ts';
