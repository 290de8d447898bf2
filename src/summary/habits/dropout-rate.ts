/** Dropout of nearly everything, or by a name that says what is kept: often the share to keep in the place of the share to drop. */
import { type Diagnostic, diagnostic } from '../../diagnostics/diagnostic.ts';
import type { OpNode } from '../../ops/graph.ts';
import type { NameExpr, Value } from '../../parser/ast.ts';
import { grouped } from '../grouped.ts';
import { everywhere, type ModelHabit, named, placeOf, type Sight } from './sight.ts';

/** From here on less than a tenth is left. */
const MOST = 0.9;

/** A larger share than this is more likely kept than dropped. */
const HALF = 0.5;

/** What a constant is called that says what is kept. */
const KEPT = /^keep|_keep$|_keep_|^retain/i;

export const dropoutRate: ModelHabit = (sight) => {
  const rateOver = (node: OpNode) =>
    rateOf(node) >= MOST || (rateOf(node) > HALF && keptIn(node, sight)) ? rateOf(node) : undefined;
  const dropping = sight.graph.nodes.filter((node) => rateOf(node) > 0);
  const found = everywhere(dropping, rateOver, sight);
  const isNamed = ({ node }: { readonly node: OpNode }) => keptIn(node, sight) !== undefined;
  return [...found.filter((one) => !isNamed(one)).map((one) => [one]), ...byName(found.filter(isNamed), sight)].map(
    (same) => report(same, sight),
  );
};

interface Found {
  readonly node: OpNode;
  readonly found: number;
}

/** All that take the same name are told of once. */
function byName(all: readonly Found[], sight: Sight): readonly (readonly Found[])[] {
  return [...grouped(all, ({ node }) => keptIn(node, sight)?.name ?? '').values()];
}

/** The bare name of a share to keep in the place of the share to drop. */
function keptIn(node: OpNode, sight: Sight): NameExpr | undefined {
  return valuesOf(node, sight).find((value): value is NameExpr => value.kind === 'name-expr' && KEPT.test(value.name));
}

function valuesOf(node: OpNode, sight: Sight): readonly Value[] {
  const args = sight.written.layer(placeOf(node, sight).stage.span)?.node.args;
  return [...(args?.positionals ?? []), ...(args?.settings.map(({ value }) => value) ?? [])] as Value[];
}

function rateOf({ op }: OpNode): number {
  if (op.kind === 'attention') return op.dropout;
  return op.kind === 'dropout' || op.kind === 'drop_path' ? op.p : 0;
}

function report(same: readonly Found[], sight: Sight): Diagnostic {
  const [{ node, found: rate }, ...others] = same as readonly [Found, ...Found[]];
  const { text: stage, span } = named(node, sight);
  const kept = `${Number((1 - rate).toPrecision(3))}`;
  const name = keptIn(node, sight)?.name;
  const places = same.flatMap((one) => valuesOf(one.node, sight).filter((value) => isGiven(value, name, rate)));
  const text = name ? `1-${name}` : kept;
  const edits = places.map((value) => ({ span: value.span, text }));
  const fixes = edits.length > 0 ? [{ title: `write ${text}`, safe: false, edits }] : [];
  const labels = others.map((other) => ({ span: named(other.node, sight).span, message: 'so does this' }));
  const help = ['p is the share that is dropped, not the share that is kept'];
  const percent = `${Number((rate * 100).toPrecision(3))}`;
  const of = node.op.kind === 'attention' ? 'what each position looks at' : 'the numbers';
  return diagnostic('lint/dropout-rate', span, { stage, percent, of }, { labels, help, fixes });
}

function isGiven(value: Value, name: string | undefined, rate: number): boolean {
  return name ? value.kind === 'name-expr' && value.name === name : value.kind === 'number' && value.value === rate;
}
