/** One stage of the walk: the call of a block, or of a stack that a block was given. */
import { diagnostic } from '../diagnostics/diagnostic.ts';
import type { LayerStage, Stack, Value } from '../parser/ast.ts';
import { bind } from '../resolve/bind.ts';
import type { Block } from '../resolve/scope.ts';
import { typeText } from '../shapes/shape.ts';
import { textOf } from '../text/source.ts';
import { blockEntry, type ParamUse, usesOf } from './block-params.ts';
import type { Step } from './check-layer.ts';
import { wordStack } from './check-residual.ts';
import { type Context, type Flow, report } from './context.ts';
import { evaluate, unknownName } from './evaluate.ts';
import { NOTHING } from './flow.ts';
import { innerFrame, type LocalVal, lookUp } from './frame.ts';
import { settle } from './needs.ts';
import { checkSequence } from './sequence.ts';
import { obligationsOf } from './type-expr.ts';

/** Walks the body of a block with the arguments of a call. */
export function callBlock(node: LayerStage, block: Block, flow: Flow, context: Context): Step {
  const { item } = block;
  context.world.used.add(item);
  const base = { path: context.path, text: textOf(node.span).replace(/\s+/g, ' '), span: node.span, input: flow.type };
  const broken = { ...base, kind: 'broken', output: undefined, assumed: true } as const;
  const open = context.calls.findIndex(({ item: outer }) => outer === item);
  if (open >= 0) {
    const through = context.calls.slice(open + 1).map((call) => call.block);
    report(context, diagnostic('name/cycle', item.name.span, { name: item.name.text, through }));
    return { stage: broken, flow: NOTHING };
  }
  const inside = enter(node, block, context);
  if (!inside) return { stage: broken, flow: NOTHING };
  if (item.type && flow.type) matchInput(node, block, flow, context, inside);
  const { stage, flow: after } = checkSequence(item.body, 'block', base.text, flow, inside);
  if (item.type && after.type && !inside.muted) matchOutput(block, after, inside);
  return { stage: { ...stage, text: base.text, span: node.span }, flow: after };
}

/** The context of the body: parameters bound, taps of its own. */
function enter(node: LayerStage, block: Block, context: Context): Context | undefined {
  const { item, scope } = block;
  const options = { word: node.name.span, isOther: (key: string) => key === 'name', otherNames: ['name'] };
  const binding = bind(blockEntry(item), node.args, options, context.world.collector);
  if (binding.missing.length > 0) {
    context.run.broken = true;
    return undefined;
  }
  const site = { block: item.name.text, span: node.name.span, item };
  const inside: Context = {
    ...context,
    scope,
    frame: innerFrame(undefined),
    taps: new Map(),
    calls: [...context.calls, site],
  };
  const uses = usesOf(block);
  for (const param of item.params) {
    const given = binding.bound.get(param.name.text);
    const value = given?.kind === 'value' ? given.value : undefined;
    const use = uses.get(param.name.text);
    const val = value
      ? argument(value, param.tap, use, context, block)
      : param.default
        ? argument(param.default, param.tap, use, inside, block)
        : undefined;
    inside.frame.names.set(param.tap ? `@${param.name.text}` : param.name.text, val ?? { kind: 'bad' });
  }
  return inside;
}

function argument(value: Value, tap: boolean, use: ParamUse | undefined, env: Context, block: Block): LocalVal {
  if (tap) {
    if (value.kind === 'tap-name') return { kind: 'tap', name: value.name.text, env };
    report(env, diagnostic('tap/not-a-tap', value.span, { block: block.item.name.text, param: 'name' }));
    return { kind: 'bad' };
  }
  if (use === 'stack') return stackArgument(value, env);
  const expr = value.kind === 'paren' ? value.expr : value.kind === 'tap-name' ? undefined : value;
  if (!expr) {
    const facts = { entry: block.item.name.text, param: 'an argument', wants: 'a value', got: 'a stack' };
    report(env, diagnostic('argument/type', value.span, facts));
    return { kind: 'bad' };
  }
  const val = evaluate(expr, env);
  return val.kind === 'word' && use === 'value' && expr.kind === 'name-expr' && expr.name.length === 1
    ? unknownName(expr, env)
    : val;
}

/** A stack in parentheses, a stack handed on by its name, or a layer or block by its bare name. */
function stackArgument(value: Value, env: Context): LocalVal {
  if (value.kind === 'paren' && value.stack) return { kind: 'stack', stack: value.stack, env };
  if (value.kind !== 'name-expr') {
    report(
      env,
      diagnostic('argument/type', value.span, {
        entry: 'the block',
        param: 'this argument',
        wants: 'a stack',
        got: textOf(value.span),
      }),
    );
    return { kind: 'bad' };
  }
  const local = lookUp(env.frame, value.name);
  return local?.kind === 'stack' ? local : { kind: 'stack', stack: wordStack(value.name, value.span), env };
}

/** Walks a stack that a block was given; its names, dims and taps are the caller's. */
export function callStack(node: LayerStage, stack: Stack, env: Context, flow: Flow, context: Context): Step {
  const inside: Context = {
    ...env,
    path: context.path,
    turns: context.turns,
    calls: context.calls,
    muted: context.muted,
  };
  const { stage, flow: after } = checkSequence(stack, 'block', node.name.text, flow, inside);
  return { stage: { ...stage, span: node.span }, flow: after };
}

function matchInput(node: LayerStage, block: Block, flow: Flow, context: Context, inside: Context): void {
  const { item } = block;
  if (!item.type || !flow.type) return;
  const facts = { block: item.name.text, takes: textOf(item.type.input.span), got: typeText(flow.type) };
  const labels = [{ span: item.type.input.span, message: 'its type is stated here' }];
  const wrong = diagnostic('shape/block-input', node.name.span, facts, { labels });
  const obligations = obligationsOf(item.type.input, flow.type, inside, true);
  if (!obligations) report(context, wrong);
  for (const obligation of obligations ?? [])
    if (!settle(obligation, context, { stage: item.name.text, span: node.name.span }, () => wrong)) return;
}

function matchOutput(block: Block, after: Flow, inside: Context): void {
  const { item } = block;
  if (!item.type || !after.type) return;
  const { output } = item.type;
  const wrong = diagnostic('shape/false-type', output.span, {
    block: item.name.text,
    stated: textOf(output.span),
    found: typeText(after.type),
  });
  const obligations = obligationsOf(output, after.type, inside, true);
  if (!obligations) report(inside, wrong);
  for (const obligation of obligations ?? [])
    if (!settle(obligation, inside, { stage: item.name.text, span: output.span }, () => wrong)) return;
}
