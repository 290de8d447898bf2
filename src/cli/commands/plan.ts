/** `mm plan FILE`: the memory of the fused engine, its kernels, and how long a step will take; the module as text. */
import { writeFileSync } from 'node:fs';
import type { Command } from 'commander';
import { planOf } from '../../compile.ts';
import type { Settings } from '../../resolve/settings.ts';
import { stopAtErrors } from '../compiled.ts';
import { exitCodes, Failure } from '../failure.ts';
import { examples, modelOption, setOption, whole } from '../options.ts';
import { planText } from '../plan-text.ts';
import { chooseModel, openSpec } from '../specs.ts';
import { say } from '../terminal.ts';

interface PlanOptions {
  readonly set: Settings;
  readonly model?: string;
  readonly batch?: number;
  readonly kernels: boolean;
  readonly wat?: string;
}

export function define(command: Command): void {
  command
    .argument('<file>', 'a spec')
    .addOption(setOption())
    .addOption(modelOption())
    .option('--batch <n>', 'examples in a minibatch', whole(1))
    .option('--kernels', 'also every kernel, in running order', false)
    .option('--wat <file>', 'writes the module as text')
    .action(plan);
  examples(command, [
    ['mm plan wavenet.mm', 'memory, multiply-adds and the time of a step'],
    ['mm plan wavenet.mm --kernels', 'what is computed one after the other'],
    ['mm plan wavenet.mm --wat engine.wat', 'the code of it'],
  ]);
}

function plan(file: string, { set, batch, kernels, wat, ...options }: PlanOptions): void {
  const settings = batch === undefined ? set : new Map([...set, ['train.batch', `${batch}`] as const]);
  const spec = openSpec(file, settings);
  stopAtErrors(spec);
  const found = planOf(spec.value, chooseModel(spec, options.model));
  if ('reason' in found)
    throw new Failure(
      `${spec.source.file} ${found.reason}, so the fused engine cannot train it`,
      ['mm shapes tells its parameters and its memory'],
      exitCodes.spec,
    );
  say(planText(found.report, { batch: found.batch, kernels }));
  if (wat !== undefined) {
    writeFileSync(wat, found.wat());
    say(`\nwrote ${wat}\n`);
  }
}
