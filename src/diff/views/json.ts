/** A comparison for programs, in the form that schemas/diff.schema.json describes. */
import { type JsonDiagnostic, toJson } from '../../diagnostics/json.ts';
import { type Count, countJson } from '../../summary/json.ts';
import type { Summary } from '../../summary/summary.ts';
import { positionAt } from '../../text/lines.ts';
import type { Change, Place, Renamed, SettingChange } from '../change.ts';
import type { Diff, ModelDiff } from '../diff.ts';
import type { RunOutcome } from '../outcome.ts';
import type { Cell, Row } from '../rows.ts';
import type { Script } from '../script.ts';
import type { Survivor } from '../survivors.ts';

export interface JsonDiff {
  /** The models compute the same, and nothing is set otherwise. */
  readonly same: boolean;
  readonly models: readonly JsonModelDiff[];
  readonly onlyA: readonly (string | null)[];
  readonly onlyB: readonly (string | null)[];
  readonly settings: readonly SettingChange[];
  readonly gained: readonly JsonDiagnostic[];
  readonly lost: readonly JsonDiagnostic[];
  /** What became of either, where it is a run. */
  readonly runs: { readonly a: JsonRun | null; readonly b: JsonRun | null };
}

interface JsonRun {
  readonly steps: number;
  readonly asked: number | null;
  readonly train: number | null;
  readonly validation: number | null;
}

export interface JsonModelDiff {
  readonly name: string | null;
  readonly same: boolean;
  readonly changes: readonly unknown[];
  readonly renames: readonly Renamed[];
  readonly totals: { readonly a: JsonTotals; readonly b: JsonTotals };
  readonly stages: readonly JsonRow[];
  readonly weights: readonly Survivor[];
  readonly script: Script;
}

interface JsonTotals {
  readonly params: Count;
  readonly macs: Count;
  readonly statistics: Count;
  /** Bytes that a training step takes at least; null for a model with errors. */
  readonly memory: Count | null;
  /** How much of its input a place of the output sees, by axes; null where that hangs on a size that is open. */
  readonly sees: readonly { readonly seen: number | 'all'; readonly of: Count }[] | null;
  /** The loss to expect before training; null where there are neither classes nor tokens to predict. */
  readonly firstLoss: number | null;
}

interface JsonRow {
  readonly kind: Row['kind'];
  readonly reshaped: boolean;
  /** Since which changed stage; null for the input, and where the shape is the same. */
  readonly since: string | null;
  readonly depth: number;
  readonly a: JsonCell | null;
  readonly b: JsonCell | null;
}

interface JsonCell {
  readonly path: string;
  readonly text: string;
  readonly output: string | null;
  readonly params: Count;
  readonly macs: Count;
  /** Of the numbers that it gives when training starts; null where that is not known. */
  readonly deviation: number | null;
}

/** The comparison as a value that JSON can carry. */
export function diffJson(diff: Diff): JsonDiff {
  const { models, onlyA, onlyB, settings, gained, lost, outcomes } = diff;
  return {
    same: isSame(diff),
    models: models.map(modelJson),
    onlyA: onlyA.map((name) => name ?? null),
    onlyB: onlyB.map((name) => name ?? null),
    settings,
    gained: toJson(gained).diagnostics,
    lost: toJson(lost).diagnostics,
    runs: { a: runJson(outcomes.a), b: runJson(outcomes.b) },
  };
}

function runJson(run: RunOutcome | undefined): JsonRun | null {
  if (!run) return null;
  const { steps, asked, train, validation } = run;
  return { steps, asked: asked ?? null, train: train ?? null, validation: validation ?? null };
}

/** Whether two specs come to the same: models, settings, and which models there are. */
export function isSame({ models, onlyA, onlyB, settings }: Diff): boolean {
  return models.every((model) => model.isSame) && onlyA.length + onlyB.length + settings.length === 0;
}

function modelJson({
  a,
  b,
  isSame: same,
  changes,
  renames,
  rows,
  weights,
  script,
  firstLoss,
}: ModelDiff): JsonModelDiff {
  return {
    name: a.name ?? null,
    same,
    changes: changes.map(changeJson),
    renames,
    totals: { a: totalsJson(a, firstLoss.a), b: totalsJson(b, firstLoss.b) },
    stages: rows.map(rowJson),
    weights,
    script,
  };
}

/** Places become files, lines and columns. */
function changeJson(change: Change): unknown {
  return JSON.parse(
    JSON.stringify(change, (key, value: unknown) => (key === 'places' ? (value as Place[]).map(placeJson) : value)),
  );
}

function placeJson({ path, span: { source, start } }: Place): object {
  return { path, file: source.file, ...positionAt(source, start) };
}

function totalsJson({ params, macs, buffers, memory, sees }: Summary, firstLoss: number | undefined): JsonTotals {
  return {
    params: countJson(params),
    macs: countJson(macs),
    statistics: countJson(buffers),
    memory: memory ? countJson(memory) : null,
    sees: sees?.axes.map(({ seen, of }) => ({ seen, of })) ?? null,
    firstLoss: firstLoss ?? null,
  };
}

function rowJson({ kind, isReshaped, since, depth, a, b }: Row): JsonRow {
  return {
    kind,
    reshaped: isReshaped,
    since: since ?? null,
    depth,
    a: a ? cellJson(a) : null,
    b: b ? cellJson(b) : null,
  };
}

function cellJson({ path, text, output, params, macs, deviation = Number.NaN }: Cell): JsonCell {
  return {
    path,
    text,
    output: output ?? null,
    params: countJson(params),
    macs: countJson(macs),
    deviation: Number.isFinite(deviation) ? deviation : null,
  };
}
