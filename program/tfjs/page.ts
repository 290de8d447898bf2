/** Page: training in a browser, in slices between which the page answers */
import * as tf from '@tensorflow/tfjs';
import { culprit } from './divergence.ts';
import { readData } from './documents.ts';
import { evaluate, train } from './engine-training.ts';
import { startInPage } from './page-engine.ts';
import { areFit, chosenSampling, chosenSettings, isFitToSample } from './page-fields.ts';
import {
  describeOnPage,
  type PageView,
  pageView,
  showFresh,
  showLosses,
  showMode,
  showProgress,
  showSamples,
} from './page-view.ts';
import { becomeBest, bestAfter, isOutOfPatience } from './patience.ts';
import { Problem } from './problem.ts';
import { sample } from './sampling.ts';
import { CHUNK, DATA_FILE, knobs } from './spec.ts';
import { createModel } from './training.ts';
import type { Best, Computing, Data, Examples, Model, Numbers, Settings } from './types.ts';

/** What a page holds besides its program. */
export interface PageContent {
  readonly spec: string;
  /** What made the page. */
  readonly maker: string;
  readonly data: string;
  /** Addresses of the binaries of the wasm backend. */
  readonly wasm: { readonly plain: string; readonly simd: string };
  /** The bytes of engine.wasm, where there is one. */
  readonly engine?: Uint8Array;
}

/** A model in training. */
export interface PageRun {
  model: Model;
  readonly seed: number;
  /** The loss of each step so far. */
  readonly losses: number[];
  /** Validation losses, each with the step after which it was measured. */
  readonly validation: (readonly [step: number, loss: number])[];
  best: Best | undefined;
}

/** Builds the page, reads the data, and waits for what is asked of it. */
export async function startPage(content: PageContent): Promise<void> {
  const { spec, maker, data } = content;
  const view = pageView(spec, maker);
  try {
    const computing = await startInPage(content);
    const examples = readData([{ name: DATA_FILE, bytes: new TextEncoder().encode(data) }], knobs);
    describeOnPage(view, examples, computing);
    answerControls(view, examples, computing);
  } catch (error) {
    showMode(view, 'broken', messageOf(error));
    throw error;
  }
}

function messageOf(error: unknown): string {
  return error instanceof Error ? error.message : String(error);
}

function newRun(seed: number): PageRun {
  return { model: createModel(seed), seed, losses: [], validation: [], best: undefined };
}

/** Lets the buttons do what they say. */
function answerControls(view: PageView, data: Data, computing: Computing): void {
  let run = newRun(knobs.seed);
  let isWanted = false;
  let samplings = 0;
  const startAnew = (seed: number): void => {
    tf.dispose([run.model.weights, run.model.buffers, run.model.optimiser]);
    run = newRun(seed);
    samplings = 0;
  };
  view.training.onsubmit = (event) => {
    event.preventDefault();
    if (isWanted) {
      isWanted = false;
      return;
    }
    const done = run.losses.length;
    if (!areFit(view, done)) return;
    const settings = chosenSettings(view);
    if (done === 0 && settings.seed !== run.seed) startAnew(settings.seed);
    isWanted = true;
    void trainOnPage({ view, run, data, computing, settings, isWanted: () => isWanted }).finally(() => {
      isWanted = false;
    });
  };
  view.startOver.onclick = () => {
    startAnew(run.seed);
    showFresh(view, run);
  };
  view.sampling.onsubmit = (event) => {
    event.preventDefault();
    if (!isFitToSample(view)) return;
    samplings++;
    showSamples(view, sample(run.model, { n: 20, ...chosenSampling(view), seed: run.seed + samplings }));
  };
  showFresh(view, run);
}

interface PageTraining {
  readonly view: PageView;
  readonly run: PageRun;
  readonly data: Data;
  readonly computing: Computing;
  readonly settings: Settings;
  /** Whether nobody has asked for a pause. */
  isWanted(): boolean;
}

