/**
 * The grammar of .mm, one rule for each form, with what it accepts written above it. The tokens come from the outline:
 * a bracketed part is one token whose content was parsed before (`StackGroup` is "(" stack ")", `ListGroup` is
 * "[" list "]", and so on), so no rule calls itself and nesting costs no stack. Every rule takes any tokens
 * up to the end of its part: what is missing or out of place is reported by the builders.
 *
 * This file has the items; `grammar-stack.ts` has stacks and types, `grammar-lists.ts` what stands
 * between commas, `grammar-values.ts` arguments and expressions.
 */
import type * as A from './ast.ts';
import type { Run } from './build-ast.ts';
import * as items from './build-items.ts';
import { StackGrammar } from './grammar-stack.ts';
import * as T from './tokens.ts';

export class Grammar extends StackGrammar {
  /** The file is one bare stack. */
  bare = false;

  /** With `validate`, chevrotain checks the grammar itself, which a test asks for. */
  constructor(validate = false) {
    super(T.vocabulary, { maxLookahead: 1, recoveryEnabled: false, skipValidations: !validate });
    this.performSelfAnalysis();
  }

  /** Runs one rule over the tokens of a part. */
  run<N>(rule: (grammar: Grammar) => N, tokens: T.Token[], run: Run): N {
    this.input = tokens;
    this.build.start(run);
    const node = rule(this);
    const [mistake] = this.errors;
    if (mistake) throw new Error(`the grammar does not take every text: ${mistake.message}`, { cause: mistake });
    return node;
  }

  // ---- the file and its items

  /** file = item* */
  file = this.RULE('file', () => {
    const found: A.Item[] = [];
    this.MANY(() => {
      found.push(this.SUBRULE(this.item));
    });
    return found;
  });

  /** item = use | input | target | let | data | train | sweep | default | budget | block | model */
  item = this.RULE('item', (): A.Item => {
    this.ACTION(() => this.build.fresh());
    const word = this.ACTION(() => this.next());
    const core: items.ItemCore = this.OR([
      { ALT: () => this.SUBRULE(this.useItem) },
      { ALT: () => this.SUBRULE(this.inputItem) },
      { ALT: () => this.SUBRULE(this.letItem) },
      { ALT: () => this.SUBRULE(this.namedItem) },
      { ALT: () => this.SUBRULE(this.defaultItem) },
      { ALT: () => this.SUBRULE(this.budgetItem) },
      { ALT: () => this.SUBRULE(this.blockItem) },
      { ALT: () => this.SUBRULE(this.modelItem) },
    ]);
    const rest = this.SUBRULE(this.rest);
    return this.ACTION(() => {
      this.build.unexpected(rest, '');
      return items.item(this.build, word, core, this.end());
    });
  });

  /** use = "use" string */
  useItem = this.RULE('useItem', () => {
    const word = this.take(T.itemTokens.use);
    const path = this.OPTION(() => this.CONSUME(T.Text)) as T.Token | undefined;
    const bare = this.OPTION2(() => this.CONSUME(T.Dotted)) as T.Token | undefined;
    return this.ACTION(() => items.use(this.build, word, path, path ? undefined : bare));
  });

  /** input = ( "input" | "target" ) name [ list ] [ "of" entry ] */
  inputItem = this.RULE('inputItem', () => {
    const word = this.OR([
      { ALT: () => this.CONSUME(T.itemTokens.input) },
      { ALT: () => this.CONSUME(T.itemTokens.target) },
    ]) as T.Token;
    const name = this.SUBRULE(this.name, { ARGS: [word] });
    const dims = this.OPTION(() => this.CONSUME(T.ListGroup)) as T.Token | undefined;
    const of = this.OPTION2(() => {
      const sign = this.CONSUME(T.Of) as T.Token;
      const entry = this.SUBRULE(this.entry, { ARGS: [false] });
      return this.ACTION(() => {
        if (entry) return items.inputDim(this.build, entry);
        this.build.missingAfter(sign, 'a number or a name');
        const at = { start: sign.end, end: sign.end };
        return items.inputDim(this.build, { key: undefined, value: this.build.missing(sign.end), place: at });
      });
    });
    return this.ACTION(() => {
      const kind = word.image === 'input' ? 'input' : 'target';
      return items.input(this.build, kind, name, dims, of);
    });
  });

