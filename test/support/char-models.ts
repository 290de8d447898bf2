/** The recorded character models as specs, and where the numbers of each of PyTorch's parameters stand in them. */
import { cellPlace, type Place } from './makemore-cells.ts';

/** Sizes by name; dilations are a list. */
export type Config = Readonly<Record<string, number>> & { readonly dilations: readonly number[] };

export interface CharModel {
  /** The stack for a config. */
  stack(config: Config): string;
  /** The path of the weight for a parameter of PyTorch, where it has the same numbers in the reverse order of axes. */
  path?(name: string, config: Config): string;
  /** Where each number of a parameter stands, where that is another order. */
  places?(param: Param, config: Config): Places | undefined;
}

/** A recorded parameter. */
export interface Param {
  readonly name: string;
  readonly shape: readonly number[];
  readonly layout: string;
}

/** The weight and the index of each number of a parameter, and the sign of all. */
export interface Places {
  readonly paths: readonly string[];
  readonly at: readonly number[];
  readonly sign: 1 | -1;
}

/** Where the numbers of a recorded parameter stand in the program of a model. */
export function placesOf(model: CharModel, param: Param, config: Config): Places {
  const own = model.places?.(param, config);
  if (own) return own;
  const { shape, layout, name } = param;
  const isTurned = /^\[(out_|hidden|\d\*hidden)/.test(layout);
  const at = isTurned ? reversed(shape) : indices(shape);
  return { paths: at.map(() => model.path?.(name, config) ?? name), at, sign: 1 };
}

/** The index of each number once the axes stand in the reverse order: PyTorch's [out, in, kernel] as [kernel, in, out]. */
function reversed(shape: readonly number[]): number[] {
  return indices(shape).map((index) => {
    let [rest, at, scale] = [index, 0, shape.reduce((product, dim) => product * dim, 1)];
    for (const dim of [...shape].reverse()) {
      scale /= dim;
      at += (rest % dim) * scale;
      rest = Math.floor(rest / dim);
    }
    return at;
  });
}

function indices(shape: readonly number[]): number[] {
  return Array.from({ length: shape.reduce((product, dim) => product * dim, 1) }, (_, index) => index);
}

const ends: Readonly<Record<string, string>> = {
  'attn.c_attn.weight': 'attn.in_proj_weight',
  'attn.c_attn.bias': 'attn.in_proj_bias',
  'attn.c_proj.weight': 'attn.out_proj_weight',
  'attn.c_proj.bias': 'attn.out_proj_bias',
};

/** A recurrent layer by PyTorch's names. */
function recurrent(layer: string): CharModel {
  return {
    stack: ({ n_embd, hidden }) =>
      `embed ${n_embd} name=wte | ${layer} ${hidden} name=recurrent | linear V name=lm_head`,
    path: (name) => name.replace(/^rnn\./, 'recurrent.'),
  };
}

/** A recurrent layer of makemore.py, whose cell has one matrix over [x; h]. */
function makemoreCell(layer: string): CharModel {
  return {
    stack: ({ n_embd, n_embd2 }) => `embed ${n_embd} name=wte
      | ${layer.replace(' ', ` ${n_embd2} `)} biases=1 h0=learned name=recurrent | linear V name=lm_head`,
    places({ name, shape }) {
      if (!/^(cell\.|start$)/.test(name)) return undefined;
      const found = indices(shape).map(cellPlace(name, name === 'start' ? shape.slice(1) : shape));
      const [{ sign }] = found as [Place];
      return { paths: found.map(({ weight }) => `recurrent.${weight}`), at: found.map(({ at }) => at), sign };
    },
  };
}

export const charModels: Readonly<Record<string, CharModel>> = {
  char_rnn_makemore: makemoreCell('rnn '),
  char_gru_makemore: makemoreCell('gru reset_after=false'),
  char_mlp_makemore: {
    stack: ({ n_embd, n_embd2, block_size }) => `pad left=${Number(block_size) - 1} | embed ${n_embd} name=wte
      | conv ${n_embd2} ${block_size} name=hidden | tanh | linear V name=out`,
    path: (name) => name.replace('mlp.0', 'hidden').replace('mlp.2', 'out'),
    // One matrix over the vectors of all letters, the newest first, is a kernel whose last tap sees the newest.
    places({ name, shape }, { block_size = 1 }) {
      if (name !== 'mlp.0.weight') return undefined;
      const [units, inputs] = shape as [number, number];
      const width = inputs / block_size;
      const at = indices(shape).map((index) => {
        const [unit, input] = [Math.floor(index / inputs), index % inputs];
        const tap = block_size - 1 - Math.floor(input / width);
        return (tap * width + (input % width)) * units + unit;
      });
      return { paths: at.map(() => 'hidden.weight'), at, sign: 1 };
    },
  },
  char_rnn_torch: recurrent('rnn'),
  char_gru_torch: recurrent('gru'),
  char_lstm_torch: recurrent('lstm'),
  char_bow_makemore: {
    stack: ({ n_embd, n_embd2 }) => `embed ${n_embd} name=wte | position name=wpe
      | residual ( causal_mean ) | residual name=context_block ( linear ${n_embd2} name=c_fc | tanh | linear ${n_embd} name=c_proj )
      | linear V name=lm_head`,
    path: (name) => name.replace('context_block.mlp.', 'context_block/'),
  },
  char_transformer: {
    stack: ({ n_layer, n_head, n_embd }) => `embed ${n_embd} name=wte | position name=wpe
      | repeat ${n_layer} name=h (
          residual name=a ( ln name=ln_1 | attention ${n_head} causal name=attn )
        | residual name=m ( ln name=ln_2 | linear 4*${n_embd} name=c_fc | gelu approximate=tanh | linear ${n_embd} name=c_proj ) )
      | ln name=ln_f | linear V bias=false name=lm_head`,
    path(name) {
      const [, turn, rest = name.replace('transformer.', '')] = /^transformer\.h\.(\d+)\.(.*)$/.exec(name) ?? [];
      if (turn === undefined) return rest;
      const isAttention = /^(ln_1|attn)\./.test(rest);
      return `h[${turn}]/${isAttention ? 'a' : 'm'}/${ends[rest] ?? rest.replace('mlp.', '')}`;
    },
  },
  char_wavenet: {
    stack({ channels, skip_channels, kernel, dilations }) {
      const conv = (name: string, dilation: number | string) =>
        `conv ${channels} ${kernel} dilation=${dilation} padding=causal name=${name}`;
      const unit = (end: string, dilation: number | string) =>
        `mul ( ${conv(`filter${end}`, dilation)} | tanh, ${conv(`gate${end}`, dilation)} | sigmoid )
         | tap @skips ( conv ${skip_channels} 1 name=skip${end} )`;
      return `embed ${channels} name=wte
        | repeat d in [${dilations.slice(0, -1)}] name=unit ( residual ( ${unit('', 'd')} | conv ${channels} 1 name=res ) )
        | ${unit('_last', dilations.at(-1) as number)}
        | sum @skips | relu | conv ${skip_channels} 1 name=post1 | relu | conv V 1 name=post2`;
    },
    path(name, { dilations }) {
      const [, number, part = '', kind] = /^net\.blocks\.(\d+)\.(\w+)\.(?:conv\.)?(\w+)$/.exec(name) ?? [];
      if (number === undefined) return name.replace(/^net\./, '');
      const isLast = Number(number) === dilations.length - 1;
      const place = { filter: 'mul[0]/', gate: 'mul[1]/', skip: 'tap/' }[part] ?? '';
      return isLast ? `${place}${part}_last.${kind}` : `unit[${number}]/residual/${place}${part}.${kind}`;
    },
  },
};
