/** What checked models lower to: the order of ops, who shares which weight, where random numbers come from, and costs. */
import { describe, expect, test } from 'vitest';
import { type Graph, lower, lowerLoss } from '../src/ir/lower.ts';
import { macsOf } from '../src/ops/macs.ts';
import { keptPerExample } from '../src/ops/memory.ts';
import { check } from '../src/shapecheck/check.ts';
import { add, constant, numberOf } from '../src/shapes/dim.ts';
import { sameShape } from '../src/shapes/shape.ts';
import { summarise } from '../src/summary/summary.ts';
import { source } from '../src/text/source.ts';

const checked = (text: string) => {
  const { value, diagnostics } = check(source('ir.mm', text));
  expect(diagnostics).toEqual([]);
  return value;
};
const graphOf = (input: string, stack: string): Graph => lower(checked(`input ${input}\nmodel ${stack}`).models[0]!);

/** Each op with its path and its inputs: weights by their path, the input as `in`, results by the number of their op. */
function listing({ nodes, input, weights, buffers }: Graph): string[] {
  const names = new Map([[input.id, 'in']]);
  for (const { weight, value } of [...weights, ...buffers]) names.set(value.id, weight.path);
  return nodes.map(({ op, inputs, output, path }, at) => {
    names.set(output.id, `${at}`);
    return `${path}: ${op.kind} ${inputs.map(({ id }) => names.get(id)).join(' ')}`;
  });
}

describe('stacks', () => {
  test('stages run in order, each with its own weights', () => {
    expect(listing(graphOf('x[4]', 'linear 8 | tanh | linear 2 bias=false'))).toEqual([
      'linear: linear in linear.weight linear.bias',
      'tanh: unary 0',
      'linear#2: linear 1 linear#2.weight',
    ]);
  });

  test('bn takes its running statistics along', () => {
    expect(listing(graphOf('x[4]', 'bn'))).toEqual([
      'bn: batch_norm in bn.weight bn.bias bn.running_mean bn.running_var',
    ]);
  });

  test('the turns of a repeat have weights of their own', () => {
    expect(listing(graphOf('x[4]', 'repeat 2 ( linear 4 bias=false )'))).toEqual([
      'repeat[0]/linear: linear in repeat[0]/linear.weight',
      'repeat[1]/linear: linear 0 repeat[1]/linear.weight',
    ]);
  });

  test('unless they share them', () => {
    const graph = graphOf('x[4]', 'repeat 2 share=true ( linear 4 bias=false )');
    expect(graph.weights).toHaveLength(1);
    expect(listing(graph)).toEqual([
      'repeat[0]/linear: linear in repeat[0]/linear.weight',
      'repeat[0]/linear: linear 0 repeat[0]/linear.weight',
    ]);
  });

  test('residual adds to its input, or to what its way around makes of it', () => {
    expect(listing(graphOf('x[4]', 'residual ( tanh )'))).toEqual(['residual/tanh: unary in', 'residual: binary in 0']);
    expect(listing(graphOf('x[4]', 'residual via=( relu ) ( tanh )'))).toHaveLength(3);
  });

  test('joins read every branch from the same input', () => {
    expect(listing(graphOf('x[4]', 'sum ( id, tanh, relu )'))).toEqual([
      'sum[1]/tanh: unary in',
      'sum[2]/relu: unary in',
      'sum: binary in 0',
      'sum: binary 2 1',
    ]);
    const [concat] = graphOf('x[3, 4]', 'concat axis=-2 ( id, id )').nodes;
    expect(concat?.op).toEqual({ kind: 'concat', axis: 1 });
  });

  test('a tap passes on, and is read where it is named', () => {
    expect(listing(graphOf('x[4]', 'tap @a | tanh | sum ( id, @a )'))).toEqual(['tanh: unary in', 'sum: binary 0 in']);
    expect(listing(graphOf('x[4]', 'repeat 2 ( tanh | tap @all ( relu ) ) | sum @all'))).toEqual([
      'repeat[0]/tanh: unary in',
      'repeat[0]/tap/relu: unary 0',
      'repeat[1]/tanh: unary 0',
      'repeat[1]/tap/relu: unary 2',
      'sum: binary 1 3',
    ]);
  });

  test('what an op gives has the shape that the checker says', () => {
    const { value } = check(
      source('ir.mm', 'input x[8] of 27\nmodel embed 24 | flatten 2 | bn | concat ( id, linear 5 )'),
    );
    const [model] = value.models;
    expect(sameShape(lower(model!).output.type.dims, model!.output!.dims)).toBe(true);
  });
});

