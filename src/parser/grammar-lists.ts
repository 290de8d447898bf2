/** The rules for what stands between brackets and commas; `grammar.ts` says how tokens and rules fit together. */
import type * as A from './ast.ts';
import { type Element, type Entry, Parts } from './build-ast.ts';
import * as items from './build-items.ts';
import { ValueGrammar } from './grammar-values.ts';
import * as T from './tokens.ts';

export class ListGrammar extends ValueGrammar {
  /** list = [ entry ( "," entry )* ] */
  list = this.RULE('list', () => {
    const parts = new Parts<Entry>();
    parts.add(undefined, this.SUBRULE(this.entry, { ARGS: [true] }), this.SUBRULE(this.stray));
    this.MANY(() => {
      const comma = this.take(T.Comma);
      parts.add(comma, this.SUBRULE2(this.entry, { ARGS: [true] }), this.SUBRULE2(this.stray));
    });
    return this.ACTION(() => this.build.present(parts, 'a value'));
  });

  /** entry = [ name "=" ] expression; undefined when there is nothing */
  entry = this.RULE('entry', (free: boolean): Entry | undefined => {
    const first = this.ACTION(() => {
      this.build.fresh();
      return this.next();
    });
    const key = this.OPTION(() => {
      const token = this.CONSUME(T.Key);
      this.CONSUME(T.Equals);
      return token;
    }) as T.Token | undefined;
    const value = this.OPTION2(() => this.SUBRULE(this.expression, { ARGS: [free] }));
    return this.ACTION(() => {
      if (!key && !value) return undefined;
      return this.build.entry(key, value?.node, { start: first.startOffset, end: this.end() });
    });
  });

  /** stray = what an entry of a list, a call or a block's parameters cannot hold; gives whether there was something */
  stray = this.RULE('stray', () => {
    const tokens: T.Token[] = [];
    this.MANY(() => {
      const token = this.OR([{ ALT: () => this.CONSUME(T.Tail) }, { ALT: () => this.CONSUME(T.Bar) }]) as T.Token;
      tokens.push(token);
    });
    return this.ACTION(() => {
      this.build.unexpected(tokens, 'a comma or the end of the brackets');
      return tokens.length > 0;
    });
  });

  /** call = [ argument ( "," argument )* ] */
  call = this.RULE('call', () => {
    const parts = new Parts<Element>();
    parts.add(undefined, this.SUBRULE(this.argument), this.SUBRULE(this.stray));
    this.MANY(() => {
      const comma = this.take(T.Comma);
      parts.add(comma, this.SUBRULE2(this.argument), this.SUBRULE2(this.stray));
    });
    return this.ACTION(() => this.build.callArgs(this.build.present(parts, 'a value')));
  });

  /** argument = setting | value */
  argument = this.RULE('argument', (): Element | undefined => {
    const first = this.ACTION(() => {
      this.build.fresh();
      return this.next();
    });
    return this.OPTION(() =>
      this.OR<Element>([
        { ALT: () => this.SUBRULE(this.setting, { ARGS: [true] }) },
        {
          ALT: () => {
            const node = this.SUBRULE(this.value, { ARGS: [true] });
            return this.ACTION(() => ({ node, place: { start: first.startOffset, end: this.end() } }));
          },
        },
      ]),
    );
  });

  /** params = [ param ( "," param )* ] */
  params = this.RULE('params', () => {
    const parts = new Parts<A.BlockParam>();
    parts.add(undefined, this.SUBRULE(this.param), this.SUBRULE(this.stray));
    this.MANY(() => {
      const comma = this.take(T.Comma);
      parts.add(comma, this.SUBRULE2(this.param), this.SUBRULE2(this.stray));
    });
    return this.ACTION(() => this.build.present(parts, 'a parameter'));
  });

  /** param = name [ "=" value ] | "@" name */
  param = this.RULE('param', (): A.BlockParam | undefined => {
    this.ACTION(() => this.build.fresh());
    const token = this.OPTION(() =>
      this.OR([
        { ALT: () => this.CONSUME(T.Word) },
        { ALT: () => this.CONSUME(T.Dotted) },
        { ALT: () => this.CONSUME(T.TapName) },
        { ALT: () => this.CONSUME(T.Key) },
      ]),
    ) as T.Token | undefined;
    const equals = this.OPTION2({ GATE: () => token !== undefined, DEF: () => this.CONSUME(T.Equals) }) as
      | T.Token
      | undefined;
    const value = this.OPTION3({
      GATE: () => equals !== undefined,
      DEF: () => this.SUBRULE(this.value, { ARGS: [true] }),
    });
    return this.ACTION(() => token && items.param(this.build, token, equals, value, this.end()));
  });

  /** enclosed = expression, alone in parentheses */
  enclosed = this.RULE('enclosed', (): A.Expr => {
    const value = this.OPTION(() => this.SUBRULE(this.expression, { ARGS: [true] }));
    const rest = this.SUBRULE(this.rest);
    return this.ACTION(() => {
      this.build.unexpected(rest, '`)`');
      return value?.node ?? this.build.emptyParentheses(rest.length === 0);
    });
  });
}
