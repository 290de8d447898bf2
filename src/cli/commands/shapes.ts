/** `mm shapes FILE`: a table of every layer with its output shape, parameters and multiply-adds. */
import { type Command, Option } from 'commander';
import type { Settings } from '../../resolve/settings.ts';
import type { LoadedSpec } from '../../run/load-spec.ts';
import type { CheckedModel } from '../../shapecheck/checked.ts';
import { summariesJson } from '../../summary/json.ts';
import { type Summary, summarise } from '../../summary/summary.ts';
import { examples, modelOption, setOption, whole } from '../options.ts';
import { exitCodeOf, reportText } from '../reports.ts';
import { shapesMarkdown, shapesTable } from '../shapes-table.ts';
import { chooseModel, openSpec } from '../specs.ts';
import { say } from '../terminal.ts';

const formats = ['human', 'md', 'json'] as const;

interface ShapesOptions {
  readonly format: (typeof formats)[number];
  readonly model?: string;
  readonly batch?: number;
  readonly set: Settings;
}

export function define(command: Command): void {
  command
    .argument('<file>', 'a spec, or - for the standard input')
    .addOption(new Option('-f, --format <form>', 'for people, documents or programs').choices(formats).default('human'))
    .addOption(modelOption())
    .option('--batch <n>', 'examples in a step, for its memory', whole(1))
    .addOption(setOption())
    .action(shapes);
  examples(command, [
    ['mm shapes wavenet.mm', 'every layer, what must hold, and what was chosen for you'],
    ["echo 'embed 10 | flatten2 | linear 200' | mm shapes -", 'a stack from a pipe'],
    ['mm shapes wavenet.mm --set d=256', 'with another constant'],
    ['mm shapes wavenet.mm --format md', 'a table for a document'],
  ]);
}

/** The table, up to the first error if there is one, and the reports below it. */
function shapes(file: string, { format, model, batch, set }: ShapesOptions): void {
  const spec = openSpec(file, set);
  const chosen = model === undefined ? spec.value.models : [chooseModel(spec, model)];
  const size = batch ?? spec.value.train?.batch ?? 32;
  const summaries = chosen.map((each) => summarise(each, { batch: size }, spec.value));
  say(tableText(summaries, chosen, spec, format));
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

/** For people below the table; a program that reads the table gets them on the other stream. */
function sayReports({ diagnostics }: LoadedSpec, format: ShapesOptions['format'], isBelow: boolean): void {
  const reports = reportText(diagnostics, 'human');
  if (format === 'human') say(`${isBelow ? '\n' : ''}${reports}`);
  else process.stderr.write(reports);
}
