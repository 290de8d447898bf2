/** What each golden is compared with: a stack, a join, a spec; or the reason why it waits. */
import { charModels } from './char-models.ts';

const torch = 'bn eps={eps} momentum={momentum}';
const lectures = `${torch} variance=unbiased`;
const linear = 'linear {out_features} bias={bias}';
const recurrent = '{hidden_size} layers={num_layers|1} bidirectional={bidirectional|false} name=rnn';
const attention = 'attention {n_head} causal={causal|true} bias={bias|true}';

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
  log_softmax: 'log_softmax',
  leaky_relu: 'leaky_relu {slope}',
  elu: 'elu {alpha}',
  silu: 'silu',
  softplus: 'softplus',
  gelu_erf: 'gelu',
  gelu_tanh: 'gelu approximate=tanh',
  layernorm: 'ln eps={eps}',
  layernorm_2d: 'ln eps={eps}',
  layernorm_small_input: 'ln eps={eps}',
  layernorm_noaffine: 'ln eps={eps} affine=false',
  rmsnorm: 'rmsnorm eps={eps}',
  rmsnorm_small_input: 'rmsnorm eps={eps}',
  groupnorm: 'groupnorm {groups} eps={eps} name=gn',
  groupnorm_small_input: 'groupnorm {groups} eps={eps} name=gn',
  mha_causal: attention,
  mha_causal_nobias: attention,
  mha_causal_rope_half: `${attention} rope`,
  mha_causal_rope_interleaved: `${attention} rope=interleaved`,
  mha_noncausal: attention,
  positional_learned: 'embed {dim} name=wte | position name=wpe',
  positional_sinusoidal_halves: 'position kind=sinusoidal_halves',
  positional_sinusoidal_interleaved: 'position kind=sinusoidal',
  transformer_block: `residual ( ln eps={eps} name=ln_1 | ${attention} name=attn )
    | residual ( ln eps={eps} name=ln_2 | linear 4*{n_embd} name=c_fc | gelu approximate=tanh | linear {n_embd} name=c_proj )`,
  weight_tied_head: 'embed {dim} name=wte | linear {dim} name=fc | tanh | tied_linear @wte',
  rnn_tanh_1l_last: `rnn ${recurrent} last`,
  rnn_tanh_1l_seq: `rnn ${recurrent}`,
  rnn_tanh_2l_last: `rnn ${recurrent} last`,
  rnn_tanh_2l_seq: `rnn ${recurrent}`,
  gru_1l_last: `gru ${recurrent} last`,
  gru_1l_seq: `gru ${recurrent}`,
  gru_2l_last: `gru ${recurrent} last`,
  gru_2l_seq: `gru ${recurrent}`,
  lstm_1l_last: `lstm ${recurrent} last`,
  lstm_1l_seq: `lstm ${recurrent}`,
  lstm_2l_last: `lstm ${recurrent} last`,
  lstm_2l_seq: `lstm ${recurrent}`,
  gru_bidirectional_last: `gru ${recurrent} last`,
  gru_bidirectional_seq: `gru ${recurrent}`,
  makemore_gru_cell_seq: 'gru {hidden_size} reset_after=false biases=1 h0=learned',
  makemore_rnn_cell_seq: 'rnn {hidden_size} biases=1 h0=learned',
  concat_branches: 'concat ( linear 5 name=fc_a | tanh, linear 3 name=fc_b | relu )',
  residual_add: 'residual ( linear 6 name=fc | tanh )',
};

/** A stack for each function of the table of extremes. */
export const extremes: Readonly<Record<string, string>> = {
  tanh: 'tanh',
  relu: 'relu',
  leaky_relu: 'leaky_relu {slope}',
  elu: 'elu {alpha}',
  silu: 'silu',
  gelu_erf: 'gelu',
  gelu_tanh: 'gelu approximate=tanh',
  sigmoid: 'sigmoid',
  softplus: 'softplus',
};

/** Joins of two inputs, by the name of the join. */
export const twoInputs = { add_branches: 'sum', mul_branches: 'mul' } as const;

/** A loss for each of its goldens; what stands in the golden's config replaces `{name}`. */
export const losses: Readonly<Record<string, string>> = {
  cross_entropy_2d: 'cross_entropy',
  cross_entropy_3d: 'cross_entropy',
  cross_entropy_ignore_index: 'cross_entropy',
  cross_entropy_large_logits: 'cross_entropy',
  cross_entropy_label_smoothing: 'cross_entropy(smoothing={label_smoothing})',
  cross_entropy_label_smoothing_ignore: 'cross_entropy(smoothing={label_smoothing})',
  mse: 'mse',
  l1: 'mae',
  huber: 'huber(delta={delta})',
  bce_with_logits: 'bce_with_logits',
  bce_with_logits_large: 'bce_with_logits',
};

/** A `train` item for each golden of an optimiser, its numbers as in the golden's config. */
export const optimisers: Readonly<Record<string, string>> = {
  optim_sgd: 'sgd lr={lr}',
  optim_sgd_momentum: 'sgd lr={lr} momentum={momentum}',
  optim_sgd_nesterov_wd: 'sgd lr={lr} momentum={momentum} nesterov={nesterov} decay={weight_decay}',
  optim_sgd_wd: 'sgd lr={lr} decay={weight_decay}',
  optim_sgd_clip: 'sgd lr={lr} clip={clip_grad_norm}',
  optim_adam: 'adam lr={lr} betas={betas} eps={eps}',
  optim_adam_l2: 'adam lr={lr} betas={betas} eps={eps} decay={weight_decay}',
  optim_adam_small_grads: 'adam lr={lr} betas={betas} eps={eps}',
  optim_rmsprop: 'rmsprop lr={lr} alpha={alpha} eps={eps}',
  optim_rmsprop_momentum: 'rmsprop lr={lr} alpha={alpha} eps={eps} momentum={momentum}',
  optim_rmsprop_small_grads: 'rmsprop lr={lr} alpha={alpha} eps={eps}',
  optim_adagrad: 'adagrad lr={lr} eps={eps} initial_accumulator_value={initial_accumulator_value}',
  optim_adagrad_small_grads: 'adagrad lr={lr} eps={eps} initial_accumulator_value={initial_accumulator_value}',
  optim_adamw: 'adamw lr={lr} betas={betas} eps={eps} decay={weight_decay}',
  optim_adamw_makemore: 'adamw lr={lr} betas={betas} eps={eps} decay={weight_decay}',
};

/** Goldens that are read by tests of their own, and where. */
export const elsewhere: Readonly<Record<string, string>> = {
  activations_extremes: 'goldens.test.ts, function by function',
  rope_half: 'program/attention.test.ts',
  rope_interleaved: 'program/attention.test.ts',
  clip_grad_norm: 'program/gradients.test.ts',
  lr_schedules: 'schedules.test.ts',
  init_rules: 'initialisers.test.ts',
  ...runs('trajectories.test.ts', ['stage1', 'stage2', 'stage3', 'stage4', 'stage5']),
  ...runs('char-trajectories.test.ts', Object.keys(charModels)),
};

/** Goldens that mm has no notation for, by the reason. */
export const later: Readonly<Record<string, readonly string[]>> = {
  'every token of mm has a vector that learns: its readers pad with token 0, the boundary, and with targets of -1': [
    'embedding_padding_idx0',
  ],
};

/** Training runs: the description and the weights of each. */
function runs(test: string, names: readonly string[]): Record<string, string> {
  return Object.fromEntries(names.flatMap((name) => [`traj/${name}`, `traj/${name}.f32`]).map((file) => [file, test]));
}
