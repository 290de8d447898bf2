/** IDX files, the format of MNIST: two zeros, the type of the numbers, how many dims, the dims (big-endian), the numbers. */
import type { FormatProblem } from './format.ts';
import { type Likeness, likenessOf } from './likeness.ts';

export interface IdxFacts {
  readonly shape: readonly number[];
  /** The largest number of a file with one dim, which are labels. */
  readonly largest: number;
  /** How the pixels of images are spread, from 0 to 1. */
  readonly likeness?: Likeness;
}

/** Reads a whole file: its head, and what its numbers are like. */
export function inspectIdx(
  bytes: Uint8Array,
): { readonly facts: IdxFacts } | { readonly problems: readonly [FormatProblem] } {
  const wrong = (why: string) => ({ problems: [{ kind: 'format', format: 'an IDX file', why }] }) as const;
  if (bytes.length === 0) return wrong('it is empty');
  if (bytes[0] === 0x1f && bytes[1] === 0x8b) return wrong('it is packed with gzip: unpack it first');
  const [first, second, type, rank = 0] = bytes;
  if (first !== 0 || second !== 0 || type === undefined || !typeNames.has(type))
    return wrong(`it begins with ${hex(bytes.subarray(0, 4))}, not with 00 00 08`);
  if (type !== 8) return wrong(`it holds ${typeNames.get(type)}, but mm reads bytes (type 8)`);
  const start = 4 + 4 * rank;
  if (bytes.length < start) return wrong('it ends within its head');
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  const shape = Array.from({ length: rank }, (_, axis) => view.getUint32(4 + 4 * axis));
  const size = shape.reduce((product, dim) => product * dim, 1);
  if (bytes.length - start !== size)
    return wrong(`its head says [${shape.join(', ')}], ${size} bytes, but ${bytes.length - start} follow`);
  if (size === 0) return wrong('it has no examples');
  const largest = rank === 1 ? bytes.subarray(start).reduce((most, value) => Math.max(most, value), 0) : 0;
  return {
    facts: { shape, largest, ...(rank > 2 && { likeness: likenessOf(pixelsOf(bytes.subarray(start), shape)) }) },
  };
}

/** Images without a dim for the channels have one. */
function pixelsOf(values: Uint8Array, [examples = 0, rows = 0, columns = 0, channels = 1]: readonly number[]) {
  return { examples, positions: rows * columns, channels, read: (at: number) => (values[at] as number) / 255 };
}

const typeNames: ReadonlyMap<number, string> = new Map([
  [8, 'bytes'],
  [9, 'signed bytes'],
  [11, '16-bit numbers'],
  [12, '32-bit numbers'],
  [13, 'floats'],
  [14, 'doubles'],
]);

function hex(bytes: Uint8Array): string {
  return Array.from(bytes, (byte) => byte.toString(16).padStart(2, '0')).join(' ');
}
