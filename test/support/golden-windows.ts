/** Goldens of convolutions and pools: a stack for each, from its config, and their tensors in mm's layouts and names. */
import type { Golden, Numbers } from './goldens.ts';

/** A stack for each golden. */
export const windowStacks: Readonly<Record<string, (want: Golden) => string>> = {
  ...eachOf(
    [
      'conv1d_causal_k2_d1',
      'conv1d_causal_k2_d2',
      'conv1d_causal_k2_d4',
      'conv1d_causal_k3_d1',
      'conv1d_causal_k3_d2',
      'conv1d_causal_k3_d4',
      'conv1d_grouped2',
      'conv1d_nobias_k1',
      'conv1d_pad1_k3_s2',
      'conv1d_same_k3_s1',
      'conv1d_same_k3_s2',
      'conv1d_same_k4_s1',
      'conv1d_valid_k2_s2',
      'conv1d_valid_k3_s1',
      'conv1d_valid_k3_s2',
      'conv2d_same',
      'conv2d_same_s2',
      'conv2d_valid',
    ],
    convolution,
  ),
  ...eachOf(['conv1d_depthwise', 'conv1d_depthwise_mult2', 'conv2d_depthwise'], depthwise),
  conv2d_relu_maxpool2d: (want) => `${convolution(want)} | relu | maxpool ${size(want.config.pool)}`,
  ...eachOf(['maxpool1d_k2_s2', 'maxpool1d_k2_s2_oddT', 'maxpool1d_k3_s1', 'maxpool2d'], pool('maxpool')),
  ...eachOf(['avgpool1d_k2_s2', 'avgpool1d_k3_s1', 'avgpool2d'], pool('avgpool')),
  ...eachOf(['global_avg_pool1d', 'global_avg_pool2d'], () => 'global_avgpool'),
  global_max_pool1d: () => 'global_maxpool',
  wavenet_gated_block: ({ config }) =>
    `residual ( ${gate(config, config.dilation, '')} | linear ${config.channels} name=res ) | concat ( @skips, id )`,
  wavenet_gated_stack: ({ config }) => {
    const dilations = config.dilations as readonly number[];
    const blocks = dilations.map((dilation, at) => {
      const body = gate(config, dilation, `${at}`);
      // The last block hands on its skip alone.
      return at === dilations.length - 1 ? body : `residual ( ${body} | linear ${config.channels} name=res${at} )`;
    });
    const { skip_channels: skip, out_channels: out } = config;
    return `${blocks.join(' | ')} | sum @skips | relu | linear ${skip} name=post1 | relu | linear ${out} name=post2`;
  },
};

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

function eachOf<T>(names: readonly string[], make: T): Readonly<Record<string, T>> {
  return Object.fromEntries(names.map((name) => [name, make]));
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
    ...(padding === 'same' || padding === 'causal' ? [`padding=${padding}`] : []),
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
