/** Lays out graphs with Graphviz, which is loaded when it is needed. */
import { styled } from '../graph/svg-style.ts';

/** The SVG of a graph in the DOT language. */
export async function drawn(dot: string, about: string): Promise<string> {
  const { Graphviz } = await import('@hpcc-js/wasm-graphviz');
  const graphviz = await Graphviz.load();
  return styled(graphviz.dot(dot), about);
}
