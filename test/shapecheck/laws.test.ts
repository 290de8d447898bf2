/** Laws of the shape checker on random valid stacks: what is said over symbols is true for numbers. */
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { check } from '../../src/shapecheck/check.ts';
import type { CheckedModel, CheckedStage } from '../../src/shapecheck/checked.ts';
import { constant, type Dim, evaluate, symbolsOf } from '../../src/shapes/dim.ts';
import { decide, type Obligation } from '../../src/shapes/obligation.ts';
import { substituteType, type TensorType, typeText } from '../../src/shapes/shape.ts';
import { source } from '../../src/text/source.ts';
import { type Sizes, stackOverSizes } from '../support/stacks.ts';

/** The model of a spec that must be without errors. */
function modelOf(text: string): CheckedModel {
  const { value, diagnostics } = check(source('spec.mm', text));
  expect(diagnostics.map(({ code }) => code).filter((code) => code !== 'name/unused-parameter')).toEqual([]);
  return value.models[0] as CheckedModel;
}

/** Every stage and all below it, in running order. */
function allStages(stages: readonly CheckedStage[]): CheckedStage[] {
  return stages.flatMap((stage) => [stage, ...allStages(below(stage))]);
}

function below(stage: CheckedStage): readonly CheckedStage[] {
  switch (stage.kind) {
    case 'sequence':
      return stage.children;
    case 'residual':
      return stage.via ? [stage.via, stage.body] : [stage.body];
    case 'join':
      return stage.branches;
    default:
      return [];
  }
}

/** Numbers in place of the symbols of the input. */
function withSizes(type: TensorType | undefined, dims: readonly Dim[], sizes: Sizes): string {
  const values = valuesFor(dims, sizes);
  return type ? typeText(substituteType(type, new Map([...values].map(([id, n]) => [id, constant(n)])))) : '?';
}

function valuesFor(dims: readonly Dim[], sizes: Sizes): Map<string, number> {
  const symbols = dims.flatMap(symbolsOf).filter(({ name }) => name !== 'B');
  return new Map(symbols.map(({ id, name }) => [id, sizes[name as 'T' | 'C']]));
}

function holds(obligation: Obligation, values: ReadonlyMap<string, number>): boolean {
  const numbers = Object.fromEntries(
    Object.entries(obligation).map(([key, part]) => [key, typeof part === 'string' ? part : constantAt(part, values)]),
  ) as unknown as Obligation;
  return decide(numbers).verdict === 'proved';
}

function constantAt(dim: Dim, values: ReadonlyMap<string, number>): Dim {
  return constant(evaluate(dim, values) ?? Number.NaN);
}

describe('a stack over symbols', () => {
  it('has at every stage the shape that it has over numbers, once the numbers are put in', () => {
    fc.assert(
      fc.property(stackOverSizes, ({ sizes, stack }) => {
        const symbolic = modelOf(`input x[T, C]\nmodel ${stack}`);
        const plain = modelOf(`input x[T=${sizes.T}, C=${sizes.C}]\nmodel ${stack}`);
        const dims = symbolic.input?.dims ?? [];
        const told = allStages(symbolic.stages).map(({ path, output }) => [path, withSizes(output, dims, sizes)]);
        expect(told).toEqual(allStages(plain.stages).map(({ path, output }) => [path, output && typeText(output)]));
      }),
      { numRuns: 300 },
    );
  });

  it('has the weights that it has over numbers', () => {
    fc.assert(
      fc.property(stackOverSizes, ({ sizes, stack }) => {
        const symbolic = modelOf(`input x[T, C]\nmodel ${stack}`);
        const plain = modelOf(`input x[T=${sizes.T}, C=${sizes.C}]\nmodel ${stack}`);
        const values = valuesFor(symbolic.input?.dims ?? [], sizes);
        const shapes = ({ weights, buffers }: CheckedModel) =>
          [...weights, ...buffers].map(({ path, shape }) => [path, shape.map((dim) => evaluate(dim, values))]);
        expect(shapes(symbolic)).toEqual(shapes(plain));
      }),
      { numRuns: 200 },
    );
  });

  it('needs nothing that the numbers do not meet', () => {
    fc.assert(
      fc.property(stackOverSizes, ({ sizes, stack }) => {
        const { requires, input } = modelOf(`input x[T, C]\nmodel ${stack}`);
        const values = valuesFor(input?.dims ?? [], sizes);
        expect(requires.filter((obligation) => !holds(obligation, values))).toEqual([]);
      }),
      { numRuns: 200 },
    );
  });
});

describe('a block with a type', () => {
  it('gives at a call what its stack gives in its place', () => {
    fc.assert(
      fc.property(stackOverSizes, ({ sizes, stack }) => {
        const input = `input x[T=${sizes.T}, C=${sizes.C}]`;
        const plain = modelOf(`${input}\nmodel ${stack}`);
        const holes = (plain.output?.dims ?? []).slice(1).map(() => '_');
        const called = modelOf(`${input}\nblock f : [B, T, C] -> [${['B', ...holes].join(', ')}] = ${stack}\nmodel f`);
        expect(called.output && typeText(called.output)).toBe(plain.output && typeText(plain.output));
        expect(called.weights.map(({ shape }) => shape)).toEqual(plain.weights.map(({ shape }) => shape));
      }),
      { numRuns: 200 },
    );
  });

  it('refuses at a call what its stack refuses in its place', () => {
    fc.assert(
      fc.property(stackOverSizes, fc.integer({ min: 1, max: 40 }), ({ sizes: { C }, stack }, T) => {
        const input = `input x[T=${T}, C=${C}]`;
        const errors = (text: string) => check(source('spec.mm', text)).diagnostics.map(({ code }) => code);
        const direct = errors(`${input}\nmodel ${stack}`);
        const rank = stack.includes('flatten |') || stack.endsWith('flatten') ? '[B, _]' : '[B, _, _]';
        const called = errors(`${input}\nblock f : [B, T, C] -> ${rank} = ${stack}\nmodel f`);
        if (direct.length > 0) expect(called.length).toBeGreaterThan(0);
      }),
      { numRuns: 200 },
    );
  });
});

describe('a repeat of a symbolic number of turns', () => {
  it('gives what so many copies give', () => {
    const body = 'residual ( linear 2*C | relu | linear C )';
    fc.assert(
      fc.property(fc.integer({ min: 1, max: 6 }), fc.integer({ min: 1, max: 9 }), (turns, C) => {
        const block = `block f(n) : [B, C] -> [B, C] = repeat n ( ${body} )`;
        const called = modelOf(`input x[${C}]\n${block}\nmodel f ${turns}`);
        const copied = modelOf(`input x[C=${C}]\nmodel ${Array(turns).fill(body).join(' | ')}`);
        expect(called.weights.map(({ shape }) => shape)).toEqual(copied.weights.map(({ shape }) => shape));
      }),
      { numRuns: 50 },
    );
  });
});
