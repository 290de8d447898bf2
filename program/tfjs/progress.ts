/** Progress: what is shown while it runs, and how it is stopped */
import { sizeOf } from './chance.ts';
import { SPLITS } from './data.ts';
import type { LoadedData } from './files.ts';
import { LOSS, OPTIMISER, SCHEDULE, SYNTHETIC, weights } from './spec.ts';
import type { Computing, Progress, Settings } from './types.ts';

/** What Ctrl-C and SIGTERM ask for; the second one stops at once. */
export function stopSignals(): { asked(): boolean; forget(): void } {
  let asked = false;
  const listen = () => {
    if (asked) process.exit(130);
    asked = true;
  };
  const signals = ['SIGINT', 'SIGTERM'] as const;
  for (const signal of signals) process.on(signal, listen);
  const forget = () => {
    for (const signal of signals) process.off(signal, listen);
  };
  return { asked: () => asked, forget };
}

interface Description {
  readonly settings: Settings;
  readonly data: LoadedData;
  readonly computing: Computing;
  readonly folder: string;
  readonly from: number;
}

/** What was chosen, before the first step. */
export function describe({ settings, data, computing, folder, from }: Description): void {
  const count = Object.values(weights).reduce((sum, { shape }) => sum + sizeOf(shape), 0);
  const examples = SPLITS.map((name) => grouped(data[name].examples)).join(' / ');
  const rate = settings.lr ?? SCHEDULE;
  console.log(`model  ${grouped(count)} parameters, computed by ${computing.name}
data   ${data.name}: ${data.about}; ${examples} examples
train  ${OPTIMISER}, lr ${rate}; loss ${LOSS}; batch ${settings.batch}, ${grouped(settings.steps)} steps, seed ${settings.seed}
out    ${folder}${from > 0 ? `, going on from step ${grouped(from)}` : ''}\n`);
}

export interface ProgressBar {
  /** Takes in a step; true about ten times a second, when it is time to look up. */
  show(now: Progress): boolean;
  /** Shows a line above the bar. */
  line(text: string): void;
  end(): void;
}

/** Progress on a terminal: a line that is drawn anew ten times a second; elsewhere a line every ten seconds. */
export function progressBar(from: number, steps: number): ProgressBar {
  const live = process.stdout.isTTY;
  const begun = performance.now();
  let smooth: number | undefined;
  let next = 0;
  let printed = 0;
  const show = ({ step, loss }: Progress): boolean => {
    smooth = smooth === undefined ? loss : smooth + (loss - smooth) / Math.min(100, step - from);
    const now = performance.now();
    if (now < next && step < steps) return false;
    next = now + 100;
    const rate = (step - from) / ((now - begun) / 1000);
    const left = duration((steps - step) / rate);
    const pace = `${rate.toFixed(0)} steps/s  ${left} left`;
    const facts = marked(`${grouped(step)}/${grouped(steps)}  loss ${smooth.toFixed(4)}  ${pace}`);
    if (live) process.stdout.write(`\r${withBar(facts, step / steps, (process.stdout.columns || 80) - 1)}\x1b[K`);
    else if (printed === 0 || now - printed > 10_000 || step === steps) {
      console.log(`step ${facts}`);
      printed = now;
    }
    return true;
  };
  const line = (text: string) => {
    if (live) process.stdout.write('\r\x1b[K');
    console.log(text);
  };
  const end = () => {
    if (live) process.stdout.write('\n');
  };
  return { show, line, end };
}

/** Facts after a bar that is filled to a share; as wide as there is room, so that the line never breaks. */
export function withBar(facts: string, share: number, room: number): string {
  const width = Math.max(0, Math.min(20, room - facts.length - 2));
  const done = Math.floor(width * share);
  return `${'█'.repeat(done)}${'░'.repeat(width - done)}  ${facts}`.slice(0, Math.max(0, room));
}

export function duration(seconds: number): string {
  const s = Math.round(seconds);
  if (s < 60) return `${s}s`;
  return s < 3600 ? `${Math.floor(s / 60)}m ${s % 60}s` : `${Math.floor(s / 3600)}h ${Math.floor((s % 3600) / 60)}m`;
}

/** A number with its thousands set apart: 76,579. */
export function grouped(n: number): string {
  return n.toLocaleString('en-US');
}

/** The nine digits that tell one float32 from the next. */
export function rounded(value: number): number {
  return Number(value.toPrecision(9));
}

/** A result, which says so where it comes of synthetic data. */
export function marked(result: string): string {
  return SYNTHETIC ? `${result}  [synthetic data]` : result;
}
