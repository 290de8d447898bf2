/** Misspelt names: one letter gone, one too many, one wrong, two in the wrong order. */

/** A spelling of each sort for a name of three letters or more; where in the name it is wrong hangs on the name. */
export function misspelt(name: string): readonly string[] {
  if (name.length < 3 || !/^\w+$/.test(name)) return [];
  const at = 1 + (sum(name) % (name.length - 1));
  const letter = 'kqzvw'[sum(name) % 5] as string;
  const spellings = [
    name.slice(0, at) + name.slice(at + 1),
    name.slice(0, at) + letter + name.slice(at),
    name.slice(0, at) + letter + name.slice(at + 1),
    name.slice(0, at - 1) + name[at] + name[at - 1] + name.slice(at + 1),
    name + (name.at(-1) as string),
  ];
  return [...new Set(spellings)].filter((spelling) => spelling !== name && /^[A-Za-z_]/.test(spelling));
}

function sum(name: string): number {
  return [...name].reduce((total, letter) => total + letter.charCodeAt(0), 0);
}
