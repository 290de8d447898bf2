/** Commands: training and evaluation from the command line */
import { join } from 'node:path';
import { type Given, type Option, readArguments } from './arguments.ts';
import { startBackend } from './backend.ts';
import { beginWith } from './beginning.ts';
import { unpackCheckpoint } from './checkpoint.ts';
import { SPLITS } from './data.ts';
import { culprit } from './divergence.ts';
import { startComputing } from './engine-computing.ts';
import { evaluate, train } from './engine-training.ts';
import {
  bytesOf,
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
  type SavedRun,
  saveCheckpoint,
  shown,
} from './files.ts';
import { becomeBest, bestAfter, isOutOfPatience } from './patience.ts';
import { Problem } from './problem.ts';
import { describe, grouped, marked, progressBar, rounded, stopSignals } from './progress.ts';
import { scored } from './scores.ts';
import { knobs, PROGRAM, RUNNER } from './spec.ts';
import { createModel } from './training.ts';
import type { Best, Model, Progress, Settings } from './types.ts';

/** Who runs a command: the name before what it says of problems, and what goes on with a run that was stopped. */
export interface Caller {
  readonly name: string;
  readonly again?: string;
}

/** What the command line understands. */
export interface Verbs {
  readonly commands: Readonly<Record<string, (given: Given, caller: Caller) => Promise<unknown>>>;
  readonly options: Readonly<Record<string, Option>>;
  readonly help: string;
}

/** Runs a command. */
export async function runCommand(args: string[], verbs: Verbs, caller: Caller = { name: PROGRAM }): Promise<void> {
  try {
    const { command, given } = readArguments(args, Object.keys(verbs.commands), verbs.options);
    if (given.help) console.log(verbs.help);
    else await verbs.commands[command]?.(given, caller);
  } catch (error) {
    const known = isOutOfMemory(error) ? new Problem(OUT_OF_MEMORY) : error;
    if (!(known instanceof Problem || isOfSystem(known))) throw error;
    console.error(`${caller.name}: ${known.message}`);
    process.exitCode = known instanceof Problem ? known.exitCode : 1;
  }
}

const OUT_OF_MEMORY =
  'there is not enough memory for this: the wasm backend has 4 GB at the most. Try a smaller --batch';

/** What engines and backends throw where memory ends, which none of them has a kind of error for. */
function isOutOfMemory(error: unknown): boolean {
  return (
    error instanceof Error &&
    ['RangeError', 'RuntimeError'].includes(error.name) &&
    /out of bounds|out of memory|allocat|array length|offset is/i.test(error.message)
  );
}

/** A file that cannot be written, a disk that is full: its message says all there is to know. */
function isOfSystem(error: unknown): error is Error {
  return error instanceof Error && 'syscall' in error;
}

/** A trained model with the settings of its run. */
export interface Trained {
  readonly model: Model;
  readonly settings: Settings;
}

/** Trains and shows the losses; nothing when it was stopped before its end. */
export async function runTrain(
  { resume = false, begin, ...given }: Given,
  { again }: Caller,
): Promise<Trained | undefined> {
  const folder = runFolder(given);
  if (!resume) refuseOldRun(folder);
  const saved = resume ? readCheckpoint(folder) : undefined;
  const settings: Settings = { ...knobs, ...saved?.settings, ...given };
  const computing = await startComputing(given, settings);
  const data = loadData(given, settings);
  if (saved) checkSameData(saved, data);
  const model = await computing.prepare(createModel(settings.seed));
  if (saved) unpackCheckpoint(model, saved.bytes);
  else if (begin !== undefined) beginWith(model, bytesOf(begin));
  const from = saved?.step ?? 0;
  if (from >= settings.steps) throw new Problem(`this run has done its ${grouped(from)} steps; --steps N goes further`);
  checkPatience(settings, data, saved?.best);

  makeFolder(folder);
  describe({ settings, data, computing, folder: shown(folder), from });
  const metrics = metricsFile(folder, from);
  const save = (step: number, best: Best | undefined) => {
    metrics.flush();
    saveCheckpoint(folder, { model, step, best }, { ...settings, ...computing.kept, scaling: data.scaling }, data);
  };
  const end = await loop({ model, data, settings, from, best: saved?.best, folder, metrics, save });
  if (end.isStopped) {
    console.log(`Stopped and saved. To go on: ${again ?? resumeCommand(given)}`);
    process.exitCode = 130;
    return undefined;
  }
  becomeBest(model, end.best);
  await computing.finish();
  report(model, data, end.step, metrics);
  return { model, settings };
}

/** Patience needs something to measure, and some of it to be left. */
function checkPatience({ patience, evalEvery }: Settings, { val }: LoadedData, best: Best | undefined): void {
  if (patience > 0 && evalEvery === 0) throw new Problem('--patience counts the measurements of --eval-every N', 2);
  if (patience > 0 && val.examples === 0)
    throw new Problem(
      'patience waits for a lower validation loss, but no examples are left for it; --patience 0 goes on without',
    );
  if (isOutOfPatience(best, patience))
    throw new Problem(
      `this run ended early, nothing better came after step ${best?.step}; a larger --patience goes on`,
    );
}