  /** let = "let" name "=" expression */
  letItem = this.RULE('letItem', () => {
    const word = this.take(T.itemTokens.let);
    const name = this.SUBRULE(this.name, { ARGS: [word] });
    const equals = this.OPTION(() => this.CONSUME(T.Equals));
    const value = this.OPTION2(() => this.SUBRULE(this.expression, { ARGS: [true] }));
    return this.ACTION(() => items.letItem(this.build, word, name, equals !== undefined, value?.node));
  });

  /** named = ( "data" | "train" | "sweep" ) name arguments */
  namedItem = this.RULE('namedItem', () => {
    const word = this.OR([
      { ALT: () => this.CONSUME(T.itemTokens.data) },
      { ALT: () => this.CONSUME(T.itemTokens.train) },
      { ALT: () => this.CONSUME(T.itemTokens.sweep) },
    ]) as T.Token;
    const name = this.SUBRULE(this.name, { ARGS: [word] });
    const elements = this.SUBRULE(this.arguments);
    return this.ACTION(() => items.named(this.build, word, name, elements));
  });

  /** default = "default" name setting* */
  defaultItem = this.RULE('defaultItem', () => {
    const word = this.take(T.itemTokens.default);
    const name = this.SUBRULE(this.name, { ARGS: [word] });
    const elements = this.SUBRULE(this.arguments);
    return this.ACTION(() => items.defaults(this.build, word, name, elements));
  });

  /** budget = "budget" setting* */
  budgetItem = this.RULE('budgetItem', () => {
    const word = this.take(T.itemTokens.budget);
    const elements = this.SUBRULE(this.arguments);
    return this.ACTION(() => items.budget(this.build, word, elements));
  });

  /** block = "block" name [ "(" params ")" ] [ ":" type "->" type ] "=" stack */
  blockItem = this.RULE('blockItem', () => {
    const word = this.take(T.itemTokens.block);
    const name = this.SUBRULE(this.name, { ARGS: [word] });
    const params = this.OPTION(() => this.CONSUME(T.ParamGroup)) as T.Token | undefined;
    const type = this.OPTION2(() => this.SUBRULE(this.blockType));
    const equals = this.OPTION3(() => this.CONSUME(T.Equals));
    const body = this.SUBRULE(this.stack);
    return this.ACTION(() => items.block(this.build, word, name, params, type, equals !== undefined, body));
  });

  /** blockType = ":" type "->" type */
  blockType = this.RULE('blockType', () => {
    const colon = this.take(T.Colon);
    const from = this.OPTION(() => this.SUBRULE(this.type));
    this.OPTION2(() => this.CONSUME(T.Arrow));
    const to = this.OPTION3(() => this.SUBRULE2(this.type));
    return this.ACTION(() => items.blockType(this.build, colon, from, to));
  });

  /** model = "model" [ [ name ] "=" ] stack */
  modelItem = this.RULE('modelItem', () => {
    const word = this.take(T.itemTokens.model);
    const name = this.OPTION(() => this.CONSUME(T.Key)) as T.Token | undefined;
    this.OPTION2(() => this.CONSUME(T.Equals));
    const body = this.SUBRULE(this.stack);
    return this.ACTION(() => items.model(this.build, word, name, body, this.bare));
  });

  /** name = a word, reported when it is missing */
  name = this.RULE('name', (word: T.Token): A.Name => {
    const token = this.OPTION(() =>
      this.OR([{ ALT: () => this.CONSUME(T.Word) }, { ALT: () => this.CONSUME(T.Dotted) }]),
    ) as T.Token | undefined;
    return this.ACTION(() => (token ? this.build.plainName(token) : this.build.missingName(this.end(), word)));
  });
}
