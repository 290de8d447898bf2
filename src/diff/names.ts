/** Blocks, constants, stages and models that are called by other names now. */
import type { Spec } from '../parser/ast.ts';
import type { Paired } from './align.ts';
import { constantsOf } from './causes.ts';
import type { Renamed } from './change.ts';
import { calledBy, writtenOf } from './written.ts';

/** Every name that is another one, each once. */
export function renames(pairs: readonly Paired[], a: Spec, b: Spec): Renamed[] {
  const found = [
    ...blockNames(pairs, a, b),
    ...constantNames(a, b),
    ...pairs.flatMap(tapName),
    ...pairs.flatMap(callNames),
    ...pairs.flatMap(stageName),
  ];
  const keys = found.map(({ what, from, to }) => `${what} ${from} ${to}`);
  return found.filter((_, at) => keys.indexOf(keys[at] as string) === at);
}

/** A block that only the first spec has, where the second has one that only it has. */
function blockNames(pairs: readonly Paired[], a: Spec, b: Spec): Renamed[] {
  const [own, other] = [blocksOf(a), blocksOf(b)];
  return pairs.flatMap(({ a: one, b: two }) => {
    const [from, to] = [one, two].map(({ around }) => around.filter(({ of }) => of === 'block').map(wordOf));
    if (!from || !to || from.length !== to.length) return [];
    return from.flatMap((name, at): Renamed[] => {
      const now = to[at] as string;
      const isNew = name !== now && own.has(name) && other.has(now) && !other.has(name) && !own.has(now);
      return isNew ? [{ kind: 'renamed', what: 'block', from: name, to: now }] : [];
    });
  });
}

type Call = Parameters<typeof calledBy>[0];

function wordOf(call: Call): string {
  return /^\w+/.exec(calledBy(call))?.[0] ?? '';
}

function blocksOf({ items }: Spec): ReadonlySet<string> {
  return new Set(items.flatMap((item) => (item.kind === 'block' ? [item.name.text] : [])));
}

/** A constant that is gone, and one with the same value that came. */
function constantNames(a: Spec, b: Spec): Renamed[] {
  const [own, other] = [constantsOf(a), constantsOf(b)];
  const come = [...other].filter(([name]) => !own.has(name));
  return [...own].flatMap(([name, value]): Renamed[] => {
    const found = other.has(name) ? undefined : come.find(([, now]) => now === value);
    return found ? [{ kind: 'renamed', what: 'constant', from: name, to: found[0] }] : [];
  });
}

/** Calls of one block that stand under another name. */
function callNames({ a, b }: Paired): Renamed[] {
  const [own, other] = [a, b].map(({ around }) => around.filter(isCall)) as [Call[], Call[]];
  if (own.length !== other.length) return [];
  return own.flatMap((call, at): Renamed[] => {
    const word = wordOf(call);
    const [from, to] = [call, other[at] as Call].map((one) => statedName(calledBy(one)) ?? wordOf(one));
    const isSameBlock = word === wordOf(other[at] as Call);
    return isSameBlock && from !== to ? [{ kind: 'renamed', what: 'stage', from: from ?? word, to: to ?? word }] : [];
  });
}

function isCall({ of, given }: Call): boolean {
  return of === 'block' && !given;
}

/** Stacks in the arguments have names of their own. */
function statedName(text: string): string | undefined {
  return /\bname\s*=\s*(\w+)/.exec(text.replace(/\(.*\)/s, ''))?.[1];
}

/** A tap under another name. */
function tapName({ a, b }: Paired): Renamed[] {
  if (a.word !== 'tap' || b.word !== 'tap') return [];
  const [from, to] = [a, b].map((part) => /@(\w+)/.exec(writtenOf(part))?.[1] ?? '') as [string, string];
  return from === to ? [] : [{ kind: 'renamed', what: 'tap', from, to }];
}

function stageName({ a, b }: Paired): Renamed[] {
  const [from, to] = [a, b].map((part) => statedName(writtenOf(part)) ?? part.word);
  return from === to || a.word !== b.word || a.word === 'branch'
    ? []
    : [{ kind: 'renamed', what: 'stage', from: from as string, to: to as string }];
}
