/** Lays documents out in lines: each group on one line where it and what follows on that line fit. */
import type { Doc } from './document.ts';

/** A line of the result, with the comment at its end apart, since that is aligned later. */
export interface LaidLine {
  /** Indented, without blanks at its end. */
  readonly text: string;
  readonly remark: string | undefined;
}

/** The longest line, but for comments and for what cannot be parted. */
export const WIDTH = 100;

interface Step {
  readonly doc: Doc;
  readonly indent: number;
  readonly flat: boolean;
}

/** What is nested deeper than this is indented no further, so that two hundred levels are still readable. */
const MOST_INDENT = 60;

/** The document in lines, at least one. */
export function layout(doc: Doc): readonly LaidLine[] {
  const lines: LaidLine[] = [];
  let text = '';
  let remark: string | undefined;
  const newLine = (indent: number): void => {
    lines.push({ text: text.trimEnd(), remark });
    text = ' '.repeat(indent);
    remark = undefined;
  };
  const steps: Step[] = [{ doc, indent: 0, flat: false }];
  for (let step = steps.pop(); step; step = steps.pop()) {
    const { doc: one, indent, flat } = step;
    if (one === '') continue;
    if (typeof one === 'string') {
      if (remark !== undefined) newLine(indent);
      text += one;
    } else if (one.kind === 'parts') pushParts(steps, one.parts, indent, flat);
    else if (one.kind === 'nest') steps.push({ doc: one.doc, indent: bounded(indent + one.by), flat });
    else if (one.kind === 'here') steps.push({ doc: one.doc, indent: bounded(text.length), flat });
    else if (one.kind === 'group') {
      const next = { doc: one.doc, indent, flat: true };
      const isFlat = flat || (!one.hard && fits(next, steps, WIDTH - text.length));
      steps.push({ ...next, flat: isFlat });
    } else if (one.kind === 'remark') remark = one.text;
    else if (one.kind === 'fresh') {
      if (text.trim() !== '') newLine(indent);
    } else if (flat && !one.hard) steps.push({ doc: one.flat, indent, flat });
    else newLine(indent);
  }
  newLine(0);
  return lines;
}

function bounded(indent: number): number {
  return Math.max(0, Math.min(indent, MOST_INDENT));
}

function pushParts(steps: Step[], docs: readonly Doc[], indent: number, flat: boolean): void {
  for (let at = docs.length - 1; at >= 0; at--) steps.push({ doc: docs[at] as Doc, indent, flat });
}

/** Whether a step, and what comes after it up to the next place where the line ends or may end, takes no more room. */
function fits(first: Step, after: readonly Step[], room: number): boolean {
  const steps: Step[] = [first];
  let left = room;
  let rest = after.length;
  while (left >= 0) {
    const step = steps.pop() ?? after[--rest];
    if (!step) return true;
    const { doc, indent, flat } = step;
    if (typeof doc === 'string') left -= doc.length;
    else if (doc.kind === 'parts') pushParts(steps, doc.parts, indent, flat);
    else if (doc.kind === 'nest' || doc.kind === 'here' || doc.kind === 'group') steps.push({ ...step, doc: doc.doc });
    else if (doc.kind === 'line' && flat && !doc.hard) left -= doc.flat.length;
    else return true;
  }
  return false;
}

/** How long a document is on one line, without its comments. */
export function flatWidth(doc: Doc): number {
  let width = 0;
  const docs: Doc[] = [doc];
  for (let one = docs.pop(); one !== undefined; one = docs.pop()) {
    if (typeof one === 'string') width += one.length;
    else if (one.kind === 'line') width += one.flat.length;
    else if (one.kind === 'parts') for (const part of one.parts) docs.push(part);
    else if (one.kind === 'nest' || one.kind === 'here' || one.kind === 'group') docs.push(one.doc);
  }
  return width;
}
