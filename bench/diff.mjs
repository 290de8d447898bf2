/** How long mm diff takes for large models, against parsing and checking them: a few edits, and all that differs. */
import { resolve } from 'node:path';
import { build } from 'esbuild';
import { median, table } from './measure.mjs';

const ROUNDS = 5;

export async function benchDiff() {
  const { check, diff, source } = await library();
  const rows = [];
  for (const layers of [1000, 10_000])
    for (const [name, first, second] of [
      ['20 edits', plain, edited],
      ['no layer in common', plain, other],
      ['all drawn at random', drawn(1), drawn(2)],
    ]) {
      const texts = [stack(layers, first), stack(layers, second)];
      const times = { check: [], diff: [] };
      for (let round = 0; round < (layers > 1000 ? 3 : ROUNDS); round++) {
        const start = performance.now();
        const specs = texts.map((text, at) => check(source(`${at}.mm`, text)));
        const checked = performance.now();
        diff(...specs);
        times.check.push(checked - start);
        times.diff.push(performance.now() - checked);
      }
      const [checking, comparing] = [median(times.check), median(times.diff)];
      rows.push([`${layers} layers, ${name}`, comparing.toFixed(0), (comparing / checking).toFixed(2)]);
    }
  table('mm diff: medians, and as a share of checking both', [['models', 'ms', 'x check'], ...rows]);
}

/** The core, as the command has it. */
async function library() {
  const { outputFiles } = await build({
    stdin: {
      contents: `export { check } from './src/summary/check.ts'; export { diff } from './src/diff/diff.ts'; export { source } from './src/text/source.ts';`,
      resolveDir: resolve('.'),
      loader: 'ts',
    },
    bundle: true,
    format: 'esm',
    platform: 'node',
    write: false,
  });
  return import(`data:text/javascript;base64,${Buffer.from(outputFiles[0].contents).toString('base64')}`);
}

function stack(layers, layer) {
  const stages = Array.from({ length: layers }, (_, at) => layer(at));
  return `input x[64]\nmodel ${stages.join('\n| ')}\n`;
}

/** Layers drawn by a generator of fixed seed (Park and Miller, 1988). */
function drawn(seed) {
  let state = seed;
  return () => {
    state = (state * 48_271) % 2_147_483_647;
    return DRAWN[state % DRAWN.length];
  };
}

const DRAWN = ['relu', 'linear 64', 'ln', 'dropout 0.1', 'linear 128', 'tanh'];
const plain = (at) => (at % 2 === 0 ? `linear ${16 + (at % 97)}` : 'tanh');
const edited = (at) => (at % Math.floor(1000 / 2) === 7 ? 'relu' : plain(at));
const other = (at) => (at % 2 === 0 ? `linear ${200 + (at % 97)}` : 'sigmoid');
