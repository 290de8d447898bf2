/** Which tap a name means, and which of its values a reader sees. */
import { diagnostic, replace } from '../diagnostics/diagnostic.ts';
import type { BlockItem, TapName } from '../parser/ast.ts';
import { visit } from '../parser/visit.ts';
import { nearest } from '../text/nearest.ts';
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
  if (stage) report(context, diagnostic('tap/is-stage', tap.span, { name }, { labels }));
  else {
    const near = nearest(name, scope.values.keys());
    const help = near.length > 0 ? [] : [wayOut(name, context)];
    const fixes = near.slice(0, 1).map((close) => replace(`write @${close}`, tap.span, `@${close}`, true));
    report(context, diagnostic('tap/unknown', tap.span, { name: tap.name.text, near }, { help, fixes }));
  }
  return undefined;
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

function makesTap({ body }: BlockItem, name: string): boolean {
  let found = false;
  visit(body, {
    tap: ({ tap }) => {
      found ||= tap.name.text === name;
    },
  });
  return found;
}
