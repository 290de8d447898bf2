/** Files in NumPy's and in the IDX format, for tests. */

/** A .npy file as NumPy writes it. */
export function npyFile(type: string, shape: readonly number[], numbers: Uint8Array, version: 1 | 2 = 1): Uint8Array {
  const dims = shape.length === 1 ? `${shape[0]},` : shape.join(', ');
  const head = `{'descr': '${type}', 'fortran_order': False, 'shape': (${dims}), }`.padEnd(117);
  const length = Buffer.alloc(version === 1 ? 2 : 4);
  length.writeUInt16LE(head.length + 1);
  return Buffer.concat([
    Buffer.from([0x93, ...Buffer.from('NUMPY'), version, 0]),
    length,
    Buffer.from(`${head}\n`),
    numbers,
  ]);
}

export function floatsFile(shape: readonly number[], numbers: readonly number[]): Uint8Array {
  return npyFile('<f4', shape, new Uint8Array(Float32Array.from(numbers).buffer));
}

export function idsFile(shape: readonly number[], ids: readonly number[]): Uint8Array {
  return npyFile('<i4', shape, new Uint8Array(Int32Array.from(ids).buffer));
}

/** An IDX file of bytes. */
export function idxFile(shape: readonly number[], bytes: readonly number[]): Uint8Array {
  const dims = Buffer.alloc(4 * shape.length);
  for (const [at, dim] of shape.entries()) dims.writeUInt32BE(dim, 4 * at);
  return Buffer.concat([Buffer.from([0, 0, 8, shape.length]), dims, Buffer.from(bytes)]);
}
