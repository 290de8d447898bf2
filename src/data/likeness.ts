/** How numbers of data are spread, and how much those of one example, or of one place, are alike. */

/** The mean of all numbers, and covariances of pairs of them, of the same channel each. */
export interface Likeness {
  readonly mean: number;
  /** Of each number with itself: the variance. */
  readonly self: number;
  /** Of neighbouring positions of an example. */
  readonly near: number;
  /** Of two positions of an example, whichever they are. */
  readonly far: number;
  /** Of a position in two examples. */
  readonly examples: number;
  /** Of two positions in two examples. */
  readonly both: number;
}

/** Numbers row by row: examples, then their positions (the last dim is fastest), then the channels of each. */
export interface Laid {
  readonly examples: number;
  readonly positions: number;
  readonly channels: number;
  read(at: number): number;
}

/** Two passes over the numbers: their means, then what they have in common. */
export function likenessOf(laid: Laid): Likeness {
  const { examples, positions, channels, read } = laid;
  const size = positions * channels;
  const places = new Float64Array(size);
  for (let at = 0; at < examples * size; at++) places[at % size] = (places[at % size] as number) + read(at) / examples;
  const mean = meanOf(places);
  let [self, near, sums] = [0, 0, 0];
  for (let example = 0; example < examples; example++)
    for (let channel = 0; channel < channels; channel++) {
      let [sum, before] = [0, 0];
      for (let position = 0; position < positions; position++) {
        const away = read(example * size + position * channels + channel) - mean;
        self += away * away;
        near += away * before;
        sum += away;
        before = away;
      }
      sums += sum * sum;
    }
  const count = examples * size;
  const pairs = examples * channels;
  const examplesMean = meanOf(places.map((place) => (place - mean) ** 2));
  return {
    mean,
    self: self / count,
    near: positions > 1 ? near / (pairs * (positions - 1)) : 0,
    far: positions > 1 ? (sums - self) / (pairs * positions * (positions - 1)) : 0,
    examples: examplesMean,
    both: betweenPlaces(places, mean, laid, examplesMean),
  };
}

/** Of the means of two places of the same channel. */
function betweenPlaces(places: Float64Array, mean: number, { positions, channels }: Laid, same: number): number {
  if (positions === 1) return 0;
  let squares = 0;
  for (let channel = 0; channel < channels; channel++) {
    let sum = 0;
    for (let position = 0; position < positions; position++)
      sum += (places[position * channels + channel] as number) - mean;
    squares += sum * sum;
  }
  return (squares / (channels * positions) - same) / (positions - 1);
}

function meanOf(values: Float64Array): number {
  return values.reduce((sum, value) => sum + value, 0) / values.length;
}
