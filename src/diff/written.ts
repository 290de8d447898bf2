/** Parts and calls as they are written in a spec, to tell what was changed from what only has other values now. */
import type { SequenceStage } from '../shapecheck/checked.ts';
import { type Span, textOf } from '../text/source.ts';
import type { Part } from './part.ts';

/** The text of a stage, without what is in its brackets, in one writing of blanks. */
export function writtenOf({ stage }: Part): string {
  return headOf(stage.span, stage.kind === 'residual' || stage.kind === 'join' || stage.kind === 'tap');
}

/** The call of a block, or the head of a repeat. */
export function calledBy({ span, of }: SequenceStage): string {
  return headOf(span, of === 'repeat');
}

/** The place of a text, equal for all turns of a repeat and all calls of a block that run it. */
export function originOf({ source, start, end }: Span): string {
  return `${source.file}:${start}-${end}`;
}

/** The names in a text. */
export function namesIn(text: string): string[] {
  return text.match(/[A-Za-z_]\w*/g) ?? [];
}

/** Comments and the kind of blanks say nothing. */
function headOf(span: Span, hasBody: boolean): string {
  const text = textOf(span)
    .replace(/#[^\n]*/g, '')
    .replace(/\s+/g, ' ')
    .trim();
  return hasBody ? (/^[^(]*/.exec(text)?.[0].trim() ?? text) : text;
}
