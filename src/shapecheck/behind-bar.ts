/** Settings behind the bar that ends their stage: `conv 16 3 | tanh padding=1`. */
import { diagnostic } from '../diagnostics/diagnostic.ts';
import { leaveOut } from '../diagnostics/leave-out.ts';
import type { LayerStage, Setting, Stage } from '../parser/ast.ts';
import { isRequired } from '../registry/param.ts';
import { layerNamed } from '../resolve/entries.ts';
import { textOf } from '../text/source.ts';
import { type Context, report } from './context.ts';
import { lookUp } from './frame.ts';

/** The stages, with each setting that only the stage before has moved there, reported. */
export function withSettingsMoved(stages: readonly Stage[], context: Context): readonly Stage[] {
  const done: Stage[] = [];
  for (const stage of stages) {
    const before = done.at(-1);
    const strays = before ? straysIn(stage, before, context) : [];
    if (before?.kind !== 'layer' || stage.kind !== 'layer' || strays.length === 0) done.push(stage);
    else {
      for (const setting of strays) reportStray(setting, stage, before, context);
      done.splice(-1, 1, withMore(before, strays), without(stage, strays));
    }
  }
  return done;
}

function straysIn(stage: Stage, before: Stage, context: Context): readonly Setting[] {
  const [own, other] = [paramsOf(stage, context), paramsOf(before, context)];
  if (!own || !other || stage.kind !== 'layer' || before.kind !== 'layer') return [];
  const given = new Set(before.args.settings.map(({ key }) => key.text));
  const isPlace = (key: string) => other[key]?.positional === true && isRequired(other[key]);
  return stage.args.settings.filter(({ key: { text } }) => {
    const isTheirs = Object.hasOwn(other, text) && !given.has(text) && !isPlace(text);
    return text !== 'name' && !Object.hasOwn(own, text) && isTheirs;
  });
}

/** The parameters of a stage that is a layer of mm. */
function paramsOf(stage: Stage, { frame, scope }: Context) {
  if (stage.kind !== 'layer') return undefined;
  const { text } = stage.name;
  return lookUp(frame, text) || scope.blocks.has(text) ? undefined : layerNamed(text)?.def.params;
}

function reportStray({ key, span }: Setting, stage: LayerStage, before: LayerStage, context: Context): void {
  const entry = layerNamed(stage.name.text)?.def;
  const known = [...Object.keys(entry?.params ?? {}), 'name'];
  const { end, source } =
    before.args.positionals.length + before.args.settings.length > 0 ? before.args.span : before.name.span;
  const gone = leaveOut(span);
  const added = { span: { source, start: end, end }, text: ` ${textOf(span)}` };
  const move = { title: `move it to ${before.name.text}, before the bar`, safe: false, edits: [added, ...gone.edits] };
  const labels = [{ span: before.name.span, message: `${before.name.text} has a setting called ${key.text}` }];
  const facts = { entry: entry?.name ?? stage.name.text, param: key.text, near: [], known };
  report(context, diagnostic('argument/unknown', key.span, facts, { labels, fixes: [move, gone] }));
}

function withMore(stage: LayerStage, more: readonly Setting[]): LayerStage {
  return { ...stage, args: { ...stage.args, settings: [...stage.args.settings, ...more] } };
}

function without(stage: LayerStage, strays: readonly Setting[]): LayerStage {
  const settings = stage.args.settings.filter((setting) => !strays.includes(setting));
  return { ...stage, args: { ...stage.args, settings } };
}
