/** One stage of the walk: sum, mul, concat. */
import { diagnostic } from '../diagnostics/diagnostic.ts';
import type { JoinStage, Stack, TapName } from '../parser/ast.ts';
import { bind } from '../resolve/bind.ts';
import { joinsByName } from '../resolve/entries.ts';
import { type Span, textOf } from '../text/source.ts';
import { argumentsOf } from './arguments.ts';
import { broken } from './broken.ts';
import type { Step } from './check-layer.ts';
import type { SequenceStage } from './checked.ts';
import { type Context, type Flow, report, reporterOf } from './context.ts';
import { agreed, embedded, flowAfter, longest, NOTHING, withMarks } from './flow.ts';
import { withForgottenBars } from './forgotten-bar.ts';
import { misfitReport } from './misfit-report.ts';
import { meet, type Sides } from './needs.ts';
import { madeAt, readTap } from './read-tap.ts';
import { checkSequence } from './sequence.ts';

interface Branches {
  readonly flows: readonly Flow[];
  readonly stages: readonly SequenceStage[];
  readonly taps: readonly number[] | undefined;
}

export function checkJoin(node: JoinStage, flow: Flow, context: Context): Step {
  const def = joinsByName.get(node.join);
  if (!def) throw new Error(`there is no join ${node.join}`);
  const given = { positionals: [], settings: node.settings, span: node.word };
  const options = { word: node.word, isOther: (key: string) => key === 'name', otherNames: ['name'] };
  const binding = bind(def, given, options, reporterOf(context));
  const args = argumentsOf({ entry: def, key: `join/${def.name}`, label: def.name }, binding, context);
  const { flows, stages, taps } =
    'kind' in node.branches
      ? tappedBranches(node.branches, node, context)
      : stackBranches(node.branches, flow, context);
  const text = args.text === '' ? def.name : `${def.name} ${args.text}`;
  const written = 'kind' in node.branches ? `${text} @${node.branches.name.text}` : text;
  const base = { path: context.path, text: written, span: node.span, input: flow.type };
  const types = flows.flatMap(({ type }) => (type ? [type] : []));
  const parts = { kind: 'join', def, params: args.values, branches: stages, taps } as const;
  if (flows.length === 0 || types.length < flows.length || args.faulty) {
    context.run.broken = true;
    const guess = flows.find(({ type }) => type) ?? NOTHING;
    const step = broken({ ...base, ...parts, output: guess.type, assumed: true }, guess);
    return args.faulty ? faulty(step, node) : step;
  }
  const ruled = def.type(types, args.values as never);
  const rule = { ...ruled, output: withMarks({ ...ruled, output: embedded(ruled) }, undefined) };
  const at = {
    stage: text,
    span: node.word,
    flow: flows[rule.branch ?? 0] ?? flow,
    branches: flows,
    spans: args.spans,
    sides: sidesOf(node, flows, def.name === 'concat' ? joinedAxis(flows[0] ?? flow, args.values) : undefined),
  };
  const guessed = flows.some((each) => each.guessed);
  if (rule.misfit && !guessed) report(context, misfitReport(rule.misfit, at));
  const met = rule.needs.every((need) => meet(need, at, context));
  const whole = { ...flowAfter(longest(flows, rule.output) ?? flow, rule.output, node.word), guessed };
  if (rule.misfit || !met || !rule.output) {
    const after = agreed(whole, flows, def.name === 'concat' ? joinedAxis(whole, args.values) : undefined);
    return broken({ ...base, ...parts, output: after.type, assumed: true }, after);
  }
  return {
    stage: { ...base, ...parts, output: rule.output, assumed: false },
    flow: whole,
  };
}

/** What is known of the branches for a report that they differ. */
function sidesOf({ branches, settings }: JoinStage, flows: readonly Flow[], joined: number | undefined): Sides {
  const chosen = settings.find(({ key }) => key.text === 'axis')?.span;
  const stacks = 'kind' in branches ? [] : branches;
  const reads = stacks.flatMap(({ stages: [only, ...others] }, at): (readonly [Flow, Span])[] =>
    only?.kind === 'read' && others.length === 0 && flows[at] ? [[flows[at], only.span]] : [],
  );
  const how = joined === undefined ? {} : { joined, ...(chosen ? { chosen } : {}) };
  const tap = 'kind' in branches ? { tap: branches.name.text } : {};
  return { ...how, ...tap, reads: new Map(reads) };
}

/** A broken join whose arguments are told as they were written. */
function faulty({ stage, flow }: Step, { word, settings }: JoinStage): Step {
  if (stage.kind !== 'broken' || !stage.meant) return { stage, flow };
  const text = [word, ...settings.map(({ span }) => span)].map(textOf).join(' ');
  return { stage: { ...stage, meant: { ...stage.meant, text }, faulty: true }, flow };
}

/** The dim in which the branches of a concat may differ. */
function joinedAxis({ type }: Flow, { axis }: Readonly<Record<string, unknown>>): number | undefined {
  const rank = type?.dims.length ?? 0;
  return typeof axis === 'number' ? (axis < 0 ? rank + axis : axis) : rank - 1;
}

function stackBranches(stacks: readonly Stack[], flow: Flow, context: Context): Branches {
  const walked = stacks.map((stack, index) => {
    const whole = { ...stack, stages: withForgottenBars(stack.stages, context, true) };
    return checkSequence(whole, 'group', `branch ${index}`, flow, { ...context, path: `${context.path}[${index}]` });
  });
  return { flows: walked.map((branch) => branch.flow), stages: walked.map(({ stage }) => stage), taps: undefined };
}

function tappedBranches(tap: TapName, node: JoinStage, context: Context): Branches {
  const found = readTap(tap, context);
  if (found && 'one' in found) {
    const help = [`write @${tap.name.text} as a branch: ${node.join} ( id, @${tap.name.text} )`];
    report(
      context,
      diagnostic(
        'tap/single',
        tap.span,
        { name: tap.name.text, join: node.join },
        { labels: madeAt(tap, context), help },
      ),
    );
    return { flows: [found.one.flow], stages: [], taps: [found.one.id] };
  }
  const values = found?.many ?? [];
  return { flows: values.map((value) => value.flow), stages: [], taps: values.map(({ id }) => id) };
}
