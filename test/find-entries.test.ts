/** What people call things elsewhere leads to mm's entries: in `mm layers NAME` and in reports. */
import { describe, expect, test } from 'vitest';
import { entriesCalled } from '../src/cli/find-entries.ts';
import { layersByName } from '../src/resolve/entries.ts';
import { namesElsewhere, ourNameFor } from '../src/resolve/foreign.ts';

const found = (name: string) => [...new Set(entriesCalled(name).map(({ entry }) => entry.name))];

describe('mm layers', () => {
  test.each([
    ['nn.Linear', 'linear'],
    ['Dense', 'linear'],
    ['keras.layers.Dense(10)', 'linear'],
    ['Conv1D', 'conv'],
    ['nn.Conv2d', 'conv'],
    ['nn.Conv2d(1, 16, 3)', 'conv'],
    ['ConvTranspose2d', 'conv_transpose'],
    ['Conv2DTranspose', 'conv_transpose'],
    ['DepthwiseConv2D', 'depthwise'],
    ['MaxPooling2D', 'maxpool'],
    ['nn.AvgPool1d', 'avgpool'],
    ['GlobalAveragePooling2D', 'global_avgpool'],
    ['PixelShuffle', 'pixel_shuffle'],
    ['Embedding', 'embed'],
    ['nn.BatchNorm2d', 'bn'],
    ['nn.LayerNorm', 'ln'],
    ['LayerNormalization', 'ln'],
    ['GroupNorm', 'groupnorm'],
    ['nn.LSTM', 'lstm'],
    ['SimpleRNN', 'rnn'],
    ['nn.MultiheadAttention', 'attention'],
    ['MultiHeadAttention', 'attention'],
    ['LogSoftmax', 'log_softmax'],
    ['LeakyReLU', 'leaky_relu'],
    ['F.gelu', 'gelu'],
    ['nn.Identity', 'id'],
    ['torch.cat', 'concat'],
    ['Multiply', 'mul'],
    ['torch.optim.AdamW', 'adamw'],
    ['RMSprop', 'rmsprop'],
    ['CosineAnnealingLR', 'cosine'],
    ['OneCycleLR', 'onecycle'],
    ['PiecewiseConstantDecay', 'step'],
    ['nn.init.kaiming_normal_', 'kaiming'],
    ['GlorotUniform', 'xavier'],
    ['nn.CrossEntropyLoss', 'cross_entropy'],
    ['nn.MSELoss', 'mse'],
    ['BinaryCrossentropy', 'bce_with_logits'],
  ])('%s shows %s', (name, ours) => {
    expect(found(name)).toEqual([ours]);
  });

  test('a name that stands for several gives them all', () => {
    expect(found('Activation')).toEqual(expect.arrayContaining(['relu', 'tanh', 'sigmoid']));
  });

  test.each(['nonsense', '', 'C', 'out', 'dim', 'x'])('%j is nobody', (name) => {
    expect(found(name)).toEqual([]);
  });
});

describe('a report', () => {
  const known = () => true;

  test.each([
    ['GroupNorm', 'groupnorm'],
    ['AvgPool2d', 'avgpool'],
    ['LogSoftmax', 'log_softmax'],
    ['FullyConnected', 'linear'],
    ['Add', 'sum'],
    ['Embedding', 'embed'],
    ['Conv2DTranspose', 'conv_transpose'],
  ])('offers for %s %s', (word, ours) => {
    expect(ourNameFor(word, known)).toBe(ours);
  });

  test.each(['Activation', 'Lambda', 'arange'])('offers nothing for %s, which is no layer or several', (word) => {
    expect(ourNameFor(word, (name) => layersByName.has(name))).toBeUndefined();
  });
});

describe('the names in a text of equivalents', () => {
  test.each([
    ['nn.Linear(C, out)', ['linear']],
    ['Dense(out) (starts glorot_uniform(), bias 0)', ['dense']],
    ['nn.BatchNorm1d(C), nn.BatchNorm2d(C) (there the channel is dim 1)', ['batchnorm1d', 'batchnorm2d']],
    ['nn.Linear(C, V, bias=False) whose weight is that of an nn.Embedding(V, f(C))', ['linear']],
    ['x.cumsum(1) / torch.arange(1, T + 1)', ['cumsum']],
    ['a * b', []],
    ['Reshape((T // n, n * C))', ['reshape']],
  ])('%s', (text, names) => {
    expect(namesElsewhere(text)).toEqual(names);
  });
});
