/** A source file as the style rules see it. */
import ts from 'typescript';

export type Source = { readonly path: string; readonly text: string; readonly tree: ts.SourceFile };
/** One breach: which rule, where, and in a sentence what to do. */
export type Breach = { readonly rule: string; readonly path: string; readonly line: number; readonly words: string };
export type Rule = (source: Source) => Breach[];

export function parseSource(path: string, text: string): Source {
  const kind = path.endsWith('x') ? ts.ScriptKind.TSX : ts.ScriptKind.TS;
  return { path, text, tree: ts.createSourceFile(path, text, ts.ScriptTarget.Latest, true, kind) };
}

/** Counted from 1. */
export function lineOf(source: Source, position: number): number {
  return source.tree.getLineAndCharacterOfPosition(position).line + 1;
}

export function breach(source: Source, at: ts.Node, what: { rule: string; words: string }): Breach {
  return { ...what, path: source.path, line: lineOf(source, at.getStart(source.tree)) };
}

/** Calls `visit` for every node, the outer before the inner. */
export function walk(node: ts.Node, visit: (node: ts.Node) => void): void {
  visit(node);
  ts.forEachChild(node, (child) => walk(child, visit));
}

export type Func =
  | ts.FunctionDeclaration
  | ts.FunctionExpression
  | ts.ArrowFunction
  | ts.MethodDeclaration
  | ts.ConstructorDeclaration
  | ts.AccessorDeclaration;

export function isFunction(node: ts.Node): node is Func {
  return (
    ts.isFunctionDeclaration(node) ||
    ts.isFunctionExpression(node) ||
    ts.isArrowFunction(node) ||
    ts.isMethodDeclaration(node) ||
    ts.isConstructorDeclaration(node) ||
    ts.isAccessor(node)
  );
}

export const isTest = (path: string): boolean =>
  /(?:\.test\.tsx?$)|(?:^apps\/server\/(?:test|bench)\/)|(?:^e2e\/)|(?:\/testing\.ts$)|(?:\.world\.ts$)|(?:\/test-[a-z-]+\.ts$)/.test(path);
export const isPlatform = (path: string): boolean => path.startsWith('apps/server/src/platform/');
export const isModule = (path: string): boolean => path.startsWith('apps/server/src/modules/');
