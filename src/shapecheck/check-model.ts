/** One model: what flows into its stack, and the walk over it. */
import { diagnostic } from '../diagnostics/diagnostic.ts';
import type { ModelItem, Stack, TypeExpr } from '../parser/ast.ts';
import { layerNamed } from '../resolve/entries.ts';
import { BATCH } from '../shapes/batch.ts';
import { numberOf, symbol, toTight } from '../shapes/dim.ts';
import type { DeclaredInput } from './check-input.ts';
import { checkStack } from './check-stack.ts';
import type { CheckedData, CheckedModel } from './checked.ts';
import { type Context, type Flow, type Origin, report } from './context.ts';
import { NOTHING } from './flow.ts';
import { lookUp } from './frame.ts';
import { maxDepth } from './limits.ts';

/** A model as far as it goes by itself, without its target. */
export interface Walked extends Omit<CheckedModel, 'broken' | 'target'> {
  readonly flow: Flow;
}

/** `declared` is the `input` item; without data and input the first layer says what goes in. */
export function checkModel(
  item: ModelItem,
  data: CheckedData | undefined,
  declared: DeclaredInput | undefined,
  context: Context,
): Walked {
  const flow = data
    ? dataFlow(data)
    : declared
      ? { type: declared.type, origins: namedOrigins(declared) }
      : bareInput(item, context);
  const { stages, flow: after } = checkStack(item.body, flow, context);
  const { run } = context;
  return {
    name: item.name?.text,
    item,
    input: flow.type,
    output: after.type,
    flow: after,
    stages,
    weights: [...run.weights.values()],
    buffers: [...run.buffers.values()],
    requires: run.requires,
  };
}

function dataFlow({ description, item, settings, reader, found }: CheckedData): Flow {
  const facts = found.filter((each) => each !== undefined);
  const origins = description.input.dims.map((dim): Origin | undefined => {
    const name = Object.keys(description.dims).find((key) => description.dims[key] === dim);
    if (name === undefined) return undefined;
    const param = description.origins[name];
    const span = item.args.settings.find(({ key }) => key.text === param)?.span ?? item.word;
    const value = numberOf(dim);
    const message = `${name} = ${toTight(dim)} comes from here`;
    if (param === undefined || value === undefined) return { span, message };
    const most =
      facts.length === found.length
        ? reader.conflicts?.({ ...settings, [param]: Number.MAX_SAFE_INTEGER } as never, facts)[0]?.most
        : undefined;
    return { span, message, setting: { name: param, value, most, per: 1 } };
  });
  return { type: description.input, origins };
}

function namedOrigins({ type, origins }: DeclaredInput): (Origin | undefined)[] {
  return origins.map((origin, axis) =>
    origin ? { ...origin, message: `${toTight(type.dims[axis] ?? BATCH)} comes from here` } : undefined,
  );
}

/** Without data or input, the first layer says what goes in: tokens for embed, vectors for linear. */
function bareInput(item: ModelItem, context: Context): Flow {
  const first = firstWord(item.body, context);
  const layer = first?.layer;
  const [T, V, C] = ['T', 'V', 'C'].map((name) => symbol({ id: `input.${name}`, name, min: 1 }));
  if (layer === 'embed' && T && V) return { type: { dtype: 'int', dims: [BATCH, T], vocab: V }, origins: [] };
  if (layer === 'linear' && C) return { type: { dtype: 'float', dims: [BATCH, C] }, origins: [] };
  context.run.broken = true;
  if (!first || context.world.lacksDims) return NOTHING;
  const help = ['say it: input features[4], or data chars names context=8'];
  const labels = first.inner ? [{ span: first.inner, message: 'what goes in comes to this stage first' }] : [];
  report(context, diagnostic('shape/no-input', first.span, { stage: first.word }, { labels, help }));
  return NOTHING;
}

interface First {
  readonly word: string;
  readonly span: ModelItem['span'];
  /** The layer that the input goes into, when that is plain. */
  readonly layer: string | undefined;
  /** The first stage of the block that it calls. */
  readonly inner?: ModelItem['span'] | undefined;
}

/** A block that states its type takes what its first layer takes only where the type agrees. */
function ofBlock(layer: string | undefined, stated: TypeExpr | undefined): string | undefined {
  if (!stated) return layer;
  const agrees = layer === 'embed' ? stated.int : !stated.int && stated.dims.length === 2;
  return agrees ? layer : undefined;
}

/** The stage that the input goes into, looked for in groups, repeats and blocks. Nothing when it was not read. */
function firstWord({ stages: [stage] }: Stack, context: Context, depth = 0): First | undefined {
  if (!stage || stage.kind === 'missing') return undefined;
  switch (stage.kind) {
    case 'group':
    case 'repeat':
      return firstWord(stage.body, context, depth + 1);
    case 'layer': {
      const { text: word, span } = stage.name;
      const block = lookUp(context.frame, word) ? undefined : context.scope.blocks.get(word);
      const inside =
        block && depth < maxDepth
          ? firstWord(block.item.body, { ...context, scope: block.scope }, depth + 1)
          : undefined;
      if (!layerNamed(word) && !block) return undefined;
      return {
        word,
        span,
        layer: block ? ofBlock(inside?.layer, block.item.type?.input) : layerNamed(word)?.def.name,
        inner: inside?.span,
      };
    }
    case 'residual':
      return { word: 'residual', span: stage.word, layer: undefined };
    case 'join':
      return { word: stage.join, span: stage.word, layer: undefined };
    case 'tap':
    case 'read':
      return { word: stage.kind === 'tap' ? 'tap' : `@${stage.tap.name.text}`, span: stage.tap.span, layer: undefined };
  }
}
