/**
 * Writes specs/data/waves-x.npy and waves-y.npy, 600 short waves in noise and the kind of each: 0 a sine, 1 a square, 2 a
 * sawtooth. The numbers come from a hash, so that the files are the same wherever they are made.
 */
import { writeFileSync } from 'node:fs';

const EXAMPLES = 600;
const POSITIONS = 16;

const shapes = [(phase) => Math.sin(2 * Math.PI * phase), (phase) => (phase < 0.5 ? 1 : -1), (phase) => 2 * phase - 1];

const waves = Array.from({ length: EXAMPLES }, (_, at) => {
  const kind = at % shapes.length;
  const start = chance(at, 0);
  const speed = 0.1 + 0.1 * chance(at, 1);
  const values = Array.from({ length: POSITIONS }, (_, t) => {
    const noise = 0.4 * (chance(at, 2 + t) - 0.5);
    return shapes[kind]((start + speed * t) % 1) + noise;
  });
  return { kind, values };
});

const folder = new URL('../specs/data/', import.meta.url);
const x = Float32Array.from(waves.flatMap(({ values }) => values));
const y = Uint8Array.from(waves, ({ kind }) => kind);
writeFileSync(new URL('waves-x.npy', folder), npy('<f4', [EXAMPLES, POSITIONS, 1], new Uint8Array(x.buffer)));
writeFileSync(new URL('waves-y.npy', folder), npy('|u1', [EXAMPLES], y));

/** A number in [0, 1) for an example and a place in it (the mixer of MurmurHash3). */
function chance(example, place) {
  let h = Math.imul(example + 1, 0x9e3779b1) ^ Math.imul(place + 1, 0x85ebca77);
  h = Math.imul(h ^ (h >>> 16), 0x85ebca6b);
  h = Math.imul(h ^ (h >>> 13), 0xc2b2ae35);
  return ((h ^ (h >>> 16)) >>> 0) / 2 ** 32;
}

/** A file in NumPy's format, version 1.0: the head is filled up with blanks so that the numbers begin at a multiple of 64. */
function npy(type, shape, bytes) {
  const dims = shape.length === 1 ? `${shape[0]},` : shape.join(', ');
  const text = `{'descr': '${type}', 'fortran_order': False, 'shape': (${dims}), }`;
  const head = text.padEnd(Math.ceil((text.length + 11) / 64) * 64 - 11);
  const begin = Buffer.from([0x93, ...Buffer.from('NUMPY'), 1, 0, head.length + 1, 0]);
  return Buffer.concat([begin, Buffer.from(`${head}\n`), bytes]);
}
