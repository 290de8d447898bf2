/** Codes about weights and what training can do with them. */
import { warning } from '../row.ts';

export const learnRows = {
  'learn/unreached': warning<{ what: string; why: string }>(
    'Weights that no loss can move, as nothing that comes out hangs on them.',
    ({ what, why }) => `${what} cannot learn: ${why}`,
  ),
};
