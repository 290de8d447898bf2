/** Fields: what can be typed into the page, and what it means */
import { strangerIn, unknown } from './documents.ts';
import type { PageView } from './page-view.ts';
import { knobs } from './spec.ts';
import type { SampleOptions, Settings } from './types.ts';

/** Whether one can train with what stands in the fields, once some steps are done; the browser shows what is wrong. */
export function areFit({ training, steps, lr, seed }: PageView, done: number): boolean {
  const more = done === 0 ? 'A whole number from 1' : `${done} steps are done: a larger number trains further`;
  steps.setCustomValidity(isWholeFrom(steps, done + 1) ? '' : more);
  lr.setCustomValidity(lr.value === '' || lr.valueAsNumber > 0 ? '' : 'A number above 0');
  seed.setCustomValidity(isWholeFrom(seed, 0) ? '' : 'A whole number from 0');
  return training.reportValidity();
}

function isWholeFrom({ valueAsNumber }: HTMLInputElement, least: number): boolean {
  return Number.isSafeInteger(valueAsNumber) && valueAsNumber >= least;
}

/** The knobs as they are set on the page. */
export function chosenSettings({ steps, lr, seed }: PageView): Settings {
  return {
    ...knobs,
    steps: steps.valueAsNumber,
    lr: lr.value === '' ? undefined : lr.valueAsNumber,
    seed: seed.valueAsNumber,
  };
}

/** Whether one can sample with what stands in the fields. */
export function isFitToSample({ sampling, prompt, temperature }: PageView): boolean {
  const stranger = strangerIn(prompt.value);
  prompt.setCustomValidity(stranger === undefined ? '' : unknown(stranger));
  temperature.setCustomValidity(temperature.valueAsNumber > 0 ? '' : 'A number above 0');
  return sampling.reportValidity();
}

export function chosenSampling({ prompt, temperature }: PageView): Pick<SampleOptions, 'prompt' | 'temperature'> {
  return { prompt: prompt.value, temperature: temperature.valueAsNumber };
}
