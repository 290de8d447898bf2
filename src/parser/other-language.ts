/** Finds code in Python or JavaScript that was pasted into a spec, so that it is said once and not for every word. */
import type { Place } from './reports.ts';

export interface OtherLanguage {
  readonly language: 'Python' | 'JavaScript';
  /** The first line that can be nothing else. */
  readonly line: Place;
}

/** Lines that only a program has, never a spec, a misspelt one included. */
const marks: Readonly<Record<OtherLanguage['language'], readonly RegExp[]>> = {
  JavaScript: [
    /^(?:import|export)\s+(?:[{*]|\w+\s+from\b|const\b|default\b|function\b)/,
    /^(?:const|let|var)\s+\w+\s*=\s*(?:await\b|new\b|async\b|require\(|tf\.\w)/,
    /^(?:async\s+)?function\s+\w+\s*\(.*\)\s*\{$/,
    /^(?:await\s+)?\w+\.(?:add|compile|fit|summary|predict|dispose)\(.*;$/,
    /^console\.\w+\(/,
  ],
  Python: [
    /^import\s+(?:torch|tensorflow|keras|numpy|jax|flax|math|os)\b/,
    /^from\s+[\w.]+\s+import\b/,
    /^class\s+\w+\s*\(.*\)\s*:$/,
    /^def\s+\w+\s*\(self\b/,
    /^self\.\w/,
    /^super\(/,
    /^return\s+\S*\(/,
    /^\w+\.(?:add|compile|fit|summary|predict|to|train|eval|backward|step)\(/,
    /^\w+\s*=\s*[\w.]+\(.*\)\s*\(\w+\)$/,
    /^\w+\s*=\s*(?:\w+\.)*(?:Input|Model)\(/,
  ],
};

/** The first line of another language in a text; comments are left out of account. */
export function otherLanguage(text: string): OtherLanguage | undefined {
  for (const { index, 0: line } of text.matchAll(/[^\r\n]+/g)) {
    const code = line.replace(/#.*/, '').trim();
    for (const language of ['JavaScript', 'Python'] as const) {
      if (code.length > MOST || !marks[language].some((mark) => mark.test(code))) continue;
      const start = index + line.indexOf(code);
      return { language, line: { start, end: start + code.length } };
    }
  }
  return undefined;
}

/** Longer lines are no program that a person pastes. */
const MOST = 500;
