/** `mm plan FILE`: the memory of the fused engine, its kernels, and how long a step will take; the module as text. */
import { writeFileSync } from 'node:fs';
import { type Command, Option } from 'commander';
import { type Plan, planOf } from '../../compile.ts';
import type { Unsupported } from '../../fused/engine.ts';
import type { Settings } from '../../resolve/settings.ts';
import { type Summary, summarise } from '../../summary/summary.ts';
import { stopAtErrors } from '../compiled.ts';
import { exitCodes, Failure } from '../failure.ts';
import { examples, modelOption, setOption, whole } from '../options.ts';
import { planJson } from '../plan-json.ts';
import { knownText, planText } from '../plan-text.ts';
import { chooseModel, openSpec } from '../specs.ts';
import { say } from '../terminal.ts';

const formats = ['human', 'json'] as const;

interface PlanOptions {
  readonly set: Settings;
  readonly format: (typeof formats)[number];
  readonly model?: string;
  readonly batch?: number;
  readonly kernels: boolean;
  readonly wat?: string;
}

export function define(command: Command): void {
  command
    .argument('<file>', 'a spec, or - for the standard input')
    .addOption(setOption())
    .addOption(modelOption())
    .addOption(new Option('-f, --format <form>', 'for people or programs').choices(formats).default('human'))
    .option('--batch <n>', 'examples in a minibatch', whole(1))
    .option('--kernels', 'also every kernel, in running order', false)
    .option('--wat <file>', 'writes the module as text')
    .action(plan);
  examples(command, [
    ['mm plan wavenet.mm', 'memory, multiply-adds and the time of a step'],
    ['mm plan wavenet.mm --kernels', 'what is computed one after the other'],
    ['mm plan wavenet.mm --wat engine.wat', 'the code of it'],
    ['mm plan wavenet.mm --format json', 'all of it for a program'],
  ]);
}

function plan(file: string, { set, batch, wat, ...options }: PlanOptions): void {
  const settings = batch === undefined ? set : new Map([...set, ['train.batch', `${batch}`] as const]);
  const spec = openSpec(file, settings);
  stopAtErrors(spec);
  const model = chooseModel(spec, options.model);
  const found = planOf(spec.value, model);
  const summary = summarise(model, { batch: batch ?? spec.value.train?.batch ?? 32 }, spec.value);
  say(textOf(found, summary, options));
  if ('reason' in found)
    throw new Failure(
      `${spec.source.file} ${found.reason}, so the fused engine cannot train it`,
      ['mm shapes tells more of its parameters and its memory'],
      exitCodes.spec,
    );
  if (wat === undefined) return;
  writeFileSync(wat, found.wat());
  if (options.format === 'human') say(`\nwrote ${wat}\n`);
}

function textOf(
  found: Plan | Unsupported,
  summary: Summary,
  { format, kernels }: Pick<PlanOptions, 'format' | 'kernels'>,
): string {
  if (format === 'json') return `${JSON.stringify(planJson(summary, found), null, 2)}\n`;
  return 'reason' in found ? knownText(summary) : planText(found, { kernels });
}
