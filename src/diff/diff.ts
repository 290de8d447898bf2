/** Two checked specs compared: what was changed, and what follows from it. */
import { severityOf } from '../diagnostics/catalog.ts';
import type { Diagnostic, Outcome } from '../diagnostics/diagnostic.ts';
import type { CheckedModel, CheckedSpec } from '../shapecheck/checked.ts';
import { typeText } from '../shapes/shape.ts';
import { scaleSummary } from '../summary/scale/scale-summary.ts';
import { type Summary, summarise } from '../summary/summary.ts';
import { explained, type Subject } from './best.ts';
import type { ModelChange, Renamed, SettingChange } from './change.ts';
import { pairsOf } from './explain.ts';
import { renames } from './names.ts';
import type { RunOutcome } from './outcome.ts';
import { type Deviations, type Row, rowsOf, withScales } from './rows.ts';
import { type Script, scriptOf } from './script.ts';
import { settingChanges } from './settings.ts';
import { type Survivor, survivors } from './survivors.ts';
import { tokenPlaces } from './tokens.ts';

/** What `diff` makes of two specs. */
export interface Diff {
  readonly models: readonly ModelDiff[];
  /** Names of models that only one of the specs has. */
  readonly onlyA: readonly (string | undefined)[];
  readonly onlyB: readonly (string | undefined)[];
  readonly settings: readonly SettingChange[];
  /** Reports that only one of the specs gives. */
  readonly gained: readonly Diagnostic[];
  readonly lost: readonly Diagnostic[];
  /** One of them has errors, so that what stands behind those could not be compared. */
  readonly isBroken: boolean;
  /** What became of either, where it is a run. */
  readonly outcomes: Outcomes;
}

export interface Outcomes {
  readonly a: RunOutcome | undefined;
  readonly b: RunOutcome | undefined;
}

/** One model in both specs. */
export interface ModelDiff {
  readonly a: Summary;
  readonly b: Summary;
  /** Both compute the same, however they are written: without changes, over inputs of one type. */
  readonly isSame: boolean;
  readonly changes: readonly ModelChange[];
  readonly renames: readonly Renamed[];
  /** The loss to expect of either before training, where there are classes or tokens to predict. */
  readonly firstLoss: { readonly a: number | undefined; readonly b: number | undefined };
  readonly rows: readonly Row[];
  readonly script: Script;
  /** What becomes of each weight of the second model. */
  readonly weights: readonly Survivor[];
}

/** Compares two specs as `check` gave them. Models are paired by name; where each spec has a single one, those are. */
export function diff(a: Outcome<CheckedSpec>, b: Outcome<CheckedSpec>, outcomes = neither): Diff {
  const pairs = pairedModels(a.value, b.value);
  const models = pairs.map(([one, other]) => modelDiff(one, other, a.value, b.value));
  const told = models.flatMap(({ changes }) => changes.flatMap((one) => (one.kind === 'constant' ? [one.name] : [])));
  return {
    models,
    onlyA: namesWithout(a.value, new Set(pairs.map(([one]) => one))),
    onlyB: namesWithout(b.value, new Set(pairs.map(([, other]) => other))),
    settings: settingChanges(a.value, b.value, new Set(told)),
    gained: reportsWithout(b.diagnostics, a.diagnostics),
    lost: reportsWithout(a.diagnostics, b.diagnostics),
    isBroken: [a, b].some(({ diagnostics }) => diagnostics.some((one) => severityOf(one) === 'error')),
    outcomes,
  };
}

const neither: Outcomes = { a: undefined, b: undefined };

/** What becomes of each weight of a model that begins with those of another. */
export function survivorsOf(a: Subject, b: Subject): Survivor[] {
  return survivors(pairsOf(explained(a, b).alignment), a.model, b.model, tokenPlaces(a.spec, b.spec));
}

type ModelPair = readonly [CheckedModel, CheckedModel];

function pairedModels(a: CheckedSpec, b: CheckedSpec): ModelPair[] {
  const [own, other] = [a.models, b.models];
  if (own.length === 1 && other.length === 1) return [[own[0] as CheckedModel, other[0] as CheckedModel]];
  return own.flatMap((one): ModelPair[] => {
    const found = other.find(({ name }) => name === one.name);
    return found ? [[one, found]] : [];
  });
}

function namesWithout({ models }: CheckedSpec, paired: ReadonlySet<CheckedModel>): (string | undefined)[] {
  return models.filter((model) => !paired.has(model)).map(({ name }) => name);
}

function modelDiff(a: CheckedModel, b: CheckedModel, specA: CheckedSpec, specB: CheckedSpec): ModelDiff {
  const { alignment, changes } = explained({ model: a, spec: specA }, { model: b, spec: specB });
  const pairs = pairsOf(alignment);
  const [scaleA, scaleB] = [scalesOf(a, specA), scalesOf(b, specB)];
  const rows = withScales(rowsOf(alignment), scaleA.deviations, scaleB.deviations);
  const hasSameInput = (a.input && typeText(a.input)) === (b.input && typeText(b.input));
  return {
    a: summarise(a, { batch: specA.train?.batch ?? 32 }, specA),
    b: summarise(b, { batch: specB.train?.batch ?? 32 }, specB),
    isSame: changes.length === 0 && hasSameInput && !rows.some(({ a: one, b: other }) => one?.output !== other?.output),
    changes,
    renames: [...modelName(a, b), ...renames(pairs, specA.tree, specB.tree)],
    firstLoss: { a: scaleA.firstLoss, b: scaleB.firstLoss },
    rows,
    script: scriptOf(alignment),
    weights: survivors(pairs, a, b, tokenPlaces(specA, specB)),
  };
}

function scalesOf(
  model: CheckedModel,
  spec: CheckedSpec,
): { readonly deviations: Deviations; readonly firstLoss: number | undefined } {
  const summary = scaleSummary(model, spec);
  const stages = [...(summary?.stages ?? [])].map(([path, { deviation }]) => [path, deviation] as const);
  return { deviations: new Map(stages), firstLoss: model.target && summary?.firstLoss?.expected };
}

function modelName({ name: from }: CheckedModel, { name: to }: CheckedModel): Renamed[] {
  return from === to ? [] : [{ kind: 'renamed', what: 'model', from: from ?? 'model', to: to ?? 'model' }];
}

/** Reports count as the same when they say the same, wherever they stand. */
function reportsWithout(own: readonly Diagnostic[], others: readonly Diagnostic[]): Diagnostic[] {
  const rest = others.map(keyOf);
  return own.filter((one) => {
    const at = rest.indexOf(keyOf(one));
    if (at >= 0) rest.splice(at, 1);
    return at < 0;
  });
}

function keyOf({ code, args }: Diagnostic): string {
  return JSON.stringify([code, args]);
}
