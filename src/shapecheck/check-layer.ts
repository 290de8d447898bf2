/** One stage of the walk: a layer of the registry. */
import { diagnostic, type Label } from '../diagnostics/diagnostic.ts';
import type { LayerStage as LayerNode } from '../parser/ast.ts';
import type { LayerDef, WeightSpec } from '../registry/layer.ts';
import type { EntryCall, NamedTable } from '../registry/param.ts';
import { bind } from '../resolve/bind.ts';
import { initialisersByName, type LayerWord } from '../resolve/entries.ts';
import { constant, toTight } from '../shapes/dim.ts';
import { atLeast } from '../shapes/obligation.ts';
import { sameShape, shapeText, type TensorType } from '../shapes/shape.ts';
import { type Arguments, argumentsOf, reportDisagreement } from './arguments.ts';
import { broken } from './broken.ts';
import type { CheckedStage, CheckedWeight } from './checked.ts';
import { type Context, type Flow, report, reporterOf } from './context.ts';
import { defaultsFor } from './defaults.ts';
import { embedded, flowAfter, isOfUnknown, NOTHING, wholeOrUnknown, withMarks, withoutRefuted } from './flow.ts';
import { misfitReport } from './misfit-report.ts';
import { type At, meet, settle } from './needs.ts';
import { originLabels } from './origin-labels.ts';
import { warnOfRemainder } from './remainder.ts';
import { isUnknown } from './unknown.ts';

export interface Step {
  readonly stage: CheckedStage;
  readonly flow: Flow;
}

/** Binds, checks and applies a layer. `context.path` is the path of the stage. */
export function checkLayer(node: LayerNode, word: LayerWord, flow: Flow, context: Context): Step {
  const { def, digits } = word;
  const glued =
    digits === undefined
      ? undefined
      : ({ kind: 'number', value: digits, unit: undefined, span: node.name.span } as const);
  const options = { word: node.name.span, glued, isOther: (key: string) => key === 'name', otherNames: ['name'] };
  const defaults = defaultsFor(def.name, node.span.start, context.scope);
  const binding = bind(def, node.args, { ...options, defaults, isStage: true }, reporterOf(context));
  const args = argumentsOf({ entry: def, key: `layer/${def.name}`, label: def.name }, binding, context);
  return applyLayer(node, def, args, flow, context);
}

function applyLayer(node: LayerNode, def: LayerDef, args: Arguments, flow: Flow, context: Context): Step {
  const text = args.text === '' ? def.name : `${def.name} ${args.text}`;
  const span = { ...node.span, end: node.assertion ? Math.max(node.name.span.end, node.args.span.end) : node.span.end };
  const tables = tablesIn(def, args.values);
  const at: At = { stage: text, span, flow, entry: def.name, spans: args.spans, labels: tables.flatMap(tableLabel) };
  const base = { path: context.path, text, span, input: flow.type };
  for (const { dim, least, param, span: where } of args.symbolic) {
    const facts = { entry: def.name, param, wants: `at least ${least}`, got: toTight(dim) };
    const refuted = () => diagnostic('argument/range', where, facts);
    settle({ obligation: atLeast(dim, constant(least)), at, refuted }, context);
  }
  const called = { entry: def, key: def.name, label: def.name };
  const disagrees = !args.faulty && reportDisagreement(called, args, span, context);
  if (args.faulty) context.run.broken = true;
  const meant = { ...base, kind: 'layer', def, params: args.values, weights: [], buffers: [], shared: [] } as const;
  const failed = (output: TensorType | undefined, after: Flow): Step =>
    args.faulty
      ? { stage: { ...base, kind: 'broken', output, assumed: true }, flow: after }
      : broken({ ...meant, output, assumed: true }, after);
  if (!flow.type) return failed(undefined, NOTHING);
  const ruled = def.type(flow.type, args.values as never);
  const rule = { ...ruled, output: withMarks({ ...ruled, output: embedded(ruled) }, flow.type) };
  if (rule.misfit && !flow.guessed && !isOfUnknown(rule.misfit, flow)) report(context, misfitReport(rule.misfit, at));
  if (!args.faulty) for (const one of rule.remainders ?? []) warnOfRemainder(one, at, context);
  const met = (disagrees ? [] : rule.needs).map((need) => meet(need, at, context));
  const isGuess = rule.misfit !== undefined || met.includes(false);
  const assumed = args.faulty || disagrees || isGuess;
  const refuted = rule.needs.filter((_, at) => met[at] === false);
  const states = widthOf(def);
  const output =
    isGuess && rule.output ? withoutRefuted(wholeOrUnknown(rule.output), refuted, states !== undefined) : rule.output;
  const after = {
    ...flowAfter(flow, output, span, states ? (args.spans.get(states) ?? span) : undefined),
    guessed: flow.guessed || rule.misfit !== undefined,
  };
  if (!output || assumed) return failed(output, after);
  const state = def.state?.(flow.type, args.values as never) ?? { weights: [] };
  const weights = state.weights.map((weight) => ownWeight(weight, context, context.run.weights, at));
  const buffers = (state.buffers ?? []).map((buffer) => ownWeight(buffer, context, context.run.buffers, at));
  const shared = tables.flatMap(({ path }) => context.run.weights.get(path) ?? []);
  return { stage: { ...meant, weights, buffers, shared, output, assumed }, flow: after };
}

