/** Finding entries of the registry by what people call them: mm's names, and those of PyTorch and Keras. */
import { namesElsewhere, ourNameFor, plainName } from '../resolve/foreign.ts';
import { type Entry, type Noun, registryGroups } from './registry-groups.ts';

/** An entry with the kind of thing that it is. */
export interface Found {
  readonly noun: Noun;
  readonly entry: Entry;
}

const all: readonly Found[] = registryGroups.flatMap(({ noun, entries }) => entries.map((entry) => ({ noun, entry })));

/** The entries of exactly that name: `linear` is a layer and a schedule. */
export function entriesNamed(name: string): Found[] {
  return all.filter(({ entry }) => entry.name === name);
}

/** The entries that other frameworks call so: `Conv2d`, `nn.LayerNorm`, `torch.optim.AdamW`, `keras.layers.Dense`. */
export function entriesCalled(name: string): Found[] {
  const word = plainName(name);
  if (word === '') return [];
  const same = all.filter(({ entry }) => plainName(entry.name) === word);
  if (same.length > 0) return same;
  const ours = ourNameFor(word, (candidate) => all.some(({ entry }) => entry.name === candidate));
  return ours === undefined ? all.filter(({ entry }) => elsewhere(entry).includes(word)) : entriesNamed(ours);
}

function elsewhere({ pytorch = '', keras = '', source = '' }: Entry): string[] {
  const torch = source.match(/torch\.[\w.]+/g) ?? [];
  return [pytorch, keras, ...torch].flatMap(namesElsewhere);
}
