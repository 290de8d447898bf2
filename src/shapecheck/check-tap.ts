/** Two stages of the walk: remembering a value, and reading it. */
import { diagnostic } from '../diagnostics/diagnostic.ts';
import type { ReadStage, TapStage } from '../parser/ast.ts';
import type { Step } from './check-layer.ts';
import { type Context, type Flow, report } from './context.ts';
import { NOTHING } from './flow.ts';
import { madeAt, readTap, tapTarget } from './read-tap.ts';
import { checkSequence } from './sequence.ts';
import { claimTap } from './stage-name.ts';

/** `tap @name`, or `tap @name ( … )`: passes the stream on. */
export function checkTap(stage: TapStage, flow: Flow, context: Context): Step {
  const { scope, name, isOwn } = tapTarget(stage.tap.name.text, context);
  if (isOwn) claimTap(stage.tap.name, context);
  const branch = stage.branch ? checkSequence(stage.branch, 'group', '( … )', flow, context) : undefined;
  const id = context.run.taps++;
  const value = { id, flow: branch?.flow ?? flow, turns: context.turns };
  const values = scope.values.get(name);
  if (values) values.push(value);
  else scope.values.set(name, [value]);
  const types = { input: flow.type, output: flow.type, assumed: false };
  const base = { path: context.path, text: `tap @${name}`, span: stage.span, ...types };
  return { stage: { ...base, kind: 'tap', tap: id, branch: branch?.stage }, flow };
}

/** `@name` as a stage: one remembered value takes the stream's place. */
export function checkRead(stage: ReadStage, flow: Flow, context: Context): Step {
  const name = stage.tap.name.text;
  const base = { path: context.path, text: `@${name}`, span: stage.span, input: flow.type };
  const found = readTap(stage.tap, context);
  if (found && 'one' in found) {
    const { id, flow: value } = found.one;
    return { stage: { ...base, kind: 'read', tap: id, output: value.type, assumed: false }, flow: value };
  }
  const values = found?.many ?? [];
  const help = [`join them: ${['sum', 'mul', 'concat'].map((word) => `${word} @${name}`).join(', ')}`];
  const labels = madeAt(stage.tap, context);
  if (found) report(context, diagnostic('tap/many', stage.span, { name, values: values.length }, { labels, help }));
  const guess = values[0]?.flow ?? NOTHING;
  return { stage: { ...base, kind: 'broken', output: guess.type, assumed: true }, flow: guess };
}
