/** Codes about arguments: too many, too few, doubled, unknown, of the wrong type, out of range. */
import { both, count, didYouMean, either, error } from '../row.ts';

export const argumentRows = {
  'argument/missing': error<{ entry: string; missing: readonly string[] }>(
    'An argument that has no default is left out.',
    ({ entry, missing }) => `${entry} needs ${both(missing)}`,
    { no: { fix: 'nobody but the writer knows what is missing' } },
  ),
  'argument/too-many': error<{ entry: string; takes: readonly string[]; given: number }>(
    'More positional arguments than there are.',
    ({ entry, takes, given }) =>
      takes.length === 0
        ? `${entry} takes no arguments without a name, but ${given === 1 ? 'one is' : `${given} are`} given`
        : `${entry} takes ${count(takes.length, 'argument')} (${takes.join(', ')}), but ${given} are given`,
  ),
  'argument/twice': error<{ entry: string; param: string }>(
    'One argument given twice.',
    ({ entry, param }) => `${entry} is given ${param} twice`,
  ),
  'argument/unknown': error<{ entry: string; param: string; near: readonly string[]; known: readonly string[] }>(
    'A setting that the entry does not have.',
    ({ entry, param, near, known }) =>
      `${entry} has no setting called ${param}${near.length > 0 || known.length === 0 ? didYouMean(near) : `; it has ${both(known)}`}`,
  ),
  'argument/foreign': error<{ entry: string; param: string; ours: string }>(
    'A setting by the name it has in another framework.',
    ({ entry, param, ours }) => `${param} of ${entry} is called ${ours} in mm`,
  ),
  'argument/type': error<{ entry: string; param: string; wants: string; got: string }>(
    'An argument of the wrong type.',
    ({ entry, param, wants, got }) => `${param} of ${entry} must be ${wants}, but it is ${got}`,
  ),
  'argument/value': error<{ entry: string; param: string; got: string; legal: readonly string[] }>(
    'A word that the parameter does not know.',
    ({ entry, param, got, legal }) => `${param} of ${entry} is ${either(legal)}, not ${got}`,
  ),
  'argument/range': error<{ entry: string; param: string; wants: string; got: string }>(
    'A number out of range.',
    ({ entry, param, wants, got }) => `${param} of ${entry} must be ${wants}, but it is ${got}`,
  ),
  'argument/length': error<{ entry: string; param: string; wants: string; got: number }>(
    'A list of the wrong length.',
    ({ entry, param, wants, got }) => `${param} of ${entry} must have ${wants}, but it has ${got}`,
  ),
  'argument/disagree': error<{ entry: string; why: string }>(
    'Arguments that are each in order but do not go together.',
    ({ entry, why }) => `${entry} ${why}`,
    { no: { fix: 'there are several ways that mean different things' } },
  ),
  'argument/not-whole': error<{ what: string; value: string }>(
    'A size that is not a whole number.',
    ({ what, value }) => `${what} must be a whole number, but it is ${value}`,
  ),
  'argument/no-number': error<{ what: string; why: string }>(
    'An expression that has no value, such as a division by zero.',
    ({ what, why }) => `${what} has no value: ${why}`,
    { no: { fix: 'there are several ways that mean different things' } },
  ),
  'argument/unknown-function': error<{ name: string; near: readonly string[] }>(
    'A call in an expression of a function that does not exist.',
    ({ name, near }) =>
      `there is no function called ${name}${near.length ? didYouMean(near) : '; expressions have min and max'}`,
    { no: { fix: 'there are several ways that mean different things' } },
  ),
};
