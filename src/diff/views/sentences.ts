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
  return changes.flatMap((change) => lines(change, depth));
}

function lines(change: Change, depth: number): Line[] {
  if (change.kind === 'renamed') return [renamedLine(change, depth)];
  if (change.kind === 'setting') return [settingLine(change, depth)];
  const own = ownLines(change).map(([sign, text]): Line => ({ sign, text, depth }));
  if (!change.effects) return own;
  return [...own, ...linesOf(change.effects, own.length === 0 ? depth : depth + 1)];
}

function ownLines(change: ModelChange): (readonly [Line['sign'], string])[] {
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
    case 'given':
      return [];
  }
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
