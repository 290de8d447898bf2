/** Which tap a name means, and which of its values a reader sees. */
import { diagnostic, type Label, respell } from '../diagnostics/diagnostic.ts';
import type { BlockItem, TapName } from '../parser/ast.ts';
import { visit } from '../parser/visit.ts';
import { nearest } from '../text/nearest.ts';
import type { Span } from '../text/source.ts';
import { type Context, report } from './context.ts';
import { lookUp } from './frame.ts';
import { type Tapped, type TapScope, tapped } from './taps.ts';

export interface TapTarget {
  readonly scope: TapScope;
  readonly name: string;
  /** Not a parameter of the block. */
  readonly isOwn: boolean;
}

/** Whose tap a name is: the caller's where it is a parameter of the block, else the block's own. */
export function tapTarget(name: string, context: Context): TapTarget {
  const local = lookUp(context.frame, `@${name}`);
  if (local?.kind === 'tap') return { ...tapTarget(local.name, local.env), isOwn: false };
  return { scope: context.taps, name, isOwn: true };
}

/** The values that a tap's name holds for a reader here; reports an unknown one. */
export function readTap(tap: TapName, context: Context): Tapped | undefined {
  const { scope, name } = tapTarget(tap.name.text, context);
  const found = tapped(scope.values.get(name) ?? [], context.turns);
  if (found) return found;
  context.run.broken = true;
  if (tap.name.text === '' || lookUp(context.frame, `@${tap.name.text}`)?.kind === 'bad') return undefined;
  const stage = scope.stages.get(name);
  const labels = stage ? [{ span: stage, message: 'the stage is named here' }] : [];
  const toTap = [`put tap @${name} after the stage, and give the stage another name or none`];
  if (stage) report(context, diagnostic('tap/is-stage', tap.span, { name }, { labels, help: toTap }));
  else {
    const near = nearest(name, [...scope.values.keys(), ...tapParams(context).keys()]);
    const [close = ''] = near;
    const given = scope.given.get(name);
    const far = scope.taps.get(close) ?? tapParams(context).get(close) ?? scope.given.get(close)?.call;
    if (far) labels.push({ span: far, message: 'a tap with nearly this name' });
    else if (given)
      labels.push({
        span: given.declared,
        message: `${given.block} takes it as @${given.param}, and does not tap that`,
      });
    else if (near.length === 0) labels.push(...tapLike(name, context));
    const help = near.length > 0 ? [] : [wayOut(name, context)];
    const fixes = respell(near, tap.span, (name) => `@${name}`);
    report(context, diagnostic('tap/unknown', tap.span, { name: tap.name.text, near }, { labels, help, fixes }));
  }
  return undefined;
}

/** Where a tap is made, as a label for what is wrong with its value. */
export function madeAt(tap: TapName, context: Context): Label[] {
  const { scope, name } = tapTarget(tap.name.text, context);
  const span = scope.taps.get(name);
  return span ? [{ span, message: `@${name} is made here` }] : [];
}

function wayOut(name: string, { calls, scope }: Context): string {
  const tapping = [...scope.blocks.values()].find(({ item }) => makesTap(item, name))?.item.name.text;
  if (tapping !== undefined)
    return `the tap @${name} in block ${tapping} is its own: make it a parameter, block ${tapping}(@${name}) = …, and give it in the call`;
  const block = calls.at(-1)?.block;
  return block === undefined
    ? `put tap @${name} after the stage whose value is meant, above this place`
    : `a block sees its own taps only: take it as a parameter, block ${block}(@${name}) = …, and give it in the call`;
}

/** The taps that the block around takes as its parameters. */
export function tapParams({ calls }: Context): ReadonlyMap<string, Span> {
  const params = calls.at(-1)?.item.params.filter(({ tap }) => tap) ?? [];
  return new Map(params.map(({ name }) => [name.text, name.span]));
}

/** Where a block has a tap whose name a slip could have made of this one. */
function tapLike(name: string, { scope }: Context): Label[] {
  const found: Label[] = [];
  for (const { item } of scope.blocks.values())
    visit(item.body, {
      tap: ({ tap }) => {
        if (item.span.source === scope.source && nearest(name, [tap.name.text]).length > 0)
          found.push({ span: tap.span, message: 'a tap with nearly this name' });
      },
    });
  return found.slice(0, 1);
}

function makesTap({ body }: BlockItem, name: string): boolean {
  let found = false;
  visit(body, {
    tap: ({ tap }) => {
      found ||= tap.name.text === name;
    },
  });
  return found;
}
