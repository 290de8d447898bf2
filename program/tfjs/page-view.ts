/** View: what the page shows, and when its buttons can be pressed */
import { sizeOf } from './chance.ts';
import { SPLITS } from './data.ts';
import type { PageRun } from './page.ts';
import { type LossCurve, lossCurve } from './page-curve.ts';
import { element, labelled, terms } from './page-elements.ts';
import { duration, grouped } from './progress.ts';
import { DATA_FILE, knobs, LOSS, NAME, OPTIMISER, SCHEDULE, weights } from './spec.ts';
import type { Computing, Data } from './types.ts';

/** What changes on the page, and what is asked. */
export interface PageView extends Controls {
  readonly about: HTMLElement;
  readonly message: HTMLElement;
  readonly training: HTMLFormElement;
  readonly bar: HTMLProgressElement;
  readonly facts: HTMLElement;
  readonly curve: LossCurve;
  readonly results: HTMLElement;
  readonly sampling: HTMLFormElement;
  readonly prompt: HTMLInputElement;
  readonly temperature: HTMLInputElement;
  readonly samples: HTMLElement;
}

/** What can be used at some times only. */
interface Controls {
  readonly steps: HTMLInputElement;
  readonly lr: HTMLInputElement;
  readonly seed: HTMLInputElement;
  readonly action: HTMLButtonElement;
  readonly startOver: HTMLButtonElement;
  readonly moreSamples: HTMLButtonElement;
}

/** Builds the page around the text of a spec. */
export function pageView(spec: string, maker: string): PageView {
  const view: PageView = {
    about: element('dl'),
    message: element('p', { className: 'message', role: 'alert' }),
    training: element('form', { noValidate: true }),
    steps: element('input', { type: 'number', step: 'any', value: `${knobs.steps}` }),
    lr: element('input', { type: 'number', step: 'any', value: `${knobs.lr ?? ''}`, placeholder: SCHEDULE }),
    seed: element('input', { type: 'number', step: 'any', value: `${knobs.seed}` }),
    action: element('button', { type: 'submit', className: 'main' }),
    startOver: element('button', { type: 'button' }, 'Start over'),
    bar: element('progress', { value: 0, ariaLabel: 'Steps done' }),
    facts: element('dl'),
    curve: lossCurve(),
    results: element('p', { className: 'results', role: 'status' }),
    sampling: element('form', { noValidate: true }),
    prompt: element('input', { type: 'text', autocomplete: 'off', spellcheck: false }),
    temperature: element('input', { type: 'number', step: 'any', value: '1' }),
    moreSamples: element('button', { type: 'submit' }, 'Sample'),
    samples: element('ol'),
  };
  document.title = NAME;
  document.body.append(
    element('header', {}, element('h1', {}, NAME), view.about, element('pre', {}, spec)),
    element('main', {}, trainingSection(view), samplesSection(view)),
    element(
      'footer',
      {},
      `Made by ${maker}. The model, its data and TensorFlow.js are in this file; nothing leaves it.`,
    ),
  );
  showMode(view, 'loading');
  return view;
}

function trainingSection(view: PageView): HTMLElement {
  const { training, steps, lr, seed, action, startOver, message, bar, facts, curve, results } = view;
  const buttons = element('div', { className: 'buttons' }, action, startOver);
  const rate = labelled('Learning rate', lr);
  rate.className = 'wide';
  training.append(labelled('Steps', steps), rate, labelled('Seed', seed), buttons);
  const circles = knobs.evalEvery > 0 ? '. Circles are the validation loss' : '';
  const caption = `Training loss over the steps: means of few steps (faint) and of many (strong)${circles}`;
  const figure = element('figure', {}, curve.svg, element('figcaption', {}, caption));
  return element('section', {}, element('h2', {}, 'Training'), training, message, bar, facts, figure, results);
}

function samplesSection({ sampling, prompt, temperature, moreSamples, samples }: PageView): HTMLElement {
  const buttons = element('div', { className: 'buttons' }, moreSamples);
  sampling.append(labelled('Prompt', prompt), labelled('Temperature', temperature), buttons);
  const hint = element('p', { className: 'hint' }, 'Twenty come after training, more when you ask.');
  return element('section', {}, element('h2', {}, 'Samples'), sampling, samples, hint);
}

