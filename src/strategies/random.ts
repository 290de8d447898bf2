/** random: values drawn at random. */
import { searchParams, trialsParam } from '../registry/search-params.ts';
import { defineStrategy } from '../registry/training.ts';

export const random = defineStrategy({
  name: 'random',
  summary: 'values drawn at random',
  params: { ...trialsParam, ...searchParams },
  examples: ['random d=[64, 128] train.lr=log(1e-3, 1e-1)'],
});
