/** `mm eval RUN`: the loss on each split, in evaluation mode. */
import type { Command } from 'commander';
import { runProgram } from '../../run/program.ts';
import { backendOption, type ComputingOptions, computingArguments, engineOption, examples } from '../options.ts';
import { openRun } from '../runs.ts';

interface EvalOptions extends ComputingOptions {
  readonly data?: string;
  readonly targets?: string;
}

export function define(command: Command): void {
  command
    .argument('<run>', 'the folder of a run')
    .option('--data <file>', 'other data of the same form')
    .option('--targets <file>', 'the targets that go with it, where they stand in a file of their own')
    .addOption(engineOption())
    .addOption(backendOption())
    .action(evaluate);
  examples(command, [
    ['mm eval runs/wavenet-1', 'training, validation and test loss'],
    ['mm eval runs/wavenet-1 --data more.txt', 'on other lines'],
  ]);
}

async function evaluate(word: string, { engine, backend, ...files }: EvalOptions): Promise<void> {
  const computing = computingArguments({ ...(engine && { engine }), ...(backend && { backend }) });
  const given = [...Object.entries(files).map(([name, value]) => `--${name}=${value}`), ...computing];
  process.exitCode = await runProgram(openRun(word), 'eval', given);
}
