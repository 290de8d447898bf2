/** The target `tfjs`: a program for TensorFlow.js that trains under Node. */
import type { Target } from '../../target.ts';
import { emit } from './emit.ts';
import { program } from './program.ts';

export const tfjs: Target = { name: 'tfjs', emit, program };
