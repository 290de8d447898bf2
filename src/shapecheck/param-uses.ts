/** What the body of a block uses its parameters as: a stage, a value, or nothing. */
import type { Args, BlockItem, BlockParam, Setting, Stack, Stage, Value } from '../parser/ast.ts';
import { type Node, walk } from '../parser/visit.ts';
import type { Block } from '../resolve/scope.ts';
import type { Span } from '../text/source.ts';

/** The first place of each use; neither when the parameter is not used. A tap's uses all count as values. */
export interface ParamUse {
  readonly stage: Span | undefined;
  readonly value: Span | undefined;
}

/** By parameter, for all blocks that a file sees. */
export type ParamUses = ReadonlyMap<BlockParam, ParamUse>;

const NONE: ParamUse = { stage: undefined, value: undefined };

/** The uses of each parameter of the blocks, and of those that they call. A parameter handed on is used as it is there. */
export function paramUses(blocks: Iterable<Block>): ParamUses {
  const found: Found = { uses: new Map(), handed: new Map() };
  const open = [...blocks];
  const seen = new Set<BlockItem>();
  for (let block = open.pop(); block; block = open.pop()) {
    if (seen.has(block.item)) continue;
    seen.add(block.item);
    const { item } = block;
    const params = new Map(item.params.map((param) => [`${param.tap ? '@' : ''}${param.name.text}`, param]));
    collect({ params, block, found, calls: (callee) => open.push(callee) });
    for (const param of item.params) if (!found.uses.has(param)) found.uses.set(param, NONE);
  }
  spread(found);
  return found.uses;
}

interface Found {
  readonly uses: Map<BlockParam, ParamUse>;
  /** By the parameter of a called block: the parameters that are handed on to it. */
  readonly handed: Map<BlockParam, { readonly param: BlockParam; readonly span: Span }[]>;
}

interface Search {
  readonly params: ReadonlyMap<string, BlockParam>;
  readonly block: Block;
  readonly found: Found;
  readonly calls: (callee: Block) => void;
}

/** A parameter that is handed on to one used as a stage is a stage too, however far that goes. */
function spread({ uses, handed }: Found): void {
  const open = [...uses.keys()];
  for (let to = open.pop(); to; to = open.pop()) {
    const there = uses.get(to) ?? NONE;
    for (const { param, span } of handed.get(to) ?? []) {
      const here = uses.get(param) ?? NONE;
      const stage = here.stage ?? (there.stage && span);
      const value = here.value ?? (there.value && span);
      if (stage === here.stage && value === here.value) continue;
      uses.set(param, { stage, value });
      open.push(param);
    }
  }
}

function collect(search: Search): void {
  const { item } = search.block;
  for (const param of item.params) if (param.default) value(param.default, search);
  if (item.type) values(item.type, search);
  stack(item.body, search);
}

function stack({ stages }: Stack, search: Search): void {
  for (const one of stages) stage(one, search);
}

function stage(node: Stage, search: Search): void {
  if (node.kind === 'missing') return;
  if (node.assertion) values(node.assertion, search);
  if ('settings' in node) settings(node.settings, search);
  switch (node.kind) {
    case 'layer':
      named(node.name.text, node.name.span, node.args, search);
      break;
    case 'group':
    case 'residual':
      stack(node.body, search);
      break;
    case 'repeat':
      values(node.over, search);
      stack(node.body, search);
      break;
    case 'join':
      if ('kind' in node.branches) mark(`@${node.branches.name.text}`, 'value', node.branches.span, search);
      else for (const branch of node.branches) stack(branch, search);
      break;
    case 'tap':
      mark(`@${node.tap.name.text}`, 'value', node.tap.span, search);
      if (node.branch) stack(node.branch, search);
      break;
    case 'read':
      mark(`@${node.tap.name.text}`, 'value', node.tap.span, search);
  }
}

function named(word: string, span: Span, args: Args, search: Search): void {
  mark(word, 'stage', span, search);
  const callee = search.params.has(word) ? undefined : search.block.scope.blocks.get(word);
  if (callee) search.calls(callee);
  const params = callee?.item.params ?? [];
  for (const [index, given] of args.positionals.entries()) argument(given, params[index], search);
  for (const { key, value: given } of args.settings)
    argument(
      given,
      params.find(({ name }) => name.text === key.text),
      search,
    );
}

/** An argument of a block that is a bare name counts as what the block does with it. */
function argument(given: Value, to: BlockParam | undefined, search: Search): void {
  const name = bareName(given);
  const own = name === undefined ? undefined : search.params.get(name);
  const { handed } = search.found;
  if (!to || !own) {
    value(given, search);
    return;
  }
  const known = handed.get(to);
  if (known) known.push({ param: own, span: given.span });
  else handed.set(to, [{ param: own, span: given.span }]);
}

function bareName(given: Value): string | undefined {
  if (given.kind === 'tap-name') return `@${given.name.text}`;
  const expr = given.kind === 'paren' ? given.expr : given;
  return expr?.kind === 'name-expr' ? expr.name : undefined;
}

/** The stack in `via=( … )`, or a word that stands for one; other settings are values. */
function settings(given: readonly Setting[], search: Search): void {
  for (const { key, value: one } of given)
    if (key.text === 'via' && one.kind === 'name-expr') mark(one.name, 'stage', one.span, search);
    else if (key.text === 'via' && one.kind === 'paren' && one.stack) stack(one.stack, search);
    else value(one, search);
}

function value(given: Value, search: Search): void {
  if (given.kind === 'tap-name') mark(`@${given.name.text}`, 'value', given.span, search);
  else if (given.kind !== 'paren') values(given, search);
  else if (given.expr) values(given.expr, search);
  else if (given.stack) stack(given.stack, search);
}

/** Every name in an expression or a type. */
function values(node: Node, search: Search): void {
  walk(node, (inner) => {
    if (inner.kind === 'name-expr') mark(inner.name, 'value', inner.span, search);
    if (inner.kind === 'tap-name') mark(`@${inner.name.text}`, 'value', inner.span, search);
  });
}

function mark(name: string, as: 'stage' | 'value', span: Span, { params, found }: Search): void {
  const param = params.get(name);
  if (!param) return;
  const known = found.uses.get(param) ?? NONE;
  if (!known[as]) found.uses.set(param, { ...known, [as]: span });
}
