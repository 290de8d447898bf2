/** The registry as documentation goes through it: groups of entries with what they have in common. */
import { initialisers } from '../initialisers/index.ts';
import { joins } from '../joins/index.ts';
import { layers } from '../layers/index.ts';
import { losses } from '../losses/index.ts';
import { optimisers } from '../optimisers/index.ts';
import { readers } from '../readers/index.ts';
import type { Example } from '../registry/layer.ts';
import type { Params } from '../registry/param.ts';
import { schedules } from '../schedules/index.ts';
import { strategies } from '../strategies/index.ts';

/** What any entry may say of itself. */
export interface Entry {
  readonly name: string;
  readonly summary: string;
  readonly params: Params;
  readonly signature?: string;
  readonly formula?: string;
  readonly glued?: true;
  readonly pytorch?: string;
  readonly keras?: string;
  readonly source?: string;
  readonly examples: readonly (Example | string)[];
}

export interface Group {
  readonly title: string;
  readonly noun: string;
  readonly entries: readonly Entry[];
}

export const registryGroups: readonly Group[] = [
  { title: 'Layers', noun: 'layer', entries: layers },
  { title: 'Joins', noun: 'join', entries: joins },
  { title: 'Readers of data', noun: 'reader', entries: readers },
  { title: 'Optimisers', noun: 'optimiser', entries: optimisers },
  { title: 'Schedules of the learning rate', noun: 'schedule', entries: schedules },
  { title: 'Initialisers', noun: 'initialiser', entries: initialisers },
  { title: 'Losses', noun: 'loss', entries: losses },
  { title: 'Search strategies', noun: 'strategy', entries: strategies },
];
