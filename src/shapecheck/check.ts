/** Checks a whole spec: items, then every model over the data's or its own input. */
import { diagnostic, type Outcome } from '../diagnostics/diagnostic.ts';
import { leaveItemOut } from '../diagnostics/leave-out.ts';
import type { Item, ModelItem, Spec } from '../parser/ast.ts';
import { parse } from '../parser/parse.ts';
import { type Facts, noFacts } from '../resolve/facts.ts';
import { type Collector, collector, type Reporter } from '../resolve/reporter.ts';
import { type Block, type FileScope, fileScope } from '../resolve/scope.ts';
import { settingReports, withSettings } from '../resolve/settings.ts';
import { sameShape } from '../shapes/shape.ts';
import type { Source, Span } from '../text/source.ts';
import { checkBudget } from './check-budget.ts';
import { checkData } from './check-data.ts';
import { checkDeclarations } from './check-declarations.ts';
import { checkInput, checkTarget, type DeclaredInput } from './check-input.ts';
import { checkItems } from './check-items.ts';
import { checkModel } from './check-model.ts';
import { checkStack } from './check-stack.ts';
import { checkSweep } from './check-sweep.ts';
import { fitTarget } from './check-target.ts';
import { checkTrain } from './check-train.ts';
import type { CheckedData, CheckedModel, CheckedSpec, CheckedStage, CheckedTarget } from './checked.ts';
import { blockCircles } from './circles.ts';
import { type Context, newContext, newRun, report, type World } from './context.ts';
import { withoutDoubtful } from './doubt.ts';
import type { LocalVal } from './frame.ts';
import { blocksReached } from './named-blocks.ts';
import { paramUses } from './param-uses.ts';
import { newTaps } from './taps.ts';

/** Parses and checks a text. Pure: what it must know of the world stands in `facts`. Never throws on bad input. */
export function check(source: Source, facts: Facts = noFacts): Outcome<CheckedSpec> {
  const parsed = parse(source);
  const reports = collector();
  const spec = withSettings(parsed.value, facts.settings);
  const scope = fileScope(spec, facts, parseUsed, reports);
  for (const found of settingReports(spec, facts.settings, new Set(scope.constants.keys()))) reports.report(found);
  checkItems(spec, reports);
  const value = checkSpec(spec, facts, newContext(worldOf(scope, reports), scope, newRun()));
  return { value, diagnostics: withoutDoubtful(parsed, reports.diagnostics, source) };
}

function parseUsed(used: Source): { spec: Spec; errors: number } {
  const { value, diagnostics } = parse(used);
  return { spec: value, errors: diagnostics.length };
}

function worldOf({ blocks }: FileScope, reports: Collector): World {
  const all = [...blocks.values()];
  return {
    collector: reports,
    loud: reports,
    dims: new Map(),
    lacksDims: false,
    constants: new Map(),
    proofs: new Map(),
    effort: { stages: 0 },
    meant: new Set(),
    uses: paramUses(all),
    circular: circularBlocks(all, reports),
    walk: checkStack,
  };
}

function circularBlocks(blocks: readonly Block[], reporter: Reporter): World['circular'] {
  const circles = blockCircles(blocks);
  for (const [first, ...others] of circles) {
    if (!first) continue;
    const labels = others.map(({ name }) => ({ span: name.span, message: 'part of the circle' }));
    const facts = { name: first.name.text, through: others.map(({ name }) => name.text) };
    const help = ['a block is its body wherever it is called, so it cannot hold itself: repeat n ( … ) makes turns'];
    reporter.report(diagnostic('name/cycle', first.name.span, facts, { labels, help }));
  }
  return new Set(circles.flat());
}

function checkSpec(spec: Spec, facts: Facts, context: Context): CheckedSpec {
  const dataItem = first(spec, 'data');
  const data = dataItem && checkData(dataItem, facts, context);
  const inputItem = dataItem ? undefined : first(spec, 'input');
  const declared = inputItem && checkInput(inputItem, context);
  const dims = data ? dataDims(data) : (declared?.dims ?? new Map<string, LocalVal>());
  const lacksDims = dataItem !== undefined && (!data || data.found.includes(undefined));
  const inside: Context = { ...context, world: { ...context.world, dims, lacksDims } };
  refuseDimNames(spec, inside);
  const targetItem = dataItem ? undefined : first(spec, 'target');
  const wanted = data ? dataTarget(data) : targetItem && checkTarget(targetItem, declared, inside);
  checkDeclarations(inside);
  const stated = (dataItem ?? targetItem)?.word;
  const models = spec.items
    .filter((item) => item.kind === 'model')
    .map((item) => modelWith(item, { data, declared, wanted, stated }, inside));
  reportUnchecked(spec, inside);
  const target = models.at(-1)?.target ?? wanted;
  const trainItem = first(spec, 'train');
  const train = trainItem && checkTrain(trainItem, { target, data }, inside);
  const sweep = first(spec, 'sweep');
  if (sweep) checkSweep(sweep, spec, inside);
  if (trainItem && !dataItem && !targetItem) {
    const help = ['say what the data is: data chars names context=8', 'or what is wanted: target class of 10'];
    report(inside, diagnostic('train/no-target', trainItem.word, {}, { help }));
  }
  const budgetItem = first(spec, 'budget');
  const budget = budgetItem ? checkBudget(budgetItem, inside) : [];
  const doc = spec.items.flatMap((item) => (item.kind === 'model' ? item.doc : []));
  return { source: spec.source, tree: spec, models, data, target, train, budget, brought: context.scope.brought, doc };
}

