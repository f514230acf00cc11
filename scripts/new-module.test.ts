import { cpSync, mkdirSync, mkdtempSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import ts from 'typescript';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { breachesOf } from './check-style.ts';
import { createdElsewhere } from './modules.ts';
import { renderModule } from './new-module.ts';
import { rootPath } from './spawned.ts';

const PACKAGES = ['kernel', 'rules', 'contract', 'messages'];
let copy: string;
let written: Map<string, string>;

beforeAll(() => {
  copy = mkdtempSync(join(tmpdir(), 'tessera-scaffold-'));
  const filter = (path: string) => !/node_modules|[\\/]dist[\\/]/.test(path);
  for (const path of ['modules.json', 'tsconfig.base.json', 'apps/server/src', 'apps/server/test', ...PACKAGES.map((name) => `packages/${name}`)]) {
    cpSync(join(rootPath, path), join(copy, path), { recursive: true, filter });
  }
  symlinkSync(join(rootPath, 'node_modules'), join(copy, 'node_modules'), 'dir');
  written = renderModule(copy, 'lockers', ['members', 'organizations']);
  for (const [path, text] of written) {
    mkdirSync(dirname(join(copy, path)), { recursive: true });
    writeFileSync(join(copy, path), text);
  }
});
afterAll(() => rmSync(copy, { recursive: true, force: true }));

test('a new module typechecks as it is, and a mistake beside it would be found', { timeout: 120_000 }, () => {
  const mistake = 'apps/server/src/modules/lockers/mistake.ts';
  writeFileSync(join(copy, mistake), "import { createLocker } from './create-locker.ts';\nexport const mistake: number = createLocker;\n");
  // The composition root would bring every module into this check; the line added to it is checked with all the rest.
  const added = [...written.keys()].filter((path) => path.endsWith('.ts') && path !== 'apps/server/src/app.ts');
  expect(faultsOf([...added, mistake])).toEqual([expect.stringContaining(`${mistake}: Type `)]);
});

test('a new module keeps the rules of style, and creates nothing outside its schema', () => {
  for (const [path, text] of written) {
    expect(breachesOf(path, text).filter(() => path.includes('lockers'))).toEqual([]);
    if (path.endsWith('.sql')) expect(createdElsewhere('lockers', text)).toEqual([]);
  }
});

test('a name that is taken, unknown modules and bad names are refused', () => {
  expect(() => renderModule(rootPath, 'cards', [])).toThrow('There is already a module cards.');
  expect(() => renderModule(rootPath, 'lockers', ['nowhere'])).toThrow(/^nowhere is no module\./);
  expect(() => renderModule(rootPath, 'Locker-s', [])).toThrow('not a plain lower-case plural');
});

function faultsOf(paths: readonly string[]): string[] {
  const { config } = ts.readConfigFile(join(copy, 'tsconfig.base.json'), ts.sys.readFile);
  const { options } = ts.convertCompilerOptionsFromJson(config.compilerOptions, copy);
  const program = ts.createProgram(
    paths.map((path) => join(copy, path)),
    {
      ...options,
      types: ['node'],
      paths: Object.fromEntries(PACKAGES.map((name) => [`@tessera/${name}`, [join(copy, `packages/${name}/src/index.ts`)]])),
    },
  );
  return paths.flatMap((path) => {
    const source = program.getSourceFile(join(copy, path));
    return [...program.getSyntacticDiagnostics(source), ...program.getSemanticDiagnostics(source)].map(
      ({ messageText }) => `${path}: ${ts.flattenDiagnosticMessageText(messageText, '\n')}`,
    );
  });
}
