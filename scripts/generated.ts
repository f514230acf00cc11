/** Every file, or part of a file, that is made from something else: where it lies and how it is made. */
import { existsSync, readFileSync } from 'node:fs';
import { DEMO_MEMBERS, DEMO_PASSWORD, DEMO_PIN, DEMO_STAFF } from '../apps/server/seed/people.ts';
import { configTable } from '../apps/server/src/platform/config.ts';
import { OUTSIDE_THE_CONTRACT, openApiOf } from '../apps/server/src/platform/http/openapi.ts';
import { api } from '../packages/contract/src/api.ts';
import { renderRoutes } from './generate-routes.ts';
import { renderModuleGraph } from './module-graph.ts';
import { readModules, root } from './modules.ts';

export type Generated = { readonly path: string; readonly render: () => string };

export const GENERATED: readonly Generated[] = [
  { path: 'packages/contract/src/routes.gen.ts', render: () => renderRoutes() },
  { path: 'packages/contract/src/member-routes.gen.ts', render: () => renderRoutes('MEMBER') },
  { path: 'packages/contract/src/till-routes.gen.ts', render: () => renderRoutes('TILL') },
  { path: 'docs/module-graph.md', render: () => renderModuleGraph(readModules()) },
  { path: 'docs/openapi.json', render: () => `${JSON.stringify(openApiOf(api, version(), OUTSIDE_THE_CONTRACT), null, 2)}\n` },
  { path: 'README.md', render: () => within(within(current('README.md'), 'configuration', configTable()), 'demo people', demoPeople()) },
];

export function current(path: string): string {
  const file = new URL(path, root);
  return existsSync(file) ? readFileSync(file, 'utf8') : '';
}

/** Puts `content` between `<!-- name -->` and `<!-- /name -->`. @throws Error when the document has no such place. */
export function within(document: string, name: string, content: string): string {
  const [open, close] = [`<!-- ${name} -->`, `<!-- /${name} -->`];
  const [from, to] = [document.indexOf(open), document.indexOf(close)];
  if (from < 0 || to < from) throw new Error(`the document has no place ${open} … ${close}`);
  return `${document.slice(0, from + open.length)}\n${content}\n${document.slice(to)}`;
}

function version(): string {
  const manifest: { version: string } = JSON.parse(current('package.json'));
  return manifest.version;
}

/** Where somebody works, unless it is the operator itself. */
function placeOf(staff: (typeof DEMO_STAFF)[number]): string {
  if ('merchant' in staff) return `, ${staff.merchant}`;
  if ('issuer' in staff) return `, ${staff.issuer}`;
  return 'department' in staff ? `, ${staff.department}` : '';
}

/** Who can sign in to the demo, from the seed. */
function demoPeople(): string {
  const people = [
    ...DEMO_STAFF.map((staff) => ['console', staff.name, `${staff.role}${placeOf(staff)}`, staff.userName]),
    ...DEMO_MEMBERS.map((member) => ['member', member.name, `${member.kind}, phone ${member.phone}`, member.memberNumber]),
  ];
  const rows = people.map(([app, name, who, userName]) => `| ${app} | ${name} | ${who} | \`${userName}\` |`);
  return [
    `Everybody's password is \`${DEMO_PASSWORD}\`; the members' payment PIN is \`${DEMO_PIN}\`.`,
    '',
    '| app | person | who | user name |',
    '|---|---|---|---|',
    ...rows,
  ].join('\n');
}
