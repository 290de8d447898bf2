/** The walk over a stack: each stage takes what flows out of the one before. */
import { diagnostic } from '../diagnostics/diagnostic.ts';
import type { GroupStage, LayerStage, Stack, Stage } from '../parser/ast.ts';
import { layerNamed } from '../resolve/entries.ts';
import { withSettingsMoved } from './behind-bar.ts';
import { reportCaution } from './cautions.ts';
import { checkAssertion } from './check-assertion.ts';
import { callBlock, callStack } from './check-block.ts';
import { checkJoin } from './check-join.ts';
import { checkLayer, type Step } from './check-layer.ts';
import { checkRepeat } from './check-repeat.ts';
import { checkResidual } from './check-residual.ts';
import { checkRead, checkTap } from './check-tap.ts';
import type { CheckedStage } from './checked.ts';
import { type Context, type Flow, reportLimit, type Walked } from './context.ts';
import { NOTHING } from './flow.ts';
import { withForgottenBars } from './forgotten-bar.ts';
import { withForgottenTaps } from './forgotten-tap.ts';
import { innerFrame, lookUp } from './frame.ts';
import { maxStages } from './limits.ts';
import { type Counts, noteNamed, pathOf, statedName } from './stage-name.ts';
import { checkUnknown } from './unknown-layer.ts';

/** Walks a stack in a frame of its own. */
export function checkStack(stack: Stack, flow: Flow, context: Context): Walked {
  return walk(stack, flow, { ...context, frame: innerFrame(context.frame) }, new Map());
}

/** `counts` numbers the words of one list; a group is transparent and shares those of its list. */
function walk(stack: Stack, flow: Flow, context: Context, counts: Counts): Walked {
  const stages: CheckedStage[] = [];
  let now = flow;
  const parted = withSettingsMoved(withForgottenBars(stack.stages, context), context);
  for (const stage of withForgottenTaps(parted, context)) {
    const isOpen = !isFull(stage, context);
    const step = isOpen ? checkStage(stage, now, context, counts) : undefined;
    if (isOpen) noteNamed(settingsOf(stage), step?.stage, context);
    // In the proof of a block the calls of others stand as broken ones, since their stages are of no use.
    if (step?.stage.kind === 'broken' && !context.run.trial) context.run.broken = true;
    if (step) {
      reportCaution(stages.at(-1), step.stage, context);
      stages.push(step.stage);
    }
    now = step?.flow ?? NOTHING;
    if (stage.kind !== 'missing' && stage.assertion) now = checkAssertion(stage.assertion, now, context);
  }
  return { stages, flow: now };
}

function settingsOf(stage: Stage): LayerStage['args']['settings'] {
  if (stage.kind === 'layer') return stage.args.settings;
  return 'settings' in stage ? stage.settings : [];
}

/** Counts the stage; beyond the limit, or where the parser left a gap, there is nothing to check. */
function isFull(stage: Stage, context: Context): boolean {
  const { run } = context;
  if (stage.kind === 'missing') run.broken = true;
  if (stage.kind === 'missing' || run.full) return true;
  if (++run.stages <= maxStages) return false;
  const help = ['take fewer turns, or fewer calls of blocks that call others several times'];
  const span = context.unrolled ?? stage.span;
  reportLimit(context, diagnostic('shape/too-many-stages', span, { limit: maxStages }, { help }));
  return true;
}

function checkStage(stage: Stage, flow: Flow, context: Context, counts: Counts): Step | undefined {
  const at = (word: string, settings: LayerStage['args']['settings'] = []): Context => ({
    ...context,
    path: pathOf(statedName(settings, context) ?? word, context, counts),
  });
  switch (stage.kind) {
    case 'missing':
      return undefined;
    case 'layer':
      return checkNamed(stage, flow, context, at);
    case 'group':
      return checkGroup(stage, flow, context, counts);
    case 'repeat':
      return checkRepeat(stage, flow, at('repeat', stage.settings));
    case 'residual':
      return checkResidual(stage, flow, at('residual', stage.settings));
    case 'join':
      return checkJoin(stage, flow, at(stage.join, stage.settings));
    case 'tap':
      return checkTap(stage, flow, at('tap'));
    case 'read':
      return checkRead(stage, flow, at(stage.tap.name.text));
  }
}

function checkGroup(stage: GroupStage, flow: Flow, context: Context, counts: Counts): Step {
  const inside = { ...context, frame: innerFrame(context.frame), depth: context.depth + 1 };
  const { stages, flow: after } = walk(stage.body, flow, inside, counts);
  const types = { input: flow.type, output: after.type, assumed: false };
  const base = { path: context.path, text: '( … )', span: stage.span, ...types };
  return { stage: { ...base, kind: 'sequence', of: 'group', children: stages }, flow: after };
}

/** A layer, a block, or a block's stack parameter. */
function checkNamed(
  stage: LayerStage,
  flow: Flow,
  context: Context,
  at: (word: string, settings: LayerStage['args']['settings']) => Context,
): Step | undefined {
  const word = stage.name.text;
  const layer = layerNamed(word);
  const here = at(layer?.def.name ?? word, stage.args.settings);
  const local = lookUp(context.frame, word);
  if (local?.kind === 'stack') return callStack(stage, local.stack, local.env, flow, here);
  if (local?.kind === 'bad') return undefined;
  const block = context.scope.blocks.get(word);
  if (block) return callBlock(stage, block, flow, here);
  if (layer) return checkLayer(stage, layer, flow, here);
  return checkUnknown(stage, flow, here);
}
