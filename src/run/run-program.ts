/**
 * Runs the program of a run in a process of its own: `node run-program.js PROGRAM AGAIN ARGS…`. What the program's folder
 * lacks of TensorFlow.js is taken from mm's installation, so that a run needs no `npm install`. Nothing else is touched.
 */
import { type RegisterOptions, register } from 'node:module';
import { pathToFileURL } from 'node:url';

const hook = `
let home;
export function initialize(from) { home = from; }
export async function resolve(specifier, context, next) {
  try {
    return await next(specifier, context);
  } catch (error) {
    if (!specifier.startsWith('@tensorflow/')) throw error;
    return next(specifier, { ...context, parentURL: home });
  }
}`;

interface Program {
  main(args: readonly string[], caller: { readonly name: string; readonly again: string }): Promise<void>;
}

const [program = '', again = '', ...args] = process.argv.slice(2);
const options: RegisterOptions<string> = { data: import.meta.url };
register(`data:text/javascript,${encodeURIComponent(hook)}`, import.meta.url, options);
await ((await import(pathToFileURL(program).href)) as Program).main(args, { name: 'mm', again });
