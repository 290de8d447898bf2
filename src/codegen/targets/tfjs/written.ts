/** Parts that are written for one spec: their text, and which names they use. */
import { type Code, toText } from '../../code.ts';
import type { Language } from '../../target.ts';
import type { Part } from './fixed.ts';

/** A declaration of a program, from lines of code. */
export function part(name: string, uses: readonly string[], code: Code): Part {
  return { name, uses, text: toText(code) };
}

/** `: type` in TypeScript, nothing in JavaScript. */
export function typed(lang: Language, type: string): string {
  return lang === 'ts' ? `: ${type}` : '';
}

/** ` as type` in TypeScript, nothing in JavaScript. */
export function as(lang: Language, type: string): string {
  return lang === 'ts' ? ` as ${type}` : '';
}
