/** `mm train FILE`: a run folder with the spec's program, and the program run in it. `--resume RUN` goes on with one. */
import { existsSync } from 'node:fs';
import { join, resolve } from 'node:path';
import type { Command } from 'commander';
import { parse } from '../../parser/parse.ts';
import { readersByName } from '../../resolve/entries.ts';
import type { Settings } from '../../resolve/settings.ts';
import { runProgram } from '../../run/program.ts';
import { findRun, isRun, newRunFolder, PROGRAM } from '../../run/run-folder.ts';
import { keptSpec } from '../../run/run-spec.ts';
import type { CheckedData } from '../../shapecheck/checked.ts';
import { summarise } from '../../summary/summary.ts';
import type { Source } from '../../text/source.ts';
import { programFiles, stopAtErrors, writeFiles } from '../compiled.ts';
import { Failure } from '../failure.ts';
import { givenData } from '../given-data.ts';
import { BEGINNING, beginningFrom } from '../init-from.ts';
import {
  backendOption,
  type ComputingOptions,
  computingArguments,
  engineOption,
  examples,
  modelOption,
  positive,
  setOption,
  whole,
} from '../options.ts';
import { openRun } from '../runs.ts';
import { shapesTable } from '../shapes-table.ts';
import { chooseModel, openSpec } from '../specs.ts';
import { say } from '../terminal.ts';

interface TrainOptions extends ComputingOptions {
  readonly set: Settings;
  readonly steps?: number;
  readonly lr?: number;
  readonly batch?: number;
  readonly seed?: number;
  readonly patience?: number;
  readonly data?: string;
  readonly targets?: string;
  readonly synthetic: boolean;
  readonly out?: string;
  readonly model?: string;
  readonly initFrom?: string;
  readonly resume: boolean;
}

export function define(command: Command): void {
  command
    .argument('<file>', 'a spec; with --resume a run')
    .addOption(setOption())
    .option('--steps <n>', 'minibatches to train on', whole(1))
    .option('--lr <x>', 'one learning rate for the whole run, instead of the schedule', positive)
    .option('--batch <n>', 'examples in a minibatch', whole(1))
    .option('--seed <n>', 'of the weights, the minibatches and the samples', whole(0))
    .option('--patience <n>', 'validation losses without a better one before it stops', whole(1))
    .option('--data <file>', 'other data than the spec names; for a spec with an input of its own: the inputs, .npy')
    .option('--targets <file>', 'the targets that go with --data: labels of images, or .npy')
    .option('--synthetic', 'try a spec with an input and a target on numbers drawn at random', false)
    .option('-o, --out <dir>', 'the folder of the run; by default a new one under runs')
    .addOption(modelOption())
    .addOption(engineOption())
    .addOption(backendOption())
    .option('--init-from <run>', 'begin with the weights of another run, as far as the models agree')
    .option('--resume', 'go on with a run that was stopped; --steps N goes further', false)
    .action(train);
  examples(command, [
    ['mm train wavenet.mm', 'as the spec says'],
    ['mm train wavenet.mm --steps 2000 --set d=64', 'shorter, with another constant'],
    ['mm train wavenet.mm --set train.lr=0.05', 'with another setting'],
    ['mm train wavenet.mm --data poems.txt', 'on lines of your own'],
    ['mm train mlp.mm --data x.npy --targets y.npy', 'on arrays, for a spec with input and target'],
    ['mm train wider.mm --init-from runs/wavenet-1', 'with the weights that both models have'],
    ['mm train --resume runs/wavenet-1', 'after Ctrl-C'],
  ]);
}

async function train(file: string, options: TrainOptions): Promise<void> {
  process.exitCode = options.resume ? await goOn(file, options) : await begin(file, options);
}

