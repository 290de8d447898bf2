/** One stage of the walk: repeat, unrolled turn by turn. */
import { diagnostic } from '../diagnostics/diagnostic.ts';
import type { RepeatStage } from '../parser/ast.ts';
import { kindText, numberVal, realOf } from '../resolve/values.ts';
import { numberOf } from '../shapes/dim.ts';
import { sameShape, typeText } from '../shapes/shape.ts';
import type { Step } from './check-layer.ts';
import type { CheckedStage } from './checked.ts';
import { type Context, type Flow, report } from './context.ts';
import { evaluate } from './evaluate.ts';
import { NOTHING } from './flow.ts';
import { innerFrame, type LocalVal } from './frame.ts';
import { checkSequence } from './sequence.ts';

/** The values of the variables for each turn; `unknown` when the count is symbolic. */
type Turns =
  | { readonly values: readonly (readonly LocalVal[])[] }
  | { readonly unknown: true }
  | { readonly bad: true };

export function checkRepeat(node: RepeatStage, flow: Flow, context: Context): Step {
  const base = { path: context.path, text: 'repeat', span: node.span, input: flow.type };
  const turns = turnsOf(node, context);
  if ('bad' in turns) return { stage: { ...base, kind: 'broken', output: undefined, assumed: true }, flow: NOTHING };
  if ('unknown' in turns) return unknownTurns(node, flow, context);
  if (turns.values.length === 0) report(context, diagnostic('shape/repeat-zero', node.word, {}));
  const shared = isShared(node);
  const children: CheckedStage[] = [];
  let now = flow;
  for (const [turn, values] of turns.values.entries()) {
    if (context.run.stages > 100_000) break;
    const own = {
      ...context,
      turns: [...context.turns, context.run.turns++],
      path: `${context.path}[${shared ? 0 : turn}]`,
    };
    const frame = innerFrame(
      context.frame,
      node.variables.map(({ text }, index) => [text, values[index] ?? { kind: 'bad' }] as const),
    );
    const { stage, flow: after } = checkSequence(node.body, 'turn', `turn ${turn}`, now, { ...own, frame });
    children.push(stage);
    context.run.stages++;
    now = after;
  }
  const text = `repeat ${turns.values.length}`;
  return {
    stage: { ...base, text, kind: 'sequence', of: 'repeat', children, output: now.type, assumed: false },
    flow: now,
  };
}

function isShared(node: RepeatStage): boolean {
  const share = node.settings.find(({ key }) => key.text === 'share');
  return share?.value.kind === 'name-expr' && share.value.name === 'true';
}

function turnsOf(node: RepeatStage, context: Context): Turns {
  for (const { key, span } of node.settings)
    if (key.text !== 'share')
      report(
        context,
        diagnostic('argument/unknown', span, { entry: 'repeat', param: key.text, near: [], known: ['share'] }),
      );
  const over = evaluate(node.over, context);
  if (over.kind === 'bad') return { bad: true };
  if (over.kind === 'list' && node.variables.length > 0) return listTurns(node, over.items, context);
  if (over.kind === 'range') {
    const [from, to] = [numberOf(over.from), numberOf(over.to)];
    if (from === undefined || to === undefined) return { unknown: true };
    return { values: counted(Math.max(0, to - from), from) };
  }
  const count = realOf(over);
  if (count !== undefined && Number.isInteger(count) && count >= 0 && node.variables.length <= 1)
    return { values: counted(count, 0) };
  if (over.kind === 'dim' && count === undefined) return { unknown: true };
  report(context, diagnostic('shape/repeat-count', node.over.span, { found: kindText(over) }));
  return { bad: true };
}

function counted(count: number, from: number): LocalVal[][] {
  return Array.from({ length: Math.min(count, 100_001) }, (_, turn) => [numberVal(from + turn)]);
}

function listTurns(node: RepeatStage, items: readonly LocalVal[], context: Context): Turns {
  const names = node.variables.length;
  if (names === 1) return { values: items.map((item) => [item]) };
  const wrong = items.find((item) => item.kind !== 'list' || item.items.length !== names);
  if (!wrong) return { values: items.map((item) => (item.kind === 'list' ? item.items : [])) };
  const parts = wrong.kind === 'list' ? String(wrong.items.length) : 'only one value';
  report(context, diagnostic('shape/repeat-parts', node.over.span, { names, parts }));
  return { bad: true };
}

/** A repeat of unknown length is proved by induction: its body must keep the type. */
function unknownTurns(node: RepeatStage, flow: Flow, context: Context): Step {
  const { stage, flow: after } = checkSequence(node.body, 'turn', 'turn', flow, {
    ...context,
    path: `${context.path}[_]`,
    turns: [...context.turns, context.run.turns++],
  });
  const base = {
    path: context.path,
    text: 'repeat',
    span: node.span,
    input: flow.type,
    output: flow.type,
    assumed: false,
  };
  if (flow.type && after.type && !sameShape(flow.type.dims, after.type.dims)) {
    const facts = { before: typeText(flow.type), after: typeText(after.type) };
    report(context, diagnostic('shape/repeat-changes', node.word, facts));
  }
  return { stage: { ...base, kind: 'sequence', of: 'repeat', children: [stage] }, flow };
}
