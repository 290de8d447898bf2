/** Pictures as a page: boxes in boxes that can be folded, with what they give and cost where one points. */
import { aboutOf, groupTitle, paramsText, shapesOf, titleOf } from './box-text.ts';
import type { Marked } from './dot.ts';
import type { Box, Picture } from './picture.ts';

/** A whole document without scripts. `above` is the HTML of what stands above the pictures. */
export function pageOf(title: string, pictures: readonly Marked[], above = ''): string {
  const head = above === '' ? '' : `<article>\n${above}\n</article>\n`;
  const columns = pictures.map((one) => columnOf(one)).join('\n');
  return `<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta http-equiv="Content-Security-Policy" content="default-src 'none'; style-src 'unsafe-inline'">
<title>${escaped(title)}</title>
<style>${style}</style>
</head>
<body>
<h1>${escaped(title)}</h1>
${head}<main>
${columns}
</main>
</body>
</html>
`;
}

type Mark = NonNullable<Marked['mark']>;

function columnOf({ picture, title, mark = () => undefined }: Marked): string {
  const head = title ?? (picture.name === undefined ? undefined : `model ${picture.name}`);
  const heading = head === undefined ? '' : `<h2>${escaped(head)}</h2>\n`;
  return `<section>\n${heading}${stackOf(picture, mark)}\n</section>`;
}

function stackOf({ input, boxes, output }: Picture, mark: Mark): string {
  const ends = [input, output].map((type) => `<li class="end">${escaped(type ?? 'unknown')}</li>`);
  return `<ol class="stack">\n${[ends[0], ...boxes.map((box) => itemOf(box, mark)), ends[1]].join('\n')}\n</ol>`;
}

function listOf(boxes: readonly Box[], mark: Mark): string {
  if (boxes.length === 0) return '<ol class="stack"><li class="through">passes on</li></ol>';
  return `<ol class="stack">\n${boxes.map((box) => itemOf(box, mark)).join('\n')}\n</ol>`;
}

function itemOf(box: Box, mark: Mark): string {
  const marked = mark(box);
  const kind = box.kind === 'layer' && box.isBroken ? 'broken' : box.kind;
  const head = `<li class="${[kind, ...(marked === undefined ? [] : [marked])].join(' ')}" title="${escaped(aboutOf(box))}">`;
  switch (box.kind) {
    case 'layer':
    case 'read':
      return `${head}${labelOf(titleOf(box), box)}</li>`;
    case 'group':
      return `${head}<details open><summary>${labelOf(groupTitle(box), box)}</summary>${listOf(box.children, mark)}</details></li>`;
    case 'tap':
      return `${head}${labelOf(titleOf(box), box)}${box.branch.length > 0 ? listOf(box.branch, mark) : ''}</li>`;
    case 'join': {
      const label = labelOf(titleOf(box), box);
      if (box.branches.length === 0) return `${head}${label}</li>`;
      const branches = box.branches.map((branch) => listOf(branch, mark)).join('\n');
      return `${head}<details open><summary>${label}</summary><div class="branches">${branches}</div></details></li>`;
    }
  }
}

function labelOf(title: string, box: Box): string {
  const params = paramsText(box);
  const count = params === '' ? '' : `<span class="params">${escaped(params)}</span>`;
  return `<span class="text">${escaped(title)}</span>${count}<span class="shape">${escaped(shapesOf(box))}</span>`;
}

/** Text as HTML, in an attribute as well. */
export function escaped(text: string): string {
  return text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;').replaceAll('"', '&quot;');
}

const style = `
  :root { color-scheme: light dark; --ground: #fff; --text: #1f2328; --quiet: #57606a; --box: #f6f8fa; --line: #d1d9e0;
    --join: #ddf4ff; --added: #dafbe1; --added-line: #1a7f37; --removed: #ffebe9; --removed-line: #cf222e;
    --changed: #fff8c5; --changed-line: #9a6700; }
  @media (prefers-color-scheme: dark) {
    :root { --ground: #0d1117; --text: #f0f6fc; --quiet: #9198a1; --box: #161b22; --line: #3d444d; --join: #0c2d6b;
      --added: #04260f; --added-line: #3fb950; --removed: #490202; --removed-line: #f85149;
      --changed: #341a00; --changed-line: #d29922; }
  }
  body { margin: 2rem; background: var(--ground); color: var(--text); font: 14px/1.4 system-ui, sans-serif; }
  h1 { font-size: 1.25rem; } h2 { font-size: 1rem; } h1, h2, .text, .shape { overflow-wrap: anywhere; }
  @media (max-width: 40rem) { body { margin: 1rem; } .stack > li { padding: 4px 6px; } }
  article { max-width: 60rem; margin-bottom: 2rem; overflow-wrap: anywhere; }
  article h3 { font-size: 1rem; margin: 1.2em 0 0.4em; } article p { margin: 0.4em 0; }
  article ul { margin: 0.4em 0; padding-left: 1.5em; font-family: ui-monospace, monospace; font-size: 12px; }
  .lines { list-style: none; padding: 0 !important; }
  .lines > li { border-left: 3px solid var(--line); padding: 1px 8px; white-space: pre-wrap; }
  .lines > .came { border-color: var(--added-line); background: var(--added); }
  .lines > .went { border-color: var(--removed-line); background: var(--removed); }
  .lines > .other { border-color: var(--changed-line); background: var(--changed); }
  .wide { overflow-x: auto; }
  table { border-collapse: collapse; font-variant-numeric: tabular-nums; }
  th, td { padding: 2px 10px; border-bottom: 1px solid var(--line); text-align: right; overflow-wrap: normal; }
  th { color: var(--quiet); font-weight: normal; } th:first-child, td:last-child { text-align: left; }
  tr:first-child > th { overflow-wrap: anywhere; } article summary { flex-wrap: nowrap; }
  @media (max-width: 40rem) { th, td { padding: 2px 4px; font-size: 12px; } }
  main { display: flex; flex-wrap: wrap; gap: 2rem; align-items: flex-start; }
  section { flex: 1 1 24rem; min-width: 0; max-width: 60rem; }
  ol { list-style: none; margin: 0; padding: 0; }
  .stack > li { position: relative; margin: 0 0 14px; padding: 4px 10px; border: 1px solid var(--line); border-radius: 6px;
    background: var(--box); }
  .stack > li:last-child { margin-bottom: 0; }
  .stack > li + li::before { content: '↓'; position: absolute; top: -17px; left: 1rem; color: var(--quiet); }
  .group, .join, .tap { background: none !important; }
  .join > details > summary { background: var(--join); border-radius: 4px; }
  .end, .through { border: none !important; background: none !important; color: var(--quiet); }
  summary { cursor: pointer; padding: 0 4px; }
  summary + * { margin: 12px 0 4px; }
  .branches { display: flex; flex-wrap: wrap; gap: 14px; align-items: flex-start; }
  .branches > ol { flex: 1 1 auto; min-width: 0; }
  .params { margin-left: 0.8em; color: var(--quiet); }
  .layer, .read, summary { display: flex; flex-wrap: wrap; }
  summary::before { content: '▾'; width: 1em; } details:not([open]) > summary::before { content: '▸'; }
  .shape { margin-left: auto; padding-left: 1.5em; color: var(--quiet); }
  .added { border-color: var(--added-line) !important; background: var(--added) !important; }
  .removed { border-color: var(--removed-line) !important; background: var(--removed) !important; }
  .changed { border-color: var(--changed-line) !important; background: var(--changed) !important; }
  .broken { border: 2px dashed var(--removed-line) !important; }
  .reshaped { border: 1px dashed var(--changed-line) !important; }
`;
