/** The commands of mm inside a test: read as the command line reads them, and run with what they print caught. */
import { Command } from 'commander';
import { verbs } from '../../src/cli/verbs.ts';

/** The words of a command as a shell would part them; quotes keep blanks. */
function wordsOf(command: string): string[] {
  return [...command.matchAll(/'([^']*)'|"([^"]*)"|(\S+)/g)].map(([, one, two, plain]) => one ?? two ?? plain ?? '');
}

/** The arguments of each `mm` in a line of a shell: `npm ci && npx mm train a.mm` has one, `train a.mm`. */
export function mmCommands(line: string): string[][] {
  const [code = ''] = line.split(/(?:^|\s)#(?=\s)/);
  const commands = code.split(/&&|\|(?=(?:[^']*'[^']*')*[^']*$)/).map(wordsOf);
  return commands.flatMap(([first, ...rest]) => {
    if (first === 'npx' && rest[0] === 'mm') return [rest.slice(1)];
    return first === 'mm' ? [rest] : [];
  });
}

/** The npm scripts that a line of a shell runs. */
export function npmScripts(line: string): string[] {
  return [...line.matchAll(/\bnpm run ([\w:-]+)/g)].map(([, name]) => name as string);
}

/** Whether mm knows the command with these arguments: `mm train --resum x` is an error that says so. */
export async function readCommand(args: readonly string[]): Promise<void> {
  if (args.length === 1 && ['--help', '--version', 'help'].includes(args[0] as string)) return;
  const command = await commandOf(args[0] ?? '');
  if (args.includes('--help')) return;
  await command.action(() => {}).parseAsync(args.slice(1), { from: 'user' });
}

/** Runs a command and gives what it printed on both streams. */
export async function runCommand(args: readonly string[]): Promise<string> {
  const command = await commandOf(args[0] ?? '');
  const streams = [process.stdout, process.stderr] as const;
  const own = streams.map((stream) => stream.write);
  let printed = '';
  for (const stream of streams)
    stream.write = (text: string | Uint8Array) => {
      printed += text;
      return true;
    };
  try {
    await command.parseAsync(args.slice(1), { from: 'user' });
  } finally {
    for (const [at, stream] of streams.entries()) stream.write = own[at] as typeof stream.write;
    process.exitCode = 0;
  }
  return printed;
}

async function commandOf(name: string): Promise<Command> {
  const verb = verbs[name];
  if (!verb) throw new Error(`mm has no command ${name}`);
  const command = new Command(name).exitOverride().configureOutput({ writeErr: () => {} });
  (await verb.load()).define(command);
  return command;
}
