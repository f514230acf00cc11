/** `modules.json` and what must be true of it: which module may use which, and what the database may do about it. */
import { readFileSync } from 'node:fs';

export const root = new URL('..', import.meta.url);

/** Module → the modules that it may use. Every module may use `audit` and `settings` besides. */
export type ModuleUses = Readonly<Record<string, readonly string[]>>;

/** What everyone may use without naming it, the lowest first: who did what, and what an installation has switched. Each uses those before it. */
export const EVERYWHERE: readonly string[] = ['audit', 'settings'];

/** Schemas of the database that belong to no module. */
export const OTHER_SCHEMAS: readonly string[] = ['platform', 'graphile_worker'];

export function readModules(file: URL = new URL('modules.json', root)): ModuleUses {
  const read: unknown = JSON.parse(readFileSync(file, 'utf8'));
  if (typeof read !== 'object' || read === null) throw new Error('modules.json is not an object of module → uses');
  return Object.fromEntries(
    Object.entries(read).map(([name, uses]): [string, string[]] => {
      if (!Array.isArray(uses) || !uses.every((one) => typeof one === 'string'))
        throw new Error(`modules.json: the line of ${name} is not a list of names`);
      return [name, uses];
    }),
  );
}

/** Everything that code of `name` may import: itself, its line, and the modules that all may use. */
export function reach(modules: ModuleUses, name: string): string[] {
  const below = EVERYWHERE.includes(name) ? EVERYWHERE.slice(0, EVERYWHERE.indexOf(name)) : EVERYWHERE;
  return [...new Set([name, ...(modules[name] ?? []), ...below])];
}

/**
 * One sentence per fault: a name that is no module, a line that uses one further down, a line that goes round in a circle.
 * The order of the lines is the order in which the modules' migrations run.
 */
export function moduleFaults(modules: ModuleUses): string[] {
  const faults: string[] = [];
  const order = Object.keys(modules);
  for (const [name, uses] of Object.entries(modules)) {
    if (!/^[a-z]+$/.test(name)) faults.push(`${name} is not a plain lower-case name`);
    for (const used of uses) {
      if (!(used in modules)) faults.push(`${name} uses ${used}, which is no module`);
      if (order.indexOf(used) > order.indexOf(name)) faults.push(`${name} stands above ${used}, which it uses`);
      if (EVERYWHERE.includes(used)) faults.push(`${name} names ${used}, which every module may use anyway`);
    }
  }
  const circle = findCircle(modules);
  if (circle) faults.push(`${circle.join(' → ')} goes round in a circle`);
  return faults;
}

/** The first circle found, its first module repeated at the end. */
export function findCircle(modules: ModuleUses): string[] | undefined {
  const done = new Set<string>();
  const walk = (name: string, path: readonly string[]): string[] | undefined => {
    if (path.includes(name)) return [...path.slice(path.indexOf(name)), name];
    if (done.has(name)) return undefined;
    for (const used of modules[name] ?? []) {
      const circle = walk(used, [...path, name]);
      if (circle) return circle;
    }
    done.add(name);
    return undefined;
  };
  for (const name of Object.keys(modules)) {
    const circle = walk(name, []);
    if (circle) return circle;
  }
  return undefined;
}

export type ForeignKey = { name: string; fromSchema: string; toSchema: string };

/** A foreign key may leave its schema only along an arrow of modules.json. */
export function foreignKeyFaults(modules: ModuleUses, keys: readonly ForeignKey[]): string[] {
  return keys
    .filter(({ fromSchema, toSchema }) => fromSchema !== toSchema && !OTHER_SCHEMAS.includes(fromSchema))
    .filter(({ fromSchema, toSchema }) => !reach(modules, fromSchema).includes(toSchema))
    .map(({ name, fromSchema, toSchema }) => `${name} points from ${fromSchema} to ${toSchema}, which modules.json does not allow`);
}

/** Every table lies in the schema of a module, or in one that belongs to the platform. */
export function schemaFaults(modules: ModuleUses, tables: readonly { schema: string; name: string }[]): string[] {
  return tables
    .filter(({ schema }) => !(schema in modules) && !OTHER_SCHEMAS.includes(schema))
    .map(({ schema, name }) => `${schema}.${name} lies in the schema of no module`);
}

const CREATED =
  /\bcreate\s+(?:or\s+replace\s+)?(?:unlogged\s+)?(?:table|view|materialized\s+view|function|procedure|type|sequence|domain)\s+(?:if\s+not\s+exists\s+)?([a-z_"]+(?:\.[a-z_"]+)?)/gi;

/** A module's SQL creates things in its own schema only. */
export function createdElsewhere(module: string, sql: string): string[] {
  const code = sql.replace(/--.*$/gm, '');
  return [...code.matchAll(CREATED)].map((match) => match[1] ?? '').filter((name) => !name.startsWith(`${module}.`));
}
