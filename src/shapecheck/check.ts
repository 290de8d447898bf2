/** Checks a whole spec: items, then every model over the data's or its own input. */
import { type Diagnostic, diagnostic, type Outcome } from '../diagnostics/diagnostic.ts';
import type { Item, ModelItem, Spec } from '../parser/ast.ts';
import { parse } from '../parser/parse.ts';
import { layerNamed } from '../resolve/entries.ts';
import { type Facts, noFacts } from '../resolve/facts.ts';
import { collector } from '../resolve/reporter.ts';
import { type FileScope, fileScope } from '../resolve/scope.ts';
import { BATCH } from '../shapes/batch.ts';
import { numberOf, symbol, toTight } from '../shapes/dim.ts';
import { factsOf } from '../shapes/obligation.ts';
import type { TensorType } from '../shapes/shape.ts';
import type { Source } from '../text/source.ts';
import { checkData } from './check-data.ts';
import { checkInput, checkTarget, type DeclaredInput } from './check-input.ts';
import { checkStack } from './check-stack.ts';
import { fitTarget } from './check-target.ts';
import { checkTrain } from './check-train.ts';
import type { CheckedData, CheckedModel, CheckedSpec, CheckedTarget } from './checked.ts';
import { type Context, type Flow, newRun, type Origin, report, type World } from './context.ts';
import { NOTHING } from './flow.ts';
import { innerFrame, type LocalVal } from './frame.ts';
import { overridesOf } from './settings.ts';

/** Parses and checks a text. Pure: what it must know of the world stands in `facts`. Never throws on bad input. */
export function check(source: Source, facts: Facts = noFacts): Outcome<CheckedSpec> {
  const parsed = parse(source);
  const reports = collector();
  for (const found of parsed.diagnostics) reports.report(found);
  const spec = parsed.value;
  const scope = fileScope(spec, facts, parseUsed, reports);
  const world: World = {
    collector: reports,
    dims: new Map(),
    constants: new Map(),
    overrides: new Map(),
    walk: checkStack,
    used: new Set(),
    origins: new Map(),
  };
  const outer = contextFor(world, scope);
  reportDoubles(spec, reports.report);
  const overrides = overridesOf(facts.settings, spec, outer);
  const value = checkSpec(
    spec,
    facts,
    contextFor({ ...world, overrides: overrides.constants }, scope),
    overrides.settings,
  );
  return { value, diagnostics: reports.diagnostics };
}

function parseUsed(used: Source): { spec: Spec; errors: number } {
  const { value, diagnostics } = parse(used);
  return { spec: value, errors: diagnostics.length };
}

function contextFor(world: World, scope: FileScope): Context {
  const run = newRun(factsOf([]));
  return {
    world,
    run,
    scope,
    frame: innerFrame(undefined),
    taps: new Map(),
    turns: [],
    path: '',
    calls: [],
    muted: false,
  };
}

/** Items that may stand once. */
const single = ['data', 'input', 'target', 'train', 'sweep', 'budget'] as const;

function reportDoubles(spec: Spec, add: (found: Diagnostic) => void): void {
  for (const word of single) {
    const [first, ...others] = spec.items.filter((item) => item.kind === word);
    for (const item of others)
      add(
        diagnostic(
          'item/twice',
          item.word,
          { word },
          { labels: first ? [{ span: first.word, message: 'the first one is here' }] : [] },
        ),
      );
  }
  const data = spec.items.find((item) => item.kind === 'data');
  const own = data && spec.items.find((item) => item.kind === 'input' || item.kind === 'target');
  if (data && own)
    add(
      diagnostic(
        'item/data-and-input',
        own.word,
        { word: own.kind },
        { labels: [{ span: data.word, message: 'the data is here' }] },
      ),
    );
  const needy = spec.items.find((item) => item.kind === 'train' || item.kind === 'sweep' || item.kind === 'budget');
  if (needy && !spec.items.some((item) => item.kind === 'model'))
    add(diagnostic('item/no-model', needy.word, { word: needy.kind }));
}

type Overrides = ReadonlyMap<string, Readonly<Record<string, unknown>>>;

