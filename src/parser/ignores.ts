/** `# mm-ignore code: reason`: warnings that the writer of a spec has looked at and does not want to see again. */
import { type Code, catalog, severityOf } from '../diagnostics/catalog.ts';
import { type Diagnostic, diagnostic, replace } from '../diagnostics/diagnostic.ts';
import { leaveOut } from '../diagnostics/leave-out.ts';
import { nearest } from '../text/nearest.ts';
import type { Comment, Spec } from './ast.ts';
import { walk } from './visit.ts';

/** Where warnings of a code are not wanted. */
interface Ignored {
  readonly code: string;
  readonly start: number;
  readonly end: number;
}

const form = /^#+[ \t]*mm-ignore\b[ \t]*(?<code>[^\s:]*)/;

/** Leaves out the warnings that comments of the spec ignore, and reports the comments that can ignore nothing. */
export function withoutIgnored(spec: Spec, diagnostics: readonly Diagnostic[]): readonly Diagnostic[] {
  const marks = spec.comments.filter(({ text }) => form.test(text));
  if (marks.length === 0) return diagnostics;
  const useless = marks.flatMap(reportsOf);
  const ignored = marks.map((mark) => ignoredBy(mark, spec));
  const isIgnored = (one: Diagnostic) =>
    severityOf(one) === 'warning' && one.span.source === spec.source && ignored.some((area) => covers(area, one));
  return [...diagnostics.filter((one) => !isIgnored(one)), ...useless, ...idleReports(marks, spec, diagnostics)];
}

/** Comments that ignore nothing; after an error, what they are about may not have come to be reported. */
function idleReports(marks: readonly Comment[], spec: Spec, diagnostics: readonly Diagnostic[]): readonly Diagnostic[] {
  if (diagnostics.some((one) => severityOf(one) === 'error')) return [];
  const idle = marks.filter((mark) => {
    const area = ignoredBy(mark, spec);
    return !diagnostics.some((one) => one.span.source === spec.source && covers(area, one));
  });
  return idle.flatMap((mark) => {
    const code = codeOf(mark);
    if (!Object.hasOwn(catalog, code) || severityOf({ code: code as Code }) !== 'warning') return [];
    const start = mark.span.start + mark.text.indexOf('mm-ignore');
    const span = { ...mark.span, start, end: mark.span.start + mark.text.indexOf(code) + code.length };
    const fixes = [replace('leave the comment out', mark.span, '', true)];
    return [diagnostic('lint/unused-ignore', span, { code }, { fixes })];
  });
}

function covers({ code, start, end }: Ignored, one: Diagnostic): boolean {
  return one.code === code && start <= one.span.start && one.span.start <= end;
}

function codeOf({ text }: Comment): string {
  return form.exec(text)?.groups?.code ?? '';
}

/** The comment's own line or, when it stands alone, the next item or stage. */
function ignoredBy(mark: Comment, spec: Spec): Ignored {
  const { text } = spec.source;
  const code = codeOf(mark);
  let start = mark.span.start;
  while (start > 0 && !/[\r\n]/.test(text[start - 1] as string)) start--;
  if (text.slice(start, mark.span.start).trim() !== '') return { code, start, end: mark.span.end };
  const next = nextPart(spec, mark.span.end);
  return next ? { code, ...next } : { code, start: text.length + 1, end: text.length + 1 };
}

/** The first item or stage that begins after an offset. */
function nextPart(spec: Spec, after: number): { readonly start: number; readonly end: number } | undefined {
  let next: { readonly start: number; readonly end: number } | undefined;
  walk(spec, ({ span: { start, end } }, parent) => {
    const isPart = parent?.kind === 'spec' || parent?.kind === 'stack';
    if (isPart && start >= after && (!next || start < next.start)) next = { start, end };
    return parent === undefined || end > after;
  });
  return next;
}

/** A comment whose code does not exist or is an error's. */
function reportsOf(mark: Comment): readonly Diagnostic[] {
  const code = codeOf(mark);
  const start = mark.span.start + mark.text.indexOf('mm-ignore');
  const whole = { ...mark.span, start, end: start + 'mm-ignore'.length };
  if (code === '')
    return [
      diagnostic(
        'syntax/ignore',
        whole,
        { why: 'it names no code, as in `# mm-ignore shape/open: …`' },
        { help: ['write the code that the warning bears, and the reason why it is meant so'] },
      ),
    ];
  const at = mark.span.start + mark.text.indexOf(code, start - mark.span.start + 'mm-ignore'.length);
  const span = { ...mark.span, start: at, end: at + code.length };
  if (!Object.hasOwn(catalog, code)) {
    const fixes = nearest(code, Object.keys(catalog), 1).map((near) => replace(`write ${near}`, span, near, true));
    return [diagnostic('syntax/ignore', span, { why: `there is no code \`${code}\`` }, { fixes })];
  }
  if (severityOf({ code: code as Code }) === 'warning') return [];
  const why = `\`${code}\` is an error, and only warnings can be ignored`;
  return [diagnostic('syntax/ignore', span, { why }, { fixes: [leaveOut(mark.span, 'leave the comment out')] })];
}
