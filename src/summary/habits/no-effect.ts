/** Arguments and stages that change nothing. */
import { changesNothing, roleOf } from '../../analyses/role.ts';
import { type Diagnostic, diagnostic } from '../../diagnostics/diagnostic.ts';
import { construct } from '../../ir/builder.ts';
import type { OpNode, Value } from '../../ops/graph.ts';
import type { Setting } from '../../parser/ast.ts';
import type { LayerDef } from '../../registry/layer.ts';
import type { LayerStage } from '../../shapecheck/checked.ts';
import { numberOf } from '../../shapes/dim.ts';
import type { TensorType } from '../../shapes/shape.ts';
import { grouped } from '../grouped.ts';
import { spanIn } from '../places.ts';
import { everywhere, keyOf, layerPlaces, type ModelHabit, named, placeOf, type Sight } from './sight.ts';
import { argumentOf, type WrittenLayer, withoutArgument, withoutStage } from './written.ts';

/** A residual of nothing, or a sum of the stream and itself. */
export const doubled: ModelHabit = (sight) =>
  everywhere(sight.graph.nodes, (node) => (addsItself(node, sight) ? true : undefined), sight).map(({ node }) => {
    const { stage } = placeOf(node, sight);
    const written = sight.written.stage(stage.span);
    const why = 'it adds the stream to itself, which makes it twice as large and nothing more';
    const fixes = written ? withoutStage(written, false) : [];
    const help = stage.kind === 'join' ? meant : fixes.length > 0 ? [] : ['put layers into it, or leave it out'];
    return diagnostic('lint/no-effect', named(node, sight).span, { what: stage.text, why }, { help, fixes });
  });

const meant = ['residual ( … ) around layers adds what goes into them to what they make of it'];

function addsItself(node: OpNode, sight: Sight): boolean {
  const [a, b] = node.inputs;
  const isSum = node.op.kind === 'binary' && node.op.fn === 'add';
  const { kind } = placeOf(node, sight).stage;
  return isSum && a?.id === b?.id && (kind === 'residual' || kind === 'join');
}

/** A norm of what the same norm has made: it finds nothing to do, and its own scale and offset are those of the first. */
export const normOfNorm: ModelHabit = (sight) => {
  const { wiring, graph } = sight;
  const again = ({ op, inputs }: OpNode) => {
    const [x] = inputs as readonly [Value];
    const before = roleOf(op) === 'norm' ? wiring.makers.get(x.id) : undefined;
    return before?.op.kind === op.kind && wiring.users.get(x.id)?.length === 1 ? before : undefined;
  };
  return everywhere(graph.nodes, again, sight).flatMap(({ node, found }) => {
    const [norm, first] = [named(node, sight), named(found, sight)];
    if (norm.text.split(' ')[0] !== first.text.split(' ')[0]) return [];
    const labels = [{ span: first.span, message: 'brings them to mean 0 and variance 1 already' }];
    const layer = sight.written.layer(placeOf(node, sight).stage.span);
    const fixes = layer ? withoutStage(layer, false) : [];
    const facts = { what: norm.text, why: `what comes in is what ${first.text} made` };
    return [diagnostic('lint/no-effect', norm.span, facts, { labels, fixes, help: ['one norm is enough'] })];
  });
};

export const noEffect: ModelHabit = (sight) => {
  const byStage = grouped(layerPlaces(sight), ({ stage }) => keyOf(stage.span));
  return [...byStage.values()].flatMap((places) => {
    const [first] = places;
    const layer = first && sight.written.layer(first.stage.span);
    if (!layer) return [];
    const stages = places.map(({ stage }) => stage);
    const whole = isPlain(layer) && stages.every((stage) => isIdle(stage, sight));
    if (whole) return [idleReport(first.stage, layer, spanIn(sight.spec.source, first))];
    return layer.node.args.settings.flatMap((setting) => argumentReport(setting, layer, stages, sight));
  });
};

