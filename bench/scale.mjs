/** How the cost of a check grows with the number of stages, in one process, warm: 100 to 10,000. */
import { check, source } from '../dist/index.js';
import { inTurn, median, table } from './measure.mjs';

const SIZES = [100, 1000, 10_000];
const ROUNDS = 7;

const shapes = {
  'stages in a row': (n) => `input x[64]\nmodel ${Array(n).fill('tanh').join(' | ')}\n`,
  'linear layers in a row': (n) => `input x[64]\nmodel ${Array(n).fill('linear 64').join(' | ')}\n`,
  'turns of a repeat': (n) => `input x[64]\nmodel repeat ${n} ( tanh )\n`,
  'calls of a block': (n) => `input x[64]\nblock f(d) = linear d\nmodel ${Array(n).fill('f 64').join(' | ')}\n`,
  'lines of constants': (n) =>
    `input x[64]\n${Array.from({ length: n }, (_, i) => `let d${i} = ${i === 0 ? 64 : `d${i - 1}`}`).join('\n')}\nmodel linear d${Math.min(n - 1, 99)}\n`,
  'a mistake in each line': (n) => `input x[64]\nmodel ${Array(n).fill('lienar 64').join('\n | ')}\n`,
};

export function benchScale() {
  const rows = Object.entries(shapes).map(([name, write]) => {
    const sources = SIZES.map((size) => source('spec.mm', write(size)));
    for (const each of sources) check(each);
    const times = inTurn(
      sources.map((each) => () => {
        const begun = performance.now();
        check(each);
        return performance.now() - begun;
      }),
      ROUNDS,
    ).map(median);
    const growth = times[2] / times[0] / (SIZES[2] / SIZES[0]);
    return [name, ...times.map((time) => time.toFixed(1)), growth.toFixed(2)];
  });
  const head = ['check, in ms', ...SIZES.map((size) => size.toLocaleString('en-US')), 'x linear'];
  table(`scale: median of ${ROUNDS} rounds; x linear is the growth from 100 to 10,000 against a straight line`, [
    head,
    ...rows,
  ]);
}
