/**
 * Loaded into the program of a run (`node --import`): what the program's own folder lacks of TensorFlow.js is taken from
 * mm's installation, so that a run needs no `npm install`. Nothing else is touched.
 */
import { type RegisterOptions, register } from 'node:module';

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

const options: RegisterOptions<string> = { data: import.meta.url };
register(`data:text/javascript,${encodeURIComponent(hook)}`, import.meta.url, options);
