/** The built-in names as tests read them. */
import { readFileSync } from 'node:fs';

export const namesBytes: Uint8Array = readFileSync(new URL('../../data/names.txt', import.meta.url));
export const names: readonly string[] = new TextDecoder().decode(namesBytes).split('\n');
export const vocabulary = '.abcdefghijklmnopqrstuvwxyz';
