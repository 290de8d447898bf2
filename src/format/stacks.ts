/** Lays out stacks: on one line where they fit, and otherwise with each bar on a line of its own. */
import { type Doc, group, here, line, nest, parts } from './document.ts';
import type { Reader } from './reader.ts';
import { argumentsOf, isStackArgument, type, value } from './values.ts';

/** How far the stack between parentheses is set in. */
const INDENT = 4;

/** A bar stands two columns before the stages below each other. */
const BAR = -2;

interface Laid {
  readonly doc: Doc;
  /** A word alone, such as `relu`, which stays beside the stage that it follows if that holds no stack. */
  readonly shape: 'word' | 'plain' | 'nested';
}

/** Stages up to the end, a comma or a closing parenthesis. Its lines begin two columns before its stages. */
export function stack(reader: Reader): Doc {
  let last = stage(reader);
  const docs: Doc[] = [last.doc];
  while (reader.peek()?.text === '|') {
    const bar = nest(BAR, parts([reader.gap(line), reader.take()]));
    const gap = reader.gap(' ');
    const next = stage(reader);
    const linked = parts([bar, gap, next.doc]);
    const isBeside = next.shape === 'word' && last.shape !== 'nested';
    docs.push(isBeside ? group(linked) : linked);
    last = next;
  }
  return parts(docs);
}

function stage(reader: Reader): Laid {
  const core = stageCore(reader);
  if (reader.peek()?.text !== ':') return core;
  const colon = [group(nest(INDENT, reader.gap(line))), reader.take(), reader.gap(' ')];
  const shape = core.shape === 'nested' ? 'nested' : 'plain';
  return { doc: parts([core.doc, ...colon, type(reader, enclosed)]), shape };
}

function stageCore(reader: Reader): Laid {
  switch (reader.peek()?.text) {
    case '(':
      return { doc: enclosed(reader), shape: 'nested' };
    case 'repeat':
      return form([reader.take(), ...turns(reader)], reader, enclosed);
    case 'tap':
      return form([reader.take(), reader.gap(' '), reader.take()], reader, enclosed);
    case 'residual':
      return form([reader.take()], reader, enclosed);
    case 'sum':
    case 'mul':
    case 'concat':
      return form([reader.take()], reader, branches);
    default:
      return layer(reader);
  }
}

/** A form of its own with what stands before its settings, up to its body, which a tap or a join of a tap lacks. */
function form(head: readonly Doc[], reader: Reader, body: (reader: Reader) => Doc): Laid {
  const settings = argumentsOf(reader, enclosed, (at) => endsStage(at) || at.peek()?.text === '(');
  if (endsStage(reader)) return { doc: parts([...head, settings]), shape: 'plain' };
  return { doc: parts([...head, settings, reader.gap(' '), body(reader)]), shape: 'nested' };
}

/** `3`, `i in 0..4`, `c, s in [[64, 1]]`. */
function turns(reader: Reader): readonly Doc[] {
  const docs: Doc[] = [];
  const hasVariables = reader.peek(1)?.text === 'in' || reader.peek(1)?.text === ',';
  for (let isFirst = true; hasVariables && (isFirst || reader.peek()?.text === ','); isFirst = false) {
    if (!isFirst) docs.push(reader.gap(''), reader.take());
    docs.push(reader.gap(' '), reader.take());
  }
  if (hasVariables) docs.push(reader.gap(' '), reader.take());
  docs.push(reader.gap(' '), value(reader, enclosed, 'tight'));
  return docs;
}

function layer(reader: Reader): Laid {
  const word = reader.take();
  if (endsStage(reader)) return { doc: word, shape: 'word' };
  let shape: Laid['shape'] = 'plain';
  const args = argumentsOf(reader, enclosed, (at) => {
    if (isStackArgument(at)) shape = 'nested';
    return endsStage(at);
  });
  return { doc: parts([word, args]), shape };
}

function endsStage(reader: Reader): boolean {
  const next = reader.peek()?.text;
  return next === undefined || next === '|' || next === ')' || next === ',' || next === ':';
}

/** `( a | b )`, with the stack on lines of its own where it does not fit beside its parenthesis. */
export function enclosed(reader: Reader): Doc {
  const open = reader.take();
  const inner = nest(INDENT, parts([reader.gap(line), stack(reader)]));
  return group(parts([open, inner, reader.gap(' '), reader.take()]));
}

/** `( a, b )`, the branches below each other where they do not fit. */
function branches(reader: Reader): Doc {
  const open = reader.take();
  const gap = nest(INDENT, reader.gap(' '));
  const docs: Doc[] = [group(stack(reader))];
  while (reader.peek()?.text === ',') docs.push(reader.gap(''), reader.take(), reader.gap(line), group(stack(reader)));
  return group(parts([open, gap, here(parts(docs)), reader.gap(' '), reader.take()]));
}