/** What goes on with this run. */
function resumeCommand({ data, targets, out }: Given): string {
  const places = [data && `--data ${data}`, targets && `--targets ${targets}`, out && `--out ${out}`].filter(Boolean);
  return [RUNNER, '--resume', ...places].join(' ');
}

interface Run {
  readonly model: Model;
  readonly data: LoadedData;
  readonly settings: Settings;
  readonly from: number;
  readonly best: Best | undefined;
  readonly folder: string;
  readonly metrics: Metrics;
  readonly save: (step: number, best: Best | undefined) => void;
}

/** Where a run stands when it has ended, or when it was asked to stop. */
interface End {
  readonly step: number;
  readonly best: Best | undefined;
  readonly isStopped: boolean;
}

/** All steps, with what is shown and kept of them. */
async function loop({ model, data, settings, from, folder, metrics, save, ...run }: Run): Promise<End> {
  const { patience, steps } = settings;
  let { best } = run;
  let step = from;
  const stop = stopSignals();
  const progress = progressBar(from, steps);
  let savedAt = performance.now();
  for (const now of train(model, data, settings, from)) {
    step = now.step;
    if (!Number.isFinite(now.loss)) {
      metrics.flush();
      progress.end();
      throw notFinite(now, model, folder);
    }
    metrics.add({ step, loss: rounded(now.loss), lr: now.lr });
    if (isTimeToEvaluate(step, settings) && data.val.examples > 0) {
      const val = evaluate(model, data.val);
      metrics.add({ step, val: rounded(val) });
      progress.line(marked(`step ${grouped(step)}  validation loss ${val.toFixed(4)}`));
      best = bestAfter(best, { model, loss: val, step, patience });
      if (isOutOfPatience(best, patience)) break;
    }
    if (!progress.show(now)) continue;
    await new Promise((resume) => setImmediate(resume)); // lets a signal in
    if (stop.asked()) {
      save(step, best);
      progress.end();
      return { step, best, isStopped: true };
    }
    if (performance.now() - savedAt > settings.saveEvery * 1000) {
      save(step, best);
      savedAt = performance.now();
    }
  }
  progress.end();
  if (best && isOutOfPatience(best, patience))
    console.log(`Nothing better since step ${grouped(best.step)}: stopped, and back to the model of that step`);
  save(step, best);
  stop.forget();
  return { step, best, isStopped: false };
}

/** At the last step only for patience; all losses are measured after it anyway. */
function isTimeToEvaluate(step: number, { evalEvery, steps, patience }: Settings): boolean {
  return evalEvery > 0 && step % evalEvery === 0 && (step < steps || patience > 0);
}

function notFinite({ step, loss, lr }: Progress, model: Model, folder: string): Problem {
  const kept = `a checkpoint in ${shown(join(folder, CHECKPOINT))}, if there is one, is from before`;
  return new Problem(
    `the loss is ${loss} at step ${grouped(step)} with a learning rate of ${lr}, and ${culprit(model)}; ${kept}. ` +
      'Try a lower --lr, or clip=1 among the settings of train',
  );
}

/** The losses over whole splits, at the end of a run. */
function report(model: Model, data: LoadedData, step: number, metrics: Metrics): void {
  const [train, trainText] = scored(model, data.train);
  const [val, valText] = data.val.examples > 0 ? scored(model, data.val) : [];
  metrics.add({ step, train: rounded(train), ...(val !== undefined && { val: rounded(val) }) });
  metrics.flush();
  console.log(marked(`\ntrain loss ${trainText}`));
  if (valText !== undefined) console.log(marked(`val loss   ${valText}`));
}

export async function runEval(given: Given): Promise<void> {
  const { saved, settings } = savedRun(given);
  const computing = await startComputing(given, settings);
  const model = await computing.prepare(trainedModel(saved));
  await computing.finish();
  const data = loadData(given, settings);
  for (const name of SPLITS) {
    const { examples } = data[name];
    const text = examples > 0 ? scored(model, data[name])[1] : 'none';
    console.log(marked(`${name.padEnd(5)} loss ${text}  (${grouped(examples)} examples)`));
  }
}

/** The trained model of a run folder. */
export async function loadRun(given: Given): Promise<Trained> {
  const { saved, settings } = savedRun(given);
  await startBackend(settings.backend);
  return { model: trainedModel(saved), settings };
}

function savedRun(given: Given): { readonly saved: SavedRun; readonly settings: Settings } {
  const saved = readCheckpoint(runFolder(given));
  return { saved, settings: { ...knobs, ...saved.settings, ...given } };
}

/** The model of a checkpoint, the best one where its run looked for that. */
function trainedModel({ bytes, best }: SavedRun): Model {
  const model = createModel();
  unpackCheckpoint(model, bytes);
  becomeBest(model, best);
  return model;
}
