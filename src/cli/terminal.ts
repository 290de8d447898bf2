/** What the terminal can show: its width and colours. `NO_COLOR` and pipes get none. */
import picocolors from 'picocolors';
import type { Theme } from '../diagnostics/render-theme.ts';
import type { DiffTheme } from '../diff/views/text.ts';

/** Colour only on a terminal, so that logs and pipes stay plain, also those of CI. */
const pc = picocolors.createColors(wantsColour());

function wantsColour(): boolean {
  const { NO_COLOR, FORCE_COLOR, TERM } = process.env;
  if (NO_COLOR) return false;
  return FORCE_COLOR ? FORCE_COLOR !== '0' : process.stdout.isTTY === true && TERM !== 'dumb';
}

/** The columns to fill; 100 where nobody knows. */
export function terminalWidth(): number {
  return Math.max(40, process.stdout.columns ?? 100);
}

/** Colours for reports; functions that change nothing where colour is not wanted. */
export const colours: Theme = {
  severity: {
    error: (text) => pc.bold(pc.red(text)),
    warning: (text) => pc.bold(pc.yellow(text)),
    note: (text) => pc.bold(pc.cyan(text)),
  },
  message: pc.bold,
  gutter: pc.blue,
  label: pc.blue,
  aside: pc.bold,
};

/** Colours for comparisons. */
export const diffColours: DiffTheme = {
  sign: (sign, text) => (signs[sign] ?? String)(text),
  head: pc.bold,
  aside: pc.dim,
};

const signs: Readonly<Record<string, (text: string) => string>> = {
  '+': pc.green,
  '-': pc.red,
  '~': pc.yellow,
  '>': pc.cyan,
  '=': pc.dim,
  ' ': pc.dim,
};

/** For what may be passed over at first reading. */
export const dim = pc.dim;
export const bold = pc.bold;

/** Writes text and ends its last line. */
export function say(text: string): void {
  process.stdout.write(text === '' || text.endsWith('\n') ? text : `${text}\n`);
}
