/** What only certain files may do: cast, read the clock, speak SQL. */
import ts from 'typescript';
import { type Breach, breach, isModule, isPlatform, isTest, lineOf, type Rule, type Source, walk } from './source.ts';

/** `as` says that the compiler is wrong. Elsewhere than in platform/ it must say why, in a comment on the same line. */
export const casts: Rule = (source) => {
  if (isPlatform(source.path)) return [];
  const found: Breach[] = [];
  walk(source.tree, (node) => {
    const cast = ts.isAsExpression(node) || ts.isTypeAssertionExpression(node);
    if (!cast || isConst(node.type) || hasReason(source, node)) return;
    found.push(
      breach(source, node.type, {
        rule: 'casts',
        words: `as ${node.type.getText(source.tree)}: let the type follow from the code, or say why on the same line`,
      }),
    );
  });
  return found;
};

function isConst(type: ts.TypeNode): boolean {
  return ts.isTypeReferenceNode(type) && type.getText() === 'const';
}

const REASON = /(?:^|\s)\/\/ \S/;

/** On the line where the cast begins or on the one where its statement line ends. */
function hasReason(source: Source, node: ts.AsExpression | ts.TypeAssertion): boolean {
  const lines = source.text.split('\n');
  const from = lineOf(source, node.type.getStart(source.tree));
  const to = lineOf(source, node.getEnd());
  return lines.slice(from - 1, to).some((line) => REASON.test(line));
}

/** Now comes from `ctx.now`; what is pure gets the time as a parameter. */
export const clock: Rule = (source) => {
  const bound = isModule(source.path) || source.path.startsWith('packages/rules/');
  if (!bound || isTest(source.path)) return [];
  const found: Breach[] = [];
  walk(source.tree, (node) => {
    const asks =
      (ts.isNewExpression(node) && node.expression.getText() === 'Date' && (node.arguments?.length ?? 0) === 0) ||
      (ts.isCallExpression(node) && ['Date.now', 'Date'].includes(node.expression.getText()));
    if (asks) found.push(breach(source, node, { rule: 'clock', words: `${node.getText(source.tree)}: take ctx.now` }));
  });
  return found;
};

const QUERY_BUILDERS = new Set(['withTables', 'selectFrom', 'insertInto', 'updateTable', 'deleteFrom']);

/** A module's SQL lies in its queries.ts (or one more file `…-queries.ts`), and names its columns. */
export const sql: Rule = (source) => {
  if (!isModule(source.path) || isTest(source.path)) return [];
  const home = /(?:^|[/-])queries\.ts$/.test(source.path);
  const found: Breach[] = [];
  walk(source.tree, (node) => {
    const words = home ? allColumns(node) : sqlOutside(node);
    if (words !== undefined) found.push(breach(source, node, { rule: 'sql', words }));
  });
  return found;
};

function sqlOutside(node: ts.Node): string | undefined {
  if (ts.isTaggedTemplateExpression(node) && node.tag.getText() === 'sql') return 'sql`…` outside queries.ts';
  if (!ts.isCallExpression(node) || !ts.isPropertyAccessExpression(node.expression)) return undefined;
  const name = node.expression.name.text;
  if (QUERY_BUILDERS.has(name)) return `.${name}(…) outside queries.ts`;
  const first = node.arguments[0];
  const speaksSql = name === 'query' && first !== undefined && ts.isStringLiteralLike(first);
  return speaksSql ? '.query(…) with SQL outside queries.ts' : undefined;
}

function allColumns(node: ts.Node): string | undefined {
  const asks =
    ts.isCallExpression(node) && ts.isPropertyAccessExpression(node.expression) && ['selectAll', 'returningAll'].includes(node.expression.name.text);
  return asks ? 'names its columns: no selectAll()' : undefined;
}

export const boundRules: readonly Rule[] = [casts, clock, sql];
