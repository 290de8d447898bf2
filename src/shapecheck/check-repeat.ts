/** One stage of the walk: repeat, unrolled turn by turn; over symbols by induction. */
import { diagnostic, type Fix, replace, respell } from '../diagnostics/diagnostic.ts';
import { leaveOut, leaveStageOut } from '../diagnostics/leave-out.ts';
import type { RepeatStage } from '../parser/ast.ts';
import { walk } from '../parser/visit.ts';
import { kindText, numberVal, realOf } from '../resolve/values.ts';
import { constant, type Dim, numberOf, sub, symbol, symbolsOf, toTight } from '../shapes/dim.ts';
import { decide, equal } from '../shapes/obligation.ts';
import type { TensorType } from '../shapes/shape.ts';
import { nearest } from '../text/nearest.ts';
import { type Span, textOf } from '../text/source.ts';
import { broken } from './broken.ts';
import type { Step } from './check-layer.ts';
import type { CheckedStage } from './checked.ts';
import { type Context, type Flow, giveUp, type Owed, report } from './context.ts';
import { evaluate, isNearName, unknownName } from './evaluate.ts';
import { NOTHING } from './flow.ts';
import { innerFrame, type LocalVal } from './frame.ts';
import { maxStages } from './limits.ts';
import { checkSequence } from './sequence.ts';

/** The values of the variables for each turn; the first value when their number is symbolic. */
type Turns = { readonly values: readonly (readonly LocalVal[])[] } | { readonly from: Dim } | undefined;

export function checkRepeat(node: RepeatStage, flow: Flow, context: Context): Step {
  const base = { path: context.path, text: 'repeat', span: node.span, input: flow.type };
  const isShared = checkSettings(node, context);
  const turns = turnsOf(node, context);
  if (turns && 'from' in turns) return byInduction(node, turns.from, flow, context);
  if (!turns) {
    context.run.broken = true;
    const turn = checkSequence(node.body, 'turn', 'turn', flow, turnContext(node, '[0]', [], context)).stage;
    const meant = { ...base, kind: 'sequence', of: 'repeat', children: [turn], uncounted: true } as const;
    return broken({ ...meant, output: undefined, assumed: true }, NOTHING);
  }
  const { values } = turns;
  if (values.length === 0 && !isNamed(node.over)) {
    const fixes = leaveStageOut(node.span, 'leave the repeat out');
    report(
      context,
      diagnostic('shape/repeat-zero', node.word, {}, { help: ['give it turns, or leave it out'], fixes }),
    );
  }
  const children: CheckedStage[] = [];
  let now = flow;
  for (const [turn, own] of values.entries()) {
    if (context.run.full) break;
    const apart = turnContext(node, `[${isShared ? 0 : turn}]`, own, context);
    const inside = isShared ? { ...apart, ownTurns: context.ownTurns } : apart;
    const { stage, flow: after } = checkSequence(node.body, 'turn', `turn ${turn}`, now, inside);
    children.push(stage);
    now = after;
  }
  const text = repeatText(node, values.length);
  const after = { output: now.type, assumed: false, children };
  return { stage: { ...base, text, kind: 'sequence', of: 'repeat', ...after }, flow: now };
}

/** A number that hangs on a name may be 0 for some of its values: `repeat n-1` in a block, `repeat extra`. */
function isNamed(over: RepeatStage['over']): boolean {
  let found = false;
  walk(over, (node) => {
    found ||= node.kind === 'name-expr';
  });
  return found;
}

function repeatText({ settings }: RepeatStage, turns: number): string {
  const shared = settings.some(({ key }) => key.text === 'share') ? ' share=true' : '';
  return `repeat ${turns}${shared}`;
}

