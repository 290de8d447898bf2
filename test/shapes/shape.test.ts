/** Shapes and tensor types: their texts, their sizes, equality and substitution. */
import { describe, expect, it } from 'vitest';
import { constant, equals, toText } from '../../src/shapes/dim.ts';
import {
  product,
  sameShape,
  shapeText,
  substituteShape,
  substituteType,
  type TensorType,
  typeText,
  typeTextWithVocab,
} from '../../src/shapes/shape.ts';
import { dimOf, read } from './expressions.ts';

const shape = (...dims: string[]) => dims.map((text) => dimOf(read(text)));

describe('shapes', () => {
  it('print tight, with a blank after each comma', () => {
    expect(shapeText(shape('B', 'T/2', '2*C'))).toBe('[B, T/2, 2*C]');
    expect(shapeText(shape('B', 'T - 6', '64'))).toBe('[B, T-6, 64]');
    expect(shapeText([])).toBe('[]');
  });

  it('are the same when every dim is, and the rank', () => {
    expect(sameShape(shape('B', '(2*T + 2)/2'), shape('B', 'T + 1'))).toBe(true);
    expect(sameShape(shape('B', 'T'), shape('B', 'T', '1'))).toBe(false);
    expect(sameShape(shape('B', 'T'), shape('B', 'C'))).toBe(false);
  });

  it('have a product: a count of elements', () => {
    expect(equals(product(shape('8', '10', '200')), constant(16_000))).toBe(true);
    expect(toText(product(shape('T/2', '2*C')))).toBe('C*T');
    expect(equals(product([]), constant(1))).toBe(true);
  });

  it('take other dims for their symbols', () => {
    const values = new Map([['T', constant(8)]]);
    expect(shapeText(substituteShape(shape('B', 'T/2', '(T - 3)//2 + 1', 'n*T'), values))).toBe('[B, 4, 3, 8*n]');
    const tokens: TensorType = { dtype: 'int', dims: shape('B', 'T'), vocab: dimOf('T') };
    expect(typeTextWithVocab(substituteType(tokens, values))).toBe('int[B, 8] of 8');
  });
});

describe('types', () => {
  it('print as floats without a word, as ints with one, with a vocabulary where it is asked for', () => {
    const tokens: TensorType = { dtype: 'int', dims: shape('B', '8'), vocab: constant(27) };
    expect(typeText(tokens)).toBe('int[B, 8]');
    expect(typeTextWithVocab(tokens)).toBe('int[B, 8] of 27');
    const floats: TensorType = { dtype: 'float', dims: shape('B', 'T/2', '200') };
    expect([typeText(floats), typeTextWithVocab(floats)]).toEqual(['[B, T/2, 200]', '[B, T/2, 200]']);
  });
});
