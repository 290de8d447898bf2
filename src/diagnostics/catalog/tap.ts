/** Codes about taps and the names of stages. */
import { count, didYouMean, error } from '../row.ts';

export const tapRows = {
  'tap/unknown': error<{ name: string; near: readonly string[] }>(
    'A tap that is read and never made.',
    ({ name, near }) => `no stage before this one is tapped as @${name}${didYouMean(near.map((each) => `@${each}`))}`,
  ),
  'tap/many': error<{ name: string; values: number }>(
    'Several values where one is wanted.',
    ({ name, values }) =>
      `@${name} is a collection of ${count(values, 'value')}, tapped in a repeat or at several places, but a stage takes a single value`,
  ),
  'tap/single': error<{ name: string; join: string }>(
    'One value where a join of several is wanted.',
    ({ name, join }) => `${join} joins several values, but @${name} is a single one`,
  ),
  'tap/is-stage': error<{ name: string }>(
    'The name of a stage in the place of a tap, or the reverse.',
    ({ name }) => `${name} is the name of a stage, which has weights to share; a value is remembered by tap @${name}`,
  ),
  'tap/not-a-tap': error<{ block: string; param: string }>(
    'An argument that must be a tap.',
    ({ block, param }) => `@${param} of block ${block} needs a tap, written @name`,
  ),
};
