/** Puts a new text in the place of a file. */
import { chmodSync, readFileSync, realpathSync, renameSync, statSync, writeFileSync } from 'node:fs';
import type { Source } from '../text/source.ts';

/**
 * Writes `after` over the file of `before`, as a whole or not at all; its rights stay as they are, and a link stays a link.
 * False, and nothing is written, where the file does not hold `before` any more, or holds bytes that are no UTF-8.
 */
export function replaceText(before: Source, after: Source): boolean {
  const path = realpathSync(before.file);
  if (!readFileSync(path).equals(bytesOf(before))) return false;
  const stage = `${path}.${process.pid}`;
  writeFileSync(stage, bytesOf(after));
  chmodSync(stage, statSync(path).mode);
  renameSync(stage, path);
  return true;
}

function bytesOf({ bom, text }: Source): Buffer {
  return Buffer.from(`${bom ? '\uFEFF' : ''}${text}`);
}