/** Numbers that nothing sets from elsewhere: a share that is 0 for now may be a constant. */
function isPlain({ node: { args } }: WrittenLayer): boolean {
  return [...args.positionals, ...args.settings.map(({ value }) => value)].every(({ kind }) => kind === 'number');
}

/** A stage that lowers to nothing, or to ops that give out what they take in; `id` says so. */
function isIdle({ path, def }: LayerStage, { graph }: Sight): boolean {
  return def.name !== 'id' && graph.nodes.every((node) => node.path !== path || changesNothing(node.op));
}

function idleReport({ text, span: own }: LayerStage, layer: WrittenLayer, span: typeof own): Diagnostic {
  const fixes = withoutStage(layer, true);
  const help = fixes.length > 0 ? [] : ['leave it out'];
  return diagnostic(
    'lint/no-effect',
    span,
    { what: text, why: 'what comes out of it is what goes in' },
    { fixes, help },
  );
}

/** An argument without which the stage would be the same at all its places. */
function argumentReport(
  setting: Setting,
  layer: WrittenLayer,
  stages: readonly LayerStage[],
  sight: Sight,
): readonly Diagnostic[] {
  const key = setting.key.text;
  if (argumentOf(layer, key) !== setting || hangsOnCall(layer)) return [];
  let why: string | undefined;
  for (const stage of stages) {
    why = whyIdle(stage, key, sight);
    if (why === undefined) return [];
  }
  if (why === undefined) return [];
  const [stage] = stages as readonly [LayerStage];
  const what = `${key} of ${stage.def.name}`;
  return [diagnostic('lint/no-effect', setting.span, { what, why }, { fixes: withoutArgument(layer, setting) })];
}

/** Whether a switch or a word of the stage is a parameter of the block around it, and may be another in another call. */
function hangsOnCall({ node: { args }, params }: WrittenLayer): boolean {
  return args.settings.some(({ value }) => value.kind === 'name-expr' && params.has(value.name));
}

function whyIdle({ def, params, input, path }: LayerStage, key: string, { graph }: Sight): string | undefined {
  const param = def.params[key];
  if (!input || !param) return undefined;
  const nodes = key === 'dilation' ? graph.nodes.filter((node) => node.path === path) : [];
  if (nodes.length > 0) {
    const isSingle = nodes.every(({ op, inputs }) => {
      const kernel = op.kind === 'convolution' ? inputs[1]?.type.dims.slice(0, -2) : undefined;
      return kernel?.every((size) => numberOf(size) === 1) === true;
    });
    const isWritten = nodes.some(({ op }) => 'dilation' in op && op.dilation.some((size) => numberOf(size) !== 1));
    return isSingle && isWritten ? 'a window of one place has nothing to spread' : undefined;
  }
  const others = othersThan(params[key], param);
  const same = others.filter(
    (value) => partsOf(def, input, { ...params, [key]: value }) === partsOf(def, input, params),
  );
  if (others.length === 0 || same.length < others.length) return undefined;
  return param.kind === 'initialiser'
    ? 'there is nothing that it would start'
    : `with its other arguments ${def.name} is the same without it`;
}

/** Values that would make a difference, if the parameter made any. */
function othersThan(value: unknown, param: LayerDef['params'][string]): readonly unknown[] {
  if (param.kind === 'initialiser') return [{ name: 'constant', args: { value: 0.123 } }];
  const isOther = param.kind === 'value' && typeof value === 'number' && value !== param.default;
  return isOther && param.default !== undefined ? [param.default] : [];
}

/** What a layer owns and what it lowers to, as text. */
function partsOf(def: LayerDef, input: TensorType, params: LayerStage['params']): string {
  const own = params as never;
  const { weights = [], buffers = [] } = def.state?.(input, own) ?? {};
  const graph = construct();
  const state = Object.fromEntries(
    [...weights, ...buffers].map(({ name, shape }) => [name, graph.value({ dtype: 'float', dims: shape })]),
  );
  def.lower(graph.at(''), graph.value(input), own, state);
  return JSON.stringify([weights, buffers, graph.nodes], (_, value) =>
    typeof value === 'bigint' ? `${value}` : value,
  );
}
