/** The random numbers of `src/chance/hash.ts`, four at once and with the same bits. */
import { type Code, type FunctionBuilder, f32x4, get, i32, i32x4, ins, set } from '../../wasm/code.ts';
import { type Temps, temps } from './math/temps.ts';

export interface ChanceCode {
  /** 32 random bits for each of four words; key and words are i32x4. */
  hash(key: Code, words: Code): Code;
  /** Numbers in [0, 1) for each of four indices; key and indices are i32x4. */
  uniform(key: Code, indices: Code): Code;
}

/** The key is written several times: a local is best. */
export function chanceFor(builder: FunctionBuilder): ChanceCode {
  const own = temps(builder);
  return {
    hash: (key, words) => hashCode(own, key, words),
    uniform: (key, indices) =>
      ins(
        'f32x4.mul',
        ins('f32x4.convert_i32x4_s', ins('i32x4.shr_u', hashCode(own, key, indices), i32(8))),
        f32x4(2 ** -24),
      ),
  };
}

function hashCode(temps: Temps, key: Code, words: Code): Code {
  const inner = mixCode(temps, ins('v128.xor', key, words));
  return mixCode(temps, ins('i32x4.add', inner, key));
}

function mixCode(temps: Temps, bits: Code): Code {
  const h = temps(0);
  const folded = (by: number): Code => ins('v128.xor', get(h), ins('i32x4.shr_u', get(h), i32(by)));
  return [
    set(h, bits),
    set(h, ins('i32x4.mul', folded(16), i32x4(0x21f0aaad))),
    set(h, ins('i32x4.mul', folded(15), i32x4(0x735a2d97))),
    folded(15),
  ];
}
