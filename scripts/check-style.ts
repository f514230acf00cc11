/** `npm run check:style`: the rules of STYLE.md that no other tool checks. Prints each breach and fails when there is one. */
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { filesOf, isGenerated } from './files.ts';
import { rootPath } from './spawned.ts';
import { boundRules } from './style/bounds.ts';
import { fileLengthBreaches, pathBreaches, shapeRules } from './style/shape.ts';
import { type Breach, parseSource } from './style/source.ts';

const CODE = /\.tsx?$/;
const CHECKED = /\.(?:tsx?|sql|css)$/;

/** All breaches of one file. Generated files, the types of tables and migrations are left out: nobody writes them by taste. */
export function breachesOf(path: string, text: string): Breach[] {
  if (!CHECKED.test(path) || isGenerated(path) || /\/tables\.ts$|\/migrations\//.test(path)) return [];
  const length = fileLengthBreaches(path, text);
  if (!CODE.test(path)) return [...length, ...pathBreaches(path)];
  const source = parseSource(path, text);
  return [...length, ...[...shapeRules, ...boundRules].flatMap((rule) => rule(source))];
}

function main(): void {
  const found = filesOf(['apps', 'packages', 'tools', 'scripts', 'e2e']).flatMap((path) =>
    CHECKED.test(path) ? breachesOf(path, readFileSync(join(rootPath, path), 'utf8')) : [],
  );
  for (const { rule, path, line, words } of found.toSorted((a, b) => a.rule.localeCompare(b.rule)))
    console.error(`${path}:${line}  ${rule}: ${words}`);
  if (found.length > 0) {
    console.error(`\n${found.length} breaches of STYLE.md.`);
    process.exitCode = 1;
  }
}

if (process.argv[1] === import.meta.filename) main();