describe('sites of random numbers', () => {
  const sites = (stack: string) =>
    graphOf('x[4]', stack).nodes.flatMap(({ op }) => (op.kind === 'dropout' ? [op.site] : []));

  test('are the paths of the stages', () => {
    expect(sites('dropout 0.1 | dropout 0.1')).toEqual(['dropout', 'dropout#2']);
    expect(sites('repeat 2 ( dropout 0.1 )')).toEqual(['repeat[0]/dropout', 'repeat[1]/dropout']);
  });

  test('differ in turns that share their weights', () => {
    const found = sites('repeat 3 share=true ( dropout 0.1 | linear 4 )');
    expect(found[0]).toBe('repeat[0]/dropout');
    expect(new Set(found).size).toBe(3);
  });

  test('are none where nothing is dropped', () => {
    expect(sites('dropout 0')).toEqual([]);
  });
});

describe('costs', () => {
  const macs = (input: string, stack: string) =>
    numberOf(graphOf(input, stack).nodes.map(macsOf).reduce(add, constant(0)));

  test.each([
    [
      'makemore stage 1',
      'x[3] of 27',
      'embed 10 | flatten | linear 200 bias=false | bn | tanh | linear 27',
      3 * 10 * 200 + 200 * 27,
    ],
    [
      'makemore stage 5',
      'x[8] of 27',
      'embed 24 | repeat 3 ( flatten 2 | linear 128 bias=false | bn | tanh ) | linear 27',
      4 * 48 * 128 + 2 * 256 * 128 + 256 * 128 + 128 * 27,
    ],
    ['nothing to multiply', 'x[8, 4]', 'tanh | softmax | dropout | concat ( id, id ) | flatten', 0],
  ])('multiply-adds of %s', (_, input, stack, wanted) => {
    expect(macs(input, stack)).toBe(wanted);
  });

  test.each([
    // ids 3, what the first linear multiplies 12, tanh 5 (which the second multiplies), loss 27 and its target
    ['x[3] of 27', 'embed 4 | flatten | linear 5 | tanh | linear 27', 27, 3 + 12 + 5 + 27 + 1],
    // the input 4 once for both branches, a product of 8 and 8, loss 8 and its target
    ['x[4]', 'mul ( linear 8, linear 8 )', 8, 4 + 8 + 8 + 8 + 1],
    // bn and dropout keep 6 each of their own; a sum keeps nothing; loss 6 and its target
    ['x[6]', 'bn | dropout | residual ( id )', 6, 6 + 6 + 6 + 1],
  ])('numbers that the way back needs: %s, %s', (input, stack, classes, wanted) => {
    const text = `input ${input}\nmodel ${stack}\ntarget class of ${classes}\ntrain sgd`;
    const { models, train, target } = checked(text);
    const { nodes, weights, buffers } = lower(models[0]!);
    const loss = lowerLoss(train!.loss!, models[0]!.output!, target!.type);
    const owned = [...weights, ...buffers].map(({ value }) => value);
    expect(numberOf(keptPerExample([...nodes, ...loss.nodes], owned))).toBe(wanted);
  });

  test.each([
    // 4 bytes for 32 weights, 32 gradients, and what one example needs: 4 inputs, 8 outputs and 8 targets
    ['sgd', 0],
    ['sgd ema=0.9', 1],
    ['sgd accumulate=2', 1],
    ['adam', 2],
    ['adamw ema=0.9 accumulate=4', 4],
    ['rmsprop', 1],
    ['rmsprop momentum=0.9', 2],
    ['adagrad', 1],
    ['lion', 1],
  ])('memory of a step of %s: the weights are kept %d times more', (train, copies) => {
    const spec = checked(`input x[4]\ntarget value[8]\nmodel linear 8 bias=false\ntrain ${train}`);
    const { memory } = summarise(spec.models[0]!, { batch: 1 }, spec);
    expect(numberOf(memory!)).toBe(4 * (32 + 32 + copies * 32 + 4 + 8 + 8));
  });
});
