/** What layers are called in PyTorch and in Keras. */

const names: Readonly<Record<string, readonly string[]>> = {
  linear: ['nn.Linear', 'Linear', 'Dense', 'layers.Dense', 'tf.keras.layers.Dense', 'fc', 'dense'],
  conv: ['nn.Conv1d', 'Conv2d', 'Conv2D', 'conv2d', 'tf.layers.conv2d', 'conv1d'],
  bn: ['nn.BatchNorm1d', 'BatchNormalization', 'batchnorm', 'batch_norm', 'BatchNorm2d'],
  ln: ['nn.LayerNorm', 'LayerNormalization', 'layernorm', 'layer_norm'],
  embed: ['nn.Embedding', 'Embedding', 'embedding'],
  flatten: ['nn.Flatten', 'Flatten'],
  tanh: ['nn.Tanh', 'Tanh', 'torch.tanh', 'F.tanh'],
  relu: ['nn.ReLU', 'ReLU', 'F.relu'],
  gelu: ['nn.GELU', 'GELU'],
  sigmoid: ['nn.Sigmoid', 'Sigmoid', 'torch.sigmoid'],
  maxpool: ['nn.MaxPool2d', 'MaxPooling2D', 'max_pool', 'maxpool2d'],
  avgpool: ['nn.AvgPool2d', 'AveragePooling2D'],
  dropout: ['nn.Dropout', 'Dropout'],
  lstm: ['nn.LSTM', 'LSTM'],
  gru: ['nn.GRU', 'GRU'],
  rnn: ['nn.RNN', 'SimpleRNN'],
  softmax: ['nn.Softmax', 'Softmax', 'F.softmax'],
  global_avgpool: ['GlobalAveragePooling2D', 'nn.AdaptiveAvgPool2d'],
  attention: ['nn.MultiheadAttention', 'MultiHeadAttention'],
  silu: ['nn.SiLU', 'swish'],
  reshape: ['Reshape'],
  depthwise: ['DepthwiseConv2D'],
  concat: ['Concatenate', 'torch.cat'],
};

export function layersElsewhere(name: string): readonly string[] {
  return names[name.replace(/\d+$/, '')] ?? [];
}
