/** Names that layers have in PyTorch, Keras and TensorFlow.js, and what mm calls them. */

/** By the name in lower case without underscores; the value is what to write in mm. */
const foreign: Readonly<Record<string, string>> = {
  dense: 'linear',
  fc: 'linear',
  fullyconnected: 'linear',
  lazylinear: 'linear',
  embedding: 'embed',
  batchnorm: 'bn',
  batchnorm1d: 'bn',
  batchnorm2d: 'bn',
  batchnormalization: 'bn',
  bn1d: 'bn',
  bn2d: 'bn',
  flattenconsecutive: 'flatten',
  identity: 'id',
  alphadropout: 'dropout',
  dropout1d: 'dropout',
  dropout2d: 'dropout',
  logistic: 'sigmoid',
  add: 'sum',
  multiply: 'mul',
  cat: 'concat',
  concatenate: 'concat',
  layernorm: 'ln',
  layernormalization: 'ln',
  conv1d: 'conv',
  conv2d: 'conv',
  multiheadattention: 'attention',
  maxpooling1d: 'maxpool',
  maxpooling2d: 'maxpool',
  maxpool1d: 'maxpool',
  maxpool2d: 'maxpool',
};

/** The word that mm has for another framework's, among those that `isKnown`. */
export function ourNameFor(word: string, isKnown: (name: string) => boolean): string | undefined {
  const plain = word.toLowerCase().replaceAll('_', '');
  const ours = foreign[plain] ?? plain;
  return ours !== word && isKnown(ours) ? ours : undefined;
}
