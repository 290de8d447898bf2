/** Codes about names: unknown ones, doubled ones, names of other frameworks. */
import { both, didYouMean, either, error, warning } from '../row.ts';

export const nameRows = {
  'name/unknown-layer': error<{ name: string; near: readonly string[] }>(
    'A stage whose word is neither a layer nor a block.',
    ({ name, near }) => `there is no layer or block called ${name}${didYouMean(near)}`,
    { no: { cause: 'the place is the cause' } },
  ),
  'name/foreign-layer': error<{ name: string; ours: string }>(
    'A layer by the name it has in another framework.',
    ({ name, ours }) => `${name} is called ${ours} in mm`,
    { no: { cause: 'the place is the cause' } },
  ),
  'name/glued-digits': error<{ name: string; layer: string; digits: string }>(
    'Digits glued to a layer that does not take them.',
    ({ name, layer }) => `${name} is not a layer; ${layer} takes no number glued to its name`,
    { no: { cause: 'the place is the cause' } },
  ),
  'name/unknown-entry': error<{ what: string; name: string; near: readonly string[]; known: readonly string[] }>(
    'A reader, optimiser, schedule, initialiser, loss or strategy that does not exist.',
    ({ what, name, near, known }) =>
      `there is no ${what} called ${name}${near.length > 0 ? didYouMean(near) : `; mm has ${either(known)}`}`,
    { no: { cause: 'the place is the cause' } },
  ),
  'name/unknown': error<{ name: string; near: readonly string[] }>(
    'A name in an expression that nothing declares.',
    ({ name, near }) => `nothing here is called ${name}${didYouMean(near)}`,
    { no: { cause: 'the place is the cause', fix: 'nobody but the writer knows what is missing' } },
  ),
  'name/declared-twice': error<{ what: string; name: string }>(
    'Two things by one name.',
    ({ what, name }) => `${what} ${name} is declared twice`,
    { no: { fix: 'there are several ways that mean different things' } },
  ),
  'name/taken': error<{ what: string; name: string; by: string }>(
    'A name that belongs to something of mm or of the data.',
    ({ what, name, by }) => `a ${what} cannot be called ${name}, which is ${by}`,
    {
      no: {
        cause: 'what is taken belongs to mm, or to an item that the message names',
        fix: 'there are several ways that mean different things',
      },
    },
  ),
  'name/cycle': error<{ name: string; through: readonly string[] }>(
    'A constant or block that uses itself.',
    ({ name, through }) =>
      through.length === 0 ? `${name} uses itself` : `${name} uses itself, by way of ${both(through)}`,
    { no: { fix: 'it takes more than an edit' } },
  ),
  'name/two-uses': error<{ block: string; name: string }>(
    'A block parameter that is used as a stage and as a value.',
    ({ block, name }) => `parameter ${name} of block ${block} is used both as a stage and as a value`,
    { no: { fix: 'there are several ways that mean different things' } },
  ),
  'name/unused-parameter': warning<{ block: string; name: string }>(
    'A block parameter that the body never uses.',
    ({ block, name }) => `block ${block} never uses its parameter ${name}`,
    { no: { cause: 'the place is the cause', fix: 'there are several ways that mean different things' } },
  ),
  'name/hides': error<{ name: string; what: string; as: string }>(
    'A constant or block parameter by the name of a word that means something where it is used.',
    ({ name, what, as }) => `${name} is ${what}, but a ${as} here has that name too`,
    { no: { fix: 'there are several ways that mean different things' } },
  ),
};
