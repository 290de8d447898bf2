/** `mm graph FILE`: the picture of a model. */
import { writeFileSync } from 'node:fs';
import { type Command, Option } from 'commander';
import { dotOf } from '../../graph/dot.ts';
import { pageOf } from '../../graph/html.ts';
import { mermaidOf } from '../../graph/mermaid.ts';
import { pictureOf } from '../../graph/picture.ts';
import { drawn } from '../../run/graphviz.ts';
import type { CheckedModel } from '../../shapecheck/checked.ts';
import { examples, modelOption } from '../options.ts';
import { exitCodeOf, reportText } from '../reports.ts';
import { chooseModel, openSpec } from '../specs.ts';
import { say } from '../terminal.ts';

const formats = ['svg', 'html', 'dot', 'mermaid'] as const;
type Format = (typeof formats)[number];

interface GraphOptions {
  readonly format?: Format;
  readonly out?: string;
  readonly model?: string;
}

export function define(command: Command): void {
  command
    .argument('<file>', 'a spec, or - for the standard input')
    .option('-o, --out <file>', 'where it goes; its ending says the form')
    .addOption(new Option('-f, --format <form>', 'svg unless the ending of --out says another').choices(formats))
    .addOption(modelOption())
    .action(graph);
  examples(command, [
    ['mm graph wavenet.mm -o wavenet.svg', 'a picture, light or dark as its reader likes'],
    ['mm graph wavenet.mm -o wavenet.html', 'a page whose blocks can be folded'],
    ['mm graph wavenet.mm --format mermaid', 'text that GitHub draws'],
    ['mm graph wavenet.mm --format dot', 'text for Graphviz'],
  ]);
}

async function graph(file: string, { format, out, model: name }: GraphOptions): Promise<void> {
  const spec = openSpec(file);
  const model = chooseModel(spec, name);
  const text = await textOf(model, spec.name, format ?? formatOf(out));
  if (out === undefined) say(text);
  else writeFileSync(out, text);
  if (spec.diagnostics.length > 0) process.stderr.write(reportText(spec.diagnostics, 'human'));
  process.exitCode = exitCodeOf(spec.diagnostics, false);
}

/** The form that a file's ending stands for. */
function formatOf(out: string | undefined): Format {
  const ending = /\.(\w+)$/.exec(out ?? '')?.[1];
  return (
    formats.find((format) => format === ending) ?? (ending === 'mmd' ? 'mermaid' : ending === 'gv' ? 'dot' : 'svg')
  );
}

async function textOf(model: CheckedModel, title: string, format: Format): Promise<string> {
  const picture = pictureOf(model);
  switch (format) {
    case 'svg':
      return drawn(dotOf([{ picture }]), `the model of ${title}`);
    case 'html':
      return pageOf(title, [{ picture }]);
    case 'dot':
      return dotOf([{ picture }]);
    case 'mermaid':
      return mermaidOf(picture);
  }
}
