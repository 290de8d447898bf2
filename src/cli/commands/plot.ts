/** `mm plot RUN`: the loss of a run, averaged, drawn in the terminal and as a picture. */
import { writeFileSync } from 'node:fs';
import { basename, join } from 'node:path';
import { type Command, Option } from 'commander';
import { readLosses, usualSmoothing } from '../../run/metrics.ts';
import { type LossScale, lossPoints } from '../../run/plot.ts';
import { svgPlot } from '../../run/plot-svg.ts';
import { terminalPlot } from '../../run/plot-terminal.ts';
import { METRICS } from '../../run/run-folder.ts';
import { Failure } from '../failure.ts';
import { examples, whole } from '../options.ts';
import { openRun } from '../runs.ts';
import { say, terminalWidth } from '../terminal.ts';

interface PlotOptions {
  readonly smooth?: number;
  readonly scale: LossScale;
  readonly svg?: string;
}

export function define(command: Command): void {
  command
    .argument('<run>', 'the folder of a run, also while it trains')
    .option('--smooth <n>', 'the mean of every n steps (1,000; fewer in a short run)', whole(1))
    .addOption(
      new Option('--scale <scale>', 'the loss itself or its logarithm').choices(['plain', 'log10']).default('plain'),
    )
    .option('--svg <file>', 'where the picture goes (loss.svg in the run)')
    .action(plot);
  examples(command, [
    ['mm plot runs/wavenet-1', 'here, and as runs/wavenet-1/loss.svg'],
    ['mm plot runs/wavenet-1 --scale log10 --smooth 1000', 'as the lectures plot it'],
    ['mm plot runs/wavenet-1 --svg loss.svg', 'the picture somewhere else'],
  ]);
}

function plot(word: string, { smooth, scale, svg }: PlotOptions): void {
  const { folder } = openRun(word);
  const rows = readLosses(join(folder, METRICS));
  if (rows.length === 0) throw new Failure(`${folder} has no losses to draw yet`);
  const span = smooth ?? usualSmoothing(rows);
  const points = lossPoints(rows, span, scale);
  const file = svg ?? join(folder, 'loss.svg');
  const title = `${basename(folder)}${span === 1 ? '' : `, mean of every ${span.toLocaleString('en-US')} steps`}`;
  writeFileSync(file, svgPlot(points, title, scale));
  say(`${terminalPlot(points, { scale, width: Math.min(100, terminalWidth()), height: 18 })}\nwrote ${file}`);
}
