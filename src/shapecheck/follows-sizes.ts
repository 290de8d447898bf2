/** Which reports on shapes follow from another one: from a size, an order of stages or a join that was told before. */
import type { Diagnostic } from '../diagnostics/diagnostic.ts';
import type { Rule } from './follows.ts';

/** A size that a stage cannot take is also another than is wanted further on, where one that it can take would do. */
export const isOfSize: Rule = (one, { all }) => {
  if (one.code !== 'shape/mismatch' && one.code !== 'shape/output-target' && one.code !== 'shape/block-needs')
    return false;
  const places = one.labels.map(({ span }) => `${span.source.file} ${span.start}`);
  return all.some((other) => {
    if (other.code !== 'shape/not-divisible' && other.code !== 'shape/too-small') return false;
    const isOrigin = places.includes(`${other.span.source.file} ${other.span.start}`);
    if ((other.span.start > one.span.start && !isOrigin) || !wouldDo(one, other)) return false;
    const isGuess = one.code === 'shape/output-target' && other.code === 'shape/too-small';
    const [origin] = other.labels;
    const isSame = origin !== undefined && places.includes(`${origin.span.source.file} ${origin.span.start}`);
    return isGuess || isSame || isOrigin;
  });
};

/** Whether the size that is wanted further on would suit the stage that cannot take the one that comes to it. */
function wouldDo({ args }: Diagnostic, other: Diagnostic): boolean {
  const [left, right] = sidesOf(args);
  if (left === undefined || right === undefined) return true;
  const differing = left.filter((dim, at) => dim !== right[at]).concat(right.filter((dim, at) => dim !== left[at]));
  if ('divisor' in other.args) {
    const { divisor, length } = other.args;
    return differing.some((dim) => dim !== length && !(Number(dim) % Number(divisor) > 0));
  }
  // How many features the last layer gives is written there, whatever comes to it.
  return left.length > 2 || left.length !== right.length;
}

/** The dims of both sides of a report that shows two shapes. */
function sidesOf(args: Diagnostic['args']): (readonly string[] | undefined)[] {
  const { left, right, got, wants }: Readonly<Partial<Record<string, unknown>>> = { ...args };
  if (left !== undefined) return [dimsIn(String(left)), dimsIn(String(right))];
  return got !== undefined ? [dimsIn(String(got)), dimsIn(String(wants))] : [];
}

function dimsIn(shape: string): readonly string[] | undefined {
  return /\[(.*?)\]/.exec(shape)?.[1]?.split(', ');
}

/** The same two sizes differ wherever the one that was changed meets the other. */
export const isSameSize: Rule = (one, { all }) => {
  if (one.code !== 'shape/mismatch') return false;
  const pair = pairOf(one);
  const origins = originsOf(one);
  const first = all.find(
    (other) =>
      other.code === one.code && pairOf(other) === pair && originsOf(other).some((each) => origins.includes(each)),
  );
  return pair !== undefined && first !== undefined && first !== one;
};

/** The one size that differs, on both sides; or both shapes, where more than one does. */
function pairOf({ args }: Diagnostic): string | undefined {
  const [left, right] = sidesOf(args);
  const [a, b] = left && right ? [left, right] : numbersOf(args);
  const differing = a.flatMap((dim, at) => (dim === b[at] ? [] : [[dim, b[at]].sort().join(' ')]));
  if (a.length !== b.length || differing.length === 0) return undefined;
  return differing.length === 1 ? differing[0] : [a, b].map((dims) => dims.join(' ')).join(' and ');
}

/** Sides that are numbers rather than shapes. */
function numbersOf(args: Diagnostic['args']): readonly [readonly string[], readonly string[]] {
  const { left, right }: Readonly<Partial<Record<string, unknown>>> = { ...args };
  return [[String(left)], [String(right)]];
}

function originsOf({ labels }: Diagnostic): string[] {
  return labels.map(({ span }) => `${span.source.file} ${span.start}`);
}

/** Of two stages in the wrong order the second one gives what the first one takes. */
export const isOfSwap: Rule = (one, { all }) => {
  const wanted = kindWanted(one);
  if (wanted === undefined) return false;
  return all.some((other) => {
    if (other === one || other.span.source !== one.span.source || other.span.start > one.span.start) return false;
    if (other.code !== 'shape/no-input' && (kindWanted(other) === undefined || kindGot(other) !== wanted)) return false;
    const between = one.span.source.text.slice(other.span.end, one.span.start);
    return between.split('|').length === 2 && !/\n\w/.test(between);
  });
};

/** What a stage takes: token ids or numbers, and how many dims where that is told. */
function kindWanted({ code, args }: Diagnostic): string | undefined {
  if (code === 'shape/needs-int') return 'int';
  if (code === 'shape/needs-float') return 'float';
  const isOfType = code === 'shape/block-input' || code === 'shape/rank';
  return isOfType && 'takes' in args ? kindIn(String(args.takes)) : undefined;
}

function kindGot({ args }: Diagnostic): string | undefined {
  return 'got' in args ? kindIn(String(args.got)) : undefined;
}

function kindIn(type: string): string | undefined {
  const dims = dimsIn(type);
  if (type.startsWith('int')) return 'int';
  return dims && `${dims.length} dims`;
}
