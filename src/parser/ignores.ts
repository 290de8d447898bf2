/** `# mm-ignore code: reason`: warnings that the writer of a spec has looked at and does not want to see again. */
import { type Code, catalog, severityOf } from '../diagnostics/catalog.ts';
import { type Diagnostic, diagnostic, replace } from '../diagnostics/diagnostic.ts';
import { leaveOut } from '../diagnostics/leave-out.ts';
import { nearest } from '../text/nearest.ts';
import type { Span } from '../text/source.ts';
import type { Comment, Spec } from './ast.ts';
import { walk } from './visit.ts';

/** Where warnings of a code are not wanted. */
interface Ignored {
  readonly code: string;
  readonly start: number;
  readonly end: number;
}

/** A code that a comment names, and where; one comment may name several, with commas between them. */
interface Mark {
  readonly comment: Comment;
  readonly code: string;
  readonly span: Span;
  readonly isAlone: boolean;
}

const form = /^#+[ \t]*mm-ignore\b[ \t]*(?<codes>[^\s:,]*(?:[ \t]*,[ \t]*[^\s:,]+)*)/;

/** Leaves out the warnings that comments of the spec ignore, and reports the comments that can ignore nothing. */
export function withoutIgnored(spec: Spec, diagnostics: readonly Diagnostic[]): readonly Diagnostic[] {
  const marks = spec.comments.flatMap(marksOf);
  if (marks.length === 0) return diagnostics;
  const useless = marks.flatMap(reportsOf);
  const ignored = marks.map((mark) => ignoredBy(mark, spec));
  const isIgnored = (one: Diagnostic) =>
    severityOf(one) !== 'error' && one.span.source === spec.source && ignored.some((area) => covers(area, one));
  return [...diagnostics.filter((one) => !isIgnored(one)), ...useless, ...idleReports(marks, spec, diagnostics)];
}

/** One without a code, where none is named. */
function marksOf(comment: Comment): Mark[] {
  const found = form.exec(comment.text);
  const list = found?.groups?.codes;
  if (!found || list === undefined) return [];
  const codes = list.split(',').map((part) => part.trim());
  let at = found[0].length - list.length;
  return codes.map((code) => {
    at = comment.text.indexOf(code, at);
    const start = comment.span.start + at;
    at += code.length;
    return { comment, code, span: { ...comment.span, start, end: start + code.length }, isAlone: codes.length === 1 };
  });
}

/** Codes that ignore nothing; after an error, what they are about may not have come to be reported. */
function idleReports(marks: readonly Mark[], spec: Spec, diagnostics: readonly Diagnostic[]): readonly Diagnostic[] {
  if (diagnostics.some((one) => severityOf(one) === 'error')) return [];
  const idle = marks.filter((mark) => {
    const area = ignoredBy(mark, spec);
    return !diagnostics.some((one) => one.span.source === spec.source && covers(area, one));
  });
  return idle.flatMap(({ comment, code, span: { end, ...span }, isAlone }) => {
    if (!Object.hasOwn(catalog, code) || severityOf({ code: code as Code }) === 'error') return [];
    const start = isAlone ? comment.span.start + comment.text.indexOf('mm-ignore') : span.start;
    const fixes = isAlone ? [replace('leave the comment out', comment.span, '', true)] : [];
    const help = isAlone ? [] : ['leave this code out'];
    return [diagnostic('lint/unused-ignore', { ...span, start, end }, { code }, { fixes, help })];
  });
}

function covers({ code, start, end }: Ignored, one: Diagnostic): boolean {
  return one.code === code && start <= one.span.start && one.span.start <= end;
}

/** The comment's own line or, when it stands alone, the next item or stage. */
function ignoredBy({ comment: { span }, code }: Mark, spec: Spec): Ignored {
  const { text } = spec.source;
  let start = span.start;
  while (start > 0 && !/[\r\n]/.test(text[start - 1] as string)) start--;
  if (text.slice(start, span.start).trim() !== '') return { code, start, end: span.end };
  const next = nextPart(spec, span.end);
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

/** A code that does not exist or is an error's. */
function reportsOf({ comment, code, span }: Mark): readonly Diagnostic[] {
  if (code === '') {
    const start = comment.span.start + comment.text.indexOf('mm-ignore');
    const help = ['write the code that the warning bears, and the reason why it is meant so'];
    const why = 'it names no code, as in `# mm-ignore shape/open: …`';
    return [
      diagnostic('syntax/ignore', { ...comment.span, start, end: start + 'mm-ignore'.length }, { why }, { help }),
    ];
  }
  if (!Object.hasOwn(catalog, code)) {
    const fixes = nearest(code, Object.keys(catalog), 1).map((near) => replace(`write ${near}`, span, near, true));
    return [diagnostic('syntax/ignore', span, { why: `there is no code \`${code}\`` }, { fixes })];
  }
  if (severityOf({ code: code as Code }) !== 'error') return [];
  const why = `\`${code}\` is an error, and only warnings can be ignored`;
  return [diagnostic('syntax/ignore', span, { why }, { fixes: [leaveOut(comment.span, 'leave the comment out')] })];
}
