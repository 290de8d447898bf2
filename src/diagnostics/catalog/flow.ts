/** Codes about where numbers come from: positions that see what they must not, or see too little. */
export const flowRows = {};
