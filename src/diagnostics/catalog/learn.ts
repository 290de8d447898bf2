/** Codes about weights and what training can do with them. */
import { note, warning } from '../row.ts';

export const learnRows = {
  'learn/unreached': warning<{ what: string; why: string; isClearer: boolean }>(
    'Weights that no loss can move, as nothing that comes out hangs on them.',
    ({ what, why, isClearer }) => (isClearer ? `${why}, so ${what} cannot learn` : `${what} cannot learn: ${why}`),
    {
      no: { fix: 'it takes more than an edit' },
      more: 'A weight learns from the gradient of the loss. Where nothing that comes out hangs on it there is none, and it stays as it started: it costs memory and time, and the model is smaller than it looks. The report shows where the way to the output ends.',
    },
  ),
  'learn/one-place': warning<{ stage: string; places: number }>(
    'A kernel that meets one place and padding, so that the rest of its weights never learn.',
    ({ stage, places }) =>
      `${stage} takes in a single place, so ${places - 1} of the ${places} places of its kernel meet padding alone and cannot learn`,
    {
      no: { fix: 'which stride is one too many is a choice' },
      more: 'A stem for photos of 224 x 224 halves the map five times in all: of 32 x 32 one place is left, and each 3 x 3 kernel there is a matrix with eight more that stay as they started. It is told once for a model, at the first such kernel.',
    },
  ),
  'learn/last-unit': note<{ what: string; reader: string }>(
    'The last of several units, which hands on what nothing reads.',
    ({ what, reader }) =>
      `${what} cannot learn: ${reader} goes on with what was tapped, and nothing reads the last unit`,
    {
      no: { fix: 'it takes more than an edit' },
      more: 'In WaveNet each unit hands on a stream to the next and taps a share of it for the output. Nothing comes after the last one, so what makes its stream costs parameters and stays as it started. Published models have it so, and lose nothing but those: it is a note, not a warning.',
    },
  ),
  'learn/alike': warning<{ stage: string; value: string; why: string }>(
    'A layer whose weights all start with the same number.',
    ({ stage, value, why }) => `${stage} starts with weights that are all ${value}: ${why}`,
    {
      no: { cause: 'the place is the cause' },
      more: 'Units with the same weights compute the same and get nearly the same gradient, so a layer of many is hardly more than one. Of zeros nothing may come back at all. Random numbers tell units apart.',
    },
  ),
};
