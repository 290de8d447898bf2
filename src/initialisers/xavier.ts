/** xavier: for layers before tanh or sigmoid. */
import { defineInitialiser } from '../registry/training.ts';
import { add } from '../shapes/dim.ts';

export const xavier = defineInitialiser({
  name: 'xavier',
  summary: 'scaled by inputs and outputs of a unit: keeps signals and gradients alike (Keras: glorot)',
  formula: 'U(-b, b) with b = gain sqrt(6 / (fan_in + fan_out)), or N(0, 2 gain² / (fan_in + fan_out))',
  source: 'Glorot and Bengio, 2010; torch.nn.init.xavier_uniform_, xavier_normal_',
  keras: 'GlorotUniform() · GlorotNormal() (cut off at two deviations)',
  params: {
    gain: { kind: 'value', type: 'number', minimum: 0, default: 1, positional: true, description: 'a factor' },
    dist: { kind: 'value', enum: ['uniform', 'normal'], default: 'uniform', description: 'the distribution' },
  },
  examples: ['linear 200 init=xavier', 'linear 200 init=xavier(5/3, dist=normal)'],
  init({ gain, dist }, fans) {
    const fan = add(fans.in, fans.out);
    if (dist === 'normal') return { kind: 'normal', mean: 0, std: { gain: gain * Math.SQRT2, fan } };
    return { kind: 'uniform', bound: { gain: gain * Math.sqrt(6), fan } };
  },
});
