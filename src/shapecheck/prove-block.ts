/** A block that states its type, checked once for all shapes: its parameters and the symbols of its type are symbols. */
import { type Diagnostic, diagnostic, replace } from '../diagnostics/diagnostic.ts';
import type { BlockItem, BlockType, TypeExpr } from '../parser/ast.ts';
import { collector } from '../resolve/reporter.ts';
import type { Block } from '../resolve/scope.ts';
import { BATCH } from '../shapes/batch.ts';
import { type Dim, toTight } from '../shapes/dim.ts';
import { decide, failsForSome, type Obligation, type Witness } from '../shapes/obligation.ts';
import { type TensorType, typeText } from '../shapes/shape.ts';
import { textOf } from '../text/source.ts';
import { blockSymbol } from './block-symbol.ts';
import { type Context, newContext, newRun, type Owed, report, type Trial } from './context.ts';
import { maxDepth, maxProved } from './limits.ts';
import { dimOf, statedDims } from './type-expr.ts';
import { hangsOnUnknown, UNKNOWN } from './unknown.ts';

/** What a check over symbols has shown: the type holds where what is owed does; or nothing; or there is a mistake. */
export type Proof =
  | { readonly kind: 'proved'; readonly input: TensorType; readonly output: TensorType; readonly owed: readonly Owed[] }
  | { readonly kind: 'each-use' }
  | { readonly kind: 'faulty' };

const EACH_USE: Proof = { kind: 'each-use' };

/** The proof of a block, made at the first need. `context` is that of the call or of the file. */
export function proofOf(block: Block, type: BlockType, context: Context): Proof {
  const { proofs } = context.world;
  const known = proofs.get(block.item);
  if (known) return known;
  if (context.depth >= maxDepth || context.world.effort.stages >= maxProved) return EACH_USE;
  const proof = isOfNumbers(block, context) ? prove(block, type, context) : EACH_USE;
  proofs.set(block.item, proof);
  return proof;
}

/** Whether every parameter is a number as far as anybody can tell from the block alone. */
function isOfNumbers({ item }: Block, { world }: Context): boolean {
  return item.params.every((param) => {
    const isPlain = !param.default || ['number', 'binary', 'name-expr', 'call', 'paren'].includes(param.default.kind);
    return !param.tap && !world.uses.get(param)?.stage && isPlain;
  });
}

function prove(block: Block, type: BlockType, { world, calls, depth }: Context): Proof {
  const { item, scope } = block;
  const trial: Trial = { owed: [], gaveUp: false };
  const found = collector();
  const site = { block: item.name.text, span: undefined, item };
  const top = newContext({ ...world, collector: found, loud: found }, scope, newRun(trial));
  const context: Context = { ...top, calls: [...calls, site].map((each) => ({ ...each, span: undefined })), depth };
  for (const { name } of item.params)
    context.frame.names.set(name.text, { kind: 'dim', dim: blockSymbol(item, name.text) });
  const input = inputOf(item, type.input, context);
  const { flow } = world.walk(item.body, { type: input, origins: [] }, { ...context, depth: depth + 1 });
  world.effort.stages += context.run.stages;
  const output = flow.type && matchOutput(item, type.output, flow.type, context);
  if (trial.gaveUp || context.run.full) return EACH_USE;
  for (const each of found.diagnostics) world.collector.report(each);
  if (found.errors() > 0 || !output || context.run.broken) return { kind: 'faulty' };
  return { kind: 'proved', input, output, owed: trial.owed };
}

/** The input over symbols; lone names that are no parameters become some, holes as well. */
function inputOf(item: BlockItem, stated: TypeExpr, context: Context): TensorType {
  const { names } = context.frame;
  const dims = stated.dims.slice(1).map((expr, at): Dim => {
    if (expr.kind === 'hole') return blockSymbol(item, `_${at + 1}`);
    if (expr.kind !== 'name-expr' || names.has(expr.name)) return dimOf(expr, context) ?? UNKNOWN;
    const dim = blockSymbol(item, expr.name);
    names.set(expr.name, { kind: 'dim', dim });
    return dim;
  });
  if (!stated.int) return { dtype: 'float', dims: [BATCH, ...dims] };
  return { dtype: 'int', dims: [BATCH, ...dims], vocab: vocabOf(item, stated, context) };
}

function vocabOf(item: BlockItem, { of }: TypeExpr, context: Context): Dim {
  if (!of || of.kind === 'hole') return blockSymbol(item, '_V');
  const { names } = context.frame;
  if (of.kind !== 'name-expr' || names.has(of.name)) return dimOf(of, context) ?? UNKNOWN;
  const dim = blockSymbol(item, of.name);
  names.set(of.name, { kind: 'dim', dim });
  return dim;
}

/** The stated output must hold for all values of the symbols; a false one is shown at the type. */
function matchOutput(item: BlockItem, stated: TypeExpr, found: TensorType, context: Context): TensorType | undefined {
  const dims = statedDims(stated, found, 'none', context);
  if (!dims) {
    report(context, falseType(item, stated, found, undefined));
    return undefined;
  }
  for (const { obligation } of dims) {
    if (hangsOnUnknown(obligation)) continue;
    if (decide(obligation, context.run.facts).verdict === 'proved') continue;
    const witness = failsForSome(obligation, context.run.facts);
    if (witness) report(context, falseType(item, stated, found, { obligation, witness }));
    else if (context.run.trial) context.run.trial.gaveUp = true;
    return undefined;
  }
  return found;
}

/** The report for a stated output that the body does not have. */
export function falseType(
  item: BlockItem,
  stated: TypeExpr,
  found: TensorType,
  example: { readonly obligation: Obligation; readonly witness: Witness } | undefined,
): Diagnostic {
  const facts = { block: item.name.text, stated: textOf(stated.span), found: typeText(found) };
  const values = example?.witness.map(({ sym, value }) => `${sym.name} = ${value}`).join(' and ');
  const notes = values && example ? [`${differText(example.obligation)} differ for ${values}`] : [];
  const last = item.body.stages.at(-1);
  const labels = last ? [{ span: last.span, message: `gives ${facts.found}` }] : [];
  const fixes = [replace(`write ${facts.found}`, stated.span, facts.found)];
  return diagnostic('shape/false-type', stated.span, facts, { labels, notes, fixes });
}

function differText(obligation: Obligation): string {
  return obligation.kind === 'equal' ? `${toTight(obligation.left)} and ${toTight(obligation.right)}` : 'they';
}
