#!/usr/bin/env node
/** The command `mm`. Each verb is a file in commands/, loaded only when it is called, so that small commands stay quick. */
import * as nodeModule from 'node:module';
import { Command, CommanderError } from 'commander';
import { version } from '../version.ts';
import { exitCodes, Failure, systemMessage } from './failure.ts';
import { type Verb, verbs } from './verbs.ts';

// Node 22 and later keep compiled code between runs; Node 20 has no such function.
(nodeModule as { enableCompileCache?: () => unknown }).enableCompileCache?.();

process.on('uncaughtException', end);
process.stdout.on('error', leaveClosedPipe);
await run(process.argv.slice(2)).catch(end);

async function run(args: readonly string[]): Promise<void> {
  const program = await commandLine(args);
  await program.parseAsync(args, { from: 'user' });
}

/** The whole command line. Of the verbs only the one that is called (or asked about by `help`) knows its options. */
async function commandLine(args: readonly string[]): Promise<Command> {
  const program = new Command('mm')
    .description('A compiler for neural networks: one line, every shape, every mistake, and a program to own')
    .version(version, '-v, --version', 'the version of mm')
    .helpOption('-h, --help', 'what there is')
    .helpCommand('help [command]', 'what there is to a command')
    .showHelpAfterError('(--help shows what there is)')
    .exitOverride()
    .configureOutput({ outputError: (text, write) => write(`mm: ${text.replace(/^error: /, '')}`) })
    .addHelpText('after', firstSteps);
  const words = args.filter((arg) => !arg.startsWith('-'));
  const wanted = words[0] === 'help' ? words[1] : words[0];
  for (const [name, verb] of Object.entries(verbs)) await addVerb(program, name, verb, name === wanted);
  refuseFiles(words[0]);
  return program;
}

async function addVerb(program: Command, name: string, verb: Verb, isWanted: boolean): Promise<void> {
  const command = program.command(name).summary(verb.summary).description(capital(verb.summary));
  command.helpOption('-h, --help', 'this text');
  if (isWanted) (await verb.load()).define(command);
}

/** `mm wavenet.mm` is a file where a verb belongs. */
function refuseFiles(word: string | undefined): void {
  if (!word?.endsWith('.mm')) return;
  throw new Failure(`'${word}' is a file, and a command comes first`, [
    `mm check ${word}   finds its mistakes`,
    `mm shapes ${word}  shows its layers`,
    `mm train ${word}   trains it`,
  ]);
}

const firstSteps = `
Begin with
  $ mm init                       writes quickstart.mm
  $ mm shapes quickstart.mm       shows its layers
  $ mm train quickstart.mm        trains it and makes up twenty names

Exit codes: 0 clean, 1 errors in the spec, 2 wrong use, 70 a mistake of mm's own`;

function capital(text: string): string {
  return `${text.charAt(0).toUpperCase()}${text.slice(1)}`;
}

/** The end of a command that threw: help, wrong use, or a mistake of our own, each with its exit code. */
function end(error: unknown): void {
  if (error instanceof CommanderError) {
    process.exitCode = error.exitCode === 0 ? exitCodes.clean : exitCodes.use;
    return;
  }
  const failure = error instanceof Failure ? error : systemFailure(error);
  if (failure) {
    process.stderr.write(`${[`mm: ${failure.message}`, ...failure.help.map((line) => `  ${line}`)].join('\n')}\n`);
    process.exitCode = failure.exitCode;
  } else {
    process.stderr.write(bugReport(error));
    process.exitCode = exitCodes.bug;
  }
  if (process.env.MM_DEBUG && error instanceof Error) process.stderr.write(`${error.stack}\n`);
}

function systemFailure(error: unknown): Failure | undefined {
  const message = systemMessage(error);
  return message === undefined ? undefined : new Failure(message);
}

function bugReport(error: unknown): string {
  const what = error instanceof Error ? error.message : String(error);
  return `mm: something broke inside mm: ${what}
  This is a mistake of mm's own, not of your spec. Please report it, with the spec and this line:
  mm ${version}, node ${process.version}, ${process.platform} ${process.arch}
  (With MM_DEBUG=1 it also says where in mm it happened.)
`;
}

/** `mm layers | head` closes the pipe early: nobody reads on, and that is no mistake. */
function leaveClosedPipe(error: NodeJS.ErrnoException): void {
  if (error.code !== 'EPIPE') throw error;
  process.exit(process.exitCode ?? exitCodes.clean);
}
