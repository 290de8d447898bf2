/** A call of a block seen from inside: its parameters bound, and taps of its own. */
import { diagnostic, replace } from '../diagnostics/diagnostic.ts';
import type { BlockParam, LayerStage, Value } from '../parser/ast.ts';
import { bind } from '../resolve/bind.ts';
import type { Block } from '../resolve/scope.ts';
import { valText } from '../resolve/values.ts';
import { type Span, textOf } from '../text/source.ts';
import { asExpr } from './argument-value.ts';
import { blockEntry } from './block-entry.ts';
import { wordStack } from './check-residual.ts';
import { type Context, report, reporterOf } from './context.ts';
import { evaluate } from './evaluate.ts';
import { innerFrame, type LocalVal, lookUp } from './frame.ts';
import { newTaps } from './taps.ts';

export interface Entered {
  /** What the body is walked in. */
  readonly inside: Context;
  /** Where the argument of each parameter stands; a default has none. */
  readonly spans: ReadonlyMap<string, Span>;
  /** The call with its arguments worked out: `fuse 2 128`. */
  readonly text: string;
}

/** Binds the arguments of a call; nothing when one is missing, which is reported. */
export function enterBlock(node: LayerStage, block: Block, context: Context): Entered | undefined {
  const { item, scope } = block;
  const options = { word: node.name.span, isOther: (key: string) => key === 'name', otherNames: ['name'] };
  const { bound, missing } = bind(blockEntry(item), node.args, options, reporterOf(context));
  if (missing.length > 0) {
    context.run.broken = true;
    return undefined;
  }
  const spans = new Map<string, Span>();
  const site = { block: item.name.text, span: node.name.span, item, given: spans };
  const calls = [...context.calls, site];
  const inside: Context = { ...context, scope, frame: innerFrame(undefined), taps: newTaps(), calls };
  const words = [item.name.text];
  for (const param of item.params) {
    const name = param.name.text;
    const given = bound.get(name);
    const value = given?.kind === 'value' ? given.value : undefined;
    const val = value
      ? argument(value, param, context, block)
      : param.default
        ? argument(param.default, param, inside, block)
        : undefined;
    inside.frame.names.set(param.tap ? `@${name}` : name, val ?? { kind: 'bad' });
    if (!value) continue;
    spans.set(name, value.span);
    words.push(argumentText(value, val));
  }
  return { inside, spans, text: words.join(' ') };
}

function argumentText(value: Value, val: LocalVal | undefined): string {
  if (val?.kind === 'stack') return value.kind === 'name-expr' ? value.name : '( … )';
  return val === undefined || val.kind === 'bad' || val.kind === 'tap' ? textOf(value.span) : valText(val);
}

function argument(value: Value, param: BlockParam, env: Context, block: Block): LocalVal {
  if (param.tap) {
    if (value.kind === 'tap-name') {
      const given = {
        block: block.item.name.text,
        param: param.name.text,
        call: value.span,
        declared: param.name.span,
      };
      env.taps.given.set(value.name.text, given);
      return { kind: 'tap', name: value.name.text, env };
    }
    const facts = { block: block.item.name.text, param: param.name.text };
    const fixes =
      value.kind === 'name-expr' ? [replace(`write @${value.name}`, value.span, `@${value.name}`, true)] : [];
    report(env, diagnostic('tap/not-a-tap', value.span, facts, { fixes }));
    return { kind: 'bad' };
  }
  const use = env.world.uses.get(param);
  if (use?.stage && use.value) return { kind: 'bad' };
  if (use?.stage) return stackArgument(value, param, env, block);
  const expr = asExpr(value);
  if (expr) return evaluate(expr, env);
  return use?.value ? wrongArgument(value, 'a value', param, env, block) : { kind: 'bad' };
}

/** A stack in parentheses, a stack handed on by its name, or a layer or block by its bare name. */
function stackArgument(value: Value, param: BlockParam, env: Context, block: Block): LocalVal {
  if (value.kind === 'paren' && value.stack) return { kind: 'stack', stack: value.stack, env };
  if (value.kind === 'missing') return { kind: 'bad' };
  if (value.kind !== 'name-expr') return wrongArgument(value, 'a stack, written ( … )', param, env, block);
  const local = lookUp(env.frame, value.name);
  return local?.kind === 'stack' ? local : { kind: 'stack', stack: wordStack(value.name, value.span), env };
}

function wrongArgument(value: Value, wants: string, param: BlockParam, env: Context, block: Block): LocalVal {
  const got = value.kind === 'tap-name' ? 'a tap' : value.kind === 'paren' ? 'a stack' : textOf(value.span);
  const facts = { entry: `block ${block.item.name.text}`, param: param.name.text, wants, got };
  const labels = [{ span: param.name.span, message: 'the parameter is declared here' }];
  report(env, diagnostic('argument/type', value.span, facts, { labels }));
  return { kind: 'bad' };
}
