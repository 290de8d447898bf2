/** B, the batch: the first dim of every tensor, never known and never decided upon. */
import { type Dim, symbol } from './dim.ts';

export const BATCH: Dim = symbol({ id: 'B', name: 'B', min: 1 });
