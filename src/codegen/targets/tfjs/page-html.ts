/** The document around the script of a page: one file that asks the network for nothing. */

/**
 * The page with this script. `sha256` gives the hash of a text in base64: the page runs and shows what it was made of, and
 * nothing that somebody else put in.
 */
export function pageHtml(script: string, sha256: (text: string) => string): string {
  const safe = inScript(script);
  const policy = [
    "default-src 'none'",
    `script-src 'sha256-${sha256(safe)}' 'wasm-unsafe-eval'`,
    `style-src 'sha256-${sha256(style)}'`,
    'connect-src data:', // the binaries of the wasm backend
    'img-src data:',
    "base-uri 'none'",
    "form-action 'none'",
  ];
  return `<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta http-equiv="Content-Security-Policy" content="${policy.join('; ')}">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="color-scheme" content="light dark">
<title>A model that trains in the browser</title>
<link rel="icon" href="data:,">
<style>${style}</style>
</head>
<body>
<noscript>This page trains a model, for which it needs JavaScript.</noscript>
<script type="module">${safe}</script>
</body>
</html>
`;
}

/** A script as it may stand in a page: the signs that would end it there occur in its strings alone, where they can be spelt out. */
function inScript(script: string): string {
  return script.replace(/<(?=\/?script|!--)/gi, '\\x3c');
}

const style = `
:root {
  color-scheme: light dark;
  --paper: #fcfcfb; --panel: #f2f3f3; --ink: #1c2226; --soft: #57626a; --line: #d5dadd; --accent: #17697f; --on-accent: #fff;
  --alarm: #a1260d;
}
@media (prefers-color-scheme: dark) {
  :root {
    --paper: #14181b; --panel: #1c2225; --ink: #e4e8ea; --soft: #9ba7ae; --line: #343d43; --accent: #67b9cf; --on-accent: #0c1316;
    --alarm: #f29a86;
  }
}
* { box-sizing: border-box; }
body {
  margin: 0 auto; padding: 2rem 1.25rem; max-width: 68rem;
  background: var(--paper); color: var(--ink); font: 1rem/1.5 system-ui, sans-serif;
}
h1 { margin: 0 0 .75rem; font-size: 1.6rem; line-height: 1.2; overflow-wrap: anywhere; }
h2 { margin: 0 0 .75rem; font-size: 1.1rem; }
pre, ol, dd, input { font-variant-numeric: tabular-nums; }
pre, ol { font-family: ui-monospace, Menlo, Consolas, monospace; font-size: .875rem; }
pre {
  margin: 1.25rem 0 0; padding: .75rem 1rem; max-height: 24rem; overflow: auto;
  background: var(--panel); border: 1px solid var(--line); border-radius: 6px;
}
main { display: grid; grid-template-columns: minmax(0, 1fr) 19rem; gap: 2.5rem; margin: 2rem 0; }
section { min-width: 0; }
dl { margin: 0; }
dt { color: var(--soft); }
dd { margin: 0; overflow-wrap: anywhere; }
header div { display: grid; grid-template-columns: 6rem minmax(0, 1fr); }
form { display: flex; flex-wrap: wrap; gap: .75rem; align-items: end; margin-bottom: 1rem; }
label { flex: 1 1 5.5rem; min-width: 0; }
label.wide { flex: 2 1 12.5rem; }
label span { display: block; font-size: .875rem; color: var(--soft); }
input {
  width: 100%; padding: .4rem .6rem; font: inherit; color: inherit;
  background: var(--paper); border: 1px solid var(--line); border-radius: 6px;
}
input::placeholder { color: var(--soft); opacity: 1; }
input:placeholder-shown { text-overflow: ellipsis; }
.buttons { display: flex; gap: .5rem; }
button {
  padding: .4rem .9rem; font: inherit; color: inherit; white-space: nowrap; cursor: pointer;
  background: var(--panel); border: 1px solid var(--line); border-radius: 6px;
}
button.main { min-width: 8.5rem; background: var(--accent); border-color: var(--accent); color: var(--on-accent); }
:disabled { opacity: .55; cursor: default; }
:focus-visible { outline: 2px solid var(--accent); outline-offset: 2px; }
progress {
  display: block; width: 100%; height: .4rem; overflow: hidden; appearance: none;
  background: var(--line); border: 0; border-radius: 99px;
}
progress::-webkit-progress-bar { background: var(--line); }
progress::-webkit-progress-value { background: var(--accent); }
progress::-moz-progress-bar { background: var(--accent); }
section dl { display: grid; grid-template-columns: repeat(auto-fit, minmax(6.5rem, 1fr)); gap: .5rem 1rem; margin: .75rem 0; }
section dt { font-size: .875rem; }
.message { margin: 0 0 1rem; color: var(--alarm); }
.message:empty, .results:empty { display: none; }
figure { margin: 0; }
figcaption, .hint, footer { font-size: .875rem; color: var(--soft); }
.curve { display: block; width: 100%; height: 16rem; }
.curve text { fill: var(--soft); font-size: .75rem; }
.curve .loss { text-anchor: end; dominant-baseline: middle; }
.curve .step { text-anchor: middle; }
.curve .grid { stroke: var(--line); }
.curve polyline { fill: none; stroke: var(--accent); stroke-linejoin: round; }
.curve .faint { opacity: .4; }
.curve .strong { stroke-width: 2; }
.curve .validation { fill: var(--paper); stroke: var(--ink); stroke-width: 1.5; }
.results { margin: .75rem 0 0; font-weight: 600; }
ol { margin: 0; padding: 0; list-style: none; columns: 7rem; column-gap: 1.5rem; }
ol:not(:empty) + .hint { display: none; }
.hint { margin: 0; }
li { min-height: 1.5em; overflow-wrap: anywhere; }
footer { padding-top: .75rem; border-top: 1px solid var(--line); }
@media (max-width: 48rem) {
  body { padding: 1.25rem 1rem; }
  main { grid-template-columns: minmax(0, 1fr); }
  header div { display: block; }
  header dd { margin-bottom: .35rem; }
}
`;
