/** A field picture for programs: what is seen of each row, from the input to the output. */
import { countOf, type Spots } from '../analyses/field/spots.ts';
import type { FieldPicture } from './field-picture.ts';

export interface JsonField {
  /** `positions`, or `rows` of an image. */
  readonly axis: string;
  /** The place of the output; null where it is a single one. */
  readonly at: number | null;
  readonly sees: { readonly count: number; readonly of: number };
  readonly rows: readonly JsonRow[];
}

export interface JsonRow {
  /** As written; none of the input. */
  readonly stages: readonly string[];
  readonly places: number;
  /** Stretches of places that are seen, the last one included. */
  readonly seen: readonly (readonly [first: number, last: number])[];
}

export function fieldJson({ what, at, seen, rows }: FieldPicture): JsonField {
  return {
    axis: what,
    at: at ?? null,
    sees: { count: countOf(seen), of: rows[0]?.places ?? 0 },
    rows: rows.map(({ stages, places, seen: some }) => ({ stages, places, seen: stretchesOf(some) })),
  };
}

function stretchesOf(set: Spots): [number, number][] {
  return set.flatMap((from, at): [number, number][] => (at % 2 === 0 ? [[from, (set[at + 1] as number) - 1]] : []));
}
