/**
 * What each golden is compared with: a stack, a join, a loss, an item; or the reason why it waits. Goldens are known by
 * how their names begin, and all sizes and settings come from the files, so that other goldens of these kinds do as well.
 */
import { charModels } from './char-models.ts';
import { type Golden, goldenNames } from './goldens.ts';

/** Rows of names and what belongs to them; of several rows that fit, the first counts. */
export type Table<T> = readonly (readonly [RegExp, T])[];

/** A stack for a golden; what stands in the golden's config replaces `{name}`. */
export type Template = string | ((want: Golden) => string);

const torch = 'bn eps={eps} momentum={momentum}';
const lectures = `${torch} variance=unbiased`;

/** Functions of each number by itself, and those over the last axis. */
export const activations: Table<string> = [
  [/^tanh/, 'tanh'],
  [/^relu/, 'relu'],
  [/^sigmoid/, 'sigmoid'],
  [/^softmax/, 'softmax'],
  [/^log_softmax/, 'log_softmax'],
  [/^leaky_relu/, 'leaky_relu {slope}'],
  [/^elu/, 'elu {alpha}'],
  [/^silu/, 'silu'],
  [/^softplus/, 'softplus'],
  [/^gelu_erf/, 'gelu'],
  [/^gelu_tanh/, 'gelu approximate=tanh'],
];

/** A stack for each golden of a layer that keeps PyTorch's names and layouts. */
export const stacks: Table<Template> = [
  ...activations,
  [/^embedding(?!.*padding_idx)/, 'embed {embedding_dim}'],
  [/^flatten_consecutive/, 'flatten {n}'],
  [/^flatten/, 'flatten'],
  [/^linear/, 'linear {out_features} bias={bias|true}'],
  [/^batchnorm.*karpathy_bug/, `${lectures} over=batch`],
  [/^batchnorm.*karpathy/, lectures],
  [/^batchnorm.*torch/, torch],
  [/^layernorm.*noaffine/, 'ln eps={eps} affine=false'],
  [/^layernorm/, 'ln eps={eps}'],
  [/^rmsnorm/, 'rmsnorm eps={eps}'],
  [/^groupnorm/, 'groupnorm {groups} eps={eps} name=gn'],
  [/^mha/, attention],
  [/^positional_learned/, 'embed {dim} name=wte | position name=wpe'],
  [/^positional_sinusoidal_halves/, 'position kind=sinusoidal_halves'],
  [/^positional_sinusoidal/, 'position kind=sinusoidal'],
  [
    /^transformer_block/,
    (want) => `residual ( ln eps={eps} name=ln_1 | ${attention(want)} name=attn )
      | residual ( ln eps={eps} name=ln_2 | linear ${rows(want, 'mlp.c_fc')} name=c_fc | gelu approximate=tanh
        | linear {n_embd} name=c_proj )`,
  ],
  [
    /^weight_tied_head/,
    (want) => `embed {dim} name=wte | linear ${rows(want, 'fc')} name=fc | tanh | tied_linear @wte`,
  ],
  [/^makemore_gru_cell/, (want) => `gru {hidden_size} reset_after=false biases=1 h0=learned${last(want)}`],
  [/^makemore_rnn_cell/, (want) => `rnn {hidden_size} biases=1 h0=learned${last(want)}`],
  [/^rnn_tanh/, recurrent('rnn')],
  [/^gru/, recurrent('gru')],
  [/^lstm/, recurrent('lstm')],
  [
    /^concat_branches/,
    (want) => `concat ( linear ${rows(want, 'fc_a')} name=fc_a | tanh, linear ${rows(want, 'fc_b')} name=fc_b | relu )`,
  ],
  [/^residual_add/, (want) => `residual ( linear ${rows(want, 'fc')} name=fc | tanh )`],
];

/** Joins of several inputs, by the name of the join. */
export const joins: Table<string> = [
  [/^add_branches/, 'sum'],
  [/^mul_branches/, 'mul'],
];

