/** Ops that are kept from looking ahead: what is left of them is what a causal layer in their place would see. */
import { type AxisReach, type Band, past, type Reach, type Sees } from '../../ops/reach.ts';
import { firstAlong, type Sight } from './sight.ts';
import { type Lengths, through } from './through.ts';

/**
 * As `through`, but no place sees what stands behind its own along the axis of positions, the first along which the sight
 * differs. Channels that hold several positions are those of the first of them.
 */
export function held(sight: Sight, reach: Reach, lengths: Lengths): Sight {
  if (reach.kind === 'reshaped') {
    const seen = through(sight, reach, lengths);
    const place = seen.axes.indexOf(lengths.to.length);
    return seen.isFolded && place >= 0 ? unfolded(firstAlong(seen, place)) : seen;
  }
  const [axis] = sight.axes;
  const isMixed = sight.isFolded && axis === lengths.from.length;
  if (reach.kind !== 'numbers' || axis === undefined || isMixed) return through(sight, reach, lengths);
  const along = reach.axes[axis - 1];
  if (along)
    return through(
      sight,
      { ...reach, axes: reach.axes.with(axis - 1, holding(along, lengths.from[axis - 1])) },
      lengths,
    );
  const isKept = lengths.from.length === lengths.to.length && lengths.from[axis - 1] === lengths.to[axis - 1];
  const isFree = !reach.axes.some((one) => one?.of === axis);
  if (isKept && isFree)
    return through(sight, { ...reach, axes: reach.axes.with(axis - 1, { of: axis, sees: past }) }, lengths);
  return through(firstAlong(sight, 0), reach, lengths);
}

function unfolded({ axes, lengths, sets }: Sight): Sight {
  return { axes, lengths, sets };
}

function holding({ of, sees }: Exclude<AxisReach, undefined>, length = 0): AxisReach {
  if (typeof sees !== 'function') return { of, sees: { before: sees.before, after: 0 } };
  return { of, sees: (at) => upTo(sees, at, length) };
}

/** Those at the place or before it; where there are none, the first of those behind. */
function upTo(sees: Exclude<Sees, Band>, at: number, length: number): number[] {
  const there = sees(at).filter((place) => Number.isInteger(place) && place >= 0 && place < length);
  const before = there.filter((place) => place <= at);
  return before.length > 0 || there.length === 0 ? before : [Math.min(...there)];
}
