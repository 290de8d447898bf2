/** Commands: training, evaluation and sampling from the command line */
import { join } from 'node:path';
import * as tf from '@tensorflow/tfjs';
import { type Given, HELP, readArguments } from './arguments.ts';
import { unpackCheckpoint } from './checkpoint.ts';
import { SPLITS, TOKEN_OF, unknown } from './data.ts';
import {
  CHECKPOINT,
  checkSameData,
  type LoadedData,
  loadData,
  type Metrics,
  makeFolder,
  metricsFile,
  readCheckpoint,
  refuseOldRun,
  runFolder,
  saveCheckpoint,
  shown,
} from './files.ts';
import { Problem } from './problem.ts';
import { describe, grouped, progressBar, rounded, stopSignals } from './progress.ts';
import { sample } from './sampling.ts';
import { knobs, PROGRAM, RUNNER } from './spec.ts';
import { createModel, evaluate, train } from './training.ts';
import type { Model, Progress, Settings } from './types.ts';

/** Who runs a command: the name before what it says of problems, and what goes on with a run that was stopped. */
export interface Caller {
  readonly name: string;
  readonly again?: string;
}

/** Runs a command. */
export async function main(args: string[], caller: Caller = { name: PROGRAM }): Promise<void> {
  try {
    const { command, given } = readArguments(args);
    const run = { train: runTrain, eval: runEval, sample: runSample }[command];
    if (given.help) console.log(HELP);
    else await run(given, caller);
  } catch (error) {
    if (!(error instanceof Problem || isOfSystem(error))) throw error;
    console.error(`${caller.name}: ${error.message}`);
    process.exitCode = error instanceof Problem ? error.exitCode : 1;
  }
}

/** A file that cannot be written, a disk that is full: its message says all there is to know. */
function isOfSystem(error: unknown): error is Error {
  return error instanceof Error && 'syscall' in error;
}

async function runTrain({ resume = false, ...given }: Given, { again }: Caller): Promise<void> {
  const folder = runFolder(given);
  if (!resume) refuseOldRun(folder);
  const saved = resume ? readCheckpoint(folder) : undefined;
  const settings: Settings = { ...knobs, ...saved?.settings, ...given };
  const backend = await startBackend(settings.backend);
  const data = loadData(given, settings);
  if (saved) checkSameData(saved, data);
  const model = createModel(settings.seed);
  if (saved) unpackCheckpoint(model, saved.bytes);
  const from = saved?.step ?? 0;
  if (from >= settings.steps) throw new Problem(`this run has done its ${grouped(from)} steps; --steps N goes further`);

  makeFolder(folder);
  describe({ settings, data, backend, folder: shown(folder), from });
  const metrics = metricsFile(folder, from);
  const save = (step: number) => {
    metrics.flush();
    saveCheckpoint(folder, model, step, { ...settings, backend }, data);
  };
  if (await loop({ model, data, settings, from, folder, metrics, save })) {
    console.log(`Stopped and saved. To go on: ${again ?? resumeCommand(given)}`);
    process.exitCode = 130;
    return;
  }
  report(model, data, settings, metrics);
}

/** What goes on with this run. */
function resumeCommand({ data, out }: Given): string {
  const places = [data && `--data ${data}`, out && `--out ${out}`].filter(Boolean);
  return [RUNNER, '--resume', ...places].join(' ');
}

interface Run {
  readonly model: Model;
  readonly data: LoadedData;
  readonly settings: Settings;
  readonly from: number;
  readonly folder: string;
  readonly metrics: Metrics;
  readonly save: (step: number) => void;
}

