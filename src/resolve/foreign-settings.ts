/** Names that settings have in PyTorch, Keras and TensorFlow.js, and what mm calls them. */
import { layersByName } from './entries.ts';
import { ourNameFor, plainName } from './foreign.ts';

/** By our name, what it is called elsewhere, in lower case without underscores. */
const elsewhere: Readonly<Record<string, readonly string[]>> = {
  out: ['outfeatures', 'units', 'filters', 'outchannels', 'outputdim', 'features'],
  d: ['embeddingdim', 'outputdim', 'dmodel', 'embeddim', 'nembd', 'dim', 'units'],
  h: ['hiddensize', 'units', 'hiddenunits', 'hiddendim'],
  kernel: ['kernelsize', 'k', 'ksize'],
  k: ['kernelsize', 'poolsize', 'kernel', 'ksize'],
  n: ['scalefactor', 'upscalefactor', 'size'],
  stride: ['strides'],
  dilation: ['dilationrate'],
  padding: ['pad', 'pads'],
  heads: ['numheads', 'nhead', 'nheads', 'numattentionheads'],
  kv_heads: ['numkvheads', 'numkeyvalueheads', 'nkvheads'],
  groups: ['numgroups', 'ngroups'],
  multiplier: ['depthmultiplier', 'channelmultiplier'],
  p: ['rate', 'prob', 'dropprob', 'dropoutrate', 'dropout'],
  dropout: ['dropoutrate', 'rate', 'p', 'attndropout', 'dropoutp', 'attentiondropout'],
  bias: ['usebias'],
  affine: ['elementwiseaffine', 'scale'],
  eps: ['epsilon', 'layernormepsilon', 'variancepsilon'],
  slope: ['negativeslope', 'alpha'],
  alpha: ['rho'],
  decay: ['weightdecay', 'wd', 'l2'],
  layers: ['numlayers', 'nlayers'],
  init: ['kernelinitializer', 'embeddingsinitializer', 'weightinit', 'initializer', 'gammainitializer'],
  bias_init: ['biasinitializer', 'betainitializer'],
  std: ['stddev'],
  mode: ['interpolation'],
  keep: ['keepdims', 'keepdim'],
  max: ['maxvalue'],
  causal: ['iscausal', 'usecausalmask'],
  context: ['blocksize', 'seqlen', 'sequencelength', 'contextlength', 'maxlen', 'window'],
  lr: ['learningrate', 'alpha', 'eta'],
  batch: ['batchsize', 'bs'],
  steps: ['maxsteps', 'maxiters', 'iterations', 'numsteps', 'iters', 'numiterations'],
  clip: ['clipnorm', 'globalclipnorm', 'gradclip', 'maxnorm', 'maxgradnorm', 'gradientclipping'],
  accumulate: ['gradientaccumulationsteps', 'accumulationsteps', 'gradaccum', 'accumulategradbatches'],
  ema: ['usema', 'emamomentum', 'emadecay'],
  eval_every: ['evalinterval', 'evalsteps'],
  loss: ['criterion', 'lossfn', 'objective'],
  label: ['target', 'labels', 'targets', 'targetcolumn', 'labelname', 'classcolumn', 'y', 'ycol'],
  skip: ['drop', 'dropcolumns', 'ignore', 'exclude'],
  seed: ['randomseed', 'randomstate', 'manualseed'],
};

/** Sizes of the input, which other frameworks ask for and mm works out. */
const ofInput = [
  ...['infeatures', 'inchannels', 'inputdim', 'inputshape', 'inputsize', 'numembeddings', 'numfeatures'],
  ...['normalizedshape', 'numchannels', 'vocabsize', 'keydim', 'embeddim', 'nin'],
];

/** What is always so in mm, or of no use in it. */
const settled = ['batchfirst', 'inplace', 'dataformat', 'device', 'dtype', 'dim', 'axis'];

/** What is said in another place in mm, by where it is said. */
const saidElsewhere: readonly (readonly [way: string, keys: readonly string[]])[] = [
  [
    'steps are counted, not epochs: an epoch is as many steps as there are training examples, divided by batch',
    ['epochs', 'epoch', 'numepochs', 'nepochs', 'maxepochs', 'numtrainepochs'],
  ],
  [
    'a warm-up is part of the learning rate: lr=cosine(1e-3, warmup=100)',
    ['warmup', 'warmupsteps', 'warmupiters', 'numwarmupsteps', 'warmupratio'],
  ],
  [
    'a schedule is the value of lr: lr=cosine(1e-3, min=1e-4)',
    [
      'scheduler',
      'schedule',
      'lrscheduler',
      'lrschedule',
      'decaylr',
      'minlr',
      'lrmin',
      'etamin',
      'lrdecayiters',
      'tmax',
    ],
  ],
  [
    'the shares of validation and test data stand with the data: data … split=[0.8, 0.1, 0.1]',
    ['validationsplit', 'valsplit', 'valsize', 'testsize', 'validationsize', 'testsplit'],
  ],
  ['the optimiser is the first word after train: train adam', ['optimizer', 'optimiser', 'optim']],
  ['minibatches are always drawn at random, by the seed', ['shuffle']],
  [
    'weight decay is a setting of training: train adamw decay=0.01',
    ['kernelregularizer', 'biasregularizer', 'activityregularizer', 'regularizer', 'weightdecay', 'l2'],
  ],
  [
    'a recurrent layer gives a vector at each position, or with the word last only the last one: lstm 64 last',
    ['returnsequences', 'returnstate'],
  ],
];

/** The one of `known` that is meant by another framework's name for a setting. */
export function ourSettingFor(key: string, known: readonly string[]): string | undefined {
  const plain = plainName(key);
  return known.find((name) => plainName(name) === plain) ?? known.find((name) => elsewhere[name]?.includes(plain));
}

/** Why a setting of another framework is not needed here; undefined where mm knows none of that name. */
export function notNeeded(key: string): string | undefined {
  const plain = plainName(key);
  if (ofInput.includes(plain)) return 'mm works the size of the input out from what comes before';
  return settled.includes(plain) ? 'mm has the batch first and the channels last' : undefined;
}

/** Where in mm that is said which another framework says in this setting. */
export function saidInMm(key: string): string | undefined {
  const plain = plainName(key);
  return saidElsewhere.find(([, keys]) => keys.includes(plain))?.[0];
}

/** `relu` for the value of `activation=relu`, `activation='ReLU'`, `activation=nn.ReLU`; null where it does nothing. */
export function activationIn(key: string, value: string): string | null | undefined {
  if (!['activation', 'act', 'nonlinearity', 'recurrentactivation'].includes(plainName(key))) return undefined;
  const word = value.replace(/^["']|["']$/g, '');
  if (['none', 'linear', 'identity'].includes(plainName(word))) return null;
  const isLayer = (name: string) => layersByName.get(name)?.group === 'activation';
  return isLayer(word) ? word : ourNameFor(word, isLayer);
}
