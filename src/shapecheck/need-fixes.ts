/** Fixes for lengths that do not divide or are too short: at the length, or at the argument that must suit it. */
import { type Fix, replace } from '../diagnostics/diagnostic.ts';
import type { Choice, Need } from '../registry/rule.ts';
import { type Dim, numberOf } from '../shapes/dim.ts';
import type { Obligation } from '../shapes/obligation.ts';
import type { Span } from '../text/source.ts';
import type { Origin } from './context.ts';
import { renumbered, resized } from './resize.ts';

/** The nearest multiples where the length comes from: the next one alone where the argument may as well be another. */
export function multipleFix(
  obligation: Obligation & { kind: 'divides' },
  origin: Origin | undefined,
  choice: Choice | undefined,
): Fix[] {
  const [by, length] = [numberOf(obligation.divisor), numberOf(obligation.of)];
  if (!by || length === undefined || !origin) return [];
  const [way] = multipleOf(obligation, origin);
  if (way && origin.setting) return renumbered(origin.span, origin.setting.value, Number(way.split('=')[1]));
  const [up, down] = [Math.ceil(length / by) * by, Math.floor(length / by) * by];
  const multiples = choice || down === 0 ? [up] : [up, down];
  const near = multiples.sort((a, b) => Math.abs(a - length) - Math.abs(b - length));
  return origin.size ? near.flatMap((wanted) => renumbered(origin.span, length, wanted, origin.size)) : [];
}

/** The least length that is enough. */
export function enoughFix(obligation: Obligation & { kind: 'at-least' }, origin: Origin | undefined): Fix[] {
  const [way] = enoughFor(obligation, origin);
  if (way && origin?.setting) return renumbered(origin.span, origin.setting.value, Number(way.split('=')[1]));
  return origin?.setting ? [] : resized(origin, obligation.dim, obligation.min);
}

/** The nearest legal value of the argument that must divide. */
export function choiceFix({ choice }: Need, of: Dim, span: Span | undefined): Fix[] {
  const [given, size] = [choice && numberOf(choice.dim), numberOf(of)];
  if (!choice || !span || given === undefined || size === undefined) return [];
  const [near] = legalChoices(choice, size).sort((a, b) => Math.abs(a - given) - Math.abs(b - given));
  return near === undefined ? [] : [replace(`write ${near} for ${choice.param}`, span, String(near))];
}

/** What an argument may be that must divide `size`; of a very large one those that are tried. */
export function legalChoices({ times, by }: Choice, size: number): number[] {
  const all = Array.from({ length: Math.min(size, 1e5) }, (_, i) => i + 1);
  const unit = (by && numberOf(by)) ?? 1;
  return all.filter((n) => size % (n * times) === 0 && n % unit === 0);
}

/** "context=8": the nearest value of the setting behind a dim that would divide. */
export function multipleOf({ divisor, of }: Obligation & { kind: 'divides' }, origin: Origin | undefined): string[] {
  const [by, length] = [numberOf(divisor), numberOf(of)];
  const setting = origin?.setting;
  if (!setting || !by || length === undefined || length * setting.per !== setting.value) return [];
  const unit = by * setting.per;
  const up = Math.ceil(setting.value / unit) * unit;
  const fits = setting.most === undefined || up <= setting.most;
  const use = fits ? up : Math.floor(setting.value / unit) * unit;
  return use > 0 ? [`${setting.name}=${use}`] : [];
}

/** "context=8": the least value of the setting behind a dim that would be enough. */
export function enoughFor({ dim, min }: Obligation & { kind: 'at-least' }, origin: Origin | undefined): string[] {
  const [length, least] = [numberOf(dim), numberOf(min)];
  const setting = origin?.setting;
  if (!setting || least === undefined || length === undefined || length * setting.per !== setting.value) return [];
  const use = least * setting.per;
  return setting.most === undefined || use <= setting.most ? [`${setting.name}=${use}`] : [];
}
