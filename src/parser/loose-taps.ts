/** Mends parameters of a block that its body reads as taps: `block unit(n, skips) = … | tap @skips`. */
import type { Reports } from './reports.ts';
import { insert, placeOf } from './slips.ts';
import * as T from './tokens.ts';

/** Makes taps, in place, of the parameters that the body names with @ alone, and reports them. */
export function mendTapParams(params: readonly T.Token[], body: readonly T.Token[], reports: Reports): void {
  const names = params.filter((token, at) => T.is(token, T.Word) && (at === 0 || T.is(params[at - 1], T.Comma)));
  if (names.length === 0) return;
  const known = new Set(params.map(({ image }) => image));
  const used = usesOf(body);
  for (const name of names) {
    const use = used.get(`@${name.image}`);
    if (!use || used.has(name.image) || known.has(`@${name.image}`)) continue;
    const fixes = [reports.safeFix(`write @${name.image}`, [insert(name.startOffset, '@')])];
    const labels = [{ span: reports.span(placeOf(use)), message: 'the name of a tap' }];
    const args = { what: '`@` before it', after: `the parameter \`${name.image}\`` };
    reports.add('syntax/missing', placeOf(name), args, { labels, fixes });
    T.retag(name, T.TapName);
  }
}

/** The words of a body, those in its brackets too, each where it stands first. */
function usesOf(body: readonly T.Token[]): ReadonlyMap<string, T.Token> {
  const found = new Map<string, T.Token>();
  const open = [...body];
  for (let token = open.pop(); token; token = open.pop()) {
    if (token.group) for (const inner of token.group.tokens) open.push(inner);
    else if (T.is(token, T.Word) || T.is(token, T.TapName)) {
      const known = found.get(token.image);
      if (!known || token.startOffset < known.startOffset) found.set(token.image, token);
    }
  }
  return found;
}