function turnContext(node: RepeatStage, suffix: string, values: readonly LocalVal[], context: Context): Context {
  const named = node.variables.map(({ text }, at) => [text, values[at] ?? { kind: 'bad' }] as const);
  const turn = context.run.turns++;
  return {
    ...context,
    turns: [...context.turns, turn],
    ownTurns: [...context.ownTurns, turn],
    path: `${context.path}${suffix}`,
    frame: innerFrame(
      context.frame,
      named,
      node.variables.map(({ text, span }) => [text, span]),
    ),
    unrolled: context.unrolled ?? node.word,
  };
}

/** Reports settings that a repeat does not have; answers whether the turns share their weights. */
function checkSettings({ settings }: RepeatStage, context: Context): boolean {
  let isShared = false;
  for (const { key, value, span } of settings) {
    if (key.text === 'name' || key.text === '') continue;
    const facts = { entry: 'repeat', param: key.text };
    if (key.text !== 'share') {
      const known = ['share', 'name'];
      const near = nearest(key.text, known);
      const ways = near.length > 0 ? respell(near, key.span) : [leaveOut(span)];
      report(context, diagnostic('argument/unknown', key.span, { ...facts, near, known }, { fixes: ways }));
      isShared ||= near[0] === 'share' && value.kind === 'name-expr' && value.name === 'true';
    } else if (value.kind === 'name-expr' && (value.name === 'true' || value.name === 'false'))
      isShared = value.name === 'true';
    else if (value.kind !== 'missing') {
      const got = value.kind === 'paren' ? 'a stack' : kindText(evaluate(value as never, context));
      const near = value.kind === 'name-expr' ? nearest(value.name, ['true', 'false'], 1) : [];
      const fixes = respell(near, value.span);
      report(context, diagnostic('argument/type', value.span, { ...facts, wants: 'true or false', got }, { fixes }));
      isShared ||= near[0] === 'true';
    }
  }
  return isShared;
}

function turnsOf(node: RepeatStage, context: Context): Turns {
  const over = evaluate(node.over, context);
  const names = node.variables.length;
  if (over.kind === 'bad') return undefined;
  if (over.kind === 'list' && names > 0) return listTurns(node, over.items, context);
  if (names > 1) return wrongParts(node, kindText(over), context);
  if (over.kind === 'range' && names === 1) return counted(over.from, over.to, node, context);
  const count = realOf(over);
  if (over.kind === 'dim' && (count === undefined || count >= 0)) return counted(constant(0), over.dim, node, context);
  if (over.kind === 'word' && isNearName(over.name, over.env)) {
    unknownName(over.expr, over.env);
    return undefined;
  }
  const isListed = over.kind === 'list' || over.kind === 'range';
  const place = { ...node.over.span, end: node.over.span.start };
  const named = [replace('name its value: repeat i in …', place, 'i in ')];
  const whole = count === undefined ? asRange(node) : written(node.over.span, Math.max(1, Math.round(count)));
  const other = [...withTwoDots(node), ...whole];
  const fixes = isListed ? named : other;
  const help = ['write a whole number of turns, a range such as 0..4, or a list'];
  const ways = fixes.length > 0 ? { fixes } : { help };
  report(context, diagnostic('shape/repeat-count', node.over.span, { found: kindText(over) }, ways));
  return undefined;
}

/** `repeat i in 0.3`: a range that lacks a dot. */
function withTwoDots({ over, variables }: RepeatStage): Fix[] {
  const [, from, to] = /^(\d+)\.([1-9]\d*)$/.exec(textOf(over.span)) ?? [];
  const isRange = variables.length > 0 && from !== undefined && to !== undefined && Number(from) < Number(to);
  return isRange ? [replace(`write ${from}..${to}`, over.span, `${from}..${to}`)] : [];
}

function written(span: Span, turns: number): Fix[] {
  return [replace(`write ${turns}`, span, String(turns))];
}

