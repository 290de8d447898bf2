/** tpe: values drawn where earlier trials did well (Bergstra et al., 2011). */
import { searchParams, trialsParam } from '../registry/search-params.ts';
import { defineStrategy } from '../registry/training.ts';

export const tpe = defineStrategy({
  name: 'tpe',
  summary: 'values drawn where earlier trials did well (Bergstra et al., 2011)',
  params: { ...trialsParam, ...searchParams },
  examples: ['tpe d=[64, 128] train.lr=log(1e-3, 1e-1)'],
});
