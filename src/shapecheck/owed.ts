/** What a proved block owes, asked at one call: its symbols take the call's values. */
import { type Diagnostic, diagnostic, type Fix, type Label } from '../diagnostics/diagnostic.ts';
import { both } from '../diagnostics/row.ts';
import type { LayerStage } from '../parser/ast.ts';
import { type Dim, numberOf, type Sym, substitute, symbolsOf, toTight } from '../shapes/dim.ts';
import type { Obligation } from '../shapes/obligation.ts';
import { substituteType, type TensorType, typeText } from '../shapes/shape.ts';
import type { Entered } from './block-arguments.ts';
import { blockSymbolId } from './block-symbol.ts';
import type { Context, Flow, Origin, Owed } from './context.ts';
import { wholeOrUnknown, withMarks } from './flow.ts';
import { choiceFix, multipleFix, multipleOf } from './need-fixes.ts';
import { choicesFor, settle, waysOut } from './needs.ts';
import { originLabel } from './origin-labels.ts';
import type { Proof } from './prove-block.ts';
import { renumbered } from './resize.ts';

type Proved = Extract<Proof, { kind: 'proved' }>;

/** The values of a block's symbols at a call, by id, and what flows out. */
export interface Use {
  readonly values: ReadonlyMap<string, Dim>;
  readonly flow: Flow;
}

interface Call {
  readonly node: LayerStage;
  readonly entered: Entered;
  readonly flow: Flow;
}

/** The proof with the call's values put in. `inside` has the parameters and the symbols of the type bound. */
export function useProof({ input, output }: Proved, given: TensorType, inside: Context): Use {
  const values = new Map<string, Dim>();
  const named = [...input.dims, ...(input.vocab ? [input.vocab] : [])];
  const flowing = [...given.dims, ...(given.vocab ? [given.vocab] : [])];
  for (const [at, dim] of named.entries()) {
    const [sym, other] = symbolsOf(dim);
    const value = flowing[at];
    if (sym && !other && value && toTight(dim) === sym.name) values.set(sym.id, value);
  }
  const item = inside.calls.at(-1)?.item;
  for (const { name } of item?.params ?? []) {
    const val = inside.frame.names.get(name.text);
    if (item && val?.kind === 'dim') values.set(blockSymbolId(item, name.text), val.dim);
  }
  const type = wholeOrUnknown(substituteType(output, values));
  return { values, flow: { type: withMarks({ output: type, kept: output.kept ?? [] }, given), origins: [] } };
}

/** Settles everything that the block owes; what is refuted is reported at the argument that decides. */
export function settleOwed({ owed }: Proved, use: Use, call: Call, context: Context): boolean {
  return owed.every((one) => {
    const obligation = substituteObligation(one.obligation, use.values);
    const at = { stage: call.entered.text, span: spanOf(one, call) };
    return settle({ obligation, at, refuted: () => owedReport(one, obligation, use, call) }, context);
  });
}

function substituteObligation(obligation: Obligation, values: ReadonlyMap<string, Dim>): Obligation {
  const put = (dim: Dim) => substitute(dim, values);
  switch (obligation.kind) {
    case 'divides':
      return { kind: 'divides', divisor: put(obligation.divisor), of: put(obligation.of) };
    case 'at-least':
      return { kind: 'at-least', dim: put(obligation.dim), min: put(obligation.min) };
    case 'equal':
      return { kind: 'equal', left: put(obligation.left), right: put(obligation.right) };
  }
}

function symbolsIn(obligation: Obligation): Sym[] {
  switch (obligation.kind) {
    case 'divides':
      return unique([...symbolsOf(obligation.divisor), ...symbolsOf(obligation.of)]);
    case 'at-least':
      return unique([...symbolsOf(obligation.dim), ...symbolsOf(obligation.min)]);
    case 'equal':
      return unique([...symbolsOf(obligation.left), ...symbolsOf(obligation.right)]);
  }
}

