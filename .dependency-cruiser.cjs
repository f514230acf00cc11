/** What may import what. The arrows between modules come from modules.json alone. */
const { readFileSync } = require('node:fs');
const { join } = require('node:path');

const modules = JSON.parse(readFileSync(join(__dirname, 'modules.json'), 'utf8'));
const names = Object.keys(modules);
const MODULES = '^apps/server/src/modules/';
const one = (list) => `(?:${list.join('|')})`;

/** What everyone may use without naming it; each of them only those before it. As in scripts/modules.ts. */
const EVERYWHERE = ['audit', 'settings'];
const reach = (name) => [...modules[name], ...(EVERYWHERE.includes(name) ? EVERYWHERE.slice(0, EVERYWHERE.indexOf(name)) : EVERYWHERE)];

const moduleRules = names.map((name) => ({
  name: `module-${name}`,
  comment: `${name} may use ${reach(name).join(', ') || 'no other'}: see its line in modules.json. What must travel upward travels as an event.`,
  severity: 'error',
  from: { path: `${MODULES}${name}/` },
  to: { path: MODULES, pathNot: `${MODULES}${one([name, ...reach(name)])}/` },
}));

/** From the lowest to the highest; each may use those before it. */
const PACKAGES = ['kernel', 'rules', 'contract', 'messages', 'ui'];
const packageRules = PACKAGES.map((name, place) => ({
  name: `package-${name}`,
  comment: `The packages stand in one line: ${PACKAGES.join(' ← ')}. ${name} may use only what stands before it.`,
  severity: 'error',
  from: { path: `^packages/${name}/` },
  to: { path: '^packages/', pathNot: `^packages/${one(PACKAGES.slice(0, place + 1))}/` },
}));

module.exports = {
  forbidden: [
    ...moduleRules,
    ...packageRules,
    {
      name: 'module-unlisted',
      comment: 'A folder of modules/ without a line in modules.json.',
      severity: 'error',
      from: { path: MODULES, pathNot: `${MODULES}${one(names)}/` },
      to: {},
    },
    {
      name: 'module-through-its-index',
      comment: 'A module is used through its index.ts only.',
      severity: 'error',
      from: { path: `${MODULES}([^/]+)/` },
      to: { path: MODULES, pathNot: [`${MODULES}$1/`, `${MODULES}[^/]+/index\\.ts$`] },
    },
    {
      name: 'composition-through-the-index',
      comment: 'The composition root and the demo data use modules through their index.ts only.',
      severity: 'error',
      from: { path: '^apps/server/(?:src/[^/]+\\.ts|seed/)' },
      to: { path: MODULES, pathNot: `${MODULES}[^/]+/index\\.ts$` },
    },
    {
      name: 'platform-knows-no-business',
      comment: 'platform/ imports no module and not the composition root.',
      severity: 'error',
      from: { path: '^apps/server/src/platform/' },
      to: { path: '^apps/server/(?:src/(?!platform/)|seed/|bench/)' },
    },
    {
      name: 'tests-stay-outside',
      comment: 'Only tests use tests.',
      severity: 'error',
      from: {
        pathNot: [
          '\\.test\\.tsx?$',
          '^apps/server/(?:test|bench)/',
          '^e2e/',
          '/testing\\.ts$',
          '\\.world\\.ts$',
          '/test-[a-z-]+\\.ts$',
          'vitest\\.config\\.ts$',
        ],
      },
      to: { path: ['\\.test\\.tsx?$', '^apps/server/test/', '^e2e/', '/testing\\.ts$', '\\.world\\.ts$', '/test-[a-z-]+\\.ts$'] },
    },
    {
      name: 'packages-use-no-app',
      comment: 'Nothing uses an app.',
      severity: 'error',
      from: { path: '^packages/' },
      to: { path: '^(?:apps|scripts|e2e)/' },
    },
    {
      name: 'apps-use-no-app',
      comment: 'Nothing uses an app.',
      severity: 'error',
      from: { path: '^apps/([^/]+)/', pathNot: '^apps/server/test/architecture\\.test\\.ts$' },
      to: { path: '^(?:apps|scripts|e2e)/', pathNot: '^apps/$1/' },
    },
    {
      name: 'features-stand-apart',
      comment: 'A feature never imports a feature; what two of them need lies in shared/.',
      severity: 'error',
      from: { path: '^apps/([^/]+)/src/features/([^/]+)/' },
      to: { path: '^apps/$1/src/features/', pathNot: '^apps/$1/src/features/$2/' },
    },
    {
      name: 'front-end-one-way',
      comment: 'shared ← features ← app: nothing looks back.',
      severity: 'error',
      from: { path: '^apps/([^/]+)/src/(?:shared|features)/' },
      to: { path: '^apps/$1/src/(?:app/|main\\.tsx$)' },
    },
    {
      name: 'shared-knows-no-feature',
      comment: 'shared ← features ← app: nothing looks back.',
      severity: 'error',
      from: { path: '^apps/([^/]+)/src/shared/' },
      to: { path: '^apps/$1/src/features/' },
    },
    {
      name: 'pure-packages-do-no-io',
      comment: 'kernel and rules run on the phone and the till too: no node:… in them.',
      severity: 'error',
      from: { path: '^packages/(?:kernel|rules|contract|messages|ui)/', pathNot: '\\.test\\.tsx?$' },
      to: { dependencyTypes: ['core'] },
    },
    {
      name: 'no-circle',
      comment: 'Files that import each other in a circle cannot be understood one at a time. Types may.',
      severity: 'error',
      from: {},
      to: { circular: true, viaOnly: { dependencyTypesNot: ['type-only'] } },
    },
    {
      name: 'resolves',
      comment: 'An import that leads nowhere.',
      severity: 'error',
      from: {},
      to: { couldNotResolve: true, pathNot: ['^virtual:', '\\?(?:url|raw|worker)$'] },
    },
  ],
  options: {
    doNotFollow: { path: 'node_modules' },
    exclude: { path: ['/dist/', '^docs/'] },
    tsPreCompilationDeps: true,
    tsConfig: { fileName: 'tsconfig.base.json' },
    enhancedResolveOptions: {
      exportsFields: ['exports'],
      conditionNames: ['import', 'types', 'node', 'default'],
      mainFields: ['module', 'main', 'types'],
      extensions: ['.ts', '.tsx', '.d.ts', '.js', '.mjs', '.cjs', '.json', '.css'],
    },
    cache: false,
  },
};
