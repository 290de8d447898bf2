/** Pages in Chromium, opened from the disk: they train, pause, sample, ask the network for nothing, and show texts as texts. */
import { readFileSync } from 'node:fs';
import { basename } from 'node:path';
import { pathToFileURL } from 'node:url';
import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { startChromium } from '../support/chromium.ts';
import { hostile, smallSpec, writePage } from '../support/pages.ts';
import { runNode, writeProgram } from '../support/program.ts';

let browser: Browser;
beforeAll(async () => {
  browser = await startChromium();
});
afterAll(() => browser?.close());

/** A page that was opened, and what it asked for and complained of. */
interface Opened {
  readonly page: Page;
  readonly requests: string[];
  readonly complaints: string[];
}

/** Opens a page in a window of this width, in a browser that lacks what `without` takes away. */
async function open(file: string, { width = 1200, without = '' } = {}): Promise<Opened> {
  const page = await browser.newPage({ viewport: { width, height: 900 } });
  await page.addInitScript(without);
  const requests: string[] = [];
  const complaints: string[] = [];
  page.on('request', (request) => requests.push(request.url()));
  page.on('console', (message) => complaints.push(message.text()));
  page.on('pageerror', (error) => complaints.push(error.message));
  page.on('dialog', (dialog) => {
    complaints.push(`dialog ${dialog.message()}`);
    return dialog.dismiss();
  });
  await page.goto(pathToFileURL(file).href);
  await reach(page, 'ready');
  return { page, requests, complaints };
}

async function reach(page: Page, mode: string): Promise<void> {
  await page.waitForSelector(`body[data-mode=${mode}]`, { timeout: 60_000 });
}

async function press(page: Page, name: string): Promise<void> {
  await page.getByRole('button', { name, exact: true }).click();
}

async function fill(page: Page, name: string, value: string): Promise<void> {
  await page.getByLabel(name, { exact: true }).fill(value);
}

/** The losses at the end of a training. */
async function losses(page: Page): Promise<{ readonly train: number; readonly val: number }> {
  await reach(page, 'done');
  const text = await page.locator('.results').innerText();
  const [, train, val] =
    /^Over the whole splits: train loss (\d\.\d{4}), validation loss (\d\.\d{4})$/.exec(text) ?? [];
  return { train: Number(train), val: Number(val) };
}

function samples(page: Page): Promise<string[]> {
  return page.locator('ol li').allTextContents();
}

/** The first of the terms on the page with this name. */
function fact(page: Page, name: string): Promise<string> {
  return page.locator(`div:has(> dt:text-is("${name}")) > dd`).last().innerText();
}

