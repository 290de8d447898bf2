/** `mm shapes FILE`: a table of every layer with its output shape, parameters and multiply-adds. */
import { type Command, Option } from 'commander';
import type { Settings } from '../../resolve/settings.ts';
import type { LoadedSpec } from '../../run/load-spec.ts';
import type { CheckedModel } from '../../shapecheck/checked.ts';
import { summariesJson } from '../../summary/json.ts';
import { scalesJson } from '../../summary/scale/json.ts';
import { type Summary, summarise } from '../../summary/summary.ts';
import { budgetOption, examples, modelOption, setOption, whole } from '../options.ts';
import { exitCodeOf, reportText } from '../reports.ts';
import { scaleMarkdown, scaleTable } from '../scale-table.ts';
import { shapesMarkdown, shapesTable } from '../shapes-table.ts';
import { chooseModel, openSpec } from '../specs.ts';
import { say } from '../terminal.ts';

const formats = ['human', 'md', 'json'] as const;

interface ShapesOptions {
  readonly format: (typeof formats)[number];
  readonly model?: string;
  readonly batch?: number;
  readonly scale?: boolean;
  readonly set: Settings;
  readonly budget: Settings;
}

export function define(command: Command): void {
  command
    .argument('<file>', 'a spec, or - for the standard input')
    .addOption(new Option('-f, --format <form>', 'for people, documents or programs').choices(formats).default('human'))
    .addOption(modelOption())
    .option('--batch <n>', 'examples in a step, for its memory', whole(1))
    .option('--scale', 'how large the numbers of each layer are when training starts, in place of costs')
    .addOption(setOption())
    .addOption(budgetOption())
    .action(shapes);
  examples(command, [
    ['mm shapes wavenet.mm', 'every layer, what must hold, and what was chosen for you'],
    ["echo 'embed 10 | flatten2 | linear 200' | mm shapes -", 'a stack from a pipe'],
    ['mm shapes wavenet.mm --set d=256', 'with another constant'],
    ['mm shapes wavenet.mm --budget params=50k', 'an error where the model is larger'],
    ['mm shapes wavenet.mm --scale', 'mean and deviation of what each layer gives at the start, and the first loss'],
    ['mm shapes wavenet.mm --format md', 'a table for a document'],
  ]);
}

/** The table, which goes on past errors, and the reports below it. */
function shapes(file: string, { format, model, batch, set, budget, scale }: ShapesOptions): void {
  const spec = openSpec(file, new Map([...set, ...budget]));
  const chosen = model === undefined ? spec.value.models : [chooseModel(spec, model)];
  const size = batch ?? spec.value.train?.batch ?? 32;
  const summaries = chosen.map((each) => summarise(each, { batch: size }, spec.value));
  say(scale ? scalesText(chosen, spec, format) : tableText(summaries, chosen, spec, format));
  if (spec.diagnostics.length > 0) sayReports(spec, format, summaries.length > 0);
  process.exitCode = exitCodeOf(spec.diagnostics, false);
}

function tableText(
  summaries: readonly Summary[],
  models: readonly CheckedModel[],
  spec: LoadedSpec,
  format: ShapesOptions['format'],
): string {
  switch (format) {
    case 'json':
      return `${JSON.stringify(summariesJson(summaries), null, 2)}\n`;
    case 'md':
      return summaries.map(shapesMarkdown).join('\n');
    case 'human':
      return summaries.map((summary, at) => shapesTable(summary, models[at] as CheckedModel, spec.value)).join('\n');
  }
}

function scalesText(models: readonly CheckedModel[], { value }: LoadedSpec, format: ShapesOptions['format']): string {
  if (format === 'json') return `${JSON.stringify(scalesJson(models, value), null, 2)}\n`;
  const tableOf = format === 'md' ? scaleMarkdown : scaleTable;
  return models.map((model) => tableOf(model, value)).join('\n');
}

/** For people below the table; a program that reads the table gets them on the other stream. */
function sayReports({ diagnostics }: LoadedSpec, format: ShapesOptions['format'], isBelow: boolean): void {
  const reports = reportText(diagnostics, 'human');
  if (format === 'human') say(`${isBelow ? '\n' : ''}${reports}`);
  else process.stderr.write(reports);
}
