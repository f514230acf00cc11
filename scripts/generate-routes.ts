/** Writes the client's route table from the contract, so that a browser needs no schema. */
import { readFileSync, writeFileSync } from 'node:fs';
import { api } from '../packages/contract/src/api.ts';

const target = new URL('../packages/contract/src/routes.gen.ts', import.meta.url);

export function renderRoutes(): string {
  const modules = Object.entries(api).map(([moduleName, table]) => {
    const rows = Object.entries(table).map(
      ([name, route]) => `    ${name}: ['${route.method}', '${route.path}', ${'idempotent' in route}${fileOf(route)}],`,
    );
    return [`  ${moduleName}: {`, ...rows, '  },'].join('\n');
  });
  return `// Generated from the contract by scripts/generate-routes.ts; do not edit.\nexport const ROUTES = {\n${modules.join('\n')}\n} as const;\n`;
}

function fileOf(route: object): string {
  if ('upload' in route) return `, 'upload'`;
  return 'download' in route ? `, 'download'` : '';
}

if (process.argv[1] === new URL(import.meta.url).pathname) {
  if (process.argv.includes('--check')) {
    if (readFileSync(target, 'utf8') !== renderRoutes()) {
      console.error('packages/contract/src/routes.gen.ts is out of date: run npm run fix');
      process.exit(1);
    }
  } else writeFileSync(target, renderRoutes());
}
