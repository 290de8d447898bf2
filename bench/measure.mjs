/** What benchmarks share: medians, and commands timed as whole processes. */
import { spawnSync } from 'node:child_process';

export function median(values) {
  const sorted = [...values].sort((a, b) => a - b);
  const middle = sorted.length >> 1;
  return sorted.length % 2 === 1 ? sorted[middle] : (sorted[middle - 1] + sorted[middle]) / 2;
}

/** Milliseconds of one run of node with these arguments; a failure ends the benchmark. */
export function timeNode(args) {
  const begun = performance.now();
  const { status, stderr } = spawnSync(process.execPath, args, {
    stdio: ['ignore', 'ignore', 'pipe'],
    encoding: 'utf8',
  });
  if (status !== 0) throw new Error(`node ${args.join(' ')} ended with ${status}: ${stderr}`);
  return performance.now() - begun;
}

/** Runs the functions in turn, one round after another; gives the values of each. */
export function inTurn(functions, rounds) {
  const results = functions.map(() => []);
  for (let round = 0; round < rounds; round++) for (const [i, run] of functions.entries()) results[i].push(run(round));
  return results;
}

/** A table with its title, columns lined up, numbers to the right. */
export function table(title, rows) {
  const widths = rows[0].map((_, column) => Math.max(...rows.map((row) => `${row[column]}`.length)));
  console.log(`\n${title}`);
  for (const row of rows)
    console.log(
      `  ${row.map((cell, i) => (i === 0 ? `${cell}`.padEnd(widths[i]) : `${cell}`.padStart(widths[i]))).join('  ')}`,
    );
}
