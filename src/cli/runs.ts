/** Runs as commands open them: what is no run is wrong use, with the runs that may be meant. */
import { findRun, type Run, runsLike } from '../run/run-folder.ts';
import { Failure } from './failure.ts';

/** The run that a word means: a folder, or a name under `runs`. */
export function openRun(word: string): Run {
  const run = findRun(word);
  if (run) return run;
  const near = runsLike(word);
  const help = near.length > 0 ? [`there is ${near.join(', ')}`] : ['mm train FILE makes one'];
  throw new Failure(`${word} is no run`, help);
}