function unique(symbols: readonly Sym[]): Sym[] {
  return [...new Map(symbols.map((sym) => [sym.id, sym])).values()];
}

/** The argument that decides, or else the block's name. */
function spanOf({ obligation }: Owed, { node, entered }: Call) {
  const deciding = symbolsIn(obligation).find(({ name }) => entered.spans.has(name));
  return (deciding && entered.spans.get(deciding.name)) ?? node.name.span;
}

function owedReport(owed: Owed, obligation: Obligation, use: Use, call: Call): Diagnostic {
  const { entered, flow } = call;
  const symbols = symbolsIn(owed.obligation);
  const values = both(symbols.map(({ name, id }) => `${name} is ${toTight(use.values.get(id) as Dim)}`));
  const facts = { call: entered.text, needs: needsText(owed.obligation), values };
  const origins = originsOf(symbols, use, flow);
  const inside: Label = { span: owed.span, message: `${owed.stage} needs it` };
  const ways = obligation.kind === 'divides' ? origins.flatMap((origin) => multipleOf(obligation, origin)) : [];
  const own = [...waysOut(ways), ...(owed.need?.help ?? []), ...choicesOf(owed, obligation, call)];
  const help = own.length > 0 ? own : [`give ${call.entered.text} what it needs, or let ${owed.stage} need less`];
  const label = flow.type ? `takes ${typeText(flow.type)}` : undefined;
  const fixes = owedFixes(owed, obligation, call, origins);
  const extras = { label, labels: [...origins.map(originLabel), inside], help, fixes };
  return diagnostic('shape/block-needs', spanOf(owed, call), facts, extras);
}

/** Another number where it is written: as an argument of the call, or where a length comes from. */
function owedFixes(
  { need, obligation: symbolic }: Owed,
  obligation: Obligation,
  { entered }: Call,
  origins: readonly Origin[],
): Fix[] {
  if (obligation.kind === 'divides') {
    // The argument of the call is what the layer inside divides by.
    const choice = need?.choice && { ...need.choice, dim: obligation.divisor };
    const span = need?.choice && entered.spans.get(toTight(need.choice.dim));
    const chosen = need && choice ? choiceFix({ ...need, choice }, obligation.of, span) : [];
    return [...chosen, ...origins.flatMap((origin) => multipleFix(obligation, origin, undefined))].slice(0, 1);
  }
  if (obligation.kind !== 'equal' || symbolic.kind !== 'equal') return [];
  const [left, right] = [numberOf(obligation.left), numberOf(obligation.right)];
  const sides = [
    [symbolic.right, right, left],
    [symbolic.left, left, right],
  ] as const;
  return sides
    .flatMap(([name, old, wanted]) => {
      const span = entered.spans.get(toTight(name));
      return span && old !== undefined && wanted !== undefined ? renumbered(span, old, wanted) : [];
    })
    .slice(0, 1);
}

/** What the argument that decides may be, where the layer says how it is used. */
function choicesOf({ need, obligation: symbolic }: Owed, obligation: Obligation, { entered }: Call): string[] {
  if (!need?.choice || symbolic.kind !== 'divides' || obligation.kind !== 'divides') return [];
  const name = toTight(need.choice.dim);
  return entered.spans.has(name) ? choicesFor(name, need.choice, obligation.of) : [];
}

function originsOf(symbols: readonly Sym[], { values }: Use, { type, origins }: Flow) {
  const dims = symbols.map(({ id }) => values.get(id));
  return origins.flatMap((origin, axis) => (origin && dims.includes(type?.dims[axis]) ? [origin] : []));
}

/** "n to divide T", "T to be at least n+1". */
function needsText(obligation: Obligation): string {
  switch (obligation.kind) {
    case 'divides':
      return `${toTight(obligation.divisor)} to divide ${toTight(obligation.of)}`;
    case 'at-least':
      return `${toTight(obligation.dim)} to be at least ${toTight(obligation.min)}`;
    case 'equal':
      return `${toTight(obligation.left)} and ${toTight(obligation.right)} to be equal`;
  }
}