describe('a page on names', () => {
  const spec = smallSpec('names');
  let opened: Opened;
  let file: string;
  beforeAll(async () => {
    ({ file } = await writePage(spec));
    opened = await open(file);
  });

  it('shows the spec, what the model is and what computes', async () => {
    const { page } = opened;
    expect(await page.title()).toBe('spec');
    expect(await page.locator('pre').innerText()).toBe(spec.trim());
    // embed 27 * 4, linear 12 * 24 + 24, bn 2 * 24, linear 24 * 27 + 27
    expect(108 + 312 + 48 + 675).toBe(1143);
    expect(await page.locator('dd').first().innerText()).toBe('1,143 parameters, computed by the fused engine');
    expect(await page.locator('dd').nth(1).innerText()).toBe('names.txt: 32,033 documents, 27 symbols');
  });

  it('trains to what the program comes to under node', async () => {
    const { page } = opened;
    await press(page, 'Start');
    const found = await losses(page);
    const { stdout } = runNode(['train.mjs'], writeProgram(spec).folder);
    const [, train, val] = /\ntrain loss (\d\.\d{4})\nval loss {3}(\d\.\d{4})\n/.exec(stdout) ?? [];
    expect(Number(train)).toBeLessThan(2.8);
    expect(found.train).toBeCloseTo(Number(train), 2);
    expect(found.val).toBeCloseTo(Number(val), 2);
    expect(await fact(page, 'Step')).toBe('200 of 200');
    expect(await samples(page)).toHaveLength(20);
    expect((await samples(page)).join('')).toMatch(/^[a-z]+$/);
  });

  it('draws the curve as far as the training went', async () => {
    const points = (await opened.page.locator('polyline.faint').getAttribute('points'))?.split(' ') ?? [];
    expect(points).toHaveLength(200);
  });

  it('comes to the same when it starts over, pauses, and goes on', async () => {
    const { page } = opened;
    const whole = [await losses(page), await samples(page)];
    await press(page, 'Start over');
    expect(await samples(page)).toEqual([]);
    await fill(page, 'Steps', '20000');
    await press(page, 'Start');
    const first = [await losses(page), await samples(page)];
    expect(first).not.toEqual(whole);
    await press(page, 'Start over');
    await page.evaluate(`for (const time of ['start', 'pause']) document.querySelector('button.main').click()`);
    await reach(page, 'paused');
    const done = (await fact(page, 'Step')).split(' ')[0]?.replace(',', '');
    expect(Number(done)).toBeGreaterThan(0);
    expect(Number(done)).toBeLessThan(20_000);
    await press(page, 'Continue');
    expect([await losses(page), await samples(page)]).toEqual(first);
    await press(page, 'Start over');
    await fill(page, 'Steps', '200');
    await press(page, 'Start');
    expect([await losses(page), await samples(page)]).toEqual(whole);
  });

  it('samples with a prompt, each time anew', async () => {
    const { page } = opened;
    await fill(page, 'Prompt', 'ann');
    await press(page, 'Sample');
    const first = await samples(page);
    expect(first).toHaveLength(20);
    expect(first.filter((line) => !line.startsWith('ann'))).toEqual([]);
    await press(page, 'Sample');
    expect(await samples(page)).not.toEqual(first);
    await fill(page, 'Temperature', '0.01');
    await press(page, 'Sample');
    expect(new Set(await samples(page)).size).toBe(1);
  });

  it('refuses what is no prompt and no number of steps, and says why', async () => {
    const { page } = opened;
    const message = (name: string) =>
      page
        .getByLabel(name, { exact: true })
        .evaluate((field: { validationMessage: string }) => field.validationMessage);
    const before = await samples(page);
    await fill(page, 'Prompt', 'Zoë');
    await press(page, 'Sample');
    expect(await message('Prompt')).toBe('the model knows no "Z", only abcdefghijklmnopqrstuvwxyz');
    expect(await samples(page)).toEqual(before);
    await press(page, 'Train further');
    expect(await message('Steps')).toBe('200 steps are done: a larger number trains further');
    await fill(page, 'Steps', '201');
    await fill(page, 'Learning rate', '-1');
    await press(page, 'Train further');
    expect(await message('Learning rate')).toBe('A number above 0');
  });

  it('says what to do when the loss is no number any more', async () => {
    const { page } = opened;
    await fill(page, 'Steps', '100000');
    await fill(page, 'Learning rate', '1e38');
    await press(page, 'Train further');
    await reach(page, 'failed');
    expect(await page.locator('.message').innerText()).toMatch(
      /^The loss is (NaN|Infinity) at step \d+ with a learning rate of 1e\+38, and (the largest number of the model is \d\.\de\+\d\d, in \S+|\S+ holds numbers that are not finite)\. Start over with a lower rate$/,
    );
    await press(page, 'Start over');
    expect(await page.locator('.message').textContent()).toBe('');
  });

  it('asked for nothing but itself and complained of nothing', () => {
    expect(opened.requests).toEqual([pathToFileURL(file).href]);
    expect(opened.complaints).toEqual([]);
  });

  it('fits a narrow window', async () => {
    const { page } = await open(file, { width: 360 });
    expect(await page.evaluate('document.documentElement.scrollWidth')).toBe(360);
  });

  it.each([
    ['SIMD', 'WebAssembly.validate = () => false', '1,143 parameters, computed by wasm'],
    [
      'WebAssembly',
      'delete globalThis.WebAssembly',
      '1,143 parameters, computed by cpu, as WebAssembly does not run here; that is about ten times slower',
    ],
  ])('trains without %s', async (_, without, model) => {
    const { page } = await open(file, { without });
    expect(await page.locator('dd').first().innerText()).toBe(model);
    await fill(page, 'Steps', '3');
    await press(page, 'Start');
    expect((await losses(page)).train).toBeLessThan(3.6);
  });
});

describe('a page without the engine', () => {
  it('trains to what a page with it comes to', async () => {
    const spec = smallSpec('names').replace('steps=200', 'steps=20');
    const found = [];
    for (const [engine, computes] of [
      ['fused', 'the fused engine'],
      ['tfjs', 'wasm'],
    ] as const) {
      const { page, complaints } = await open((await writePage(spec, {}, engine)).file);
      expect(await page.locator('dd').first().innerText()).toBe(`1,143 parameters, computed by ${computes}`);
      await press(page, 'Start');
      found.push(await losses(page));
      expect(complaints).toEqual([]);
    }
    const [fused, tfjs] = found;
    expect(fused?.train).toBeLessThan(3.3);
    expect(fused?.train).toBeCloseTo(tfjs?.train ?? 0, 3);
    expect(fused?.val).toBeCloseTo(tfjs?.val ?? 0, 3);
  });
});

describe('a page of a hostile spec', () => {
  const name = "d'${alert(4)}`.txt";
  const spec = smallSpec(`"${name}"`, hostile);

  it('shows it, learns from it, and runs none of it', async () => {
    const { file } = await writePage(spec, { [name]: `${hostile.join('\n')}\n` });
    const { page, complaints } = await open(file);
    expect(await page.locator('pre').textContent()).toBe(
      readFileSync(file.replace(basename(file), 'spec.mm'), 'utf8').trim(),
    );
    expect(await page.locator('dd').nth(1).innerText()).toContain(`${name}: ${hostile.length} documents`);
    await fill(page, 'Steps', '5');
    await press(page, 'Start');
    await reach(page, 'done');
    await fill(page, 'Prompt', hostile[0]);
    await press(page, 'Sample');
    const lines = await samples(page);
    expect(lines.filter((line) => !line.startsWith(hostile[0]))).toEqual([]);
    expect(await page.locator('script, img').count()).toBe(1);
    expect(complaints).toEqual([]);
  });
});
