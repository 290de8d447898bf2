/** `mm explain [code]`: what a report means, with a mistake and a spec that is in order. */
import type { Command } from 'commander';
import { type Code, catalog } from '../../diagnostics/catalog.ts';
import { nearest } from '../../text/nearest.ts';
import { codesText, explainText } from '../explain-text.ts';
import { Failure } from '../failure.ts';
import { examples } from '../options.ts';
import { say } from '../terminal.ts';

export function define(command: Command): void {
  command.argument('[code]', 'the code of a report; without one, all of them').action(explain);
  examples(command, [
    ['mm explain shape/not-divisible', 'what it means, a mistake, and what is in order'],
    ['mm explain not-divisible', 'the same'],
    ['mm explain', 'every code'],
  ]);
}

function explain(given: string | undefined): void {
  say(given === undefined ? codesText() : explainText(codeOf(given)));
}

/** A code as written, or without its area where that says which; `error[shape/rank]` is one as reports print it. */
function codeOf(given: string): Code {
  const word = /\[(.*)\]/.exec(given)?.[1] ?? given;
  const codes = Object.keys(catalog) as Code[];
  const found = codes.filter((code) => code === word || withoutArea(code) === word);
  const [only, another] = found;
  if (only && !another) return only;
  if (only)
    throw new Failure(
      `several codes end with ${word}`,
      found.map((code) => `mm explain ${code}`),
    );
  const near = nearCodes(word, codes);
  throw new Failure(`there is no report ${word}`, near.length > 0 ? near : ['mm explain lists all of them']);
}

/** Codes of a similar name, or those of the area. */
function nearCodes(word: string, codes: readonly Code[]): string[] {
  const tails = nearest(word, codes.map(withoutArea));
  const near = codes.filter((code) => nearest(word, codes).includes(code) || tails.includes(withoutArea(code)));
  const meant = near.length > 0 ? near : codes.filter((code) => code.startsWith(`${word}/`));
  return meant.map((code) => `mm explain ${code}`);
}

function withoutArea(code: string): string {
  return code.slice(code.indexOf('/') + 1);
}
