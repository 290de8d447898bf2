/** Files of tensors in the safetensors format: some tensors of one, under other names, as a file of their own. */

interface Entry {
  readonly dtype: string;
  readonly shape: readonly number[];
  readonly data_offsets: readonly [number, number];
}

/** The best weights of a run lie beside its last ones, under this and their names. */
const BEST = 'best:';

/** A tensor under its new name; where its first axis is of other sizes, laid out by them. */
export interface Renaming {
  readonly from: string;
  readonly to: string;
  readonly toShape: readonly number[];
  readonly flattened?: { readonly from: readonly number[]; readonly to: readonly number[] } | undefined;
  /** An axis of which each place takes the numbers of another one, or none for -1. */
  readonly tokens?: { readonly axis: number; readonly from: readonly number[] } | undefined;
}

/**
 * Tensors under new names, as the bytes of a new file; undefined where `bytes` are no such file. Where a run kept its best
 * weights, those are taken.
 */
export function renamedTensors(bytes: Uint8Array, names: readonly Renaming[]): Uint8Array | undefined {
  const opened = open(bytes);
  if (!opened) return undefined;
  const { entries, start } = opened;
  const header: Record<string, Entry> = {};
  const parts: Uint8Array[] = [];
  let size = 0;
  for (const { from, to, toShape, flattened, tokens } of names) {
    const entry = entries[`${BEST}${from}`] ?? entries[from];
    if (!entry) continue;
    const [first, last] = entry.data_offsets;
    const own = bytes.subarray(start + first, start + last);
    const [rows, toRows] = flattened ? [flattened.from, flattened.to] : [entry.shape.slice(0, 1), toShape.slice(0, 1)];
    const part = flattened || tokens ? laidOut(own, [entry.shape, rows], [toShape, toRows], tokens) : own;
    parts.push(part);
    const shape = flattened || tokens ? toShape : entry.shape;
    header[to] = { ...entry, shape, data_offsets: [size, size + part.length] };
    size += part.length;
  }
  return packed(header, parts, size);
}

/** A shape, and the sizes of which its first axis is made. */
type Layout = readonly [shape: readonly number[], first: readonly number[]];

/**
 * Numbers at the places that both layouts have, from the first on along each size, or as `tokens` says; elsewhere NaN: those
 * stay as drawn.
 */
function laidOut(
  bytes: Uint8Array,
  [shape, first]: Layout,
  [toShape, toFirst]: Layout,
  tokens: Renaming['tokens'],
): Uint8Array {
  const mapped = tokens && (tokens.axis === 0 ? 0 : first.length - 1 + tokens.axis);
  const [from, to] = [
    [...first, ...shape.slice(1)],
    [...toFirst, ...toShape.slice(1)],
  ];
  const given = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  const made = new DataView(new ArrayBuffer(4 * to.reduce((all, size) => all * size, 1)));
  for (let at = 0; at < made.byteLength; at += 4) made.setFloat32(at, Number.NaN, true);
  const copy = (axis: number, place: number, target: number): void => {
    if (axis === to.length) {
      made.setUint32(4 * target, given.getUint32(4 * place, true), true);
      return;
    }
    const [own, other] = [from[axis] as number, to[axis] as number];
    for (let i = 0; i < other; i++) {
      const before = axis === mapped ? (tokens?.from[i] ?? -1) : i;
      if (before >= 0 && before < own) copy(axis + 1, place * own + before, target * other + i);
    }
  };
  copy(0, 0, 0);
  return new Uint8Array(made.buffer);
}

function open(bytes: Uint8Array): { entries: Record<string, Entry | undefined>; start: number } | undefined {
  try {
    const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
    const start = 8 + Number(view.getBigUint64(0, true));
    const { __metadata__: _facts, ...entries } = JSON.parse(new TextDecoder().decode(bytes.subarray(8, start)));
    return { entries, start };
  } catch {
    return undefined;
  }
}

/** The length of the header, which blanks make a multiple of 8; the header; the numbers. */
function packed(header: Readonly<Record<string, Entry>>, parts: readonly Uint8Array[], size: number): Uint8Array {
  const json = new TextEncoder().encode(JSON.stringify(header));
  const start = 8 + Math.ceil(json.length / 8) * 8;
  const made = new Uint8Array(start + size).fill(0x20, 8, start);
  new DataView(made.buffer).setBigUint64(0, BigInt(start - 8), true);
  made.set(json, 8);
  let at = start;
  for (const part of parts) {
    made.set(part, at);
    at += part.length;
  }
  return made;
}
