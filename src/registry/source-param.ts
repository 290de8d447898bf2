/** A parameter of a reader that names one of its files. */

export function sourceParam<const D extends string>(description: D) {
  return { kind: 'value', type: 'string', positional: true, source: true, description } as const;
}
