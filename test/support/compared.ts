/** Specs compared, as the tests of `mm diff` call it, and changes as lines. */
import type { ModelChange, Stages } from '../../src/diff/change.ts';
import { type Diff, diff, type ModelDiff } from '../../src/diff/diff.ts';
import { check } from '../../src/summary/check.ts';
import { source } from '../../src/text/source.ts';

export function compared(a: string, b: string): Diff {
  return diff(check(source('a.mm', a)), check(source('b.mm', b)));
}

/** The only model of both. */
export function comparedModels(a: string, b: string): ModelDiff {
  const { models } = compared(a, b);
  if (models.length !== 1) throw new Error(`${models.length} models are compared, not one`);
  return models[0] as ModelDiff;
}

/** A line for each change; what follows from one stands below it. */
export function changeLines(changes: readonly ModelChange[], indent = ''): string[] {
  return changes.flatMap((change) => {
    const effects = change.effects ? changeLines(change.effects, `${indent}  `) : [];
    return [indent + lineOf(change), ...effects];
  });
}

function lineOf(change: ModelChange): string {
  switch (change.kind) {
    case 'added':
      return `added ${stages(change.added)} after ${change.after}`;
    case 'removed':
      return `removed ${stages(change.removed)} after ${change.after}`;
    case 'replaced':
      return `replaced ${stages(change.removed)} by ${stages(change.added)}`;
    case 'changed':
      return `changed ${stages(change.from)} to ${stages(change.to)}`;
    case 'moved':
      return `moved ${stages(change.to)} after ${change.after}`;
    case 'wrapped':
      return `wrapped ${stages(change.inner)} in ${stages(change.outer)}`;
    case 'unwrapped':
      return `unwrapped ${stages(change.inner)}`;
    case 'exchanged':
      return `exchanged ${stages(change.first)} and ${stages(change.second)}`;
    case 'turns':
      return `turns ${change.from} to ${change.to}`;
    case 'linked':
      return `linked ${change.what} of ${stages(change.to)}`;
    case 'call':
      return `call ${stages(change.from)} to ${stages(change.to)}`;
    case 'constant':
      return `constant ${change.name} ${change.from} to ${change.to}`;
    case 'default':
      return `default ${change.layer} ${change.from} to ${change.to}`;
    case 'given':
      return 'given';
  }
}

function stages({ texts, places }: Stages): string {
  const times = places.length / texts.length;
  return texts.join(' | ') + (times > 1 ? ` x ${times}` : '');
}
