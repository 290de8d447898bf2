/** Codes about taps and the names of stages. */
import { count, didYouMean, error } from '../row.ts';

export const tapRows = {
  'tap/unknown': error<{ name: string; near: readonly string[] }>(
    'A tap that is read and never made.',
    ({ name, near }) => `no stage before this one is tapped as @${name}${didYouMean(near.map((each) => `@${each}`))}`,
    { no: { cause: 'the place is the cause' } },
  ),
  'tap/no-word': error<{ entry: string; name: string }>(
    'The name of a tap behind the arguments of a stage.',
    ({ entry, name }) => `${entry} takes no tap: @${name} remembers a value as a stage of its own`,
    { no: { cause: 'the place is the cause' } },
  ),
  'tap/many': error<{ name: string; values: number }>(
    'Several values where one is wanted.',
    ({ name, values }) =>
      `@${name} is a collection of ${count(values, 'value')}, tapped in a repeat or at several places, but a stage takes a single value`,
    { no: { fix: 'there are several ways that mean different things' } },
  ),
  'tap/single': error<{ name: string; join: string }>(
    'One value where a join of several is wanted.',
    ({ name, join }) => `${join} joins several values, but @${name} is a single one`,
    { no: { fix: 'there are several ways that mean different things' } },
  ),
  'tap/is-stage': error<{ name: string }>(
    'The name of a stage in the place of a tap.',
    ({ name }) => `${name} is the name of a stage, which has weights to share; a value is remembered by tap @${name}`,
    { no: { fix: 'there are several ways that mean different things' } },
  ),
  'tap/is-tap': error<{ name: string }>(
    'A tap in the place of the name of a stage.',
    ({ name }) => `${name} is a tap, which holds a value; weights are shared by the name of a stage`,
    { no: { fix: 'there are several ways that mean different things' } },
  ),
  'tap/no-stage': error<{ name: string; near: readonly string[] }>(
    'The name of a stage that does not stand before this one.',
    ({ name, near }) => `no stage before this one has the name ${name}${didYouMean(near)}`,
    { no: { cause: 'the place is the cause' } },
  ),
  'tap/no-table': error<{ name: string }>(
    'A stage without an embedding where its table is to be shared.',
    ({ name }) => `${name} is the name of a stage that has no embedding, so there is no table to share`,
    { no: { fix: 'there are several ways that mean different things' } },
  ),
  'tap/many-tables': error<{ name: string; entry: string; stages: number }>(
    'A stage with weights of its own in each turn where one table is wanted.',
    ({ name, entry, stages }) =>
      `${entry} shares a single table, but ${name} has one in each turn of a repeat, ${stages} in all`,
    { no: { cause: 'the place is the cause', fix: 'there are several ways that mean different things' } },
  ),
  'tap/not-a-tap': error<{ block: string; param: string }>(
    'An argument that must be a tap.',
    ({ block, param }) => `@${param} of block ${block} needs a tap, written @name`,
    { no: { cause: 'the place is the cause' } },
  ),
};
