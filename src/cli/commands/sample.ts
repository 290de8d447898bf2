/** `mm sample RUN`: lines that the model of a run makes up. */
import type { Command } from 'commander';
import { runProgram } from '../../run/program.ts';
import { backendOption, examples, positive, whole } from '../options.ts';
import { openRun } from '../runs.ts';

interface SampleOptions {
  readonly n: number;
  readonly temperature: number;
  readonly prompt?: string;
  readonly seed?: number;
  readonly backend?: string;
}

export function define(command: Command): void {
  command
    .argument('<run>', 'the folder of a run')
    .option('-n <n>', 'how many lines', whole(1), 20)
    .option('--temperature <x>', 'below 1 more common ones, above 1 stranger ones', positive, 1)
    .option('--prompt <text>', 'what every line begins with')
    .option('--seed <n>', 'other lines', whole(0))
    .addOption(backendOption())
    .action(sample);
  examples(command, [
    ['mm sample runs/wavenet-1', 'twenty names'],
    ['mm sample runs/wavenet-1 -n 5 --prompt mar', 'five that begin with mar'],
    ['mm sample runs/wavenet-1 --temperature 0.7 --seed 1', 'more common ones, and others'],
  ]);
}

async function sample(word: string, options: SampleOptions): Promise<void> {
  const given = Object.entries(options).map(([name, value]) => `--${name}=${value}`);
  process.exitCode = await runProgram(openRun(word), 'sample', given);
}