/** A loss for each of its goldens; what stands in the golden's config replaces `{name}`. */
export const losses: Table<string> = [
  [/^cross_entropy/, 'cross_entropy(smoothing={label_smoothing|0})'],
  [/^mse/, 'mse'],
  [/^l1/, 'mae'],
  [/^huber/, 'huber(delta={delta})'],
  [/^bce_with_logits/, 'bce_with_logits'],
];

/** The optimiser of each of its goldens, for `trainItem`. */
export const optimisers: Table<string> = [
  [/^optim_sgd/, 'sgd'],
  [/^optim_adamw/, 'adamw'],
  [/^optim_adam/, 'adam'],
  [/^optim_rmsprop/, 'rmsprop'],
  [/^optim_adagrad/, 'adagrad'],
];

/** Goldens that are read by tests of their own, and where. */
export const elsewhere: Table<string> = [
  [/^activations_extremes/, 'goldens.test.ts, function by function'],
  [/^rope_/, 'program/attention.test.ts'],
  [/^clip_grad_norm/, 'program/gradients.test.ts'],
  [/^lr_schedules/, 'schedules.test.ts'],
  [/^init_rules/, 'initialisers.test.ts'],
  [/^traj\/stage[1-5]/, 'trajectories.test.ts'],
  [new RegExp(`^traj/(${Object.keys(charModels).join('|')})`), 'char-trajectories.test.ts'],
];

/** Goldens that mm has no notation for, and the reason. */
export const later: Table<string> = [
  [
    /^embedding.*padding_idx/,
    'every token of mm has a vector that learns: its readers pad with token 0, the boundary, and with targets of -1',
  ],
];

/** The names of the goldens that a table knows, each with what belongs to it. */
export function rowsOf<T>(table: Table<T>): readonly (readonly [name: string, T])[] {
  return goldenNames().flatMap((name) => {
    const row = table.find(([names]) => names.test(name));
    return row ? [[name, row[1]] as const] : [];
  });
}

/** A template with what stands in the config; `{bias|true}` is true where the config does not say it. */
export function filled(template: string, config: Golden['config']): string {
  return template.replace(/\{(\w+)\|?(\w*)\}/g, (_, key: string, otherwise) => `${config[key] ?? otherwise}`);
}

/** What optimisers of mm call the settings of PyTorch's, where that is another name. */
const settingNames: Readonly<Record<string, string>> = { weight_decay: 'decay', clip_grad_norm: 'clip' };

/** The optimiser with all settings of the golden's config: `sgd lr=0.1 decay=0.01`. */
export function trainItem(optimiser: string, { loss_scale: _, ...config }: Golden['config']): string {
  const settings = Object.entries(config).map(([key, value]) => `${settingNames[key] ?? key}=${JSON.stringify(value)}`);
  return [optimiser, ...settings].join(' ');
}

function attention({ config }: Golden): string {
  const rope = config.rope === undefined ? '' : config.rope === 'interleaved' ? ' rope=interleaved' : ' rope';
  const others = ['kv_heads', 'window'].flatMap((key) => (config[key] === undefined ? [] : [` ${key}={${key}}`]));
  return `attention {n_head} causal={causal|true} bias={bias|true}${rope}${others.join('')}`;
}

function recurrent(layer: string): (want: Golden) => string {
  const settings = 'layers={num_layers|1} bidirectional={bidirectional|false} bias={bias|true} name=rnn';
  return (want) => `${layer} {hidden_size} ${settings}${last(want)}`;
}

/** Whether the last state alone comes out. */
function last({ outputs }: Golden): string {
  return outputs.output?.shape.length === 2 ? ' last' : '';
}

/** How many numbers come out of a linear layer of PyTorch. */
function rows({ params }: Golden, stage: string): number | undefined {
  return params?.[`${stage}.weight`]?.shape[0];
}