/** The argument that is the last dim: of `linear 8`, `embed 8`, `gru 8`. */
function widthOf({ params }: LayerDef): string | undefined {
  return ['out', 'd', 'h'].find((name) => Object.hasOwn(params, name));
}

/** The tables of other stages that its arguments name. */
function tablesIn({ params }: LayerDef, values: Arguments['values']): readonly NamedTable[] {
  return Object.entries(params).flatMap(([name, { kind }]) => (kind === 'table' ? [values[name] as NamedTable] : []));
}

function tableLabel({ span, width }: NamedTable): readonly Label[] {
  return span ? [{ span, message: `${toTight(width)} numbers for each token` }] : [];
}

/** Registers a weight or buffer under its path; turns that share weights must agree on its shape. */
function ownWeight(spec: WeightSpec, context: Context, table: Map<string, CheckedWeight>, at: At): CheckedWeight {
  const path = `${context.path}.${spec.name}`;
  const known = table.get(path);
  if (known) {
    const isKnown = ![...known.shape, ...spec.shape].some(isUnknown);
    if (isKnown && !sameShape(known.shape, spec.shape)) {
      const facts = { path, first: shapeText(known.shape), now: shapeText(spec.shape) };
      const help = ['turns that share weights get and give the same shape'];
      const labels = originLabels(at.flow, (at.flow.type?.dims.length ?? 0) - 1);
      report(context, diagnostic('shape/shared-weights', at.span, facts, { labels, help }));
    }
    return known;
  }
  const weight = { path, shape: spec.shape, init: initOf(spec), call: spec.init };
  if (weight.init.kind === 'orthogonal' && spec.shape.length < 2) {
    const facts = { entry: 'initialiser orthogonal', why: `needs a matrix, but ${path} is a list of numbers` };
    const help = ['for it another one suits, such as zeros, normal(0.01) or constant(0.1)'];
    report(context, diagnostic('argument/disagree', at.span, facts, { help }));
  }
  table.set(path, weight);
  return weight;
}

function initOf({ init, fanIn = constant(1), fanOut = constant(1) }: WeightSpec): CheckedWeight['init'] {
  const def = initialisersByName.get(init.name);
  if (!def) throw new Error(`there is no initialiser ${init.name}`);
  return def.init(withDefaults(init, def.params) as never, { in: fanIn, out: fanOut });
}

/** A default written in a layer may leave arguments to the initialiser's own defaults. */
function withDefaults(call: EntryCall, params: LayerDef['params']): Readonly<Record<string, unknown>> {
  const defaults = Object.entries(params).map(([name, { default: value }]) => [name, value]);
  return { ...Object.fromEntries(defaults), ...call.args };
}
