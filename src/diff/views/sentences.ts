/** Changes as lines: a sign, and what was changed in words. */
import { count } from '../../diagnostics/row.ts';
import type { Change, ModelChange, Renamed, SettingChange, Stages } from '../change.ts';

/** One line of a list of changes. */
export interface Line {
  /** What came, what went, what is another now, what moved, what has another name. */
  readonly sign: '+' | '-' | '~' | '>' | '=';
  readonly text: string;
  /** It follows from the line above it that is less deep. */
  readonly depth: number;
}

export function linesOf(changes: readonly Change[], depth = 0): Line[] {
  return told(changes).flatMap((change) => lines(change, depth));
}

/** The same argument or layer changed in the same way at several places of a spec is one line. */
function told(changes: readonly Change[]): Change[] {
  const found = new Map<string, Change>();
  for (const [at, change] of changes.entries()) {
    const isPlain = change.kind === 'changed' && !change.effects;
    const key = isPlain ? JSON.stringify([change.from.texts, change.to.texts]) : `${at}`;
    const before = found.get(key);
    found.set(key, before?.kind === 'changed' && isPlain ? together(before, change) : change);
  }
  return [...found.values()];
}

type Changed = Extract<ModelChange, { readonly kind: 'changed' }>;

function together(one: Changed, other: Changed): Changed {
  const both = (a: Stages, b: Stages): Stages => ({ texts: a.texts, places: [...a.places, ...b.places] });
  return { ...one, from: both(one.from, other.from), to: both(one.to, other.to) };
}

function lines(change: Change, depth: number): Line[] {
  if (change.kind === 'renamed') return [renamedLine(change, depth)];
  if (change.kind === 'setting') return [settingLine(change, depth)];
  const own = ownLines(change).map(([sign, text]): Line => ({ sign, text, depth }));
  if (!change.effects) return own;
  return [...own, ...linesOf(change.effects, own.length === 0 ? depth : depth + 1)];
}

type Head = readonly [Line['sign'], string];

function ownLines(change: ModelChange): Head[] {
  switch (change.kind) {
    case 'added':
      return [['+', `${stack(change.added)}${after(change.after)}${times(change.added)}`]];
    case 'removed':
      return [['-', `${stack(change.removed)}${after(change.after)}${times(change.removed)}`]];
    case 'replaced':
      return [
        ['-', `${stack(change.removed)}${times(change.removed)}`],
        ['+', `${stack(change.added)}${times(change.added)}`],
      ];
    case 'changed':
    case 'call':
      return [['~', `${stack(change.from)} -> ${stack(change.to)}${times(change.to)}`]];
    case 'moved':
      return [['>', `${stack(change.to)} moved${after(change.after) || ' to the start'}${times(change.to)}`]];
    case 'wrapped':
      return [
        ['~', `${stack(change.inner)} stands within ${stack(change.outer)} now${beside(change)}${times(change.outer)}`],
      ];
    case 'unwrapped':
      return [
        [
          '~',
          `${stack(change.inner)} stands outside of ${stack(change.outer)} now${without(change)}${times(change.outer)}`,
        ],
      ];
    case 'exchanged':
      return [['>', `${stack(change.first)} and ${stack(change.second)} change places${times(change.first)}`]];
    case 'turns':
      return [['~', `repeat ${turns(change.from)} -> repeat ${turns(change.to)}${times(change.repeat)}`]];
    case 'linked':
      return [['~', `${stack(change.to)} takes ${linkWords[change.what]}${times(change.to)}`]];
    case 'constant':
      return [['~', `let ${change.name} = ${change.from} -> ${change.to}`]];
    case 'default':
      return [defaultLine(change)];
    case 'given':
      return [];
  }
}

function defaultLine({ layer, from, to }: Extract<ModelChange, { readonly kind: 'default' }>): Head {
  if (from === undefined) return ['+', `default ${layer} ${to}`];
  return to === undefined ? ['-', `default ${layer} ${from}`] : ['~', `default ${layer} ${from} -> ${to}`];
}

/** `3`, or `3, 5, 2` where a repeat has other turns at each of its places. */
function turns(counts: readonly number[]): string {
  return [...(new Set(counts).size === 1 ? counts.slice(0, 1) : counts)].join(', ');
}

type Fold = Extract<ModelChange, { readonly kind: 'wrapped' | 'unwrapped' }>;

function beside({ beside: others }: Fold): string {
  return others.texts.length > 0 ? `, beside ${stack(others)}` : '';
}

function without({ beside: others }: Fold): string {
  return others.texts.length > 0 ? `, without ${stack(others)} beside it` : '';
}

const linkWords = { tap: 'other tapped values', weights: 'the weights of another layer' } as const;

function renamedLine({ what, from, to }: Renamed, depth: number): Line {
  return { sign: '=', text: `${what} ${from} is called ${to}`, depth };
}

function settingLine({ item, key, from, to, since }: SettingChange, depth: number): Line {
  const name = item === key ? item : `${item} ${key}`;
  if (from === undefined) return { sign: '+', text: `${name} ${to}`, depth };
  if (to === undefined) return { sign: '-', text: `${name} ${from}`, depth };
  const cause = since === undefined ? '' : ` since let ${since}`;
  return { sign: '~', text: `${name} ${from} -> ${to}${cause}`, depth };
}

function stack({ texts }: Stages): string {
  return texts.join(' | ');
}

function after(text: string | undefined): string {
  return text === undefined ? '' : ` after ${text}`;
}

function times({ texts, places }: Stages): string {
  const most = places.length / Math.max(1, texts.length);
  return most > 1 ? ` (in ${count(most, 'place')})` : '';
}
