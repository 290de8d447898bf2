/** Codes about habits that cost something or mean something else than was meant. */
export const lintRows = {};