function checkSpec(spec: Spec, facts: Facts, context: Context, overrides: Overrides): CheckedSpec {
  const dataItem = first(spec, 'data');
  const data = dataItem && checkData(dataItem, facts, overrides.get('data') ?? {}, context);
  const inputItem = dataItem ? undefined : first(spec, 'input');
  const declared = inputItem && checkInput(inputItem, context);
  const dims = data ? dataDims(data) : (declared?.dims ?? new Map<string, LocalVal>());
  const inside: Context = { ...context, world: { ...context.world, dims } };
  const targetItem = first(spec, 'target');
  const wanted = data ? dataTarget(data) : targetItem && checkTarget(targetItem, declared, inside);
  const stated = (dataItem ?? targetItem)?.word;
  let target = wanted;
  const models = spec.items
    .filter((item) => item.kind === 'model')
    .map((item) => {
      const own = { ...inside, run: newRun(factsOf([])), taps: new Map() };
      const model = checkModel(item, data, declared, own);
      const last = item.body.stages.at(-1)?.span;
      if (wanted && stated && last && model.input && model.output)
        target = fitTarget(wanted, model.input, model.output, last, stated, own);
      return { ...model, broken: own.run.broken };
    });
  reportUnused(context);
  const trainItem = first(spec, 'train');
  const train = trainItem && checkTrain(trainItem, target, overrides.get('train') ?? {}, inside);
  if (trainItem && !target && !dataItem && !targetItem) {
    const help = ['say what the data is: data chars names context=8', 'or what is wanted: target class of 10'];
    report(inside, diagnostic('train/no-target', trainItem.word, {}, { help }));
  }
  const doc = spec.items.flatMap((item) => (item.kind === 'model' ? item.doc : []));
  return { source: spec.source, models, data, target, train, doc };
}

function first<K extends Item['kind']>(spec: Spec, kind: K): Extract<Item, { kind: K }> | undefined {
  return spec.items.find((item): item is Extract<Item, { kind: K }> => item.kind === kind);
}

function dataDims(data: CheckedData): Map<string, LocalVal> {
  return new Map(Object.entries(data.description.dims).map(([name, dim]) => [name, { kind: 'dim', dim }]));
}

function dataTarget(data: CheckedData): CheckedTarget {
  const { input, target } = data.description;
  const type: TensorType = { dtype: 'int', dims: [BATCH], ...(input.vocab ? { vocab: input.vocab } : {}) };
  return { kind: target, perPosition: false, type };
}

function checkModel(
  item: ModelItem,
  data: CheckedData | undefined,
  declared: DeclaredInput | undefined,
  context: Context,
): Omit<CheckedModel, 'broken'> {
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
    stages,
    weights: [...run.weights.values()],
    buffers: [...run.buffers.values()],
    requires: run.requires,
  };
}

function dataFlow({ description, item, settings, reader, facts }: CheckedData): Flow {
  const origins = description.input.dims.map((dim): Origin | undefined => {
    const name = Object.keys(description.dims).find((key) => description.dims[key] === dim);
    if (name === undefined) return undefined;
    const param = description.origins[name];
    const span = item.args.settings.find(({ key }) => key.text === param)?.span ?? item.word;
    const value = numberOf(dim);
    const message = `${name} = ${toTight(dim)} comes from here`;
    if (param === undefined || value === undefined) return { span, message };
    const most = facts
      ? reader.conflicts({ ...settings, [param]: Number.MAX_SAFE_INTEGER } as never, facts)[0]?.most
      : undefined;
    return { span, message, setting: { name: param, value, most } };
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
  const stage = item.body.stages[0];
  if (stage?.kind !== 'layer') return NOTHING;
  const layer = layerNamed(stage.name.text)?.def.name;
  const [T, V, C] = ['T', 'V', 'C'].map((name) => symbol({ id: `input.${name}`, name, min: 1 }));
  if (layer === 'embed' && T && V) return { type: { dtype: 'int', dims: [BATCH, T], vocab: V }, origins: [] };
  if (layer === 'linear' && C) return { type: { dtype: 'float', dims: [BATCH, C] }, origins: [] };
  if (layer)
    report(
      context,
      diagnostic(
        'shape/no-input',
        stage.name.span,
        { stage: layer },
        { help: ['say it: input features[4], or data chars names context=8'] },
      ),
    );
  return NOTHING;
}

function reportUnused(context: Context): void {
  for (const [name, { item, scope }] of context.scope.blocks)
    if (scope === context.scope && !item.type && !context.world.used.has(item))
      context.world.collector.report(diagnostic('item/unchecked-block', item.name.span, { block: name }));
}
