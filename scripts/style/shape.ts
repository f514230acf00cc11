/** How long, how many, what it is called. */
import ts from 'typescript';
import { type Breach, breach, isFunction, isTest, type Rule, type Source, walk } from './source.ts';

export const MAX_FILE_LINES = 300;
export const MAX_FUNCTION_LINES = 60;
export const MAX_POSITIONAL_PARAMETERS = 3;

/** Also for SQL and CSS, which have no tree. */
export function fileLengthBreaches(path: string, text: string): Breach[] {
  const lines = text.split('\n').length - (text.endsWith('\n') ? 1 : 0);
  if (lines <= MAX_FILE_LINES) return [];
  return [{ rule: 'file-length', path, line: lines, words: `${lines} lines; at most ${MAX_FILE_LINES}: split where the noun changes` }];
}

export const functionLength: Rule = (source) => {
  const found: Breach[] = [];
  walk(source.tree, (node) => {
    if (!isFunction(node) || isGroupOfTests(node)) return;
    const first = source.tree.getLineAndCharacterOfPosition(node.getStart(source.tree)).line;
    const lines = source.tree.getLineAndCharacterOfPosition(node.getEnd()).line - first + 1;
    if (lines > MAX_FUNCTION_LINES)
      found.push(breach(source, node, { rule: 'function-length', words: `${lines} lines; at most ${MAX_FUNCTION_LINES}` }));
  });
  return found;
};

/** The callback of `describe(…)` is a chapter, not a function. */
function isGroupOfTests(node: ts.Node): boolean {
  return ts.isCallExpression(node.parent) && node.parent.expression.getText().startsWith('describe');
}

/** A callback's parameters are its caller's choice, so an argument of a call is left alone. */
export const parameters: Rule = (source) => {
  const found: Breach[] = [];
  walk(source.tree, (node) => {
    if (!isFunction(node) || (ts.isCallExpression(node.parent) && node.parent.expression !== node)) return;
    const count = node.parameters.filter((parameter) => parameter.name.getText() !== 'this').length;
    if (count > MAX_POSITIONAL_PARAMETERS) {
      found.push(
        breach(source, node, {
          rule: 'parameters',
          words: `${count} parameters; at most ${MAX_POSITIONAL_PARAMETERS}: give the rest names in one object`,
        }),
      );
    }
  });
  return found;
};

const EMPTY_WORDS = new Set(['service', 'services', 'manager', 'managers', 'helper', 'helpers', 'util', 'utils']);
const EMPTY_VERBS = new Set(['handle', 'process']);
const EMPTY_FILES = new Set([...EMPTY_WORDS, ...EMPTY_VERBS, 'handler', 'handlers', 'data', 'info']);

/** Names that say nothing: in the path, and in what the file declares. */
export const names: Rule = (source) => {
  const found: Breach[] = pathBreaches(source.path);
  walk(source.tree, (node) => {
    const name = declaredName(node);
    // In a story, a merchant's manager is a person.
    if (!name || (isTest(source.path) && name.text === 'manager')) return;
    const words = wordsOf(name.text.replace(/service-?worker/i, ''));
    const empty = words.find((word) => EMPTY_WORDS.has(word)) ?? (isVerb(node) && EMPTY_VERBS.has(words[0] ?? '') ? words[0] : undefined);
    if (empty !== undefined)
      found.push(breach(source, name, { rule: 'names', words: `${name.text}: “${empty}” says nothing; name what it holds or does` }));
  });
  return found;
};

export function pathBreaches(path: string): Breach[] {
  const words = path.replace(/service-worker/g, '').split(/[/.-]/);
  const empty = words.find((word) => EMPTY_FILES.has(word));
  return empty === undefined ? [] : [{ rule: 'names', path, line: 1, words: `“${empty}” in the path says nothing; name the file for what it holds` }];
}

function declaredName(node: ts.Node): ts.Identifier | undefined {
  const named =
    ts.isFunctionDeclaration(node) ||
    ts.isClassDeclaration(node) ||
    ts.isVariableDeclaration(node) ||
    ts.isTypeAliasDeclaration(node) ||
    ts.isInterfaceDeclaration(node);
  return named && node.name && ts.isIdentifier(node.name) ? node.name : undefined;
}

function isVerb(node: ts.Node): boolean {
  if (ts.isFunctionDeclaration(node)) return true;
  return ts.isVariableDeclaration(node) && node.initializer !== undefined && isFunction(node.initializer);
}

/** `cardService` → card, service */
function wordsOf(name: string): string[] {
  return name
    .replace(/([a-z0-9])([A-Z])/g, '$1 $2')
    .toLowerCase()
    .split(/[ _]+/);
}

/** All rules of this file that need a tree. */
export const shapeRules: readonly ((source: Source) => Breach[])[] = [functionLength, parameters, names];
