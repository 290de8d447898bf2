/** The plainest end of a product: its sums are stored as they are. */
import { type Code, type FunctionBuilder, get, type Local, set, store } from '../../wasm/code.ts';
import { addressOf } from './address.ts';
import type { Finish, Tile } from './product.ts';

/** Where the result lies: strides in numbers of 4 bytes. Columns lie side by side. */
export interface Target {
  readonly pointer: Code;
  readonly outer: readonly number[];
  readonly row: number;
}

/** Lanes that an earlier tile has stored are stored again, since their sums are the same. */
export function storeSums(builder: FunctionBuilder, { pointer, outer, row }: Target): Finish {
  const [address, other] = [builder.local('i32'), builder.local('i32')];
  return (tile: Tile): Code => {
    const start = addressOf(pointer, [...tile.outer, tile.row, tile.column], [...outer, row, 1]);
    return [set(address, start), tile.sums.map((sums, at) => storeRow(tile, sums, address, other, at * row))];
  };
}

function storeRow(tile: Tile, sums: readonly Local[], address: Local, other: Local, numbers: number): Code {
  const [op, width] = tile.scalar ? (['f32.store', 1] as const) : (['v128.store', 4] as const);
  const bytes = (vector: number) => 4 * (numbers + vector * width);
  if (numbers >= 0) return sums.map((sum, vector) => store(op, get(address), get(sum), bytes(vector)));
  return [
    set(other, addressOf(get(address), [numbers], [1])),
    sums.map((sum, vector) => store(op, get(other), get(sum), 4 * vector * width)),
  ];
}