function first<K extends Item['kind']>(spec: Spec, kind: K): Extract<Item, { kind: K }> | undefined {
  return spec.items.find((item): item is Extract<Item, { kind: K }> => item.kind === kind);
}

function dataDims(data: CheckedData): Map<string, LocalVal> {
  return new Map(Object.entries(data.description.dims).map(([name, dim]) => [name, { kind: 'dim', dim }]));
}

function dataTarget({ description: { target } }: CheckedData): CheckedTarget | undefined {
  return target && { ...target, perPosition: target.type.dtype === 'int' && target.type.dims.length > 1 };
}

/** A constant would hide the dim of the data that has its name. */
function refuseDimNames({ items }: Spec, context: Context): void {
  const giver = items.find(({ kind }) => kind === 'data' || kind === 'input');
  for (const item of items) {
    if (item.kind !== 'let' || !context.world.dims.has(item.name.text) || !giver) continue;
    const facts = { what: 'constant', name: item.name.text, by: `a dim of the ${giver.kind}` };
    const labels = [{ span: giver.word, message: `${item.name.text} comes from here` }];
    report(context, diagnostic('name/taken', item.name.span, facts, { labels, help: ['choose another name'] }));
  }
}

interface Around {
  readonly data: CheckedData | undefined;
  readonly declared: DeclaredInput | undefined;
  readonly wanted: CheckedTarget | undefined;
  /** The word of the item that states the target. */
  readonly stated: Item['word'] | undefined;
}

/** A model held against the target. */
function modelWith(item: ModelItem, { data, declared, wanted, stated }: Around, context: Context): CheckedModel {
  const own = { ...context, run: newRun(), taps: newTaps() };
  const { flow, ...model } = checkModel(item, data, declared, own);
  const last = makerOf(model.stages) ?? item.body.stages.at(-1)?.span;
  const target =
    wanted && stated && last && model.input && model.output
      ? fitTarget({ target: wanted, input: model.input, last, stated, stages: model.stages }, flow, own)
      : wanted;
  return { ...model, target, broken: own.run.broken };
}

/** The last layer or block that decides the shape of what comes out, where what follows leaves every shape as it is. */
function makerOf(stages: readonly CheckedStage[]): Span | undefined {
  const maker = stages.findLast((stage) => !leavesShapes(stage));
  const isHead = maker?.kind === 'layer' || (maker?.kind === 'sequence' && maker.of === 'block');
  return isHead ? maker.span : undefined;
}

function leavesShapes(stage: CheckedStage): boolean {
  if (stage.kind !== 'layer' || !['activation', 'norm', 'chance'].includes(stage.def.group)) return false;
  return stage.input !== undefined && sameShape(stage.input.dims, stage.output?.dims ?? []);
}

/** Blocks that no call and no proof has checked. */
function reportUnchecked({ items }: Spec, { scope, world }: Context): void {
  const roots = items.flatMap((item) =>
    item.kind === 'model' || (item.kind === 'block' && item.type) ? [item.body] : [],
  );
  const reached = blocksReached(roots, scope);
  for (const [name, { item }] of scope.blocks) {
    const isOwn = item.span.source === scope.source;
    const proof = world.proofs.get(item)?.kind ?? 'each-use';
    if (!isOwn || reached.has(item) || world.meant.has(name) || world.circular.has(item) || proof !== 'each-use')
      continue;
    const help = item.type ? [] : [`state its type to have it checked by itself: block ${name} : [B, T, C] -> …`];
    const fixes = [leaveItemOut(item.span, 'leave the block out')];
    world.collector.report(diagnostic('item/unchecked-block', item.name.span, { block: name }, { help, fixes }));
  }
}
