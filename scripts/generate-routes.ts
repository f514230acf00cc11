/** Writes the clients' route tables from the contract, so that a browser needs no schema, and a phone no route that it may not call. */
import { api } from '../packages/contract/src/api.ts';
import type { Route } from '../packages/contract/src/route.ts';

/** Whose routes a table holds: what everybody may call, and what a permission of these kinds allows. */
export type Holder = 'MEMBER' | 'TILL';
const KINDS: Record<Holder, RegExp> = { MEMBER: /^(public|session\.|self\.)/, TILL: /^(public|terminal\.)/ };

/** Every route, or those that somebody of this kind may call. */
export function renderRoutes(holder?: Holder): string {
  const modules = Object.entries<Record<string, Route>>(api).flatMap(([moduleName, table]) => {
    const rows = Object.entries(table)
      .filter(([, route]) => holder === undefined || [route.permission].flat().some((permission) => KINDS[holder].test(permission)))
      .map(([name, route]) => `    ${name}: ['${route.method}', '${route.path}', ${'idempotent' in route}${fileOf(route)}],`);
    return rows.length > 0 ? [[`  ${moduleName}: {`, ...rows, '  },'].join('\n')] : [];
  });
  const name = holder === undefined ? 'ROUTES' : `${holder}_ROUTES`;
  return `// Generated from the contract by scripts/generate-routes.ts; do not edit.\nexport const ${name} = {\n${modules.join('\n')}\n} as const;\n`;
}

function fileOf(route: object): string {
  if ('upload' in route) return `, 'upload'`;
  return 'download' in route ? `, 'download'` : '';
}