const SLOW = ', as WebAssembly does not run here; that is about ten times slower';

/** What the model is and what it learns from. */
export function describeOnPage({ about }: PageView, data: Data, { name }: Computing): void {
  const parameters = Object.values(weights).reduce((sum, { shape }) => sum + sizeOf(shape), 0);
  const examples = SPLITS.map((name) => `${grouped(data[name].examples)} ${name}`).join(', ');
  const values = {
    Model: `${grouped(parameters)} parameters, computed by ${name}${name === 'cpu' ? SLOW : ''}`,
    Data: `${DATA_FILE}: ${data.about}`,
    Examples: examples,
    Training: `${OPTIMISER}, lr ${SCHEDULE}, loss ${LOSS}, batch ${knobs.batch}`,
  };
  about.replaceChildren(...terms(values));
}

/** What the page is doing. After `failed` one can start over, after `broken` nothing. */
export type PageMode = 'loading' | 'ready' | 'training' | 'paused' | 'measuring' | 'done' | 'failed' | 'broken';

/** What the main button says, and what can be used. */
interface Usable {
  readonly action: string;
  readonly usable: readonly (keyof Controls)[];
}

const PAGE_MODES: Readonly<Record<PageMode, Usable>> = {
  loading: { action: 'Start', usable: [] },
  ready: { action: 'Start', usable: ['steps', 'lr', 'seed', 'action', 'moreSamples'] },
  training: { action: 'Pause', usable: ['action', 'moreSamples'] },
  paused: { action: 'Continue', usable: ['steps', 'lr', 'action', 'startOver', 'moreSamples'] },
  measuring: { action: 'Measuring', usable: ['moreSamples'] },
  done: { action: 'Train further', usable: ['steps', 'lr', 'action', 'startOver', 'moreSamples'] },
  failed: { action: 'Start', usable: ['startOver'] },
  broken: { action: 'Start', usable: [] },
};

export function showMode(view: PageView, mode: PageMode, problem = ''): void {
  const { action, usable } = PAGE_MODES[mode];
  document.body.dataset.mode = mode;
  view.action.textContent = action;
  view.message.textContent = problem;
  for (const name of ['steps', 'lr', 'seed', 'action', 'startOver', 'moreSamples'] as const)
    view[name].disabled = !usable.includes(name);
}

/** A model that has not been trained yet. */
export function showFresh(view: PageView, run: PageRun): void {
  showMode(view, 'ready');
  view.samples.replaceChildren();
  showSteps(view, run, knobs.steps, { Step: '0', Loss: '–', 'Learning rate': '–', Speed: '–', Left: '–' });
}

/** How training goes. */
export interface Pace {
  readonly steps: number;
  readonly lr: number;
  /** Steps in a second. */
  readonly speed: number;
}

export function showProgress(view: PageView, run: PageRun, { steps, lr, speed }: Pace): void {
  const step = run.losses.length;
  const recent = run.losses.slice(-100);
  showSteps(view, run, steps, {
    Step: `${grouped(step)} of ${grouped(steps)}`,
    Loss: (recent.reduce((sum, loss) => sum + loss, 0) / recent.length).toFixed(4),
    'Learning rate': `${Number(lr.toPrecision(3))}`,
    Speed: `${speed.toFixed(0)} steps/s`,
    Left: duration((steps - step) / speed),
  });
}

/** The bar, the facts and the curve; results over whole splits are out of date then. */
function showSteps(view: PageView, run: PageRun, steps: number, facts: Readonly<Record<string, string>>): void {
  view.bar.max = steps;
  view.bar.value = run.losses.length;
  view.facts.replaceChildren(...terms(facts));
  view.curve.draw({ ...run, steps });
  view.results.textContent = '';
}

/** The losses over whole splits. */
export function showLosses({ results }: PageView, train: number, val: number | undefined): void {
  const validation = val === undefined ? '' : `, validation loss ${val.toFixed(4)}`;
  results.textContent = `Over the whole splits: train loss ${train.toFixed(4)}${validation}`;
}

export function showSamples({ samples }: PageView, lines: readonly string[]): void {
  samples.replaceChildren(...lines.map((line) => element('li', {}, line)));
}
