/** An expression with others in place of some of its parts. */
import type { Expression } from './expression.ts';
import { guardsKey } from './places.ts';

/** `by` gives what stands for a part, or undefined for one that stays. */
export function withParts(expression: Expression, by: (part: Expression) => Expression | undefined): Expression {
  const done = new Map<Expression, Expression>();
  const visit = (part: Expression): Expression => {
    const made = done.get(part) ?? by(part) ?? rebuilt(part, visit);
    done.set(part, made);
    return made;
  };
  return visit(expression);
}

function rebuilt(part: Expression, visit: (part: Expression) => Expression): Expression {
  if (part.kind === 'call') {
    const args = part.args.map(visit);
    return args.every((arg, at) => arg === part.args[at])
      ? part
      : { ...part, args, key: `${part.fn}(${args.map((arg) => arg.key)})` };
  }
  if (part.kind === 'guarded') {
    const inside = visit(part.inside);
    const key = `(${guardsKey(part.guards)}?${inside.key}:${part.otherwise})`;
    return inside === part.inside ? part : { ...part, inside, key };
  }
  return part;
}
