/** Draws `modules.json` as docs/module-graph.md. */
import { EVERYWHERE, type ModuleUses } from './modules.ts';

/** Modules in rows, the lowest first; an arrow means "uses". Arrows that another path implies are drawn thin. */
export function renderModuleGraph(modules: ModuleUses): string {
  const arrows = Object.entries(modules).flatMap(([name, uses]) =>
    uses.map((used) => `  ${name} ${isImplied(modules, name, used) ? '-.->' : '-->'} ${used}`),
  );
  const rows = Object.entries(modules)
    .filter(([name]) => !EVERYWHERE.includes(name))
    .map(
      ([name, uses]) =>
        `| [${name}](../apps/server/src/modules/${name}/README.md) | ${uses.join(', ') || '–'} | ${usersOf(modules, name).join(', ') || '–'} |`,
    );
  return [
    '<!-- Generated from modules.json by scripts/module-graph.ts; do not edit. -->',
    '# The modules',
    '',
    `An arrow means *uses*. A dotted arrow is one that a longer path implies. Every module may use ${EVERYWHERE.map(linkTo).join(' and ')} besides.`,
    '',
    '```mermaid',
    'graph BT',
    ...Object.keys(modules)
      .filter((name) => !EVERYWHERE.includes(name))
      .map((name) => `  ${name}`),
    ...arrows,
    '```',
    '',
    '| module | uses | is used by |',
    '|---|---|---|',
    ...rows,
    '',
  ].join('\n');
}

const linkTo = (name: string) => `[${name}](../apps/server/src/modules/${name}/README.md)`;

function usersOf(modules: ModuleUses, name: string): string[] {
  return Object.keys(modules).filter((other) => modules[other]?.includes(name));
}

/** True when `used` can also be reached through another module of the line. */
function isImplied(modules: ModuleUses, name: string, used: string): boolean {
  return (modules[name] ?? []).some((other) => other !== used && reaches(modules, other, used));
}

function reaches(modules: ModuleUses, from: string, to: string): boolean {
  return (modules[from] ?? []).some((next) => next === to || reaches(modules, next, to));
}