/** Trains from where the run stands to its end or to a pause; at the end come losses and samples. */
async function trainOnPage(training: PageTraining): Promise<void> {
  const { view, run, data } = training;
  try {
    showMode(view, 'training');
    if (!(await trainInSlices(training))) {
      showMode(view, 'paused');
      return;
    }
    showMode(view, 'measuring');
    const val = data.val.examples > 0 ? await lossInSlices(run.model, data.val) : undefined;
    showLosses(view, await lossInSlices(run.model, data.train), val);
    showSamples(view, sample(run.model, { n: 20, seed: run.seed }));
    showMode(view, 'done');
  } catch (error) {
    showMode(view, 'failed', messageOf(error));
    if (!(error instanceof Problem)) throw error;
  }
}

/** Milliseconds of training between two looks at what was clicked, and between two looks at the progress. */
const SLICE = 30;
const GLANCE = 100;

/** Trains, a slice at a time; false when it was asked to pause. */
async function trainInSlices({ view, run, data, computing, settings, isWanted }: PageTraining): Promise<boolean> {
  if (run.losses.length === 0) run.model = await computing.prepare(run.model);
  const from = run.losses.length;
  const begun = performance.now();
  let sliceEnd = begun + SLICE;
  let glanceEnd = begun;
  for (const now of train(run.model, data, settings, from)) {
    const { step, loss, lr } = now;
    if (!Number.isFinite(loss))
      throw new Problem(
        `The loss is ${loss} at step ${step} with a learning rate of ${lr}, and ${culprit(run.model)}. ` +
          'Start over with a lower rate',
      );
    run.losses.push(loss);
    if (isTimeToValidate(step, settings) && data.val.examples > 0) await validate(run, data, step, settings);
    const isLast = step === settings.steps || isOutOfPatience(run.best, settings.patience);
    const time = performance.now();
    if (time < sliceEnd && !isLast) continue;
    if (time >= glanceEnd || isLast || !isWanted()) {
      showProgress(view, run, { lr, steps: settings.steps, speed: (step - from) / ((time - begun) / 1000) });
      glanceEnd = time + GLANCE;
    }
    if (!isWanted() && !isLast) return false;
    await breath();
    if (isLast) break;
    sliceEnd = performance.now() + SLICE;
  }
  becomeBest(run.model, run.best);
  return true;
}

/** Measures the validation loss, and keeps the model where it is the best one. */
async function validate(run: PageRun, data: Data, step: number, { patience }: Settings): Promise<void> {
  const loss = await lossInSlices(run.model, data.val);
  run.validation.push([step, loss]);
  run.best = bestAfter(run.best, { model: run.model, loss, step, patience });
}

/** At the last step only for patience; all losses are measured after it anyway. */
function isTimeToValidate(step: number, { evalEvery, steps, patience }: Settings): boolean {
  return evalEvery > 0 && step % evalEvery === 0 && (step < steps || patience > 0);
}

/** The mean loss over a whole split, as `evaluate` gives it, with pauses to answer. */
async function lossInSlices(model: Model, part: Examples): Promise<number> {
  let sum = 0;
  let count = 0;
  for (let start = 0; start < part.examples; start += CHUNK) {
    const chunk = chunkOf(part, start);
    const counted = chunk.y.filter((target) => target >= 0).length;
    sum += counted * evaluate(model, chunk);
    count += counted;
    await breath();
  }
  return sum / count;
}

function chunkOf({ x, y, examples }: Examples, start: number): Examples {
  const end = Math.min(examples, start + CHUNK);
  const rows = (all: Numbers) => all.subarray((start * all.length) / examples, (end * all.length) / examples);
  return { x: rows(x), y: rows(y), examples: end - start };
}

/** Lets the browser draw and answer; a message comes back sooner than the shortest timer. */
function breath(): Promise<void> {
  return new Promise((resume) => {
    const { port1, port2 } = new MessageChannel();
    port1.onmessage = () => {
      port1.close();
      resume();
    };
    port2.postMessage(undefined);
  });
}
