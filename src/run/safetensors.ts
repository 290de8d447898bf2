/** Files of tensors in the safetensors format: some tensors of one, under other names, as a file of their own. */

interface Entry {
  readonly dtype: string;
  readonly shape: readonly number[];
  readonly data_offsets: readonly [number, number];
}

/** The best weights of a run lie beside its last ones, under this and their names. */
const BEST = 'best:';

/**
 * The tensors that `names` gives a new name to (old names first), as the bytes of a new file; undefined where `bytes`
 * are no such file. Where a run kept its best weights, those are taken.
 */
export function renamedTensors(bytes: Uint8Array, names: ReadonlyMap<string, string>): Uint8Array | undefined {
  const opened = open(bytes);
  if (!opened) return undefined;
  const { entries, start } = opened;
  const header: Record<string, Entry> = {};
  const parts: Uint8Array[] = [];
  let size = 0;
  for (const [from, to] of names) {
    const entry = entries[`${BEST}${from}`] ?? entries[from];
    if (!entry) continue;
    const [first, last] = entry.data_offsets;
    parts.push(bytes.subarray(start + first, start + last));
    header[to] = { ...entry, data_offsets: [size, size + last - first] };
    size += last - first;
  }
  return packed(header, parts, size);
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
