/** Makes the nodes of stacks and stages from what the grammar read, and reports what is missing in them. */
import type * as A from './ast.ts';
import { type Builder, contentOf, type Element } from './build-ast.ts';
import { examples } from './examples.ts';
import type { Operand } from './operators.ts';
import { describe, placeOf } from './slips.ts';
import type * as T from './tokens.ts';

/** A stage before its assertion and its span are known. */
export type Core = Stageless<
  A.LayerStage | A.GroupStage | A.RepeatStage | A.ResidualStage | A.JoinStage | A.TapStage | A.ReadStage | A.Missing
>;
type Stageless<S> = S extends A.Stage ? Omit<S, 'span' | 'assertion'> : never;

/** A stack's stages and the bars between them; a stage may be missing on either side of a bar. */
export type Links = readonly (A.Stage | T.Token)[];

export function stage(b: Builder, core: Core, assertion: A.TypeExpr | undefined, start: number, end: number): A.Stage {
  const lastSetting = 'settings' in core ? core.settings.at(-1)?.span.end : undefined;
  const span = b.span(start, Math.max(end, lastSetting ?? end));
  return core.kind === 'missing' ? { kind: 'missing', span } : ({ ...core, assertion, span } as A.Stage);
}

/** A stack; `at` is where it would stand if it had no stage. */
export function stack(b: Builder, links: Links, at: number): A.Stack {
  const stages: A.Stage[] = [];
  let bars: T.Token[] = [];
  links.forEach((link, index) => {
    if (!isBar(link)) {
      stages.push(link);
      bars = [];
      return;
    }
    bars.push(link);
    const next = links[index + 1];
    if (next !== undefined && isBar(next)) return;
    const isLast = next === undefined;
    if (isLast || bars.length > 1 || index === bars.length - 1) emptyStage(b, bars, isLast, stages.length === 0);
    if (isLast) stages.push(b.missing(link.end));
  });
  const [first, last] = [stages[0], stages.at(-1)];
  return { kind: 'stack', stages, span: b.span(first?.span.start ?? at, last?.span.end ?? at) };
}

function isBar(link: A.Stage | T.Token): link is T.Token {
  return 'tokenType' in link;
}

/** Reports bars with no stage between them, after them or before them. */
function emptyStage(b: Builder, bars: readonly T.Token[], isLast: boolean, isFirst: boolean): void {
  const drop = isLast || isFirst ? bars : bars.slice(1);
  const [first] = drop;
  if (!first) return;
  b.fresh();
  const edits = drop.map((bar) => ({ ...placeOf(bar), text: '' }));
  const label = isLast
    ? 'no stage follows'
    : isFirst
      ? 'no stage stands before it'
      : 'no stage stands between the bars';
  b.report(
    'syntax/empty-stage',
    placeOf(first),
    {},
    {
      label,
      fixes: [b.reports.fix('leave it out', edits)],
    },
  );
}

/** A stack that must have a stage; `word` is what needs it. */
export function neededStack(b: Builder, body: A.Stack | undefined, word: T.Token, what: string, at: number): A.Stack {
  if (body && body.stages.length > 0) return body;
  if (!body || word.image !== '') b.missingAfter(word, what);
  const span = b.span(at, at);
  return { kind: 'stack', stages: [b.missing(at)], span };
}

/** The body of `repeat`, `residual` or a tap, in parentheses. */
export function body(b: Builder, group: T.Token | undefined, word: T.Token, at: number): A.Stack {
  if (group) return contentOf<A.Stack>(group);
  return neededStack(b, undefined, word, 'a stack in parentheses', at);
}

/** The stack in a group. */
export function content(group: T.Token): A.Stack {
  return contentOf<A.Stack>(group);
}

/** Something that begins no stage; nothing is known about what it stands for. */
export function notAStage(b: Builder, first: T.Token): Core {
  const word = /^"([A-Za-z_]\w*)"$/.exec(first.image)?.[1];
  const fixes = word === undefined ? [] : [b.reports.fix(`write ${word}`, [{ ...placeOf(first), text: word }])];
  const isWritten = word !== undefined;
  const help = isWritten ? [] : ['the name of a layer stands before its arguments: `linear 10`'];
  b.report('syntax/not-a-stage', placeOf(first), { found: describe(first) }, { fixes, help });
  return { kind: 'missing' };
}

/** `int[B, T] of V`. */
export function type(b: Builder, int: T.Token | undefined, dims: T.Token, of: Operand | undefined): A.TypeExpr {
  const span = b.span((int ?? dims).startOffset, of?.end ?? dims.end);
  return { kind: 'type', int: int !== undefined, dims: b.list(dims).items, of: of?.node, span };
}

export function repeat(
  b: Builder,
  word: T.Token,
  variables: readonly T.Token[],
  over: A.Expr | undefined,
  rest: readonly Element[],
  group: T.Token | undefined,
  at: number,
): Core {
  if (!over) {
    const what = variables.length > 0 ? 'a range or a list after `in`' : 'a count, or a variable with `in`';
    b.missingAfter(word, what);
  }
  return {
    kind: 'repeat',
    word: placed(b, word),
    variables: variables.map((variable) => b.name(variable)),
    over: over ?? b.missing(word.end),
    settings: settingsOnly(b, word, rest),
    body: body(b, group, word, at),
  };
}

