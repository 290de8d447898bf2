/** How the numbers of a model's data are spread, as far as it was looked at. */
import type { DataFacts } from '../../registry/reader.ts';
import type { CheckedData, CheckedModel, CheckedSpec } from '../../shapecheck/checked.ts';
import type { Moments, Spread } from './spread.ts';

/** Undefined without data that was looked at. */
export function inputSpread({ data }: CheckedSpec, { target }: CheckedModel): Spread | undefined {
  const facts = data && factsOf(data);
  if (!data || !facts) return undefined;
  const found = data.reader.likeness?.(data.settings as never, facts, target?.perPosition ? 'each' : 'next');
  if (!found || !Number.isFinite(found.self)) return undefined;
  const { mean, ...cov } = found;
  return { mean, cov };
}

/** Of targets that are values; undefined for others, and where the data was not looked at. */
export function targetMoments({ data }: CheckedSpec, { target }: CheckedModel): Moments | undefined {
  const facts = data && factsOf(data);
  return facts && target?.kind === 'value' ? data.reader.targetMoments?.(data.settings as never, facts) : undefined;
}

/** Of all sources or none. */
function factsOf({ found }: CheckedData): readonly DataFacts[] | undefined {
  const facts = found.filter((each) => each !== undefined);
  return facts.length < found.length ? undefined : facts;
}
