/** Counts on the tokens how high the syntax tree will be: brackets within brackets, and operators in a row. */
import * as T from './tokens.ts';

interface Level {
  /** The height of the operands that operators join at the moment. */
  chain: number;
  /** The height of the highest chain before it. */
  highest: number;
  afterOperand: boolean;
}

/**
 * The height is counted from both ends, since `(1)+1+1` and `1+(1+1)` grow in different directions: downwards by
 * brackets that are open, upwards by brackets that are closed and operators that follow.
 */
export class Heights {
  readonly #levels: Level[] = [{ chain: 0, highest: 0, afterOperand: false }];

  /** The largest height known at this point, in levels. */
  get current(): number {
    return Math.max(this.#levels.length - 1, this.#top.chain);
  }

  get #top(): Level {
    return this.#levels.at(-1) as Level;
  }

  open(): void {
    this.#levels.push({ chain: 0, highest: 0, afterOperand: false });
  }

  close(): void {
    const { chain, highest } = this.#levels.pop() as Level;
    const top = this.#top;
    top.chain = Math.max(top.chain, Math.max(chain, highest) + 1);
    top.afterOperand = true;
  }

  take(token: T.Token): void {
    const top = this.#top;
    if (T.is(token, T.Operator)) {
      top.chain += 1;
      top.afterOperand = false;
      return;
    }
    if (top.afterOperand || T.is(token, T.Junk)) {
      top.highest = Math.max(top.highest, top.chain);
      top.chain = 0;
    }
    top.afterOperand = !T.is(token, T.Junk);
  }
}