export function residual(
  b: Builder,
  word: T.Token,
  rest: readonly Element[],
  group: T.Token | undefined,
  at: number,
): Core {
  const wordSpan = placed(b, word);
  if (!group) b.missingAfter(word, 'a stack in parentheses');
  return { kind: 'residual', word: wordSpan, settings: settingsOnly(b, word, rest), body: body(b, group, word, at) };
}

export function join(
  b: Builder,
  word: T.Token,
  elements: readonly Element[],
  group: T.Token | undefined,
  at: number,
): Core {
  const tap = elements.map(({ node }) => node).find((node) => node.kind === 'tap-name');
  const rest = elements.filter(({ node }) => node !== tap || group);
  const kind = { kind: 'join', join: word.image as A.JoinStage['join'], word: placed(b, word) } as const;
  if (!group && !tap) b.missingAfter(word, 'branches in parentheses, or a name with @');
  const branches = group
    ? contentOf<readonly A.Stack[]>(group)
    : (tap ?? [{ kind: 'stack', stages: [b.missing(at)], span: b.span(at, at) } as const]);
  return { ...kind, settings: settingsOnly(b, word, rest), branches };
}

export function tap(b: Builder, word: T.Token, name: T.Token | undefined, group: T.Token | undefined): Core {
  if (!name) b.missingAfter(word, 'a name with @');
  const at = word.end;
  const missing = { kind: 'name', text: '', span: b.span(at, at) } as const;
  return {
    kind: 'tap',
    word: placed(b, word),
    tap: name ? b.tapName(name) : { kind: 'tap-name', name: missing, span: b.span(at, at) },
    branch: group && contentOf<A.Stack>(group),
  };
}

function placed(b: Builder, word: T.Token) {
  return b.span(word.startOffset, word.end);
}

/** The settings of a form, which takes nothing else before its body. */
function settingsOnly(b: Builder, word: T.Token, elements: readonly Element[]): readonly A.Setting[] {
  const other = elements.find(({ node }) => node.kind !== 'setting');
  if (other && other.node.kind !== 'missing') {
    const found = `\`${b.reports.source.text.slice(other.place.start, other.place.end).slice(0, 40)}\``;
    const help = [`for example: ${examples.get(word.image)}`];
    b.report('syntax/unexpected', other.place, { found, wanted: 'a setting or a stack in parentheses' }, { help });
  }
  return elements.map(({ node }) => node).filter((node) => node.kind === 'setting');
}

/** A stack between parentheses; the empty stack has a name of its own. */
export function enclosed(b: Builder, body: A.Stack): A.Stack {
  if (body.stages.length > 0) return body;
  const { start } = b.inner;
  const args = { what: 'something between them', after: 'a pair of parentheses' };
  b.report('syntax/missing', b.around, args, { help: ['the empty stack is `id`'] });
  return { ...body, stages: [b.missing(start)] };
}

/** A stack that no bracket closes: what follows its last stage is not known. */
export function unfinished(body: A.Stack): A.Stack {
  const { span, stages } = body;
  return { ...body, stages: [...stages, { kind: 'missing', span: { ...span, start: span.end } }] };
}

/** The readings of parentheses among arguments that can be a stack; a lone name can be an expression too. */
export function readings(stack: A.Stack, closed: boolean): Pick<A.Paren, 'stack' | 'expr'> {
  return { stack: closed ? stack : unfinished(stack), expr: loneName(stack) };
}

/** The name in `(d)` and `((d))`. */
function loneName(content: A.Stack): A.Expr | undefined {
  let inner = content;
  for (;;) {
    const [only, other] = inner.stages;
    if (!only || other) return undefined;
    if (only.kind === 'missing') return only;
    if (only.assertion) return undefined;
    if (only.kind === 'layer') return nameOf(only);
    if (only.kind !== 'group') return undefined;
    inner = only.body;
  }
}

function nameOf({ name, args }: A.LayerStage): A.Expr | undefined {
  if (args.positionals.length + args.settings.length > 0) return undefined;
  return { kind: 'name-expr', name: name.text, span: name.span };
}

/** Branches between commas; one that is missing is reported at its comma. */
export function branches(b: Builder, parts: readonly A.Stack[], commas: readonly T.Token[]): readonly A.Stack[] {
  if (commas.length === 0 && parts[0]) return [enclosed(b, parts[0])];
  return parts.map((part, index) => {
    if (part.stages.length > 0) return part;
    const comma = commas[index] ?? commas[index - 1];
    if (comma) missingBranch(b, comma, part.span.start, index > 0 && parts.length > 2);
    return { ...part, stages: [b.missing(part.span.start)] };
  });
}

/** A comma behind the last branch, or a second one, is more than is meant; with two branches alone it parts them. */
function missingBranch(b: Builder, comma: T.Token, at: number, isSurplus: boolean): void {
  b.fresh();
  const id = b.reports.fix('write id', [{ start: at, end: at, text: ' id' }]);
  const less = b.reports.fix('leave the comma out', [{ ...placeOf(comma), text: '' }]);
  const help = ['`id` is the branch that changes nothing'];
  b.report('syntax/missing-branch', placeOf(comma), {}, { help, fixes: isSurplus ? [less, id] : [id, less] });
}
