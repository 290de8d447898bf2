/** embedding as tensors. */
import type { EmbeddingOp } from '../../ops/embedding.ts';
import { gather } from '../../tensors/build.ts';
import { input, type Lower } from './lowering.ts';

export const embedding: Lower<EmbeddingOp> = (_, inputs) => gather(input(inputs, 0), input(inputs, 1));
