/** The start of `mm check` on a small file against the start of node itself: whole processes. */
import { resolve } from 'node:path';
import { inTurn, median, table, timeNode } from './measure.mjs';

const ROUNDS = 21;

export function benchCheck() {
  const mm = resolve('dist/mm.js');
  const commands = {
    'node -e 0': ['-e', '0'],
    'mm check specs/quickstart.mm': [mm, 'check', 'specs/quickstart.mm'],
    'mm shapes specs/quickstart.mm': [mm, 'shapes', 'specs/quickstart.mm'],
  };
  const times = inTurn(
    Object.values(commands).map((args) => () => timeNode(args)),
    ROUNDS,
  );
  const node = median(times[0]);
  const rows = Object.keys(commands).map((name, i) => [
    name,
    median(times[i]).toFixed(0),
    median(times[i].map((time, round) => time / times[0][round])).toFixed(2),
  ]);
  table(`start-up: median of ${ROUNDS} rounds, node itself takes ${node.toFixed(0)} ms`, [
    ['command', 'ms', 'x node'],
    ...rows,
  ]);
}
