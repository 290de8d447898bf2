/** Random stages over positions: attention, what tells positions apart, and tied heads, valid by rules of their own. */
import type { Maker } from './random-stacks.ts';

export const attentionMakers: readonly Maker[] = [
  (shape, { below }) => {
    const [positions, width] = shape;
    if (shape.length !== 2 || positions === undefined || width === undefined) return undefined;
    const turned = ['', '', ' rope', ' rope=interleaved'][below(4)] as string;
    const heads = pick(divisorsOf(width), below);
    const pairs = width / heads / 2;
    const shared = below(3) === 0 ? ` kv_heads=${pick(divisorsOf(heads), below)}` : '';
    const window = below(3) === 0 ? ` window=${1 + below(positions + 1)}` : '';
    const settings = ['', ' causal', ' bias=false', ' dropout=0.2', ' init=normal(0.1) bias_init=zeros'][below(5)];
    const rope = Number.isInteger(pairs) ? turned : '';
    return { text: `attention ${heads}${rope}${shared}${window}${settings}`, shape };
  },
  (shape, { below }) => {
    if (shape.length !== 2) return undefined;
    const kinds = ['', ' init=normal(0.1)', ' kind=sinusoidal', ' kind=sinusoidal_halves'];
    return { text: `position${kinds[below(4)]}`, shape };
  },
  (shape, { below }) => {
    const [positions, width] = shape;
    const n = 1 + below(3);
    if (shape.length !== 2 || positions === undefined || width === undefined) return undefined;
    return { text: `prepend ${n}`, shape: [n + positions, width] };
  },
  (shape, { table }) => {
    if (!table || shape.at(-1) !== table.width) return undefined;
    return { text: `tied_linear @${table.name}`, shape: [...shape.slice(0, -1), table.rows] };
  },
];

function pick(list: readonly number[], below: (n: number) => number): number {
  return list[below(list.length)] as number;
}

function divisorsOf(n: number): number[] {
  return Array.from({ length: n }, (_, i) => i + 1).filter((by) => n % by === 0);
}
