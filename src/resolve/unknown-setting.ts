/** A setting that its entry does not have: misspelt, by the name of another framework, or nothing that mm has. */
import { diagnostic, type Fix, replace, respell } from '../diagnostics/diagnostic.ts';
import { leaveOut } from '../diagnostics/leave-out.ts';
import type { Args, Setting } from '../parser/ast.ts';
import { nearest } from '../text/nearest.ts';
import { type Span, textOf } from '../text/source.ts';
import { activationIn, notNeeded, ourSettingFor, saidInMm } from './foreign-settings.ts';
import type { Reporter } from './reporter.ts';

export interface Around {
  /** What messages call the entry. */
  readonly label: string;
  /** The settings that there are. */
  readonly known: readonly string[];
  /** The arguments of a stage, behind which another one may follow. */
  readonly stage?: Args | undefined;
  /** Whether names of other frameworks mean something here: those of a block are its own. */
  readonly isOurs: boolean;
}

/** Reports the setting, and answers which ones may have been meant; a single one where that is plain. */
export function reportUnknownSetting(setting: Setting, around: Around, reporter: Reporter): readonly string[] {
  const { label, known, isOurs } = around;
  const { text: param, span } = setting.key;
  const near = nearest(param, known);
  const ours = isOurs ? ourSettingFor(param, known) : undefined;
  if (ours) {
    const fixes = [replace(`write ${ours}`, span, ours, true)];
    reporter.report(diagnostic('argument/foreign', span, { entry: label, param, ours }, { fixes }));
    return [ours];
  }
  const reason = isOurs ? notNeeded(param) : undefined;
  const way = isOurs && near.length === 0 ? saidInMm(param) : undefined;
  const help = way === undefined ? [] : [way];
  const ways =
    near.length > 0
      ? respell(near, span)
      : [instead(setting, around) ?? leaveOut(setting.span), ...asConstant(setting)];
  const notes = reason === undefined ? [] : [reason];
  reporter.report(
    diagnostic('argument/unknown', span, { entry: label, param, near, known }, { notes, help, fixes: ways }),
  );
  return near;
}

/** `d = 10` at the very beginning of a line, where people write items. */
function asConstant({ span }: Setting): Fix[] {
  const isFlush = /^$|[\r\n]$/.test(span.source.text.slice(Math.max(0, span.start - 1), span.start));
  return isFlush ? [replace('write let before it, if it is a constant', { ...span, end: span.start }, 'let ')] : [];
}

/** `linear 100 activation=relu` is `linear 100 | relu` in mm. */
function instead(setting: Setting, { stage }: Around): Fix | undefined {
  const word = stage && activationIn(setting.key.text, textOf(setting.value.span));
  if (!stage || !word) return undefined;
  const end = { ...stage.span, start: stage.span.end };
  const title = `write | ${word} after it`;
  const gone = { span: withBlank(setting.span), text: '' };
  const isLast = setting.span.end === stage.span.end;
  const edits = isLast ? [{ ...gone, text: ` | ${word}` }] : [gone, { span: end, text: ` | ${word}` }];
  return { title, safe: true, edits };
}

/** The span with the blanks before it. */
function withBlank(span: Span): Span {
  const before = span.source.text.slice(0, span.start);
  return { ...span, start: before.trimEnd().length };
}
