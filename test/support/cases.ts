/**
 * Cases as text: `# title`, a source, `----`, and the report that follows from it; cases are parted by `====`.
 * Further files of a case follow its source, each after a line `@file name`. A line `@blanks 100` stands for so many blanks.
 */
import { readFileSync, writeFileSync } from 'node:fs';

export interface Case {
  readonly title: string;
  /** The case must not report the code of its file. */
  readonly silent: boolean;
  /** As written, further files included. */
  readonly text: string;
  readonly source: string;
  readonly files: Readonly<Record<string, string>>;
  readonly report: string;
}

/** The cases of a file; whatever is not of the form is an error that says where. */
export function readCases(path: string): Case[] {
  const parts = readFileSync(path, 'utf8').split(/^====\n/m);
  return parts.map((part, at) => readCase(part, `${path}, case ${at + 1}`));
}

/** Writes the cases back, with what their sources report now. */
export function writeCases(path: string, cases: readonly Case[], reports: readonly string[]): void {
  const parts = cases.map(({ title, text }, at) => `# ${title}\n${text}----\n${reports[at]}`);
  writeFileSync(path, parts.join('====\n'));
}

function readCase(part: string, where: string): Case {
  const form = /^# (?<title>[^\n]+)\n(?<text>(?:.*\n)*?)----(?:\n(?<report>[\s\S]*))?$/.exec(part)?.groups;
  if (!form) throw new Error(`${where}: expected "# title", a source, "----" and a report`);
  const { title = '', text = '', report = '' } = form;
  const written = text.replace(/^@blanks (\d+)$/gm, (_, n) => ' '.repeat(Number(n)));
  const [source = '', ...others] = written.split(/^@file +/m);
  const files = others.map((other) => {
    const end = other.indexOf('\n');
    return [other.slice(0, end).trim(), other.slice(end + 1)] as const;
  });
  return { title, silent: title.startsWith('silent:'), text, source, files: Object.fromEntries(files), report };
}
