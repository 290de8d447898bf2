/** A setting that its entry does not have: misspelt, by the name of another framework, or nothing that mm has. */
import { diagnostic, type Fix, replace, respell } from '../diagnostics/diagnostic.ts';
import { leaveOut } from '../diagnostics/leave-out.ts';
import type { Args, Setting } from '../parser/ast.ts';
import { nearest } from '../text/nearest.ts';
import { type Span, textOf } from '../text/source.ts';
import { activationIn, notNeeded, ourSettingFor, saidInMm } from './foreign-settings.ts';
import type { Reporter } from './reporter.ts';
import { gluedKey, isTorn } from './torn-keys.ts';

export interface Around {
  /** What messages call the entry. */
  readonly label: string;
  /** The settings that there are. */
  readonly known: readonly string[];
  /** The arguments of a stage, behind which another one may follow. */
  readonly stage?: Args | undefined;
  /** Whether names of other frameworks mean something here: those of a block are its own. */
  readonly isOurs: boolean;
  /** How many arguments are asked for and not given so far. */
  readonly lacking: number;
  /** The only one of them, where it is given by its name: a setting that is not known was meant for it. */
  readonly asked?: string | undefined;
}

interface Meant {
  /** The settings that may have been meant; a single one where that is plain. */
  readonly near: readonly string[];
  /** How many of the arguments that are not given it may hold instead: `conv d=16` for `conv d 16`. */
  readonly values: number;
}

/** Reports the setting, and answers what may have been meant. */
export function reportUnknownSetting(setting: Setting, around: Around, reporter: Reporter): Meant {
  const { label, known, isOurs, lacking } = around;
  const { text: param, span } = setting.key;
  const glued = lacking > 0 ? gluedKey(param, known) : undefined;
  const spelt = glued ? [glued.key] : nearest(param, known);
  const ours = isOurs ? ourSettingFor(param, known) : undefined;
  if (ours) {
    const fixes = [replace(`write ${ours}`, span, ours, true)];
    reporter.report(diagnostic('argument/foreign', span, { entry: label, param, ours }, { fixes }));
    return { near: [ours], values: 0 };
  }
  const isAsked = spelt.length === 0 && around.asked !== undefined;
  const near = isAsked ? [around.asked] : spelt;
  const reason = isOurs ? notNeeded(param) : undefined;
  const way = isOurs && near.length === 0 ? saidInMm(param) : undefined;
  const help = way === undefined ? [] : [way];
  const isValue = near.length === 0 && reason === undefined && way === undefined && mayBeValues(setting, around);
  const ways = glued
    ? [replace(`write ${glued.rest} ${glued.key}`, span, `${glued.rest} ${glued.key}`)]
    : near.length > 0
      ? respell(near, span).map((fix) => ({ ...fix, safe: isTorn(setting) || (fix.safe && !isAsked) }))
      : isValue
        ? [asValues(setting, lacking)]
        : [...asConstant(setting), instead(setting, around) ?? leaveOut(setting.span)];
  const notes = reason === undefined ? [] : [reason];
  reporter.report(
    diagnostic('argument/unknown', span, { entry: label, param, near, known }, { notes, help, fixes: ways }),
  );
  return { near, values: glued ? 1 : isValue ? 2 : 0 };
}

/** `linear width=64`, `conv d=16`: a size, and perhaps another one before it, where arguments are asked for. */
function mayBeValues({ value: { kind } }: Setting, { lacking }: Around): boolean {
  return lacking > 0 && (kind === 'number' || kind === 'binary' || kind === 'list');
}

/** A setting as the arguments that it may hold. */
function asValues({ key, value, span }: Setting, lacking: number): Fix {
  const text = lacking === 1 ? textOf(value.span) : `${key.text} ${textOf(value.span)}`;
  return replace(`write ${text}`, span, text);
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