/** `range(4)` and `range(1, 4)` of Python. */
function asRange({ over, variables }: RepeatStage): Fix[] {
  if (over.kind !== 'call' || over.name.text !== 'range' || over.args.settings.length > 0) return [];
  const bounds = over.args.positionals.map(({ span }) => textOf(span));
  if (bounds.length < 1 || bounds.length > 2 || bounds.some((bound) => /\s/.test(bound))) return [];
  const range = bounds.length === 1 ? `0..${bounds[0]}` : bounds.join('..');
  const text = variables.length === 0 && bounds.length === 1 ? (bounds[0] as string) : range;
  return [replace(`write ${text}`, over.span, text, true)];
}

/** The numbers of a range, its end left out. Outside the proof of a block their number must be known. */
function counted(from: Dim, to: Dim, node: RepeatStage, context: Context): Turns {
  const [first, turns] = [numberOf(from), numberOf(sub(to, from))];
  if (first !== undefined && turns !== undefined) {
    const length = Math.min(Math.max(0, turns), maxStages + 1);
    return { values: Array.from({ length }, (_, turn) => [numberVal(first + turn)]) };
  }
  if (context.run.trial) return { from };
  const found = first === 0 || first === undefined ? toTight(to) : `${toTight(from)}..${toTight(to)}`;
  const help = ['the number of turns decides how many weights there are, so it may not hang on the input'];
  report(context, diagnostic('shape/repeat-count', node.over.span, { found }, { help }));
  return undefined;
}

function listTurns(node: RepeatStage, items: readonly LocalVal[], context: Context): Turns {
  const names = node.variables.length;
  if (names === 1) return { values: items.map((item) => [item]) };
  const wrong = items.find((item) => item.kind !== 'list' || item.items.length !== names);
  if (!wrong) return { values: items.map((item) => (item.kind === 'list' ? item.items : [])) };
  return wrongParts(node, kindText(wrong), context);
}

function wrongParts(node: RepeatStage, found: string, context: Context): undefined {
  const facts = { names: node.variables.length, found };
  const entry = node.variables.map((_, at) => at + 1).join(', ');
  const help = [`each entry is a list with a value for each name: [[${entry}], [${entry}]]`];
  report(context, diagnostic('shape/repeat-parts', node.over.span, facts, { help }));
}

/**
 * A body that keeps its type keeps it for any number of turns. What it needs must not hang on the turn; where that, or
 * the proof, fails, the block is checked at each use.
 */
function byInduction(node: RepeatStage, from: Dim, flow: Flow, context: Context): Step {
  const { run } = context;
  const min = numberOf(from);
  if (min === undefined) giveUp(context);
  const variables = node.variables.map(({ text: name, span }) => {
    const id = `turn ${span.source.file} ${span.start}`;
    return symbol({ id, name, min: min ?? 0 });
  });
  const before = { owed: run.trial?.owed.length ?? 0, taps: run.taps };
  const values = variables.map((dim): LocalVal => ({ kind: 'dim', dim }));
  const { stage, flow: after } = checkSequence(
    node.body,
    'turn',
    'turn',
    flow,
    turnContext(node, '[_]', values, context),
  );
  const owed = run.trial?.owed.slice(before.owed) ?? [];
  const isKept = !flow.type || !after.type || isSame(flow.type, after.type, context);
  if (!isKept || run.taps > before.taps || owed.some((one) => hangsOn(one, variables))) giveUp(context);
  const base = { path: context.path, text: 'repeat', span: node.span, input: flow.type, output: flow.type };
  return { stage: { ...base, kind: 'sequence', of: 'repeat', children: [stage], assumed: false }, flow };
}

function isSame(a: TensorType, b: TensorType, { run }: Context): boolean {
  if (a.dtype !== b.dtype || a.dims.length !== b.dims.length) return false;
  return a.dims.every((dim, at) => decide(equal(dim, b.dims[at] as Dim), run.facts).verdict === 'proved');
}

function hangsOn({ obligation }: Owed, variables: readonly Dim[]): boolean {
  const ids = new Set(variables.flatMap(symbolsOf).map(({ id }) => id));
  const dims = Object.values(obligation).filter((part): part is Dim => typeof part === 'object');
  return dims.flatMap(symbolsOf).some(({ id }) => ids.has(id));
}
