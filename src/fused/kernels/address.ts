/** Addresses of numbers: a pointer and counters times their strides. */
import { type Code, get, i32, ins, type Local } from '../../wasm/code.ts';

/** The address that counters lead to from a pointer; strides are in numbers of 4 bytes. */
export function addressOf(pointer: Code, counters: readonly (Local | number)[], strides: readonly number[]): Code {
  let address = pointer;
  let fixed = 0;
  for (const [axis, counter] of counters.entries()) {
    const bytes = 4 * (strides[axis] as number);
    if (typeof counter === 'number') fixed += counter * bytes;
    else if (bytes !== 0) address = ins('i32.add', address, ins('i32.mul', get(counter), i32(bytes)));
  }
  return fixed === 0 ? address : ins('i32.add', address, i32(fixed));
}
