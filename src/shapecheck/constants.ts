/** Values of constants, each worked out once, whatever the order of the items. */
import { diagnostic } from '../diagnostics/diagnostic.ts';
import { either } from '../diagnostics/row.ts';
import type { Expr, LetItem } from '../parser/ast.ts';
import { walk } from '../parser/visit.ts';
import type { Constant } from '../resolve/scope.ts';
import { BAD } from '../resolve/values.ts';
import type { Context } from './context.ts';
import { innerFrame, type LocalVal } from './frame.ts';

type Evaluate = (expr: Expr, context: Context) => LocalVal;

/** The value of a constant that the file of the context sees; undefined when there is none of that name. */
export function constantValue(name: string, context: Context, evaluate: Evaluate): LocalVal | undefined {
  const declared = context.scope.constants.get(name);
  if (!declared) return undefined;
  const { constants } = context.world;
  if (!constants.has(declared.item)) settle(declared, context, evaluate);
  return constants.get(declared.item);
}

/** Works a constant out after those that it names. No recursion: constants may hang on each other in a long row. */
function settle(wanted: Constant, context: Context, evaluate: Evaluate): void {
  const { constants } = context.world;
  const open = [wanted];
  /** On the way to the one that is looked at, in order. */
  const entered = new Map<LetItem, Constant>();
  for (let top = open.at(-1); top; top = open.at(-1)) {
    if (constants.has(top.item)) open.pop();
    else if (entered.has(top.item)) {
      entered.delete(top.item);
      constants.set(top.item, evaluate(top.item.value, contextOf(top, context)));
    } else {
      entered.set(top.item, top);
      const waiting = namedBy(top, context).filter(({ item }) => !constants.has(item));
      for (const next of waiting)
        if (entered.has(next.item)) reportCircle(next.item, [...entered.keys()], context);
        else open.push(next);
    }
  }
}

/** Constants see constants and the dims of the data, no locals. */
function contextOf({ scope }: Constant, context: Context): Context {
  return { ...context, scope, frame: innerFrame(undefined), calls: [] };
}

function namedBy({ item, scope }: Constant, { world }: Context): Constant[] {
  const found = new Set<Constant>();
  walk(item.value, (node) => {
    const named = node.kind === 'name-expr' && !world.dims.has(node.name) ? scope.constants.get(node.name) : undefined;
    if (named) found.add(named);
  });
  return [...found];
}

function reportCircle(first: LetItem, entered: readonly LetItem[], { world }: Context): void {
  const circle = entered.slice(entered.indexOf(first));
  for (const item of circle) world.constants.set(item, BAD);
  const [{ text: name, span }, ...others] = circle.map((item) => item.name) as [LetItem['name'], ...LetItem['name'][]];
  const labels = others.map((other) => ({ span: other.span, message: 'part of the circle' }));
  const through = others.map(({ text }) => text);
  const help = [`give ${either([name, ...through])} a value that does not hang on itself`];
  world.collector.report(diagnostic('name/cycle', span, { name, through }, { labels, help }));
}
