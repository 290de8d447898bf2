/** Keys of settings that a blank tears apart (`bi as=false`), or that lack the one before them (`widthbias=false`). */
import type { Args, Setting, Value } from '../parser/ast.ts';

/** The arguments with each torn key as one, as it is written; it is still to be reported. */
export function withTornKeys(args: Args, known: readonly string[]): Args {
  const halves = new Map<Setting, Value>();
  for (const setting of args.settings) {
    const half = args.positionals.find((value) => isHalf(value, setting, known));
    if (half) halves.set(setting, half);
  }
  if (halves.size === 0) return args;
  const gone = new Set(halves.values());
  const settings = args.settings.map((setting): Setting => {
    const half = halves.get(setting);
    if (half?.kind !== 'name-expr') return setting;
    const { start } = half.span;
    const { text, span } = setting.key;
    const key = { ...setting.key, text: `${half.name} ${text}`, span: { ...span, start } };
    return { ...setting, key, span: { ...setting.span, start } };
  });
  return { ...args, positionals: args.positionals.filter((value) => !gone.has(value)), settings };
}

/** Whether a key is one that a blank tears apart. */
export function isTorn({ key }: Setting): boolean {
  return key.text.includes(' ');
}

/** Whether a word is the first half of the key right behind it. */
function isHalf(value: Value, { key }: Setting, known: readonly string[]): boolean {
  if (value.kind !== 'name-expr' || value.span.end >= key.span.start || known.includes(key.text)) return false;
  const between = key.span.source.text.slice(value.span.end, key.span.start);
  return /^[ \t]+$/.test(between) && known.includes(value.name + key.text);
}

/** The shortest known key that counts as one at the end of another word. */
const SHORTEST = 3;

/** The known key that a word ends with, and what is glued to it. */
export function gluedKey(
  word: string,
  known: readonly string[],
): { readonly rest: string; readonly key: string } | undefined {
  const keys = known.filter((each) => each.length >= SHORTEST && each.length < word.length && word.endsWith(each));
  const key = keys.sort((a, b) => b.length - a.length)[0];
  return key === undefined ? undefined : { rest: word.slice(0, word.length - key.length), key };
}
