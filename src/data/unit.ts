/** Numbers from 0 to 1: shares, and how likely something is. */

export function isUnit(value: number): boolean {
  return value >= 0 && value <= 1;
}
