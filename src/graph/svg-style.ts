/** The colours of pictures: light and dark, and what was changed. */

/** Rules for the SVG of Graphviz, whose own colours they replace; letters are smaller than what it left room for. */
export const svgStyle = `
  text { fill: #1f2328; font-size: 11px; }
  .edge text, .end text { fill: #57606a; }
  .edge text { font-size: 9px; }
  .node path, .node polygon { fill: #f6f8fa; stroke: #8c959f; }
  .end path, .end polygon { fill: none; stroke: none; }
  .join path, .join polygon { fill: #ddf4ff; stroke: #54aeff; }
  .cluster path, .cluster polygon { fill: none; stroke: #afb8c1; }
  .edge path { stroke: #6e7781; }
  .edge polygon { fill: #6e7781; stroke: #6e7781; }
  .removed path, .removed polygon { fill: #ffebe9; stroke: #cf222e; }
  .added path, .added polygon { fill: #dafbe1; stroke: #1a7f37; }
  .changed path, .changed polygon { fill: #fff8c5; stroke: #9a6700; }
  .reshaped path, .reshaped polygon { stroke: #9a6700; stroke-dasharray: 4 2; }
  .broken path, .broken polygon { stroke: #cf222e; stroke-width: 2; stroke-dasharray: 4 2; }
  .ground { fill: #ffffff; }
  @media (prefers-color-scheme: dark) {
    text { fill: #f0f6fc; }
    .edge text, .end text { fill: #9198a1; }
    .node path, .node polygon { fill: #161b22; stroke: #656c76; }
    .end path, .end polygon { fill: none; stroke: none; }
    .join path, .join polygon { fill: #0c2d6b; stroke: #4493f8; }
    .cluster path, .cluster polygon { fill: none; stroke: #3d444d; }
    .edge path { stroke: #9198a1; }
    .edge polygon { fill: #9198a1; stroke: #9198a1; }
    .removed path, .removed polygon { fill: #490202; stroke: #f85149; }
    .added path, .added polygon { fill: #04260f; stroke: #3fb950; }
    .changed path, .changed polygon { fill: #341a00; stroke: #d29922; }
    .reshaped path, .reshaped polygon { stroke: #d29922; }
    .broken path, .broken polygon { stroke: #f85149; }
    .ground { fill: #0d1117; }
  }
`;

/** The SVG that Graphviz drew, with our colours and a ground. */
export function styled(svg: string, about: string): string {
  const body = svg.slice(svg.indexOf('<svg'));
  const ground = '<rect class="ground" x="-10000" y="-10000" width="20000" height="20000"/>';
  return body
    .replace('<svg ', `<svg role="img" aria-label="${escaped(about)}" `)
    .replace(/<g id="graph0"/, `<style>${svgStyle}</style>\n${ground}\n<g id="graph0"`)
    .replace(/<!--.*?-->\n?/gs, '');
}

function escaped(text: string): string {
  return text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('"', '&quot;');
}
