/** Elements: pieces of a page; texts are put in as text, never as markup */

type Tags = HTMLElementTagNameMap;

/** An element with these properties and children. */
export function element<Tag extends keyof Tags>(
  tag: Tag,
  properties: Partial<Tags[Tag]> = {},
  ...children: readonly (Node | string)[]
): Tags[Tag] {
  const made = Object.assign(document.createElement(tag), properties);
  made.append(...children);
  return made;
}

/** An element of a drawing, with attributes. */
export function drawn<Tag extends keyof SVGElementTagNameMap>(
  tag: Tag,
  attributes: Readonly<Record<string, string | number>>,
  text = '',
): SVGElementTagNameMap[Tag] {
  const made = document.createElementNS('http://www.w3.org/2000/svg', tag);
  for (const [name, value] of Object.entries(attributes)) made.setAttribute(name, `${value}`);
  made.textContent = text;
  return made;
}

/** A field under its name. */
export function labelled(name: string, input: HTMLInputElement): HTMLElement {
  return element('label', {}, element('span', {}, name), input);
}

/** Names with their values. */
export function terms(values: Readonly<Record<string, string>>): HTMLElement[] {
  return Object.entries(values).map(([name, value]) =>
    element('div', {}, element('dt', {}, name), element('dd', {}, value)),
  );
}
