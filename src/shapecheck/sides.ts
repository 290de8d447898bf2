/** The report for branches that must agree and do not. */
import { type Diagnostic, diagnostic, type Fix, replace } from '../diagnostics/diagnostic.ts';
import { both } from '../diagnostics/row.ts';
import { toTight } from '../shapes/dim.ts';
import { type TensorType, typeText } from '../shapes/shape.ts';
import { textOf } from '../text/source.ts';
import type { Flow, Origin } from './context.ts';
import { keepHelp } from './keep-help.ts';
import type { At } from './needs.ts';
import { originLabel } from './origin-labels.ts';
import { resized } from './resize.ts';
import { lengthWays } from './side-lengths.ts';

/** The report for two of the branches of a join or a residual. `axis` is the dim that differs; undefined where the ranks do. */
export function differ(at: At, left: Flow, right: Flow, axis: number | undefined): Diagnostic {
  const texts = { left: left.type ? typeText(left.type) : '?', right: right.type ? typeText(right.type) : '?' };
  const help = [...(at.sides?.help ?? []), ...keepHelp(left.type, right.type, axis), ...joinedElsewhere(at, axis)];
  const fixes = axis === undefined ? [] : agreeing(at, left, right, axis);
  const ways = help.length + fixes.length > 0 ? help : remaining(at, left, right, axis);
  const facts = { what: `${at.stage} needs the same shape on all sides${exceptText(at, left)}`, ...texts };
  const label = axis === undefined ? undefined : axisText(axis, left.type, right.type);
  return diagnostic('shape/mismatch', at.span, facts, {
    label,
    labels: labelsOf(at, left, right, axis),
    help: ways,
    fixes,
  });
}

/** Where the dim comes from on each side. */
function labelsOf({ branches = [] }: At, left: Flow, right: Flow, axis: number | undefined) {
  const sides = axis === undefined || branches.length > MOST_SIDES ? [left, right] : branches;
  const origins = sides.map(({ origins: all, type }) => all[axis ?? (type?.dims.length ?? 0) - 1]);
  return distinct(origins.filter((origin) => origin !== undefined)).map(originLabel);
}

/** Of more branches only the two that were compared are shown. */
const MOST_SIDES = 6;

function exceptText({ sides }: At, { type }: Flow): string {
  if (sides?.joined === undefined || !type) return '';
  return sides.joined === type.dims.length - 1 ? ', but for the channels' : `, but for dim ${sides.joined}`;
}

/** A concat along a dim that its writer chose, where all the others are equal but for the channels. */
function joinedElsewhere({ sides, branches = [] }: At, axis: number | undefined): string[] {
  const last = (branches[0]?.type?.dims.length ?? 0) - 1;
  if (!sides?.chosen || axis !== last) return [];
  return [`leave ${textOf(sides.chosen)} out: the branches differ in their channels, which are then put side by side`];
}

function remaining(at: At, left: Flow, right: Flow, axis: number | undefined): string[] {
  const ways = axis === undefined ? [] : lengthWays(left, right, axis, at.branches);
  if (ways.length > 0) return ways;
  const [one, other] = [left, right].map(({ type }) => (type && axis !== undefined ? type.dims[axis] : undefined));
  if (at.sides?.joined !== undefined && one && other)
    return [`let dim ${axis} be ${toTight(one)} on all sides, or ${toTight(other)} on all`];
  const taps = axis === undefined ? [] : tapWays(at, axis);
  if (taps.length > 0) return taps;
  const [first, second] = [left, right].map(({ type }) => (type ? typeText(type) : '?'));
  return [`let both sides give ${first}, or both ${second}`];
}

/** Taps of a repeat that give other numbers of channels in each turn. */
function tapWays({ sides, branches = [] }: At, axis: number): string[] {
  const sizes = branches.flatMap(({ type }) => (type?.dims[axis] ? [toTight(type.dims[axis])] : []));
  const isLast = branches.every(({ type }) => type?.dims.length === axis + 1);
  if (!sides?.tap || !isLast || sizes.length > MOST_SIDES) return [];
  const layer = branches[0]?.type?.dims.length === 4 ? 'conv' : 'linear';
  const text = `tap @${sides.tap} ( ${layer} ${sizes.at(-1)}${layer === 'conv' ? ' 1' : ''} )`;
  return [`@${sides.tap} holds ${both(sizes)} channels: a stack makes them as many, as in ${text}`];
}

/** The features of one side made as many as those of the other: where a tap is read, else rather those of the later one. */
function agreeing({ sides = {}, stage }: At, left: Flow, right: Flow, axis: number): Fix[] {
  const [one, other] = [left.type?.dims[axis], right.type?.dims[axis]];
  if (axis < (left.type?.dims.length ?? 0) - 1) return [];
  const later = resized(right.origins[axis], other, one);
  if (sides.inner) return later;
  const projections = stage.startsWith('sum')
    ? [...projected(sides, left, right), ...projected(sides, right, left)]
    : [];
  return [...projections, ...(later.length > 0 ? later : resized(left.origins[axis], one, other))];
}

/** A tap that is read as it is gets a layer that gives as many channels as the other side has. */
function projected({ reads }: NonNullable<At['sides']>, own: Flow, other: Flow): Fix[] {
  const [span, width] = [reads?.get(own), other.type?.dims.at(-1)];
  if (!span || !width || reads?.has(other)) return [];
  const layer = other.type?.dims.length === 4 ? `conv ${toTight(width)} 1` : `linear ${toTight(width)}`;
  const text = `${textOf(span)} | ${layer}`;
  return [replace(`write ${text}`, span, text)];
}

function distinct(origins: readonly Origin[]): Origin[] {
  return origins.filter((origin, at) => origins.findIndex((other) => other.span.start === origin.span.start) === at);
}

function axisText(axis: number, left: TensorType | undefined, right: TensorType | undefined): string | undefined {
  const [one, other] = [left?.dims[axis], right?.dims[axis]];
  return one && other && `dim ${axis} is ${toTight(one)} on one side and ${toTight(other)} on the other`;
}
