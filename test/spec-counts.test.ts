/** Specs of published models: each says in a comment how many parameters it has and who says so, and that is what it has. */
import { readdirSync, readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { loadSpec } from '../src/run/load-spec.ts';
import { numberOf } from '../src/shapes/dim.ts';
import { summarise } from '../src/summary/summary.ts';

/** Counted by makemore.test.ts as the lectures print them, or with no number of anybody's to hold it against. */
const uncounted = ['1-mlp', '2-context', '3-hierarchical', '4-bn-fixed', '5-wavenet', '7-wavenet-gated'];

const specs = ['makemore', 'zoo'].flatMap((folder) =>
  readdirSync(`specs/${folder}`).map((file) => [file.replace(/\.mm$/, ''), `specs/${folder}/${file}`] as const),
);

/** Lines of a page. */
const PAGE = 60;

const units = { '': 1, k: 1e3, M: 1e6, G: 1e9 } as const;

/** `# parameters: 204,544 (makemore.py)`: the number, how exact it is, and its source. */
function stated(text: string, what: string) {
  const found = new RegExp(`^# ${what}: ([\\d.,]+)([kMG]?) \\((.+)\\)$`, 'm').exec(text);
  if (!found) return undefined;
  const [, digits = '', unit = '', from] = found;
  const scale = units[unit as keyof typeof units];
  const decimals = digits.split('.')[1]?.length ?? 0;
  return { value: Number(digits.replaceAll(',', '')) * scale, within: unit === '' ? 0 : scale * 10 ** -decimals, from };
}

describe.each(specs)('%s', (name, path) => {
  const text = readFileSync(path, 'utf8');
  const spec = loadSpec(path);
  if (typeof spec === 'string') throw new Error(`${path}: ${spec}`);
  const [model] = spec.value.models;
  const summary = model && summarise(model, { batch: 1 }, spec.value);

  it('has no mistakes, says how it is trained, and fits on a page', () => {
    expect(spec.diagnostics.map(({ code }) => code)).toEqual([]);
    expect(spec.value.train).toBeDefined();
    expect(text.split('\n').length).toBeLessThan(PAGE);
  });

  it('has the published number of parameters', () => {
    const want = stated(text, 'parameters');
    expect(want === undefined).toBe(uncounted.includes(name));
    if (want) expect(summary && numberOf(summary.params)).toBe(want.value);
  });

  it.runIf(text.includes('# multiply-adds'))('has the published number of multiply-adds', () => {
    const want = stated(text, 'multiply-adds');
    const macs = (summary && numberOf(summary.macs)) ?? Number.NaN;
    expect(Math.abs(macs - (want?.value ?? Number.NaN))).toBeLessThanOrEqual(want?.within ?? 0);
  });
});
