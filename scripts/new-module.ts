/** `npm run new:module <name> [uses…]`: a module in our anatomy that typechecks and passes its tests, to be filled with its own business. */
import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { moduleFaults, readModules } from './modules.ts';
import { contractFile, insert, insertions } from './scaffold/contract-file.ts';
import { namesOf } from './scaffold/names.ts';
import { serverFiles } from './scaffold/server-files.ts';
import { rootPath } from './spawned.ts';

/** What a new module writes, by path from the root: new files whole, changed files as they become. Writes nothing itself. */
export function renderModule(folder: string, module: string, uses: readonly string[]): Map<string, string> {
  const modules = readModules(pathToFileURL(join(folder, 'modules.json')));
  const names = namesOf(module, uses, modules);
  const written = new Map<string, string>();
  for (const [file, text] of Object.entries(serverFiles(names))) written.set(`apps/server/src/modules/${module}/${file}`, text);
  written.set(`packages/contract/src/${module}.ts`, contractFile(names));
  for (const path of written.keys()) if (existsSync(join(folder, path))) throw new Error(`${path} exists already.`);
  for (const change of insertions(names)) {
    written.set(change.path, insert(written.get(change.path) ?? readFileSync(join(folder, change.path), 'utf8'), change));
  }
  const after = { ...modules, [module]: uses };
  const [fault] = moduleFaults(after);
  if (fault !== undefined) throw new Error(`${fault}.`);
  const lines = Object.entries(after).map(([name, used]) => `  ${JSON.stringify(name)}: [${used.map((one) => JSON.stringify(one)).join(', ')}]`);
  written.set('modules.json', `{\n${lines.join(',\n')}\n}\n`);
  return written;
}

function main(module: string | undefined, uses: readonly string[]): void {
  if (module === undefined) {
    console.error('npm run new:module <name> [uses…]     for example: npm run new:module lockers members organizations');
    process.exitCode = 1;
    return;
  }
  const written = renderModule(rootPath, module, uses);
  for (const [path, text] of written) {
    const file = join(rootPath, path);
    console.log(`${existsSync(file) ? 'changed' : 'written'}  ${path}`);
    mkdirSync(dirname(file), { recursive: true });
    writeFileSync(file, text);
  }
  console.log(`
Next:
  1. npm run fix                       sorts the imports and writes the route table, openapi.json and the graph
  2. npm test -- ${module.padEnd(21)} its first tests pass already
  3. Say in its README.md what it owns, its nouns and its invariants, and put the nouns into docs/glossary.md in both languages.
  4. Give the table its real columns: migration, tables.ts, queries.ts, contract. Nothing has been applied yet, so 0001 may still change.
  5. Rewrite its sentences in packages/messages/src/errors.*.ts, and give its permissions to the roles that need them.
  6. npm run check`);
}

if (process.argv[1] === import.meta.filename) {
  try {
    main(process.argv[2], process.argv.slice(3));
  } catch (error) {
    console.error(error instanceof Error ? error.message : error);
    process.exitCode = 1;
  }
}
