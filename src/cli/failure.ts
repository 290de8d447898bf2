/** How a command ends when it cannot do what it was asked to, and the exit codes of all commands. */

export const exitCodes = {
  clean: 0,
  /** The spec has errors, or warnings under `--strict`. */
  spec: 1,
  /** Wrong options, a missing file, a folder in the way. */
  use: 2,
  /** A mistake of mm's own. */
  bug: 70,
} as const;

/** Something that the person at the keyboard can put right: shown as a sentence, without a stack trace. */
export class Failure extends Error {
  readonly exitCode: number;
  readonly help: readonly string[];

  constructor(message: string, help: readonly string[] = [], exitCode: number = exitCodes.use) {
    super(message);
    this.exitCode = exitCode;
    this.help = help;
  }
}

/** What the operating system says about a file, in plain words; undefined when it is no such error. */
export function systemMessage(error: unknown): string | undefined {
  if (!(error instanceof Error) || !('code' in error) || !('syscall' in error)) return undefined;
  const { code, path } = error as NodeJS.ErrnoException;
  const what = reasons[String(code)] ?? `the system says ${code}`;
  return path === undefined ? what : `${path}: ${what}`;
}

const reasons: Readonly<Record<string, string>> = {
  EACCES: 'permission denied',
  EPERM: 'not permitted',
  EROFS: 'the disk is read-only',
  ENOSPC: 'no space is left on the disk',
  EDQUOT: 'no space is left on the disk',
  ENOENT: 'there is no such file or folder',
  ENOTDIR: 'a part of this path is a file, not a folder',
  EISDIR: 'this is a folder, not a file',
  EEXIST: 'this exists already',
  EMFILE: 'too many files are open',
  ENAMETOOLONG: 'the name is too long',
  ELOOP: 'its links lead in a circle',
};
