/** grid: every combination of the values. */
import { searchParams } from '../registry/search-params.ts';
import { defineStrategy } from '../registry/training.ts';

export const grid = defineStrategy({
  name: 'grid',
  summary: 'every combination of the values',
  params: searchParams,
  examples: ['grid d=[64, 128] train.lr=log(1e-3, 1e-1)'],
});
