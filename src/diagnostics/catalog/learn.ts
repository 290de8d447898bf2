/** Codes about weights and what training can do with them. */
import { warning } from '../row.ts';

export const learnRows = {
  'learn/unreached': warning<{ what: string; why: string }>(
    'Weights that no loss can move, as nothing that comes out hangs on them.',
    ({ what, why }) => `${what} cannot learn: ${why}`,
    {
      no: { fix: 'it takes more than an edit' },
      more: 'A weight learns from the gradient of the loss. Where nothing that comes out hangs on it there is none, and it stays as it started: it costs memory and time, and the model is smaller than it looks. The report shows where the way to the output ends.',
    },
  ),
};
