/** What each golden is compared with: a stack, a join, a spec; or the reason why it waits. */

const torch = 'bn eps={eps} momentum={momentum}';
const lectures = `${torch} variance=unbiased`;
const linear = 'linear {out_features} bias={bias}';

/** A stack for each golden of a layer; what stands in the golden's config replaces `{name}`. */
export const stacks: Readonly<Record<string, string>> = {
  embedding: 'embed {embedding_dim}',
  flatten: 'flatten',
  flatten_consecutive: 'flatten {n}',
  flatten_consecutive_all: 'flatten {n}',
  flatten_consecutive_squeeze: 'flatten {n}',
  linear_2d: linear,
  linear_2d_nobias: linear,
  linear_3d: linear,
  linear_3d_nobias: linear,
  batchnorm1d_2d_torch: torch,
  batchnorm1d_2d_torch_small_input: torch,
  batchnorm1d_3d_torch: torch,
  batchnorm1d_2d_karpathy: lectures,
  batchnorm1d_2d_karpathy_small_input: lectures,
  batchnorm1d_3d_karpathy: lectures,
  batchnorm1d_3d_karpathy_bug: `${lectures} over=batch`,
  tanh: 'tanh',
  relu: 'relu',
  sigmoid: 'sigmoid',
  softmax: 'softmax',
  concat_branches: 'concat ( linear 5 name=fc_a | tanh, linear 3 name=fc_b | relu )',
  residual_add: 'residual ( linear 6 name=fc | tanh )',
};

/** Joins of two inputs, by the name of the join. */
export const twoInputs = { add_branches: 'sum', mul_branches: 'mul' } as const;

export const losses: readonly string[] = [
  'cross_entropy_2d',
  'cross_entropy_3d',
  'cross_entropy_ignore_index',
  'cross_entropy_large_logits',
];

/** A `train` item for each golden of an optimiser, its numbers as in the golden's config. */
export const optimisers: Readonly<Record<string, string>> = {
  optim_sgd: 'sgd lr={lr}',
  optim_sgd_momentum: 'sgd lr={lr} momentum={momentum}',
  optim_sgd_nesterov_wd: 'sgd lr={lr} momentum={momentum} nesterov={nesterov} decay={weight_decay}',
  optim_sgd_wd: 'sgd lr={lr} decay={weight_decay}',
  optim_adamw: 'adamw lr={lr} betas={betas} eps={eps} decay={weight_decay}',
  optim_adamw_makemore: 'adamw lr={lr} betas={betas} eps={eps} decay={weight_decay}',
};

/** Goldens that are read by tests of their own, and where. */
export const elsewhere: Readonly<Record<string, string>> = {
  activations_extremes: 'goldens.test.ts, for the functions that there are',
  lr_schedules: 'schedules.test.ts',
  init_rules: 'initialisers.test.ts',
};

/** Goldens of entries that the registry does not have yet, by what they wait for. */
export const later: Readonly<Record<string, readonly string[]>> = {
  'embed has no padding index': ['embedding_padding_idx0'],
  'conv and depthwise': [
    'conv1d_causal_k2_d1',
    'conv1d_causal_k2_d2',
    'conv1d_causal_k2_d4',
    'conv1d_causal_k3_d1',
    'conv1d_causal_k3_d2',
    'conv1d_causal_k3_d4',
    'conv1d_depthwise',
    'conv1d_depthwise_mult2',
    'conv1d_grouped2',
    'conv1d_nobias_k1',
    'conv1d_pad1_k3_s2',
    'conv1d_same_k3_s1',
    'conv1d_same_k3_s2',
    'conv1d_same_k4_s1',
    'conv1d_valid_k2_s2',
    'conv1d_valid_k3_s1',
    'conv1d_valid_k3_s2',
    'conv2d_depthwise',
    'conv2d_relu_maxpool2d',
    'conv2d_same',
    'conv2d_same_s2',
    'conv2d_valid',
    'wavenet_gated_block',
    'wavenet_gated_stack',
  ],
  'maxpool, avgpool and the global ones': [
    'avgpool1d_k2_s2',
    'avgpool1d_k3_s1',
    'avgpool2d',
    'global_avg_pool1d',
    'global_avg_pool2d',
    'global_max_pool1d',
    'maxpool1d_k2_s2',
    'maxpool1d_k2_s2_oddT',
    'maxpool1d_k3_s1',
    'maxpool2d',
  ],
  'ln, rmsnorm and groupnorm': [
    'groupnorm',
    'groupnorm_small_input',
    'layernorm',
    'layernorm_2d',
    'layernorm_noaffine',
    'layernorm_small_input',
    'rmsnorm',
    'rmsnorm_small_input',
  ],
  'leaky_relu, elu, gelu, silu, softplus and log_softmax': [
    'elu',
    'gelu_erf',
    'gelu_tanh',
    'leaky_relu',
    'log_softmax',
    'silu',
    'softplus',
  ],
  'rnn, gru and lstm': [
    'gru_1l_last',
    'gru_1l_seq',
    'gru_2l_last',
    'gru_2l_seq',
    'gru_bidirectional_last',
    'gru_bidirectional_seq',
    'lstm_1l_last',
    'lstm_1l_seq',
    'lstm_2l_last',
    'lstm_2l_seq',
    'makemore_gru_cell_seq',
    'makemore_rnn_cell_seq',
    'rnn_tanh_1l_last',
    'rnn_tanh_1l_seq',
    'rnn_tanh_2l_last',
    'rnn_tanh_2l_seq',
  ],
  'position, attention and tied_linear': [
    'mha_causal',
    'mha_causal_nobias',
    'mha_causal_rope_half',
    'mha_causal_rope_interleaved',
    'mha_noncausal',
    'positional_learned',
    'positional_sinusoidal_halves',
    'positional_sinusoidal_interleaved',
    'rope_half',
    'rope_interleaved',
    'transformer_block',
    'weight_tied_head',
  ],
  'mse, mae, huber, bce_with_logits and smoothing': [
    'bce_with_logits',
    'bce_with_logits_large',
    'cross_entropy_label_smoothing',
    'cross_entropy_label_smoothing_ignore',
    'huber',
    'l1',
    'mse',
  ],
  'adam, rmsprop, adagrad and clip=': [
    'clip_grad_norm',
    'optim_adagrad',
    'optim_adagrad_small_grads',
    'optim_adam',
    'optim_adam_l2',
    'optim_adam_small_grads',
    'optim_rmsprop',
    'optim_rmsprop_momentum',
    'optim_rmsprop_small_grads',
    'optim_sgd_clip',
  ],
  'whole runs of emitted programs, which the tests of the code generator compare': [
    ...['stage1', 'stage2', 'stage3', 'stage4', 'stage5'].flatMap(run),
  ],
  'whole runs of models of layers that are to come': [
    'char_bow_makemore',
    'char_gru_makemore',
    'char_gru_torch',
    'char_lstm_torch',
    'char_mlp_makemore',
    'char_rnn_makemore',
    'char_rnn_torch',
    'char_transformer',
    'char_wavenet',
  ].flatMap(run),
};

/** A training run: its description and its weights. */
function run(name: string): string[] {
  return [`traj/${name}`, `traj/${name}.f32`];
}
