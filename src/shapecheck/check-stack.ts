/** The walk over a stack: each stage takes what flows out of the one before. */
import { diagnostic, replace } from '../diagnostics/diagnostic.ts';
import type { GroupStage, LayerStage, ReadStage, Stack, Stage, TapStage } from '../parser/ast.ts';
import { joinsByName, layerNamed, layersByName } from '../resolve/entries.ts';
import { ourNameFor } from '../resolve/foreign.ts';
import { nearest } from '../text/nearest.ts';
import type { Span } from '../text/source.ts';
import { checkAssertion } from './check-assertion.ts';
import { callBlock, callStack } from './check-block.ts';
import { checkJoin } from './check-join.ts';
import { checkLayer, type Step } from './check-layer.ts';
import { checkRepeat } from './check-repeat.ts';
import { checkResidual } from './check-residual.ts';
import type { CheckedStage } from './checked.ts';
import { type Context, type Flow, report, type Walked } from './context.ts';
import { NOTHING } from './flow.ts';
import { innerFrame, lookUp } from './frame.ts';
import { readTap, tapTarget } from './read-tap.ts';
import { checkSequence } from './sequence.ts';

/** The most stages that a model may have once repeats are unrolled. */
export const maxStages = 100_000;

/** Walks a stack in a frame of its own. */
export function checkStack(stack: Stack, flow: Flow, context: Context): Walked {
  return walk(stack, flow, { ...context, frame: innerFrame(context.frame) }, new Map());
}

/** `counts` numbers the words of one list; a group is transparent and shares those of its list. */
function walk(stack: Stack, flow: Flow, context: Context, counts: Map<string, number>): Walked {
  const stages: CheckedStage[] = [];
  let now = flow;
  for (const stage of stack.stages) {
    const step = checkStage(stage, now, context, counts);
    if (step.stage) stages.push(step.stage);
    now = step.flow;
    if (stage.kind !== 'missing' && stage.assertion) now = checkAssertion(stage.assertion, now, context);
  }
  return { stages, flow: now };
}

function checkStage(
  stage: Stage,
  flow: Flow,
  context: Context,
  counts: Map<string, number>,
): { stage: CheckedStage | undefined; flow: Flow } {
  context.run.stages++;
  if (context.run.stages > maxStages) {
    if (context.run.stages === maxStages + 1)
      report(context, diagnostic('shape/too-many-stages', stage.span, { limit: maxStages }));
    return { stage: undefined, flow: NOTHING };
  }
  const at = (word: string): Context => ({ ...context, path: pathOf(word, context, counts) });
  switch (stage.kind) {
    case 'missing':
      context.run.broken = true;
      return { stage: undefined, flow: NOTHING };
    case 'layer':
      return checkNamed(stage, flow, context, counts);
    case 'group':
      return checkGroup(stage, flow, context, counts);
    case 'repeat':
      return checkRepeat(stage, flow, at('repeat'));
    case 'residual':
      return checkResidual(stage, flow, at('residual'));
    case 'join':
      return checkJoin(stage, flow, at(stage.join));
    case 'tap':
      return checkTap(stage, flow, at('tap'));
    case 'read':
      return checkRead(stage, flow, at(stage.tap.name.text));
  }
}

/** `linear`, then `linear#2` for the second of the word in its list. */
function pathOf(word: string, context: Context, counts: Map<string, number>): string {
  const count = (counts.get(word) ?? 0) + 1;
  counts.set(word, count);
  const own = count === 1 ? word : `${word}#${count}`;
  return context.path === '' ? own : `${context.path}/${own}`;
}

function checkGroup(stage: GroupStage, flow: Flow, context: Context, counts: Map<string, number>): Step {
  const { stages, flow: after } = walk(stage.body, flow, { ...context, frame: innerFrame(context.frame) }, counts);
  const base = {
    path: context.path,
    text: '( … )',
    span: stage.span,
    input: flow.type,
    output: after.type,
    assumed: false,
  };
  return { stage: { ...base, kind: 'sequence', of: 'group', children: stages }, flow: after };
}

/** A layer, a block, or a block's stack parameter. */
function checkNamed(stage: LayerStage, flow: Flow, context: Context, counts: Map<string, number>): Step {
  const word = stage.name.text;
  const layer = layerNamed(word);
  const own = nameSetting(stage);
  const at: Context = { ...context, path: pathOf(own ?? layer?.def.name ?? word, context, counts) };
  if (own !== undefined && (counts.get(own) ?? 0) > 1)
    report(context, diagnostic('name/declared-twice', stage.name.span, { what: 'the stage', name: own }));
  const local = lookUp(context.frame, word);
  if (local?.kind === 'stack') return callStack(stage, local.stack, local.env, flow, at);
  const block = context.scope.blocks.get(word);
  if (block) return callBlock(stage, block, flow, at);
  if (layer) return checkLayer(stage, layer, flow, at);
  return unknownLayer(stage, flow, at);
}

