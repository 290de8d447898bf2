/** The registry as documentation goes through it: groups of entries with what they have in common. */
import { initialisers } from '../initialisers/index.ts';
import { joins } from '../joins/index.ts';
import { layers } from '../layers/index.ts';
import { losses } from '../losses/index.ts';
import { optimisers } from '../optimisers/index.ts';
import { readers } from '../readers/index.ts';
import type { Example } from '../registry/layer.ts';
import { type LayerGroup, layerGroups } from '../registry/layer-groups.ts';
import type { Params } from '../registry/param.ts';
import { schedules } from '../schedules/index.ts';
import { strategies } from '../strategies/index.ts';

/** What any entry may say of itself. */
export interface Entry {
  readonly name: string;
  readonly summary: string;
  readonly params: Params;
  readonly group?: LayerGroup;
  readonly signature?: string;
  readonly formula?: string;
  readonly glued?: true;
  readonly positionals?: readonly (readonly string[])[];
  readonly pytorch?: string;
  readonly keras?: string;
  readonly source?: string;
  readonly examples: readonly (Example | string)[];
}

export type Noun = 'layer' | 'join' | 'reader' | 'optimiser' | 'schedule' | 'initialiser' | 'loss' | 'strategy';

export interface Group {
  readonly title: string;
  readonly noun: Noun;
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

/** The groups as a reader wants them: the layers by what they are for, everything else as it is. */
export const registrySections: readonly Group[] = registryGroups.flatMap((group) =>
  group.noun === 'layer' ? layerSections(group) : [group],
);

function layerSections({ noun, entries }: Group): Group[] {
  const sections = Object.entries(layerGroups).map(([key, title]) => ({
    title,
    noun,
    entries: entries.filter(({ group }) => group === key).toSorted((a, b) => (a.name < b.name ? -1 : 1)),
  }));
  return sections.filter((section) => section.entries.length > 0);
}
