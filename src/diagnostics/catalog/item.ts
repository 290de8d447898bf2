/** Codes about items and how they fit together. */
import { didYouMean, error, warning } from '../row.ts';

export const itemRows = {
  'item/twice': error<{ word: string }>(
    'An item that may stand once stands again.',
    ({ word }) => `a file has one ${word}, but this is another`,
  ),
  'item/no-model': error<{ word: string }>(
    'Training, a sweep, a budget or data without a model.',
    ({ word }) => `${word} needs a model, but the file has none`,
    { no: { cause: 'the place is the cause', fix: 'nobody but the writer knows what is missing' } },
  ),
  'item/data-and-input': error<{ word: string }>(
    'Data beside an input or target of its own.',
    ({ word }) => `data gives the ${word} already, so a file has either data or ${word}`,
  ),
  'item/use-not-found': error<{ path: string; why: string }>(
    'A used file that cannot be had.',
    ({ path, why }) => `cannot use "${path}": ${why}`,
    { no: { cause: 'the place is the cause', fix: 'it takes more than an edit' } },
  ),
  'item/use-cycle': error<{ path: string }>(
    'Files that use each other in a circle.',
    ({ path }) => `"${path}" uses this file in turn`,
    { no: { cause: 'the place is the cause', fix: 'it takes more than an edit' } },
  ),
  'item/use-broken': error<{ path: string; errors: number }>(
    'A used file that has errors of its own.',
    ({ path, errors }) => `"${path}" has ${errors === 1 ? 'an error' : `${errors} errors`} of its own`,
    { no: { cause: 'the place is the cause', fix: 'it takes more than an edit' } },
  ),
  'item/used-item': warning<{ word: string }>(
    'A used file with items that only a spec of its own can have.',
    ({ word }) => `a used file has blocks and constants only, so its ${word} has no effect here`,
    { no: { fix: 'it takes more than an edit' } },
  ),
  'item/sweep-key': error<{ key: string; near: readonly string[] }>(
    'A sweep over something that does not exist.',
    ({ key, near }) => `there is nothing called ${key} to sweep${didYouMean(near)}`,
    { no: { cause: 'the place is the cause' } },
  ),
  'item/sweep-value': error<{ key: string }>(
    'A sweep key whose values are not a list, a range or a distribution.',
    ({ key }) => `${key} of a sweep needs a list, a range a..b, log(a, b) or uniform(a, b)`,
    { no: { cause: 'the place is the cause' } },
  ),
  'item/unnamed-models': error<Record<never, string>>(
    'Several models of which one has no name.',
    () => 'a file with several models gives each a name, but this one has none',
    { no: { fix: 'there are several ways that mean different things' } },
  ),
  'item/set': error<{ key: string; near: readonly string[] }>(
    'A setting from the command line that names nothing in the spec.',
    ({ key, near }) => `there is nothing called ${key} to set${didYouMean(near)}`,
    { no: { cause: 'the place is the cause', fix: 'the mistake lies in the command line' } },
  ),
  'item/budget': error<{ model: string; what: string; limit: string; is: string }>(
    'A model beyond its budget.',
    ({ model, what, limit, is }) =>
      `${model} ${what.startsWith('bytes') ? 'needs at least' : 'has'} ${is} ${what}, over the budget of ${limit}`,
    { no: { cause: 'the place is the cause' } },
  ),
  'item/unchecked-block': warning<{ block: string }>(
    'A block without a type that nothing uses, so it could not be checked.',
    ({ block }) => `block ${block} is never used, so its shapes are unchecked`,
    { no: { cause: 'the place is the cause' } },
  ),
};
