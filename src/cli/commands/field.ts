/** `mm field FILE`: which positions of the input a place of the output sees, as a picture. */
import { writeFileSync } from 'node:fs';
import { type Command, Option } from 'commander';
import { fieldJson } from '../../graph/field-json.ts';
import { type FieldPicture, fieldPicture, type NoPicture } from '../../graph/field-picture.ts';
import { fieldSvg } from '../../graph/field-svg.ts';
import { fieldText, seenSentence } from '../../graph/field-text.ts';
import type { Settings } from '../../resolve/settings.ts';
import { Failure } from '../failure.ts';
import { examples, modelOption, setOption, whole } from '../options.ts';
import { exitCodeOf, reportText } from '../reports.ts';
import { chooseModel, openSpec } from '../specs.ts';
import { say, terminalWidth } from '../terminal.ts';

const formats = ['text', 'svg', 'json'] as const;
type Format = (typeof formats)[number];

interface FieldOptions {
  readonly format?: Format;
  readonly out?: string;
  readonly at?: number;
  readonly length?: number;
  readonly model?: string;
  readonly set: Settings;
}

export function define(command: Command): void {
  command
    .argument('<file>', 'a spec, or - for the standard input')
    .option('-o, --out <file>', 'where it goes; its ending says the form')
    .addOption(new Option('-f, --format <form>', 'text unless the ending of --out says another').choices(formats))
    .option('--at <n>', 'the place of the output, from 0 (the last)', whole(0))
    .option('--length <n>', 'positions to draw where their number is open: the first fit number from n on', whole(1))
    .addOption(modelOption())
    .addOption(setOption())
    .action(field);
  examples(command, [
    ['mm field wavenet.mm', 'the tree of a WaveNet, in the terminal'],
    ['mm field wavenet.mm -o field.svg', 'as a picture, light or dark as its reader likes'],
    ['mm field transformer.mm --at 3', 'what the output at position 3 sees'],
    ["echo 'conv 8 2 padding=causal' | mm field - --length 8", 'a stack from a pipe'],
  ]);
}

function field(file: string, { format, out, at, length, model: name, set }: FieldOptions): void {
  const spec = openSpec(file, set);
  const model = chooseModel(spec, name);
  if (spec.diagnostics.length > 0) process.stderr.write(reportText(spec.diagnostics, 'human'));
  process.exitCode = exitCodeOf(spec.diagnostics, false);
  // What looks ahead is an error too, and all the more worth drawing.
  if (model.broken || !model.input) return;
  const picture = fieldPicture(model, {
    ...(at !== undefined && { at }),
    ...(length !== undefined && { least: length }),
  });
  if (typeof picture === 'string') throw new Failure(reasons[picture]);
  const text = textOf(picture, spec.name, format ?? formatOf(out));
  if (out === undefined) say(text);
  else writeFileSync(out, text);
}

const reasons: Readonly<Record<NoPicture, string>> = {
  'no-positions': 'the input of this model has no positions, so there is nothing to draw',
  'open-sizes': 'no number of positions fits this model, as far as was tried; give one by --length',
  'no-such-place': 'the output has no such place; leave --at out for the last one',
};

/** The form that a file's ending stands for. */
function formatOf(out: string | undefined): Format {
  const ending = /\.(\w+)$/.exec(out ?? '')?.[1];
  return formats.find((format) => format === ending) ?? 'text';
}

function textOf(picture: FieldPicture, name: string, format: Format): string {
  switch (format) {
    case 'text':
      return `${fieldText(picture, Math.min(120, terminalWidth()))}\n\n${seenSentence(picture)}\n`;
    case 'svg':
      return fieldSvg(picture, `${name}: ${seenSentence(picture)}`);
    case 'json':
      return `${JSON.stringify(fieldJson(picture), null, 2)}\n`;
  }
}
