/** kaiming: for layers before a relu. */
import { defineInitialiser } from '../registry/training.ts';

export const kaiming = defineInitialiser({
  name: 'kaiming',
  summary: 'deviation gain/sqrt(fan_in), by default sqrt(2): keeps the scale through relu',
  formula: 'N(0, gain² / fan_in), or U(-b, b) with b = gain sqrt(3 / fan_in)',
  source: 'He et al., Delving Deep into Rectifiers, 2015; torch.nn.init.kaiming_normal_, kaiming_uniform_',
  keras: 'HeNormal() (cut off at two deviations) · HeUniform()',
  params: {
    gain: {
      kind: 'value',
      type: 'number',
      minimum: 0,
      default: Math.SQRT2,
      positional: true,
      description: 'a factor; sqrt(2) suits relu, 5/3 tanh, 1 no function',
    },
    dist: { kind: 'value', enum: ['normal', 'uniform'], default: 'normal', description: 'the distribution' },
  },
  examples: ['linear 200 init=kaiming', 'linear 200 init=kaiming(5/3, dist=uniform)'],
  init({ gain, dist }, fans) {
    if (dist === 'normal') return { kind: 'normal', mean: 0, std: { gain, fan: fans.in } };
    return { kind: 'uniform', bound: { gain: gain * Math.sqrt(3), fan: fans.in } };
  },
});
