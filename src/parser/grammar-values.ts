/** The rules for arguments, expressions and the contents of brackets; `grammar.ts` says how they fit together. */
import { EmbeddedActionsParser, type TokenType } from 'chevrotain';
import type * as A from './ast.ts';
import { Builder, type Element } from './build-ast.ts';
import type { Operand, Sign } from './operators.ts';
import * as T from './tokens.ts';

export class ValueGrammar extends EmbeddedActionsParser {
  protected readonly build = new Builder();

  // ---- small helpers for actions

  protected next(): T.Token {
    return this.LA(1) as T.Token;
  }

  /** The end of what was read so far. */
  protected end(): number {
    const last = this.LA(0) as Partial<T.Token>;
    return last.end ?? this.build.inner.start;
  }

  protected take(type: TokenType): T.Token {
    return this.CONSUME(type) as T.Token;
  }

  /** tail = what is left of a stage and belongs to nothing */
  protected tail = this.RULE('tail', () => {
    const tokens: T.Token[] = [];
    this.MANY(() => {
      tokens.push(this.CONSUME(T.Tail) as T.Token);
    });
    this.ACTION(() => this.build.unexpected(tokens, ''));
  });

  /** rest = whatever is left of an item */
  rest = this.RULE('rest', () => {
    const tokens: T.Token[] = [];
    this.MANY(() => {
      tokens.push(this.CONSUME(T.Part) as T.Token);
    });
    return tokens;
  });

  // ---- arguments

  /** arguments = ( setting | value )* */
  arguments = this.RULE('arguments', () => {
    const elements: Element[] = [];
    this.MANY(() => {
      const element = this.OR<Element | undefined>([
        { ALT: () => this.SUBRULE(this.setting, { ARGS: [false] }) },
        { ALT: () => this.SUBRULE(this.positional, { ARGS: [elements.at(-1)] }) },
        { ALT: () => this.SUBRULE(this.loose) },
      ]);
      if (element) elements.push(element);
    });
    return elements;
  });

  /** loose = a sign that cannot stand among arguments */
  loose = this.RULE('loose', () => {
    const token = this.CONSUME(T.Loose) as T.Token;
    this.ACTION(() => this.build.unexpected([token], 'an argument'));
    return undefined;
  });

  /** positional = value; a minus sign at its beginning could be meant as an operator */
  positional = this.RULE('positional', (before: Element | undefined): Element => {
    const first = this.ACTION(() => this.next());
    const node = this.SUBRULE(this.value, { ARGS: [false] });
    return this.ACTION(() => {
      const place = { start: first.startOffset, end: this.end() };
      return { node: T.is(first, T.Minus) ? this.build.minus(place, before) : node, place };
    });
  });

  /** setting = key "=" value */
  setting = this.RULE('setting', (free: boolean): Element => {
    this.ACTION(() => this.build.fresh());
    const key = this.take(T.Key);
    this.CONSUME(T.Equals);
    const value = this.OPTION(() => this.SUBRULE(this.value, { ARGS: [free] }));
    return this.ACTION(() => this.build.setting(key, value, this.end()));
  });

  /** value = "@" name | "(" stack ")" | expression */
  value = this.RULE(
    'value',
    (free: boolean): A.Value =>
      this.OR<A.Value>([
        {
          ALT: () => {
            const tap = this.CONSUME(T.TapName) as T.Token;
            return this.ACTION(() => this.build.tapName(tap));
          },
        },
        {
          ALT: () => {
            const group = this.CONSUME(T.ValueGroup) as T.Token;
            return this.ACTION(() => this.build.paren(group));
          },
        },
        {
          ALT: () => {
            const expression = this.SUBRULE(this.expression, { ARGS: [free] });
            return this.ACTION(() => expression.node);
          },
        },
      ]),
  );

  // ---- expressions

  /**
   * expression = operand ( operator operand )*
   *
   * Among arguments blanks end an expression: ` -1` there begins the next one, and any other blank is reported.
   */
  expression = this.RULE('expression', (free: boolean): Operand => {
    const parts: (Operand | Sign)[] = [];
    const signs: { sign: T.Token; next: T.Token }[] = [];
    this.SUBRULE(this.operand, { ARGS: [parts] });
    this.MANY({
      GATE: () => free || this.continues(),
      DEF: () => {
        const sign = this.CONSUME(T.Operator) as T.Token;
        this.ACTION(() => {
          signs.push({ sign, next: this.next() });
          parts.push(this.build.sign(sign, false));
        });
        const found = this.OPTION(() => {
          this.SUBRULE2(this.operand, { ARGS: [parts] });
          return true;
        });
        this.ACTION(() => found || parts.push(this.build.missingOperand(sign)));
      },
    });
    return this.ACTION(() => {
      if (!free) this.build.blanks(signs);
      return this.build.expression(parts);
    });
  });

  protected continues(): boolean {
    const sign = this.next();
    return sign.glued || !T.is(sign, T.Minus) || (this.LA(2) as Partial<T.Token>).glued !== true;
  }

  /** operand = "-"* atom; without the atom after a minus sign it is reported as missing */
  operand = this.RULE('operand', (parts: (Operand | Sign)[]) => {
    this.OR([
      {
        ALT: () => {
          const atom = this.SUBRULE(this.atom);
          this.ACTION(() => parts.push(atom));
        },
      },
      { ALT: () => this.SUBRULE(this.negated, { ARGS: [parts] }) },
    ]);
  });

  negated = this.RULE('negated', (parts: (Operand | Sign)[]) => {
    let last: T.Token | undefined;
    this.AT_LEAST_ONE(() => {
      const sign = this.CONSUME(T.Minus) as T.Token;
      this.ACTION(() => {
        last = sign;
        parts.push(this.build.sign(sign, true));
      });
    });
    const atom = this.OPTION(() => this.SUBRULE(this.atom));
    this.ACTION(() => parts.push(atom ?? this.build.missingOperand(last)));
  });

  /** atom = number | string | word [ "(" call ")" ] | list | "(" expression ")" | "_" */
  atom = this.RULE('atom', (): Operand => {
    const token = this.ACTION(() => this.next());
    const node: A.Expr = this.OR<A.Expr>([
      { ALT: () => this.SUBRULE(this.wordOrCall) },
      { ALT: () => this.leaf(this.CONSUME(T.Numeral), (found) => this.build.number(found)) },
      { ALT: () => this.leaf(this.CONSUME(T.Text), (found) => this.build.string(found)) },
      { ALT: () => this.leaf(this.CONSUME(T.Dotted), (found) => this.build.word(found)) },
      { ALT: () => this.leaf(this.CONSUME(T.ListGroup), (found) => this.build.list(found)) },
      { ALT: () => this.leaf(this.CONSUME(T.ExprGroup), (found) => this.build.enclosed(found)) },
      { ALT: () => this.leaf(this.CONSUME(T.Hole), (found) => this.build.hole(found)) },
    ]);
    return this.ACTION(() => this.build.operand(token, node));
  });

  protected leaf(token: unknown, make: (token: T.Token) => A.Expr): A.Expr {
    return this.ACTION(() => make(token as T.Token));
  }

  /** wordOrCall = word [ "(" call ")" ] */
  wordOrCall = this.RULE('wordOrCall', (): A.Expr => {
    const word = this.take(T.Word);
    const group = this.OPTION(() => this.CONSUME(T.CallGroup)) as T.Token | undefined;
    return this.ACTION(() => (group ? this.build.call(word, group) : this.build.word(word)));
  });
}
