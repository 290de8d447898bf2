/** Names that may be misspelt where they are declared: what nothing in the file uses under the name that it has. */
import { type Diagnostic, type Fix, replace } from '../diagnostics/diagnostic.ts';
import { type Span, textOf } from '../text/source.ts';

/** The report of an unknown name with the other way out, at the declaration of the one that is near to it, when nothing uses that. */
export function mayBeDeclaredWrong(one: Diagnostic, declared: Span | undefined): Diagnostic {
  const [fix] = one.fixes;
  if (!declared || !fix || one.span.source !== declared.source) return one;
  const [used, name] = [textOf(one.span), textOf(declared)];
  if (!/^\w+$/.test(used) || declared.source.text.length > LARGEST || timesIn(name, declared) > 1) return one;
  const there: Fix = replace(`call it ${used} where it is declared`, declared, used);
  const here = one.fixes.map((each) => ({ ...each, safe: false }));
  return { ...one, fixes: timesIn(used, declared) > 1 ? [there, ...here] : [...here, there] };
}

/** Uses are counted in files of ordinary size. */
const LARGEST = 100_000;

/** How often a name stands in a file, comments left out. */
function timesIn(name: string, { source }: Span): number {
  return [...source.text.replaceAll(/#[^\r\n]*/g, '').matchAll(new RegExp(`\\b${name}\\b`, 'g'))].length;
}
