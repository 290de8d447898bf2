/** Runs the program of a run folder as a process of its own, whose terminal and signals are ours. */
import { spawn } from 'node:child_process';
import { constants } from 'node:os';
import { join } from 'node:path';
import { packageFolder } from './package.ts';
import type { Run } from './run-folder.ts';

/** Runs `train`, `eval` or `sample` of a run's program; gives its exit code, 128 + n when signal n ended it. */
export function runProgram({ program, folder }: Run, verb: string, args: readonly string[]): Promise<number> {
  const runner = join(packageFolder(), 'dist', 'run-program.js');
  const again = `mm train --resume ${folder}`;
  const child = spawn(process.execPath, [runner, program, again, verb, '--out', folder, ...args], { stdio: 'inherit' });
  const forward = (signal: NodeJS.Signals): void => {
    if (signal !== 'SIGINT' || !hasTerminal()) child.kill(signal);
  };
  const signals = ['SIGINT', 'SIGTERM', 'SIGHUP'] as const;
  for (const signal of signals) process.on(signal, forward);
  return new Promise((resolve, reject) => {
    child.on('error', reject);
    child.on('exit', (code, signal) => {
      for (const each of signals) process.off(each, forward);
      resolve(code ?? 128 + (signal === null ? 0 : constants.signals[signal]));
    });
  });
}

/** A terminal gives Ctrl-C to every process in front of it, so the program has it already; twice would cut it short. */
function hasTerminal(): boolean {
  return [process.stdin, process.stdout, process.stderr].some(({ isTTY }) => isTTY);
}
