/** The version of mm; a test holds it equal to the one of package.json. */

export const version = '0.1.0';
