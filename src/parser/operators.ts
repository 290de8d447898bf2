/** Builds the tree of an expression from its operands and operators in a row: precedence climbing without recursion. */
import type { Source } from '../text/source.ts';
import type { Binary, Expr } from './ast.ts';

/** An expression with the text it covers, which may have parentheses around it that the node does not. */
export interface Operand {
  readonly node: Expr;
  readonly start: number;
  readonly end: number;
}

/** `-` as a prefix, or the sign between two operands. */
export interface Sign {
  readonly text: Binary['operator'] | '..' | 'negate';
  readonly start: number;
}

/** From loose to tight. A prefix minus takes a power as a whole: `-2^2` is -4. */
const tightness: Readonly<Record<Sign['text'], number>> = {
  '..': 1,
  '+': 2,
  '-': 2,
  '*': 3,
  '/': 3,
  '//': 3,
  '%': 3,
  negate: 4,
  '^': 5,
};

/** Builds the tree. `parts` has a prefix minus before its operand and a sign between two operands. */
export function climb(parts: readonly (Operand | Sign)[], source: Source): Operand {
  const operands: Operand[] = [];
  const signs: Sign[] = [];
  for (const part of parts) {
    if ('node' in part) {
      operands.push(part);
      continue;
    }
    for (let top = signs.at(-1); top && bindsFirst(top, part); top = signs.at(-1)) reduce(operands, signs, source);
    signs.push(part);
  }
  while (signs.length > 0) reduce(operands, signs, source);
  return operands[0] as Operand;
}

function bindsFirst(top: Sign, next: Sign): boolean {
  if (next.text === 'negate') return false;
  const [left, right] = [tightness[top.text], tightness[next.text]];
  return left > right || (left === right && next.text !== '^');
}

function reduce(operands: Operand[], signs: Sign[], source: Source): void {
  const { text, start } = signs.pop() as Sign;
  const right = operands.pop() as Operand;
  const { end } = right;
  if (text === 'negate') {
    operands.push({ node: { kind: 'negation', operand: right.node, span: { source, start, end } }, start, end });
    return;
  }
  const left = operands.pop() as Operand;
  const span = { source, start: left.start, end };
  const node: Expr =
    text === '..'
      ? { kind: 'range', from: left.node, to: right.node, span }
      : { kind: 'binary', operator: text, left: left.node, right: right.node, span };
  operands.push({ node, start: left.start, end });
}
