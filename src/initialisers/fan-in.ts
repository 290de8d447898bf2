/** fan_in: Gaussian, narrower the more inputs a unit has. */
import { defineInitialiser } from '../registry/training.ts';

export const fanIn = defineInitialiser({
  name: 'fan_in',
  summary: 'Gaussian with deviation gain/sqrt(fan_in), as the makemore lectures start their layers',
  formula: 'N(0, gain² / fan_in)',
  source: 'LeCun et al., Efficient BackProp, 1998 (gain 1)',
  keras: "VarianceScaling(gain**2, distribution='untruncated_normal') (LecunNormal is cut off at two deviations)",
  params: {
    gain: { kind: 'value', type: 'number', minimum: 0, default: 1, positional: true, description: 'a factor' },
  },
  examples: ['linear 200 init=fan_in', 'linear 27 init=fan_in(0.1)'],
  init: ({ gain }, fans) => ({ kind: 'normal', mean: 0, std: { gain, fan: fans.in } }),
});
