/** The rules for stacks, stages and types; `grammar.ts` says how tokens and rules fit together. */
import type * as A from './ast.ts';
import * as stages from './build-stack.ts';
import { ListGrammar } from './grammar-lists.ts';
import * as T from './tokens.ts';

export class StackGrammar extends ListGrammar {
  /** stack = [ stage ( "|" stage )* ] */
  stack = this.RULE('stack', (): A.Stack => {
    const links: (A.Stage | T.Token)[] = [];
    const at = this.ACTION(() => this.end());
    this.OPTION(() => links.push(this.SUBRULE(this.stage)));
    this.MANY(() => {
      links.push(this.CONSUME(T.Bar) as T.Token);
      this.OPTION2(() => links.push(this.SUBRULE2(this.stage)));
    });
    return this.ACTION(() => stages.stack(this.build, links, at));
  });

  /** enclosedStack = stack, alone in parentheses, where it must not be empty */
  enclosedStack = this.RULE('enclosedStack', (closed: boolean) => {
    const body = this.SUBRULE(this.stack);
    return this.ACTION(() => stages.enclosed(this.build, closed ? body : stages.unfinished(body)));
  });

  /** branches = stack ( "," stack )* */
  branches = this.RULE('branches', (closed: boolean) => {
    const commas: T.Token[] = [];
    const parts = [this.SUBRULE(this.stack)];
    this.MANY(() => {
      commas.push(this.CONSUME(T.Comma) as T.Token);
      parts.push(this.SUBRULE2(this.stack));
    });
    return this.ACTION(() => {
      const last = parts.pop() as A.Stack;
      parts.push(closed ? last : stages.unfinished(last));
      return stages.branches(this.build, parts, commas);
    });
  });

  /** stage = ( layer | "(" stack ")" | repeat | residual | join | tap | read ) [ ":" type ] */
  stage = this.RULE('stage', (): A.Stage => {
    const start = this.ACTION(() => {
      this.build.fresh();
      return this.next().startOffset;
    });
    const core: stages.Core = this.OR<stages.Core>([
      { ALT: () => this.SUBRULE(this.layer) },
      { ALT: () => this.SUBRULE(this.group) },
      { ALT: () => this.SUBRULE(this.repeat) },
      { ALT: () => this.SUBRULE(this.residual) },
      { ALT: () => this.SUBRULE(this.join) },
      { ALT: () => this.SUBRULE(this.tap) },
      { ALT: () => this.SUBRULE(this.read) },
      { ALT: () => this.SUBRULE(this.noStage), IGNORE_AMBIGUITIES: true },
    ]);
    const assertion = this.OPTION(() => this.SUBRULE(this.assertion));
    const end = this.ACTION(() => this.end());
    this.SUBRULE(this.tail);
    return this.ACTION(() => stages.stage(this.build, core, assertion, start, end));
  });

  /** assertion = ":" type */
  assertion = this.RULE('assertion', () => {
    const colon = this.take(T.Colon);
    const type = this.OPTION(() => this.SUBRULE(this.type));
    return this.ACTION(() => {
      if (!type) this.build.missingAfter(colon, 'a type such as `[B, T, C]`');
      return type;
    });
  });

  /** layer = word arguments */
  layer = this.RULE('layer', (): stages.Core => {
    const word = this.take(T.Word);
    const elements = this.SUBRULE(this.arguments);
    return this.ACTION(() => {
      return { kind: 'layer', name: this.build.name(word), args: this.build.args(elements, word.end) };
    });
  });

  /** group = "(" stack ")" */
  group = this.RULE('group', (): stages.Core => {
    const group = this.take(T.StackGroup);
    return this.ACTION(() => ({ kind: 'group', body: stages.content(group) }));
  });

  /** repeat = "repeat" [ name ( "," name )* "in" ] expression setting* "(" stack ")" */
  repeat = this.RULE('repeat', (): stages.Core => {
    const word = this.take(T.Repeat);
    const variables: T.Token[] = [];
    this.MANY_SEP({ SEP: T.Comma, DEF: () => variables.push(this.CONSUME(T.Variable) as T.Token) });
    this.OPTION(() => this.CONSUME(T.In));
    const over = this.OPTION2(() => this.SUBRULE(this.expression, { ARGS: [false] }));
    const rest = this.SUBRULE(this.arguments);
    const at = this.ACTION(() => this.end());
    const body = this.OPTION3(() => this.CONSUME(T.StackGroup)) as T.Token | undefined;
    return this.ACTION(() => stages.repeat(this.build, word, variables, over?.node, rest, body, at));
  });

  /** residual = "residual" setting* "(" stack ")" */
  residual = this.RULE('residual', (): stages.Core => {
    const word = this.take(T.Residual);
    const rest = this.SUBRULE(this.arguments);
    const at = this.ACTION(() => this.end());
    const body = this.OPTION(() => this.CONSUME(T.StackGroup)) as T.Token | undefined;
    return this.ACTION(() => stages.residual(this.build, word, rest, body, at));
  });

  /** join = ( "sum" | "mul" | "concat" ) setting* ( "(" branches ")" | "@" name ) */
  join = this.RULE('join', (): stages.Core => {
    const word = this.take(T.Join);
    const elements = this.SUBRULE(this.arguments);
    const at = this.ACTION(() => this.end());
    const group = this.OPTION(() => this.CONSUME(T.BranchGroup)) as T.Token | undefined;
    return this.ACTION(() => stages.join(this.build, word, elements, group, at));
  });

  /** tap = "tap" "@" name [ "(" stack ")" ] */
  tap = this.RULE('tap', (): stages.Core => {
    const word = this.take(T.Tap);
    const name = this.OPTION(() => this.CONSUME(T.TapName)) as T.Token | undefined;
    const group = this.OPTION2(() => this.CONSUME(T.StackGroup)) as T.Token | undefined;
    return this.ACTION(() => stages.tap(this.build, word, name, group));
  });

  /** read = "@" name */
  read = this.RULE('read', (): stages.Core => {
    const token = this.take(T.TapName);
    return this.ACTION(() => ({ kind: 'read', tap: this.build.tapName(token) }));
  });

  /** noStage = anything else, up to the next bar or comma */
  noStage = this.RULE('noStage', (): stages.Core => {
    const first = this.take(T.Tail);
    return this.ACTION(() => stages.notAStage(this.build, first));
  });

  // ---- types

  /** type = [ "int" ] "[" list "]" [ "of" expression ] */
  type = this.RULE('type', (): A.TypeExpr => {
    const int = this.OPTION(() => this.CONSUME(T.Int)) as T.Token | undefined;
    const dims = this.take(T.ListGroup);
    const of = this.OPTION2(() => {
      const sign = this.CONSUME(T.Of) as T.Token;
      const value = this.OPTION3(() => this.SUBRULE(this.expression, { ARGS: [true] }));
      return this.ACTION(() => value ?? this.build.missingOperand(sign));
    });
    return this.ACTION(() => stages.type(this.build, int, dims, of));
  });
}
