/** The five stages of the lectures, compared in sequence, read like their own log of what was done to the model. */
import { readFileSync, writeFileSync } from 'node:fs';
import { expect, it } from 'vitest';
import { diff } from '../../src/diff/diff.ts';
import { diffText, plainTheme } from '../../src/diff/views/text.ts';
import { check } from '../../src/summary/check.ts';
import { source } from '../../src/text/source.ts';

const stages = ['1-mlp', '2-context', '3-hierarchical', '4-bn-fixed', '5-wavenet'];
const golden = 'test/diff/makemore.txt';

it('says what changed from stage to stage, as in the file beside this', () => {
  const texts = stages.slice(1).map((name, at) => {
    const [a, b] = [stages[at] as string, name].map((each) => `${each}.mm`);
    return diffText(
      diff(checked(a as string), checked(b as string)),
      { a: a as string, b: b as string },
      { theme: plainTheme, width: 100 },
    );
  });
  const text = texts.join(`${'='.repeat(100)}\n`);
  if (process.env.MM_UPDATE) writeFileSync(golden, text);
  expect(text).toBe(readFileSync(golden, 'utf8'));
});

function checked(name: string): ReturnType<typeof check> {
  return check(source(name, readFileSync(`specs/makemore/${name}`, 'utf8')));
}
