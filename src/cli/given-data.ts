/** The data that `mm train` is given for a spec that names none: two arrays, or numbers drawn at random. */
import { resolve } from 'node:path';
import type { NpyFacts } from '../data/npy.ts';
import { inspectNpy } from '../data/npy.ts';
import { count as times } from '../diagnostics/row.ts';
import { arrayMisfit, arraysData, beyondUnit, openDims, syntheticData } from '../ir/given-data.ts';
import type { LoweredData } from '../ir/ir.ts';
import { problemText } from '../resolve/scope.ts';
import { bytesOf, largest } from '../run/files.ts';
import type { LoadedSpec } from '../run/load-spec.ts';
import type { CheckedModel } from '../shapecheck/checked.ts';
import { typeTextWithVocab } from '../shapes/shape.ts';
import { Failure } from './failure.ts';

export interface GivenData {
  readonly data?: string;
  readonly targets?: string;
  readonly synthetic: boolean;
}

/** What the options name, checked against the types of the spec. */
export function givenData({ source: { file }, value }: LoadedSpec, model: CheckedModel, given: GivenData): LoweredData {
  const { input, target } = model;
  if (!input || !target) throw new Failure(`${file} names no data to train on`, [noTarget]);
  const open = [input, target.type].find(openDims);
  if (open) {
    const help = ['give each size a number, as in input tokens[T=8] of V=27'];
    throw new Failure(`${file} leaves sizes open, ${typeTextWithVocab(open)}, which training has to know`, help);
  }
  if (given.synthetic) {
    if (given.data !== undefined || given.targets !== undefined)
      throw new Failure('--synthetic draws the data itself, so it goes with neither --data nor --targets');
    return syntheticData(input);
  }
  if (given.data === undefined || given.targets === undefined) throw missing(file, given);
  const inputs = arrayAt(given.data);
  const targets = arrayAt(given.targets);
  const loss = value.train?.loss?.def;
  const wrong = [
    [given.data, arrayMisfit(input, inputs, 0)],
    [given.targets, arrayMisfit(target.type, targets, -1)],
    [given.targets, differingCounts(inputs, targets)],
    [given.targets, loss?.unit ? beyondUnit(loss.name, targets) : undefined],
  ].find(([, why]) => why !== undefined);
  if (wrong) throw new Failure(`${wrong[0]} ${wrong[1]}`);
  return arraysData(resolve(given.data), resolve(given.targets));
}

const noTarget = 'add a line such as: data chars names context=8';

function missing(file: string, { data, targets }: GivenData): Failure {
  if (data !== undefined) return new Failure('--data gives the inputs; --targets y.npy has to give the targets');
  if (targets !== undefined) return new Failure('--targets gives the targets; --data x.npy has to give the inputs');
  return new Failure(`${file} has an input and a target, but no data`, [
    '--data x.npy --targets y.npy   trains on arrays, whose first axis counts the examples',
    '--synthetic                    tries it on numbers drawn at random',
    'mm build FILE -o DIR           writes a module whose trainStep takes your own tensors',
  ]);
}

function arrayAt(path: string): NpyFacts {
  const bytes = bytesOf(path, largest.data);
  if (typeof bytes === 'string') throw new Failure(`cannot read ${path}: ${problemText(bytes)}`);
  const found = inspectNpy(bytes);
  if ('facts' in found) return found.facts;
  const [{ format, why }] = found.problems;
  throw new Failure(`${path} cannot be read as ${format}: ${why}`);
}

function differingCounts({ shape: [count = 0] }: NpyFacts, { shape: [others = 0] }: NpyFacts): string | undefined {
  return count === others ? undefined : `has ${times(others, 'target')} for ${times(count, 'input')}`;
}
