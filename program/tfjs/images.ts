/** Images: two IDX files, the images and their labels */
import { Problem } from './problem.ts';
import { grouped } from './progress.ts';
import { partsOf, splitRows } from './rows.ts';
import { CLASSES, INPUT } from './spec.ts';
import type { Data, DataFile, DataSettings } from './types.ts';

/** Reads the files: training, validation and test examples, with pixels from 0 to 1. */
export function readData([images, labels]: readonly DataFile[], settings: DataSettings): Data {
  const [pixels, classes] = [readIdx(images as DataFile), readIdx(labels as DataFile)];
  const [height, width, channels = 1] = pixels.shape.slice(1);
  const [name = '', other = ''] = [images?.name, labels?.name];
  const found = [height, width, channels].join(' x ');
  if (pixels.shape.length < 3 || found !== INPUT.shape.join(' x '))
    throw new Problem(`${name} has images of ${found}, but the model takes ${INPUT.shape.join(' x ')}`);
  const [count = 0] = pixels.shape;
  if (classes.shape.join() !== `${count}`)
    throw new Problem(`${name} has ${count} images, but ${other} has the labels [${classes.shape.join(', ')}]`);
  const stranger = classes.values.find((label) => label >= CLASSES);
  if (stranger !== undefined)
    throw new Problem(`${other} has the label ${stranger}, but the model knows classes up to ${CLASSES - 1}`);
  const x = Float32Array.from(pixels.values, (value) => value / 255);
  const about = `${grouped(count)} images of ${found}, ${CLASSES} classes`;
  return { about, ...splitRows(x, Int32Array.from(classes.values), partsOf(count, settings), name) };
}

/** The bytes of an IDX file behind its head: two zeros, the type (8: bytes), the number of dims, the dims. */
function readIdx({ name, bytes }: DataFile): { readonly shape: readonly number[]; readonly values: Uint8Array } {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  const rank = bytes[3] ?? 0;
  const start = 4 + 4 * rank;
  if (bytes.length < start || view.getUint16(0) !== 0 || bytes[2] !== 8)
    throw new Problem(`${name} is no IDX file of bytes`);
  const shape = Array.from({ length: rank }, (_, axis) => view.getUint32(4 + 4 * axis));
  const values = bytes.subarray(start);
  if (values.length !== shape.reduce((product, dim) => product * dim, 1))
    throw new Problem(`${name} is cut off, or has something after its end`);
  return { shape, values };
}