/** `name=head`. */
function nameSetting(stage: LayerStage): string | undefined {
  const setting = stage.args.settings.find(({ key }) => key.text === 'name');
  return setting?.value.kind === 'name-expr' ? setting.value.name : undefined;
}

/** Reports the word; the check goes on as if the nearest layer had been written. */
function unknownLayer(stage: LayerStage, flow: Flow, context: Context): Step {
  const { text: name, span } = stage.name;
  const known = [
    ...layersByName.keys(),
    ...joinsByName.keys(),
    ...context.scope.blocks.keys(),
    'repeat',
    'residual',
    'tap',
  ];
  if (name !== '') report(context, unknownReport(name, span, known));
  const guessed = ourNameFor(name, (ours) => layersByName.has(ours)) ?? nearest(name, layersByName.keys(), 1)[0];
  const def = guessed === undefined ? undefined : layersByName.get(guessed);
  const assumed = def
    ? checkLayer(stage, { def, digits: undefined }, flow, {
        ...context,
        muted: true,
        world: { ...context.world, collector: silent },
      })
    : undefined;
  const after = assumed?.flow ?? NOTHING;
  context.run.broken = true;
  return {
    stage: {
      kind: 'broken',
      path: context.path,
      text: name,
      span: stage.span,
      input: flow.type,
      output: after.type,
      assumed: true,
    },
    flow: after,
  };
}

const silent = { report: () => {}, diagnostics: [], errors: () => 0 };

function unknownReport(name: string, span: Span, known: readonly string[]) {
  const ours = ourNameFor(name, (candidate) => known.includes(candidate));
  if (ours)
    return diagnostic(
      'name/foreign-layer',
      span,
      { name, ours },
      { fixes: [replace(`write ${ours}`, span, ours, true)] },
    );
  const [, stem, digits] = /^(.*?)(\d+)$/.exec(name) ?? [];
  if (stem !== undefined && digits !== undefined && layersByName.has(stem)) {
    const help = layersByName.get(stem)?.params.out ? [] : [`a stage is given a name by ${stem} name=${name}`];
    const fixes = [
      replace(`write ${stem} ${digits}`, span, `${stem} ${digits}`),
      replace(`write ${stem} name=${name}`, span, `${stem} name=${name}`),
    ];
    return diagnostic(
      'name/glued-digits',
      span,
      { name, layer: stem, digits },
      { fixes: Object.keys(layersByName.get(stem)?.params ?? {}).length > 0 ? fixes : fixes.slice(1), help },
    );
  }
  const near = nearest(name, known);
  const fixes = near.slice(0, 1).map((close) => replace(`write ${close}`, span, close, true));
  const help = near.length > 0 ? [] : ['mm layers lists them all'];
  return diagnostic('name/unknown-layer', span, { name, near }, { fixes, help });
}

function checkTap(stage: TapStage, flow: Flow, context: Context): Step {
  const { scope, name } = tapTarget(stage.tap.name.text, context);
  const branch = stage.branch ? checkSequence(stage.branch, 'group', '( … )', flow, context) : undefined;
  const id = context.run.taps++;
  const values = scope.get(name) ?? [];
  values.push({ id, flow: branch?.flow ?? flow, turns: context.turns, place: stage.span.start });
  scope.set(name, values);
  const base = {
    path: context.path,
    text: `tap @${name}`,
    span: stage.span,
    input: flow.type,
    output: flow.type,
    assumed: false,
  };
  return { stage: { ...base, kind: 'tap', tap: id, branch: branch?.stage }, flow };
}

function checkRead(stage: ReadStage, flow: Flow, context: Context): Step {
  const base = { path: context.path, text: `@${stage.tap.name.text}`, span: stage.span, input: flow.type };
  const found = readTap(stage.tap, context);
  if (found && 'one' in found) {
    const { id, flow: value } = found.one;
    return { stage: { ...base, kind: 'read', tap: id, output: value.type, assumed: false }, flow: value };
  }
  const values = found?.many ?? [];
  const name = stage.tap.name.text;
  const help = ['join them: sum @', 'mul @', 'concat @'].map((word) => `${word}${name}`).join(', ');
  if (found) report(context, diagnostic('tap/many', stage.span, { name, values: values.length }, { help: [help] }));
  const guess = values[0]?.flow ?? NOTHING;
  return { stage: { ...base, kind: 'broken', output: guess.type, assumed: true }, flow: guess };
}
