/** `mm field`, and what `mm shapes` says of the receptive field. */
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { Ajv2020 } from 'ajv/dist/2020.js';
import { describe, expect, it } from 'vitest';
import { folderWith, mm } from '../support/cli.ts';

const dilated = 'input x[16, 4]\nmodel repeat i in 0..3 ( conv 8 2 dilation=2^i padding=causal | relu )\n';

function validatorOf(name: string) {
  const schema = JSON.parse(readFileSync(`schemas/${name}.schema.json`, 'utf8'));
  return new Ajv2020({ allErrors: true, strict: true, strictTypes: false }).compile(schema);
}

describe('mm field', () => {
  it('draws in the terminal, and says it in a sentence', () => {
    const { stdout, status } = mm(folderWith({ 'a.mm': dilated }), ['field', 'a.mm']);
    expect(status).toBe(0);
    expect(stdout).toMatch(/^conv 8 2 dilation=4 .*●$/m);
    expect(stdout).toContain('position 15 of the output sees 8 of 16 positions: 8 to 15');
  });

  it('writes the form that the ending of a file stands for', () => {
    const folder = folderWith({ 'a.mm': dilated });
    expect(mm(folder, ['field', 'a.mm', '-o', 'a.svg', '--at', '4']).status).toBe(0);
    expect(readFileSync(join(folder, 'a.svg'), 'utf8')).toMatch(/^<svg .*a: position 4 of the output sees 5 of 16/);
  });

  it('prints JSON after its schema', () => {
    const field = JSON.parse(mm(folderWith({ 'a.mm': dilated }), ['field', 'a.mm', '--format', 'json']).stdout);
    const validate = validatorOf('field');
    expect(validate(field), JSON.stringify(validate.errors)).toBe(true);
    expect(field.sees).toEqual({ count: 8, of: 16 });
    expect(field.rows[3].seen).toEqual([[15, 15]]);
    expect(validate({ ...field, rows: [] })).toBe(false);
  });

  it('draws what looks ahead, and ends as a check does', () => {
    const leaky = 'data chars names context=8\nmodel embed 8 | conv 8 3 padding=same | linear V\n';
    const { stdout, stderr, status } = mm(folderWith({ 'a.mm': leaky }), ['field', 'a.mm', '--at', '0']);
    expect(status).toBe(1);
    expect(stderr).toContain('error[flow/leak]');
    expect(stdout).toContain('position 0 of the output sees 2 of 8 positions: 0 to 1');
  });

  it('says why there is no picture', () => {
    const folder = folderWith({ 'a.mm': 'input x[4]\nmodel linear 2\n', 'b.mm': dilated });
    const none = mm(folder, ['field', 'a.mm']);
    expect([none.status, none.stdout]).toEqual([2, '']);
    expect(none.stderr).toContain('no positions');
    expect(mm(folder, ['field', 'b.mm', '--at', '16']).stderr).toContain('no such place');
  });
});

describe('mm shapes', () => {
  it.each([
    ['a prediction after the context', 'input t[8] of 9\nmodel embed 4 | flatten | linear 9\n', '8 of 8 positions'],
    ['each position', dilated, 'up to 8 of 16 positions from each'],
    ['an open length', 'embed 4 | conv 4 3 padding=causal\n', 'up to 3 of T positions from each'],
    ['all of an open length', 'embed 4 | gru 4 last\n', 'all T positions'],
    // By hand: 3, then 3 + 2 = 5 apart by 1, a pool of 2 makes 6.
    [
      'an image',
      'input x[12, 12, 1]\nmodel conv 4 3 | conv 4 3 | maxpool 2 | flatten\n',
      '12 x 12 of 12 x 12 pixels; one place of maxpool 2 sees 6 x 6',
    ],
  ])('%s', (_, text, sees) => {
    const { stdout } = mm(folderWith({ 'a.mm': text }), ['shapes', 'a.mm']);
    expect(stdout.match(/^sees +(.*)$/m)?.[1]).toBe(sees);
  });

  it('says nothing of an input without positions', () => {
    const { stdout } = mm(folderWith({ 'a.mm': 'input x[4]\nmodel linear 2\n' }), ['shapes', 'a.mm']);
    expect(stdout).not.toMatch(/^sees/m);
  });

  it.each([
    ['a sequence', dilated, { axes: [{ name: 'positions', seen: 8, of: 16 }], each: true, map: null }],
    [
      'an open length',
      'embed 4 | gru 4 last\n',
      { axes: [{ name: 'positions', seen: 'all', of: 'T' }], each: false, map: null },
    ],
    ['no positions', 'input x[4]\nmodel linear 2\n', null],
  ])('prints it in JSON after its schema: %s', (_, text, sees) => {
    const shapes = JSON.parse(mm(folderWith({ 'a.mm': text }), ['shapes', 'a.mm', '--format', 'json']).stdout);
    const validate = validatorOf('shapes');
    expect(validate(shapes), JSON.stringify(validate.errors)).toBe(true);
    expect(shapes.models[0].sees).toEqual(sees);
    expect(validate({ models: [{ ...shapes.models[0], sees: 8 }] })).toBe(false);
  });
});
