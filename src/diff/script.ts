/** An alignment as a script of edits that makes the parts of one model into those of the other, or back. */
import type { Aligned } from './align.ts';
import type { Part } from './part.ts';

/** A part as plain data. */
export interface Piece {
  readonly word: string;
  readonly args: Readonly<Record<string, string>>;
  readonly children: readonly Piece[];
}

/** What happens to a list of parts, from its start to its end. */
export type Script = readonly Edit[];

export type Edit =
  | { readonly kind: 'keep'; readonly count: number }
  | { readonly kind: 'remove'; readonly pieces: readonly Piece[] }
  | { readonly kind: 'add'; readonly pieces: readonly Piece[] }
  | { readonly kind: 'change'; readonly from: Head; readonly to: Head; readonly inside: Script }
  | (Around & { readonly kind: 'wrap' })
  | (Around & { readonly kind: 'unwrap' });

/** So many neighbours and the part that is put round them or taken away; they are the branch that is null. */
interface Around {
  readonly count: number;
  readonly outer: Head;
  readonly branches: readonly (Piece | null)[];
}

/** A part without what is in it. */
export type Head = Pick<Piece, 'word' | 'args'>;

/** The script of an alignment. It is one `keep`, or empty, where both models are the same. */
export function scriptOf(alignment: readonly Aligned[]): Script {
  const script: Edit[] = [];
  for (const edit of alignment.map(editOf)) join(script, edit);
  return script;
}

/** What a script makes of parts; undefined where it was made for others. */
export function apply(script: Script, pieces: readonly Piece[]): readonly Piece[] | undefined {
  const made: Piece[] = [];
  let at = 0;
  for (const edit of script) {
    const done = applyOne(edit, pieces.slice(at, at + lengthOf(edit)));
    if (!done) return undefined;
    made.push(...done);
    at += lengthOf(edit);
  }
  return at === pieces.length ? made : undefined;
}

/** The script that takes back what another does. */
export function inverse(script: Script): Script {
  return script.map(inverseOf);
}

function inverseOf(edit: Edit): Edit {
  switch (edit.kind) {
    case 'keep':
      return edit;
    case 'remove':
      return { kind: 'add', pieces: edit.pieces };
    case 'add':
      return { kind: 'remove', pieces: edit.pieces };
    case 'change':
      return { kind: 'change', from: edit.to, to: edit.from, inside: inverse(edit.inside) };
    case 'wrap':
      return { ...edit, kind: 'unwrap' };
    case 'unwrap':
      return { ...edit, kind: 'wrap' };
  }
}

/** A part and all that is in it as plain data. */
export function pieceOf({ word, args, children }: Part): Piece {
  return { word, args, children: children.map(pieceOf) };
}

function editOf(one: Aligned): Edit {
  if (one.kind === 'removed') return { kind: 'remove', pieces: [pieceOf(one.a)] };
  if (one.kind === 'added') return { kind: 'add', pieces: [pieceOf(one.b)] };
  if (one.kind === 'wrapped') return { kind: 'wrap', ...around(one.b, one.branch) };
  if (one.kind === 'unwrapped') return { kind: 'unwrap', ...around(one.a, one.branch) };
  if (one.a.id === one.b.id) return { kind: 'keep', count: 1 };
  return { kind: 'change', from: headOf(one.a), to: headOf(one.b), inside: scriptOf(one.children) };
}

function around(outer: Part, at: number): Around {
  const branches = outer.children.map((branch, other) => (other === at ? null : pieceOf(branch)));
  return { count: outer.children[at]?.children.length ?? 0, outer: headOf(outer), branches };
}

/** Adds an edit to a script; neighbours of one kind become one. */
function join(script: Edit[], edit: Edit): void {
  const last = script.at(-1);
  if (last?.kind === 'keep' && edit.kind === 'keep') {
    script.splice(-1, 1, { kind: 'keep', count: last.count + edit.count });
  } else if ((last?.kind === 'remove' || last?.kind === 'add') && last.kind === edit.kind) {
    script.splice(-1, 1, { kind: last.kind, pieces: [...last.pieces, ...edit.pieces] });
  } else script.push(edit);
}

function lengthOf(edit: Edit): number {
  switch (edit.kind) {
    case 'keep':
      return edit.count;
    case 'remove':
      return edit.pieces.length;
    case 'add':
      return 0;
    case 'wrap':
      return edit.count;
    case 'change':
    case 'unwrap':
      return 1;
  }
}

function applyOne(edit: Edit, pieces: readonly Piece[]): readonly Piece[] | undefined {
  if (pieces.length < lengthOf(edit)) return undefined;
  switch (edit.kind) {
    case 'keep':
      return pieces;
    case 'remove':
      return isEqual(pieces, edit.pieces) ? [] : undefined;
    case 'add':
      return edit.pieces;
    case 'change': {
      const [piece] = pieces as readonly [Piece];
      const children = apply(edit.inside, piece.children);
      return children && isEqual([headOf(piece)], [edit.from]) ? [{ ...edit.to, children }] : undefined;
    }
    case 'wrap':
      return [wrapped(edit, pieces)];
    case 'unwrap': {
      const [piece] = pieces as readonly [Piece];
      const inner = piece.children[edit.branches.indexOf(null)]?.children ?? [];
      return isEqual(wrapped(edit, inner), piece) ? inner : undefined;
    }
  }
}

function wrapped({ outer, branches }: Around, inner: readonly Piece[]): Piece {
  const children = branches.map((branch) => branch ?? { word: 'branch', args: {}, children: inner });
  return { ...outer, children };
}

function headOf({ word, args }: Head): Head {
  return { word, args };
}

function isEqual(some: unknown, others: unknown): boolean {
  return JSON.stringify(some) === JSON.stringify(others);
}
