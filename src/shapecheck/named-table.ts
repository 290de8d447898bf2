/** `@name` where a layer shares the table of a named stage: which stage is meant, and what its table is. */
import { diagnostic, replace } from '../diagnostics/diagnostic.ts';
import type { BlockItem, TapName, Value } from '../parser/ast.ts';
import { visit } from '../parser/visit.ts';
import type { NamedTable } from '../registry/param.ts';
import type { Dim } from '../shapes/dim.ts';
import { nearest } from '../text/nearest.ts';
import { textOf } from '../text/source.ts';
import type { Slot, Worked } from './argument-value.ts';
import { asExpr } from './argument-value.ts';
import { type Context, report } from './context.ts';
import { lookUp } from './frame.ts';
import { type TapTarget, tapParams, tapTarget } from './read-tap.ts';
import { type NamedStage, tapped } from './taps.ts';
import { wantsText } from './wants.ts';

/** The table that a name stands for; what is wrong is reported. */
export function tableValue(value: Value, slot: Slot, context: Context): Worked | undefined {
  if (value.kind !== 'tap-name') return notAName(value, slot, context);
  const { text } = value.name;
  const isReported = text === '' || lookUp(context.frame, `@${text}`)?.kind === 'bad';
  const table = isReported ? undefined : tableNamed(value, slot, context);
  if (!table) context.run.broken = true;
  return table && { value: table, json: undefined, text: textOf(value.span) };
}

/** A bare word may be the name without its sign. */
function notAName(value: Value, { param, name, entry }: Slot, context: Context): undefined {
  if (value.kind === 'missing') {
    context.run.broken = true;
    return;
  }
  const expr = asExpr(value);
  const fixes = expr?.kind === 'name-expr' ? [replace(`write @${expr.name}`, expr.span, `@${expr.name}`, true)] : [];
  const facts = { entry, param: name, wants: wantsText(param), got: expr ? textOf(expr.span) : 'a stack' };
  report(context, diagnostic('argument/type', value.span, facts, { fixes }));
}

function tableNamed(value: TapName, slot: Slot, context: Context): NamedTable | undefined {
  const target = tapTarget(value.name.text, context);
  const found = target.scope.named.get(target.name) ?? [];
  if (found.length === 0) return noStage(value, target, context);
  // What a stage of that name has wrong was reported there.
  if (found.some(({ stage }) => !stage || stage.kind === 'broken')) return undefined;
  const seen = tapped(found, context.ownTurns);
  const table = found.map(tableIn).at(-1);
  if (!table) return noTable(value, target, context);
  return seen && 'one' in seen ? table : severalTables(value, found.length, slot, context);
}

/** The table of a layer that has one. */
function tableIn({ stage }: NamedStage): NamedTable | undefined {
  if (stage?.kind !== 'layer') return undefined;
  const weight = stage.weights.find(({ path }) => path === `${stage.path}.${stage.def.table}`);
  if (!weight) return undefined;
  const [rows, width] = weight.shape as readonly [Dim, Dim];
  return { path: weight.path, rows, width, span: stage.span };
}

function noStage({ name: { text: name }, span }: TapName, target: TapTarget, context: Context): undefined {
  const { scope } = target;
  const tap = scope.taps.get(target.name);
  if (tap) {
    const labels = [{ span: tap, message: 'the tap is here' }];
    report(context, diagnostic('tap/is-tap', span, { name }, { labels, help: [nameOne(name)] }));
    return;
  }
  const tables = [...scope.named].flatMap(([known, stages]) => (stages.some(tableIn) ? [known] : []));
  const params = tapParams(context);
  const near = nearest(name, [...tables, ...params.keys()]);
  const [only] = near.length > 0 ? near : tables.length === 1 ? tables : [];
  const [unnamed, other] = scope.unnamed;
  const sole = only === undefined && !other ? unnamed : undefined;
  const fixes =
    only !== undefined
      ? [replace(`write @${only}`, span, `@${only}`, true)]
      : sole
        ? [replace(`write name=${name} at ${textOf(sole)}`, { ...sole, start: sole.end }, ` name=${name}`)]
        : [];
  const help = only === undefined ? [outOfReach(name, context) ?? nameOne(name)] : [];
  const named = scope.stages.get(near[0] ?? '') ?? params.get(near[0] ?? '');
  const labels = named
    ? [{ span: named, message: 'the stage is named here' }]
    : sole
      ? [{ span: sole, message: 'this stage has no name' }]
      : [];
  report(context, diagnostic('tap/no-stage', span, { name, near }, { labels, help, fixes }));
}

function nameOne(name: string): string {
  return `name the embedding whose table is shared, before this place: embed 64 name=${name}`;
}

/** Why a name that stands somewhere in the file is not seen here. */
function outOfReach(name: string, { calls, scope }: Context): string | undefined {
  const owner = [...scope.blocks.values()].find(({ item }) => namesStage(item, name))?.item.name.text;
  if (owner !== undefined) return `the name ${name} in block ${owner} is its own: put the named stage beside the block`;
  const block = calls.at(-1)?.block;
  if (block === undefined) return undefined;
  return `a block sees its own names only: take it as a parameter, block ${block}(@${name}) = …, and give it in the call`;
}

function namesStage({ body }: BlockItem, name: string): boolean {
  let found = false;
  visit(body, {
    setting: ({ key, value }) => {
      found ||= key.text === 'name' && value.kind === 'name-expr' && value.name === name;
    },
  });
  return found;
}

function noTable(
  { name: { text: name }, span }: TapName,
  { scope, name: own }: TapTarget,
  context: Context,
): undefined {
  const stage = scope.stages.get(own);
  const labels = stage ? [{ span: stage, message: 'the stage is named here' }] : [];
  report(
    context,
    diagnostic('tap/no-table', span, { name }, { labels, help: ['name an embedding: embed 64 name=tok'] }),
  );
}

function severalTables(
  { name: { text: name }, span }: TapName,
  stages: number,
  { entry }: Slot,
  context: Context,
): undefined {
  const help = ['put the embedding before the repeat, or let its turns share their weights: repeat … share=true'];
  report(context, diagnostic('tap/many-tables', span, { name, entry, stages }, { help }));
}
