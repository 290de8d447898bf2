/** Reads the text of a number, and says what is wrong with one that is none. */
import type { NumberLiteral } from './ast.ts';

type Unit = NonNullable<NumberLiteral['unit']>;

/** What a text that begins like a number says. `repair` is what was plainly meant, where that is plain. */
export type ReadNumber =
  | { readonly value: number; readonly unit: Unit | undefined }
  | { readonly help: string; readonly repair: string | undefined };

const exponents: Readonly<Record<Unit, number>> = { k: 3, M: 6, G: 9, kB: 3, MB: 6, GB: 9 };

const form = /^(\d+(?:_\d+)*(?:\.\d+(?:_\d+)*)?)(?:[eE]([+-]?\d+))?(kB|MB|GB|k|M|G)?$/;

/** Reads a number: `10`, `1_000`, `0.5`, `1e-3`, `100k`, `64MB`. The unit is worked into the value. */
export function readNumber(text: string): ReadNumber {
  const match = form.exec(text);
  if (!match) return wrong(text);
  const [, digits = '', exponent = '0', unit] = match as unknown as [string, string, string?, Unit?];
  const power = Number(exponent) + (unit ? exponents[unit] : 0);
  const value = Number(`${digits.replaceAll('_', '')}e${power}`);
  if (!Number.isFinite(value)) return { help: 'the largest number is about 1.8e308', repair: undefined };
  return { value, unit };
}

/** The slips that people make with numbers, each with what they meant. */
const slips: readonly [form: RegExp, help: string, repair: (...parts: string[]) => string][] = [
  [/^\.(\d.*)$/, 'a number begins with a digit', (_, rest = '') => `0.${rest}`],
  [/^(\d[\d_]*)\.$/, 'digits stand on both sides of the point', (_, whole = '') => whole],
  [/^(0[xX][0-9a-fA-F]+|0[bB][01]+|0[oO][0-7]+)$/, 'numbers are decimal', (_, code = '') => String(Number(code))],
  [/^(\d[\d_.]*[eE][+-]?)$/, 'an exponent has digits, as in 1e-3', () => ''],
  [/^(\d+(?:x\d+)+)$/, 'sizes of several dims stand in a list', (_, sizes = '') => `[${sizes.split('x').join(', ')}]`],
  [
    /^(\d[\d_]*[oO][\d_oO]*\d)$/,
    'the digit is 0, not the letter O',
    (_, digits = '') => digits.replaceAll(/[oO]/g, '0'),
  ],
  [/^(\d[\d_]*_)$/, '_ stands between two digits', (_, digits = '') => digits.replace(/_+$/, '')],
  [/^(\d[\d_]*__[\d_]*\d)$/, 'a single _ stands between two digits', (_, digits = '') => digits.replaceAll(/_+/g, '_')],
  [/^(\d[\d.]*)K$/, 'the unit for a thousand is k', (_, digits = '') => `${digits}k`],
  [/^(\d[\d.]*)(kb|KB|Kb)$/, 'the unit is kB', (_, digits = '') => `${digits}kB`],
  [/^(\d[\d.]*)(m|g)$/, 'units are k, M and G', (_, digits = '', unit = '') => `${digits}${unit.toUpperCase()}`],
  [
    /^(\d[\d.]*)(mb|Mb|gb|Gb)$/,
    'units are kB, MB and GB',
    (_, digits = '', unit = '') => `${digits}${unit.toUpperCase()}`,
  ],
  [/^(\d[\d_]*(?:\.\d+)?)([A-Za-z_]\w*)$/, 'a product is written with *', (_, n = '', name = '') => `${n}*${name}`],
];

function wrong(text: string): ReadNumber {
  for (const [slip, help, repair] of slips) {
    const match = slip.exec(text);
    if (!match) continue;
    const better = repair(...match);
    if (better === '') return { help, repair: undefined };
    if (/^(?:\d+\*|\[)/.test(better) || form.test(better)) return { help, repair: better };
  }
  return { help: 'numbers look like 10, 1_000, 0.5, 1e-3 or 100k', repair: undefined };
}
