import { cpSync, mkdirSync, mkdtempSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { capture, rootPath, tool } from './spawned.ts';

/** A made-up tree: who imports what. Each import is written as `import './path'` of the file. */
const TREE: Record<string, string[]> = {
  'apps/server/src/platform/ctx.ts': ['../modules/cards/index.ts'],
  'apps/server/src/modules/audit/index.ts': [],
  'apps/server/src/modules/audit/record.ts': ['../cards/index.ts'],
  'apps/server/src/modules/members/index.ts': ['../audit/index.ts'],
  'apps/server/src/modules/members/member.ts': [],
  'apps/server/src/modules/cards/index.ts': ['../members/index.ts', './circle.ts'],
  'apps/server/src/modules/cards/circle.ts': ['./index.ts'],
  'apps/server/src/modules/cards/freeze-card.ts': ['../members/member.ts', '../../../../console/src/main.tsx'],
  'apps/server/src/modules/ghosts/index.ts': ['../audit/index.ts'],
  'apps/server/src/app.ts': ['./modules/members/member.ts', './modules/cards/index.ts'],
  'apps/console/src/main.tsx': ['./features/cards/cards-page.tsx'],
  'apps/console/src/features/cards/cards-page.tsx': ['../members/members-page.tsx', '../../shared/page.tsx'],
  'apps/console/src/features/members/members-page.tsx': ['../../main.tsx'],
  'apps/console/src/shared/page.tsx': ['../features/members/members-page.tsx'],
  'packages/kernel/src/money.ts': ['../../rules/src/pay-code.ts', 'node:fs'],
  'packages/rules/src/pay-code.ts': [],
  'packages/ui/src/index.ts': ['../../kernel/src/money.ts', '../../../apps/console/src/shared/page.tsx', './nowhere.ts'],
};

let folder: string;
let found: string[];

beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), 'tessera-imports-'));
  for (const path of ['.dependency-cruiser.cjs', 'modules.json', 'tsconfig.base.json']) cpSync(join(rootPath, path), join(folder, path));
  symlinkSync(join(rootPath, 'node_modules'), join(folder, 'node_modules'), 'dir');
  for (const [path, imports] of Object.entries(TREE)) {
    mkdirSync(dirname(join(folder, path)), { recursive: true });
    writeFileSync(join(folder, path), imports.map((target) => `import '${target}';\n`).join('') || 'export {};\n');
  }
  const args = ['apps', 'packages', '--config', '.dependency-cruiser.cjs', '--output-type', 'json'];
  const { output } = await capture({ ...tool('dependency-cruiser', 'depcruise', args), cwd: folder });
  const report: { summary: { violations: { rule: { name: string }; from: string; to: string }[] } } = JSON.parse(output);
  found = report.summary.violations.map(({ rule, from, to }) => `${rule.name}: ${from} → ${to}`);
}, 60_000);
afterAll(() => rmSync(folder, { recursive: true, force: true }));

const breach = (rule: string, from: string, to: string) => expect(found).toContainEqual(`${rule}: ${from} → ${to}`);

test('a module that uses one above it, or one not on its line, is found', () => {
  breach('module-audit', 'apps/server/src/modules/audit/record.ts', 'apps/server/src/modules/cards/index.ts');
  breach('platform-knows-no-business', 'apps/server/src/platform/ctx.ts', 'apps/server/src/modules/cards/index.ts');
  breach('module-unlisted', 'apps/server/src/modules/ghosts/index.ts', 'apps/server/src/modules/audit/index.ts');
});

test('a look past the index of another module is found', () => {
  breach('module-through-its-index', 'apps/server/src/modules/cards/freeze-card.ts', 'apps/server/src/modules/members/member.ts');
  breach('composition-through-the-index', 'apps/server/src/app.ts', 'apps/server/src/modules/members/member.ts');
});

test('packages out of their order, apps that are used, and features that know each other are found', () => {
  breach('package-kernel', 'packages/kernel/src/money.ts', 'packages/rules/src/pay-code.ts');
  breach('pure-packages-do-no-io', 'packages/kernel/src/money.ts', 'fs');
  breach('packages-use-no-app', 'packages/ui/src/index.ts', 'apps/console/src/shared/page.tsx');
  breach('apps-use-no-app', 'apps/server/src/modules/cards/freeze-card.ts', 'apps/console/src/main.tsx');
  breach('features-stand-apart', 'apps/console/src/features/cards/cards-page.tsx', 'apps/console/src/features/members/members-page.tsx');
  breach('front-end-one-way', 'apps/console/src/features/members/members-page.tsx', 'apps/console/src/main.tsx');
  breach('shared-knows-no-feature', 'apps/console/src/shared/page.tsx', 'apps/console/src/features/members/members-page.tsx');
});

test('circles and imports that lead nowhere are found', () => {
  breach('no-circle', 'apps/server/src/modules/cards/circle.ts', 'apps/server/src/modules/cards/index.ts');
  breach('resolves', 'packages/ui/src/index.ts', './nowhere.ts');
});

test('what the rules allow is left alone', () => {
  expect(found.filter((one) => one.includes('→ apps/server/src/modules/audit/index.ts'))).toHaveLength(1);
  expect(found.filter((one) => /^module-(?:cards|members)/.test(one))).toEqual([]);
});
