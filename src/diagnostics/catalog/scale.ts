/** Codes about how large numbers are when training starts. */
export const scaleRows = {};
