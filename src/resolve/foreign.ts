/** Names that layers have in PyTorch, Keras and TensorFlow.js, and what mm calls them. */
import { joins } from '../joins/index.ts';
import { layers } from '../layers/index.ts';

/** Names that no entry claims, or that several do, in lower case without underscores; the value is what to write in mm. */
const foreign: Readonly<Record<string, string>> = {
  fc: 'linear',
  fullyconnected: 'linear',
  lazylinear: 'linear',
  batchnorm: 'bn',
  bn1d: 'bn',
  bn2d: 'bn',
  alphadropout: 'dropout',
  dropout1d: 'dropout',
  dropout2d: 'dropout',
  logistic: 'sigmoid',
  swish: 'silu',
  relu6: 'relu6',
  cat: 'concat',
  concatenate: 'concat',
  conv2d: 'conv',
};

/** The word that mm has for another framework's, among those that `isKnown`. */
export function ourNameFor(word: string, isKnown: (name: string) => boolean): string | undefined {
  const plain = plainName(word);
  const ours = foreign[plain] ?? namedAlike(plain) ?? calledSo(plain) ?? plain;
  return ours !== word && isKnown(ours) ? ours : undefined;
}

/** Our own name in another spelling: `LogSoftmax`, `ReLU`. */
function namedAlike(plain: string): string | undefined {
  return shaped.find(({ name }) => plainName(name) === plain)?.name;
}

/** The one layer or join that says of itself that it goes by this name elsewhere; several are no answer. */
function calledSo(plain: string): string | undefined {
  const found = shaped.filter(({ pytorch, keras }) => [pytorch, keras].flatMap(namesElsewhere).includes(plain));
  return found.length === 1 ? found[0]?.name : undefined;
}

const shaped: readonly { readonly name: string; readonly pytorch: string; readonly keras: string }[] = [
  ...layers,
  ...joins,
];

/** A name as all spellings have it: without its module and its arguments, in lower case, without underscores. */
export function plainName(name: string): string {
  const [called = ''] = name.trim().split('(');
  return (called.split('.').at(-1) ?? '').toLowerCase().replaceAll('_', '');
}

/**
 * The plain names of what stands first in each alternative of the `pytorch` or `keras` text of an entry: what it is called
 * there. What is said in brackets, and what it is put together with, are no names of it.
 */
export function namesElsewhere(text: string): string[] {
  const alternatives = withoutBrackets(text).split(/, | · | and /);
  return alternatives.flatMap((alternative) => {
    const [, name = '', call] = /^([A-Za-z_][\w.]*)(§)?/.exec(alternative) ?? [];
    return call || name.includes('.') || /^[A-Z]+[a-z]\w/.test(name) ? [plainName(name)] : [];
  });
}

/** The arguments of a call become §; a remark in brackets goes, whatever it holds. */
function withoutBrackets(text: string): string {
  const innermost = /(\w?)\([^()]*\)/g;
  const less = text.replace(innermost, (_, before: string) => (before === '' ? '' : `${before}§`));
  return less === text ? text : withoutBrackets(less);
}
