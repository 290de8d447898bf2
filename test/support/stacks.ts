/** Random valid stacks over [B, T, C], written as text: arguments in terms of T and C, so that they hold for symbols too. */
import fc from 'fast-check';

/** The numbers that T and C stand for. */
export interface Sizes {
  readonly T: number;
  readonly C: number;
}

/** A stack, and how many positions it leaves; undefined when it has put everything of an example into one vector. */
interface Grown {
  readonly stages: readonly string[];
  readonly positions: number | undefined;
}

type Step = (at: Grown) => Grown;

/** Expressions for a width: 1 or more for all T and C. */
const width = fc.constantFrom('1', '3', '8', 'C', '2*C', 'C+1', 'T', 'T*C', 'max(T, C)', 'T+2*C');

const same: Step[] = ['tanh', 'bn', 'id', 'dropout 0.5', 'residual ( tanh | bn )', '( relu | sigmoid )'].map(
  (text) =>
    ({ stages, positions }) => ({ stages: [...stages, text], positions }),
);

const linear = width.map(
  (to): Step =>
    ({ stages, positions }) => ({ stages: [...stages, `linear ${to}`], positions }),
);

const joins = fc.tuple(fc.constantFrom('sum', 'mul', 'concat'), width).map(
  ([join, to]): Step =>
    ({ stages, positions }) => ({ stages: [...stages, `${join} ( linear ${to}, linear ${to} | tanh )`], positions }),
);

const via = width.map(
  (to): Step =>
    ({ stages, positions }) => ({
      stages: [...stages, `residual via=( linear ${to} ) ( linear ${to} | relu )`],
      positions,
    }),
);

/** Fuses neighbours where more than one position is left and the number of them allows it. */
const fuse = fc.constantFrom(2, 3).map(
  (n): Step =>
    ({ stages, positions }) =>
      positions !== undefined && positions % n === 0 && positions > n
        ? { stages: [...stages, `flatten ${n}`], positions: positions / n }
        : { stages, positions },
);

const flat: Step = ({ stages }) => ({ stages: [...stages, 'flatten'], positions: undefined });

const step = fc.oneof(
  { weight: 3, arbitrary: fc.constantFrom(...same) },
  { weight: 3, arbitrary: linear },
  { weight: 2, arbitrary: joins },
  { weight: 1, arbitrary: via },
  { weight: 3, arbitrary: fuse },
  { weight: 1, arbitrary: fc.constant(flat) },
);

/** Sizes with a stack that is valid for them. */
export const stackOverSizes: fc.Arbitrary<{ readonly sizes: Sizes; readonly stack: string }> = fc
  .record({
    T: fc.constantFrom(4, 6, 8, 12, 16, 18, 24, 36),
    C: fc.integer({ min: 1, max: 9 }),
    steps: fc.array(step, { minLength: 1, maxLength: 8 }),
  })
  .map(({ T, C, steps }) => {
    const start: Grown = { stages: ['linear C'], positions: T };
    const { stages } = steps.reduce((grown, each) => each(grown), start);
    return { sizes: { T, C }, stack: stages.join(' | ') };
  });
