/** Which tap a name means, and which of its values a reader sees. */
import { diagnostic } from '../diagnostics/diagnostic.ts';
import type { TapName } from '../parser/ast.ts';
import { nearest } from '../text/nearest.ts';
import { type Context, report } from './context.ts';
import { lookUp } from './frame.ts';
import { type Tapped, type TapScope, tapped } from './taps.ts';

/** Whose tap a name is: the caller's where it is a parameter of the block, else the block's own. */
export function tapTarget(name: string, context: Context): { readonly scope: TapScope; readonly name: string } {
  const local = lookUp(context.frame, `@${name}`);
  return local?.kind === 'tap' ? tapTarget(local.name, local.env) : { scope: context.taps, name };
}

/** The values that a tap's name holds for a reader here; reports an unknown one. */
export function readTap(tap: TapName, context: Context): Tapped | undefined {
  const { scope, name } = tapTarget(tap.name.text, context);
  const found = tapped(scope.get(name) ?? [], context.turns);
  if (found || tap.name.text === '') return found;
  report(context, diagnostic('tap/unknown', tap.span, { name: tap.name.text, near: nearest(name, scope.keys()) }));
  return undefined;
}
