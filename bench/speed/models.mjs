/**
 * The models whose training is timed, what their peers call them, and how many times as fast as a peer the fused engine
 * is to be. A peer without a bar is shown all the same.
 */

/** Recurrent layers of torch.nn and of TensorFlow.js stand in for makemore's, which neither has: same sizes, same work. */
export const models = {
  'stage-5': {
    spec: '5-wavenet',
    title: 'stage 5 of makemore',
    bars: { torch: 1.15, 'layers-cpu': 140, 'layers-wasm': 20 },
  },
  'stage-4': { spec: '4-bn-fixed', title: 'stage 4 of makemore', bars: { torch: 2.3 } },
  wavenet: { spec: '7-wavenet-gated', title: 'gated WaveNet', bars: { torch: 1.1 } },
  gru: { spec: 'gru', title: 'GRU', bars: { torch: 1.1 } },
  lstm: { spec: 'lstm', title: 'LSTM', bars: { torch: 1.1 } },
  rnn: { spec: 'rnn', title: 'RNN', bars: {} },
  transformer: { spec: 'transformer', title: 'transformer of makemore', bars: { torch: 1.1 } },
};

/** Those that the layers of TensorFlow.js can be stacked to; they train no dilated convolution and have no attention. */
export const hasLayers = (name) => name !== 'wavenet' && name !== 'transformer';
