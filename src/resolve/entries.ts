/** Finding entries of the registry by the words that people write. */
import { initialisers } from '../initialisers/index.ts';
import { joins } from '../joins/index.ts';
import { layers } from '../layers/index.ts';
import { losses } from '../losses/index.ts';
import { optimisers } from '../optimisers/index.ts';
import { readers } from '../readers/index.ts';
import type { JoinDef } from '../registry/join.ts';
import type { LayerDef } from '../registry/layer.ts';
import type { Params } from '../registry/param.ts';
import type { ReaderDef } from '../registry/reader.ts';
import type {
  InitialiserDef,
  LossDef,
  OptimiserDef,
  ScheduleDef,
  StrategyDef,
  TargetKind,
} from '../registry/training.ts';
import { schedules } from '../schedules/index.ts';
import { strategies } from '../strategies/index.ts';

/** What argument binding needs to know of any entry. */
export interface Entry {
  readonly name: string;
  readonly params: Params;
  readonly positionals?: readonly (readonly string[])[];
  /** A block of a spec, whose parameters have no description. */
  readonly isBlock?: true;
  /** The parameters that are taps. */
  readonly taps?: readonly string[];
}

export const layersByName = byName<LayerDef>(layers);
export const joinsByName = byName<JoinDef>(joins);
export const readersByName = byName<ReaderDef>(readers);
export const optimisersByName = byName<OptimiserDef>(optimisers);
export const schedulesByName = byName<ScheduleDef>(schedules);
export const initialisersByName = byName<InitialiserDef>(initialisers);
export const lossesByName = byName<LossDef>(losses);
export const strategiesByName = byName<StrategyDef>(strategies);

/** The loss of a target for which none is stated, with its own defaults; every kind of target has one. */
export function defaultLoss(kind: TargetKind): { readonly def: LossDef; readonly settings: Record<string, unknown> } {
  const def = [...lossesByName.values()].find(({ defaultFor }) => defaultFor.includes(kind));
  if (!def) throw new Error(`there is no loss for a target of ${kind}`);
  return {
    def,
    settings: Object.fromEntries(Object.entries(def.params).map(([name, param]) => [name, param.default])),
  };
}

/** A word read as a layer: by its name, or by its name with its first argument glued on. */
export interface LayerWord {
  readonly def: LayerDef;
  readonly digits: number | undefined;
}

/** `flatten2` is flatten with the digits 2; undefined when it is no layer, or one that takes no digits. */
export function layerNamed(word: string): LayerWord | undefined {
  const def = layersByName.get(word);
  if (def) return { def, digits: undefined };
  const [, stem, digits] = /^(.*?)(\d+)$/.exec(word) ?? [];
  const glued = stem === undefined ? undefined : layersByName.get(stem);
  return glued?.glued ? { def: glued, digits: Number(digits) } : undefined;
}

/** Entries of any kind go by name; their parameter types, which differ, are checked when arguments are bound. */
function byName<D extends { readonly name: string }>(
  entries: readonly { readonly name: string }[],
): ReadonlyMap<string, D> {
  return new Map(entries.map((entry) => [entry.name, entry as unknown as D]));
}
