/** TypeScript without its types: what is left is JavaScript, comments and line breaks in place. */
import ts from 'typescript';

/** The text of a source file with everything cut out that only the type checker reads. */
export function withoutTypes(tree) {
  const cuts = [];
  const visit = (node) => {
    if (ts.isTypeNode(node) && !ts.isExpressionWithTypeArguments(node)) return; // goes with what bears it
    const cut = wholeCut(node);
    if (cut) {
      cuts.push(cut);
      return;
    }
    cuts.push(...partCuts(node, tree.text));
    ts.forEachChild(node, visit);
  };
  ts.forEachChild(tree, visit);
  cuts.sort((a, b) => b[0] - a[0]);
  return cuts.reduce((text, [start, end]) => text.slice(0, start) + text.slice(end), tree.text);
}

/** Declarations that vanish with their comments. */
function wholeCut(node) {
  const isType =
    ts.isInterfaceDeclaration(node) ||
    ts.isTypeAliasDeclaration(node) ||
    (ts.isPropertyDeclaration(node) && !node.initializer) ||
    (ts.isImportDeclaration(node) && node.importClause?.phaseModifier === ts.SyntaxKind.TypeKeyword) ||
    (ts.isImportSpecifier(node) && node.isTypeOnly);
  if (!isType) return undefined;
  return [node.getFullStart(), ts.isImportSpecifier(node) ? afterComma(node) : node.end];
}

function afterComma(node) {
  const text = node.getSourceFile().text;
  return text[node.end] === ',' ? node.end + 1 : node.end;
}

/** Parts of a node that vanish while the rest of it stays. */
function partCuts(node, text) {
  const cuts = [];
  const isBinding = ts.isParameter(node) || ts.isVariableDeclaration(node) || ts.isPropertyDeclaration(node);
  if (isBinding && node.type) cuts.push([node.name.end, node.type.end]);
  else if (ts.isFunctionLike(node) && node.type)
    cuts.push([text.lastIndexOf(':', node.type.getStart()), node.type.end]);
  if (ts.isAsExpression(node) || ts.isSatisfiesExpression(node) || ts.isNonNullExpression(node))
    cuts.push([node.expression.end, node.end]);
  for (const list of [node.typeParameters, node.typeArguments])
    if (list) cuts.push([list.pos - 1, text.indexOf('>', list.end) + 1]);
  for (const modifier of node.modifiers ?? [])
    if (modifier.kind === ts.SyntaxKind.ReadonlyKeyword) cuts.push([modifier.getStart(), modifier.end + 1]);
  return cuts;
}
