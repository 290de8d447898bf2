/** Goldens of convolutions and pools: a stack for each, from its config, and their tensors in mm's layouts and names. */
import type { Table } from './golden-tables.ts';
import type { Golden, Numbers } from './goldens.ts';

/** A stack for each golden. */
export const windowStacks: Table<(want: Golden) => string> = [
  [/^conv\dd.*depthwise/, depthwise],
  [/^conv2d_relu_maxpool2d/, (want) => `${convolution(want)} | relu | maxpool ${size(want.config.pool)}`],
  [/^conv\dd/, convolution],
  [/^maxpool/, pool('maxpool')],
  [/^avgpool/, pool('avgpool')],
  [/^global_avg_pool/, () => 'global_avgpool'],
  [/^global_max_pool/, () => 'global_maxpool'],
  [
    /^wavenet_gated_block/,
    ({ config }) =>
      `residual ( ${gate(config, config.dilation, '')} | linear ${config.channels} name=res ) | concat ( @skips, id )`,
  ],
  [/^wavenet_gated_stack/, gatedStack],
];

/** The golden with its parameters in mm's layouts and names, and outputs that are several side by side in one. */
export function inOurLayouts(want: Golden): Golden {
  const { params = {}, grads } = want;
  const renamed = (all: Readonly<Record<string, Numbers>>) =>
    Object.fromEntries(Object.entries(all).map(([name, numbers]) => [ourName(name), ourLayout(numbers, params[name])]));
  return {
    ...want,
    params: renamed(params),
    grads: { ...grads, params: renamed(grads.params) },
    outputs: { output: sideBySide(Object.values(want.outputs)) },
    grad_output: { output: sideBySide(Object.keys(want.outputs).map((name) => want.grad_output[name]!)) },
  };
}

function convolution({ config, params = {} }: Golden): string {
  const [out, , ...kernel] = params['conv.weight']!.shape;
  const groups = config.groups === undefined ? '' : ` groups=${config.groups}`;
  return `conv ${out} ${size(kernel)}${groups}${moves(config)}${bias(params)} name=conv`;
}

function depthwise({ config, params = {} }: Golden): string {
  const [out, , ...kernel] = params['conv.weight']!.shape as [number, number, ...number[]];
  const multiplier = out / Number(config.groups);
  return `depthwise ${size(kernel)} multiplier=${multiplier}${moves(config)}${bias(params)} name=conv`;
}

function pool(word: string): (want: Golden) => string {
  return ({ config }) => `${word} ${size(config.kernel)}${moves(config)}`;
}

function bias(params: Readonly<Record<string, Numbers>>): string {
  return params['conv.bias'] ? '' : ' bias=false';
}

/** Stride, dilation and padding as the config has them. */
function moves(config: Golden['config']): string {
  const { stride, dilation, padding, pad_left: left, pad_right: right } = config;
  const words = [
    ...(stride === undefined ? [] : [`stride=${size(stride)}`]),
    ...(dilation === undefined ? [] : [`dilation=${size(dilation)}`]),
    ...(padding === undefined || padding === 'valid' ? [] : [`padding=${size(padding)}`]),
    ...(padding === undefined && left !== undefined ? [`padding=[[${left}, ${right}]]`] : []),
  ];
  return words.map((word) => ` ${word}`).join('');
}

/** One number, or a list. */
function size(value: unknown): string {
  if (!Array.isArray(value)) return `${value}`;
  return value.length === 1 ? `${value[0]}` : `[${value.join(', ')}]`;
}

/** The gated unit of WaveNet, and its skip. */
function gate({ channels, kernel, skip_channels: skip }: Golden['config'], dilation: unknown, at: string): string {
  const conv = (name: string) => `conv ${channels} ${kernel} dilation=${dilation} padding=causal name=${name}${at}`;
  return `mul ( ${conv('filter')} | tanh, ${conv('gate')} | sigmoid ) | tap @skips ( linear ${skip} name=skip${at} )`;
}

function gatedStack({ config, params = {} }: Golden): string {
  const dilations = config.dilations as readonly number[];
  const blocks = dilations.map((dilation, at) => {
    const body = gate(config, dilation, `${at}`);
    // The last block hands on its skip alone.
    return at === dilations.length - 1 ? body : `residual ( ${body} | linear ${config.channels} name=res${at} )`;
  });
  const [inner, out] = ['post1', 'post2'].map((stage) => params[`${stage}.weight`]?.shape[0]);
  return `${blocks.join(' | ')} | sum @skips | relu | linear ${inner} name=post1 | relu | linear ${out} name=post2`;
}

/** `blocks.0.filter.conv.weight` is the weight of the stage `filter0`. */
function ourName(name: string): string {
  const [, at = '', stage = '', rest = ''] = /^(?:blocks\.(\d+)\.)?(\w+)(?:\.conv)?\.(\w+)$/.exec(name) ?? [];
  return `${stage}${at}.${rest}`;
}

/** [out, in, k…] as [k…, in, out]. Gradients have the layout of what they are of. */
function ourLayout(numbers: Numbers, of: Numbers | undefined): Numbers {
  if (!of?.layout?.startsWith('[out_channels,in_channels/groups'))
    return { ...numbers, ...(of?.layout && { layout: of.layout }) };
  const [out, share, ...kernel] = numbers.shape as [number, number, ...number[]];
  const taps = kernel.reduce((all, length) => all * length, 1);
  const data = Array.from({ length: numbers.data.length }, (_, i) => {
    const [tap, channel, o] = [Math.floor(i / (share * out)), Math.floor(i / out) % share, i % out];
    return numbers.data[(o * share + channel) * taps + tap]!;
  });
  return { dtype: numbers.dtype, shape: [...kernel, share, out], data };
}

/** Tensors joined along their last dim. */
function sideBySide(all: readonly Numbers[]): Numbers {
  const [first, ...others] = all as [Numbers, ...Numbers[]];
  if (others.length === 0) return first;
  const widths = all.map(({ shape }) => shape.at(-1)!);
  const rows = first.data.length / widths[0]!;
  const data = Array.from({ length: rows }, (_, row) =>
    all.flatMap((part, at) => part.data.slice(row * widths[at]!, (row + 1) * widths[at]!)),
  ).flat();
  return { ...first, shape: [...first.shape.slice(0, -1), widths.reduce((sum, width) => sum + width)], data };
}
