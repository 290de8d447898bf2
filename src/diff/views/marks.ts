/** The pictures of two compared models, with what was changed marked in both. */
import type { Marked } from '../../graph/dot.ts';
import { type Box, pictureOf } from '../../graph/picture.ts';
import type { CheckedSpec } from '../../shapecheck/checked.ts';
import type { ModelDiff } from '../diff.ts';
import type { Row } from '../rows.ts';
import type { Names } from './text.ts';

/** The first model with what went, the second with what came, and both with what is another now or of another shape. */
export function markedPictures(
  { a, b, rows }: ModelDiff,
  names: Names,
  specs: readonly { readonly value: CheckedSpec }[],
): Marked[] {
  const sides = ['a', 'b'] as const;
  return sides.flatMap((side, at): Marked[] => {
    const summary = { a, b }[side];
    const model = specs[at]?.value.models.find(({ name }) => name === summary.name);
    if (!model) return [];
    const marks = marksOf(rows, side);
    const title = summary.name === undefined ? names[side] : `${names[side]}: model ${summary.name}`;
    return [{ picture: pictureOf(model), title, mark: (box) => markOf(box, marks) }];
  });
}

type Marks = ReadonlyMap<string, string>;

function marksOf(rows: readonly Row[], side: 'a' | 'b'): Marks {
  return new Map(
    rows.flatMap((row) => {
      const path = row[side]?.path;
      const mark = row.kind === 'same' ? (row.isReshaped ? 'reshaped' : undefined) : row.kind;
      return path === undefined || mark === undefined ? [] : [[path, mark] as const];
    }),
  );
}

/** A box of several turns bears the strongest of their marks; one that only holds others bears none. */
function markOf(box: Box, marks: Marks): string | undefined {
  if (box.kind === 'group') return undefined;
  const found = box.paths.flatMap((path) => marks.get(path) ?? []);
  return ['changed', 'added', 'removed', 'reshaped'].find((mark) => found.includes(mark));
}