/** All steps, with what is shown and kept of them; true when it was asked to stop. */
async function loop({ model, data, settings, from, folder, metrics, save }: Run): Promise<boolean> {
  const stop = stopSignals();
  const progress = progressBar(from, settings.steps);
  let savedAt = performance.now();
  for (const now of train(model, data, settings, from)) {
    if (!Number.isFinite(now.loss)) {
      metrics.flush();
      progress.end();
      throw notFinite(now, folder);
    }
    metrics.add({ step: now.step, loss: rounded(now.loss), lr: now.lr });
    if (isTimeToEvaluate(now.step, settings) && data.val.examples > 0) {
      const val = evaluate(model, data.val);
      metrics.add({ step: now.step, val: rounded(val) });
      progress.line(`step ${grouped(now.step)}  validation loss ${val.toFixed(4)}`);
    }
    if (!progress.show(now)) continue;
    await new Promise((resume) => setImmediate(resume)); // lets a signal in
    if (stop.asked()) {
      save(now.step);
      progress.end();
      return true;
    }
    if (performance.now() - savedAt > settings.saveEvery * 1000) {
      save(now.step);
      savedAt = performance.now();
    }
  }
  progress.end();
  save(settings.steps);
  stop.forget();
  return false;
}

/** Not at the last step, after which all losses are measured anyway. */
function isTimeToEvaluate(step: number, { evalEvery, steps }: Settings): boolean {
  return evalEvery > 0 && step % evalEvery === 0 && step < steps;
}

function notFinite({ step, loss, lr }: Progress, folder: string): Problem {
  const kept = `a checkpoint in ${shown(join(folder, CHECKPOINT))}, if there is one, is from before`;
  return new Problem(
    `the loss is ${loss} at step ${grouped(step)} with a learning rate of ${lr}; ${kept}. Try a lower --lr`,
  );
}

/** The losses over whole splits and some samples, at the end of a run. */
function report(model: Model, data: LoadedData, settings: Settings, metrics: Metrics): void {
  const train = evaluate(model, data.train);
  const val = data.val.examples > 0 ? evaluate(model, data.val) : undefined;
  metrics.add({ step: settings.steps, train: rounded(train), ...(val !== undefined && { val: rounded(val) }) });
  metrics.flush();
  console.log(`\ntrain loss ${train.toFixed(4)}`);
  if (val !== undefined) console.log(`val loss   ${val.toFixed(4)}`);
  console.log(`\n${sample(model, { n: 20, seed: settings.seed }).join('\n')}`);
}

async function runEval(given: Given): Promise<void> {
  const { model, settings } = await loadRun(given);
  const data = loadData(given, settings);
  for (const name of SPLITS) {
    const { examples } = data[name];
    const loss = examples > 0 ? evaluate(model, data[name]).toFixed(4) : 'none';
    console.log(`${name.padEnd(5)} loss ${loss}  (${grouped(examples)} examples)`);
  }
}

async function runSample({ n = 20, temperature = 1, prompt = '', ...given }: Given): Promise<void> {
  const stranger = Array.from(prompt).find((character) => !(TOKEN_OF.get(character) as number));
  if (stranger !== undefined) throw new Problem(`--prompt: ${unknown(stranger)}`);
  const { model, settings } = await loadRun(given);
  console.log(sample(model, { n, temperature, prompt, seed: settings.seed }).join('\n'));
}

/** The trained model of a run folder. */
async function loadRun(given: Given): Promise<{ model: Model; settings: Settings }> {
  const saved = readCheckpoint(runFolder(given));
  const settings: Settings = { ...knobs, ...saved.settings, ...given };
  await startBackend(settings.backend);
  const model = createModel();
  unpackCheckpoint(model, saved.bytes);
  return { model, settings };
}

/** Starts the backend asked for, or wasm, or else cpu; gives its name. */
async function startBackend(asked: string): Promise<string> {
  tf.enableProdMode();
  for (const name of asked ? [asked] : ['wasm', 'cpu']) {
    const started = await tf.setBackend(name).catch(() => false);
    if (started) return name;
    if (!asked) console.error('The wasm backend does not run here; going on with cpu, which is about ten times slower');
  }
  throw new Problem(`the backend ${asked} does not run here`);
}
