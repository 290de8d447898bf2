/** A layer as PyTorch, Keras or TensorFlow.js call it, said in mm: `nn.Linear(784, 128)` is `linear 128`. */
import type { Args, LayerStage, Setting, Value } from '../parser/ast.ts';
import { type Params, positionalNames } from '../registry/param.ts';
import { textOf } from '../text/source.ts';
import { layersByName } from './entries.ts';
import { activationIn, notNeeded, ourSettingFor } from './foreign-settings.ts';

/** What arguments by place mean, in mm's names; `-` is the size of the input, which mm works out. */
const byPlace: Readonly<Record<string, string>> = {
  Linear: '- out bias',
  Dense: 'out activation',
  Conv1d: '- out kernel stride padding dilation groups bias',
  Conv2d: '- out kernel stride padding dilation groups bias',
  Conv1D: 'out kernel stride padding',
  Conv2D: 'out kernel stride padding',
  ConvTranspose1d: '- out kernel stride padding output_padding',
  ConvTranspose2d: '- out kernel stride padding output_padding',
  Conv1DTranspose: 'out kernel stride padding',
  Conv2DTranspose: 'out kernel stride padding',
  DepthwiseConv1D: 'kernel stride padding',
  DepthwiseConv2D: 'kernel stride padding',
  Embedding: '- d',
  BatchNorm1d: '-',
  BatchNorm2d: '-',
  LayerNorm: '-',
  RMSNorm: '-',
  GroupNorm: 'groups -',
  RNN: '- h layers',
  SimpleRNN: 'h',
  MultiheadAttention: '- heads dropout',
  MultiHeadAttention: 'heads -',
  Dropout: 'p',
  Dropout1d: 'p',
  Dropout2d: 'p',
  MaxPool1d: 'k stride padding',
  MaxPool2d: 'k stride padding',
  AvgPool1d: 'k stride padding',
  AvgPool2d: 'k stride padding',
  MaxPooling1D: 'k stride padding',
  MaxPooling2D: 'k stride padding',
  AveragePooling1D: 'k stride padding',
  AveragePooling2D: 'k stride padding',
  LeakyReLU: 'slope',
  Softmax: '-',
  LogSoftmax: '-',
};

/** A stage in mm's words, and as text, with an activation that was an argument behind it. */
export interface Translated {
  readonly args: Args;
  readonly text: string;
}

/** Whether arguments stand in parentheses right behind the name, as in a call. */
export function isCalled({ name: { span } }: LayerStage): boolean {
  return span.source.text[span.end] === '(';
}

/** The call in mm's words; undefined where an argument of it is not known. */
export function translated(stage: LayerStage, ours: string): Translated | undefined {
  const def = layersByName.get(ours);
  if (!def) return undefined;
  const known = Object.keys(def.params);
  const { args } = stage;
  const word = textOf(stage.name.span).split('.').at(-1) ?? '';
  const places = placesOf(word, args.positionals.length);
  const given = [
    ...args.positionals.map((value, at): Given => ({ key: places[at], value })),
    ...args.settings.map(({ key, value }): Given => ({ key: keyOf(key.text, value, known), value })),
  ];
  const said = given.filter(({ key }) => key !== '-');
  const behind = said.filter(({ key }) => key === 'activation');
  const own = said.filter(({ key }) => key !== 'activation');
  if (own.some(({ key, value }) => key === undefined || !known.includes(key) || valueText(value) === undefined))
    return undefined;
  const activation = behind.map(({ value }) => activationIn('activation', textOf(value.span)));
  if (activation.includes(undefined)) return undefined;
  const ordered = positionalFirst(own, def.params);
  const text = [ours, ...ordered.map(({ key, value, isPlace }) => (isPlace ? '' : `${key}=`) + valueText(value))].join(
    ' ',
  );
  const after = activation.flatMap((name) => (name ? [` | ${name}`] : []));
  return { args: argsOf(ordered, args), text: text + after.join('') };
}

interface Given {
  readonly key: string | undefined;
  readonly value: Value;
}

/** The Keras form of recurrent layers has one argument by place, PyTorch's two or three. */
function placesOf(word: string, count: number): readonly string[] {
  if (word === 'LSTM' || word === 'GRU') return (count === 1 ? 'h' : '- h layers').split(' ');
  return Object.hasOwn(byPlace, word) ? (byPlace[word] as string).split(' ') : [];
}

function keyOf(key: string, value: Value, known: readonly string[]): string | undefined {
  if (known.includes(key)) return key;
  if (activationIn(key, textOf(value.span)) !== undefined) return 'activation';
  return ourSettingFor(key, known) ?? (notNeeded(key) === undefined ? undefined : '-');
}

interface Ordered extends Given {
  readonly isPlace: boolean;
}

/** Arguments that mm takes by place, in its order, then all others by name. */
function positionalFirst(given: readonly Given[], params: Params): Ordered[] {
  const places = positionalNames(params);
  const byKey = (key: string) => given.find((one) => one.key === key);
  const missing = places.findIndex((key) => !byKey(key));
  const inPlace = places.slice(0, missing < 0 ? places.length : missing).flatMap((key) => byKey(key) ?? []);
  const others = given.filter((one) => !inPlace.includes(one));
  return [...inPlace.map((one) => ({ ...one, isPlace: true })), ...others.map((one) => ({ ...one, isPlace: false }))];
}

/** A value as mm writes it: `(3, 3)` as 3, `'same'` as same, `True` as true; undefined where it is anything else. */
function valueText(value: Value): string | undefined {
  const text = textOf(value.span).replace(/^\((\(.*\)|\w+)\)$/, '$1');
  const [, quoted] = /^["']([a-z_]\w*)["']$/.exec(text) ?? [];
  if (quoted !== undefined) return quoted === 'valid' ? '0' : quoted;
  if (text === 'True' || text === 'False') return text.toLowerCase();
  const tuple = /^[([]\s*(\d+)\s*,\s*(\d+)\s*[)\]]$/.exec(text);
  if (tuple) return tuple[1] === tuple[2] ? tuple[1] : `[${tuple[1]}, ${tuple[2]}]`;
  return /^[\w.*/^-]+$/.test(text) && !text.startsWith('-') ? text : undefined;
}

function argsOf(given: readonly Ordered[], { span }: Args): Args {
  const settings = given.flatMap(({ key = '', value, isPlace }): Setting[] =>
    isPlace ? [] : [{ kind: 'setting', key: { kind: 'name', text: key, span: value.span }, value, span: value.span }],
  );
  return { positionals: given.filter(({ isPlace }) => isPlace).map(({ value }) => value), settings, span };
}
