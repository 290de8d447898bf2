/** How the numbers of a model's input are spread, as far as its data tells. */
import type { CheckedModel, CheckedSpec } from '../../shapecheck/checked.ts';
import type { Spread } from './spread.ts';

/** Undefined without data that was looked at. */
export function inputSpread({ data }: CheckedSpec, { target }: CheckedModel): Spread | undefined {
  const facts = data?.found.filter((each) => each !== undefined);
  if (!data || !facts || facts.length < data.found.length) return undefined;
  const found = data.reader.likeness?.(data.settings as never, facts, target?.perPosition ? 'each' : 'next');
  if (!found || !Number.isFinite(found.self)) return undefined;
  const { mean, ...cov } = found;
  return { mean, cov };
}