/** A run of its own: the table of shapes, the program in a new folder, and its training. */
async function begin(file: string, options: TrainOptions): Promise<number> {
  const computing = computingArguments(options);
  if (findRun(file)) throw new Failure(`${file} is a run, not a spec`, [`mm train --resume ${file}   goes on with it`]);
  const spec = openSpec(file, settingsFor(options));
  stopAtErrors(spec);
  const model = chooseModel(spec, options.model);
  const { data, train: training } = spec.value;
  if (data && options.synthetic) throw new Failure(`${spec.source.file} names its data, so --synthetic is not needed`);
  const given = data ? undefined : givenData(spec, model, options);
  if (!training)
    throw new Failure(`${spec.source.file} does not say how to train`, [
      'add a line such as: train sgd lr=0.1 steps=10_000',
    ]);
  // A backend alone asks for TensorFlow.js; the engine is there all the same, for who goes on with it.
  const files = programFiles(spec, model, { lang: 'js', engine: options.engine }, given);
  const start = options.initFrom === undefined ? undefined : beginningFrom(options.initFrom, model, spec.value);
  const folder = options.out ?? newRunFolder(spec.name);
  if (options.out !== undefined && isRun(options.out))
    throw new Failure(`${options.out} holds a run already`, [`mm train --resume ${options.out}   goes on with it`]);
  say(shapesTable(summarise(model, { batch: training.batch }, spec.value), model, spec.value));
  const own = { path: `${spec.name}.mm`, bytes: spec.source.text };
  writeFiles(folder, [...files, own, keptSpec(spec, model.name, folder), ...(start ? [start.file] : [])], false);
  if (start) say(`\n${start.text}`);
  const beginning = start ? ['--begin', join(folder, BEGINNING)] : [];
  const code = await runProgram({ program: resolve(folder, PROGRAM), folder }, 'train', [...computing, ...beginning]);
  const samples = data && isSampled(data) ? `mm sample ${folder}   more of them\n` : '';
  if (code === 0) say(`\n${samples}mm plot ${folder}     its loss\n`);
  return code;
}

/** Whether the model makes up text. */
function isSampled({ reader, settings, found }: CheckedData): boolean {
  return reader.program(settings as never, found).samples !== undefined;
}

/** Settings of the command line under their names in a spec; files go to its `data` item, where it has one. */
function settingsFor({
  set,
  steps,
  patience,
  lr,
  batch,
  seed,
  data,
  targets,
}: TrainOptions): (text: Source) => Settings {
  for (const path of [data, targets])
    if (path !== undefined && !existsSync(path)) throw new Failure(`there is no file ${path}`);
  return (text) => {
    const item = parse(text).value.items.find(({ kind }) => kind === 'data');
    const sources = item?.kind === 'data' ? readersByName.get(item.reader.text)?.sources : undefined;
    const files = [data, targets].map((path, at): readonly [string, string | undefined] => {
      const param = sources?.[at]?.param;
      if (sources && param === undefined && path !== undefined)
        throw new Failure(`--targets does not go with data ${item?.kind === 'data' ? item.reader.text : ''}`);
      return [`data.${param}`, param && path && JSON.stringify(resolve(path))];
    });
    const given: readonly (readonly [string, string | undefined])[] = [
      ['train.steps', steps?.toString()],
      ['train.patience', patience?.toString()],
      ['train.lr', lr?.toString()],
      ['train.batch', batch?.toString()],
      ['train.seed', seed?.toString()],
      ...files,
    ];
    const stated = given.filter((pair): pair is [string, string] => pair[1] !== undefined);
    return new Map([...set, ...stated]);
  };
}

/** What cannot change any more once a run has begun. */
const fixed = ['batch', 'seed', 'model', 'out', 'synthetic', 'initFrom'] as const;

function optionName(name: string): string {
  return name === 'initFrom' ? 'init-from' : name;
}

async function goOn(word: string, options: TrainOptions): Promise<number> {
  const run = openRun(word);
  const changed = [
    ...fixed.filter((name) => options[name] !== undefined && options[name] !== false),
    ...(options.set.size > 0 ? ['set'] : []),
  ];
  if (changed.length > 0)
    throw new Failure(
      `a run goes on as it began: --${changed.map(optionName).join(', --')} cannot change it any more`,
      ['its --steps, --lr, --patience, --engine and --backend can'],
    );
  const given = (['steps', 'lr', 'patience', 'data', 'targets'] as const).flatMap((name) =>
    options[name] === undefined ? [] : [`--${name}=${options[name]}`],
  );
  return runProgram(run, 'train', ['--resume', ...given, ...computingArguments(options)]);
}
