/** What every route of the contract must have, whatever its module. */
import { ERRORS, file, PERMISSIONS, type Route } from '../packages/contract/src/index.ts';
import { type ModuleUses, reach } from './modules.ts';

type Contract = Record<string, Record<string, Route>>;

const SUMMARY_MAX = 160;
/** What the server allows a caller of a route that names no rate. */
const RATE_PER_MINUTE_MAX = 1_000_000;

/** One sentence per fault of the whole contract. */
export function contractFaults(contract: Contract, modules: ModuleUses): string[] {
  const rows = Object.entries(contract).flatMap(([module, table]) => Object.entries(table).map(([name, route]) => ({ module, name, route })));
  return [
    ...Object.keys(contract)
      .filter((module) => !(module in modules))
      .map((module) => `the contract has ${module}, which modules.json has not`),
    ...twice(rows.map(({ name }) => name)).map((name) => `two routes are named ${name}`),
    ...twice(rows.map(({ route }) => `${route.method} ${route.path.replace(/:\w+/g, ':')}`)).map((path) => `two routes answer ${path}`),
    ...rows.flatMap(({ module, name, route }) =>
      [...routeFaults(route), ...errorFaults(route, reach(modules, module))].map((fault) => `${module}.${name} ${fault}`),
    ),
  ];
}

function routeFaults(route: Route): string[] {
  const faults: string[] = [];
  const permissions: readonly string[] = typeof route.permission === 'string' ? [route.permission] : (route.permission ?? []);
  const known: readonly string[] = PERMISSIONS;
  if (permissions.length === 0) faults.push('asks for no permission');
  for (const permission of permissions) if (!known.includes(permission)) faults.push(`asks for ${permission}, which nobody can hold`);
  if (!route.summary || route.summary.length > SUMMARY_MAX) faults.push('has no summary of one line');
  const rate = route.ratePerMinute ?? 1;
  if (!Number.isInteger(rate) || rate < 1 || rate > RATE_PER_MINUTE_MAX) faults.push('has a rate limit that limits nothing');
  if (permissions.includes('public') && route.ratePerMinute === undefined && route.body !== undefined)
    faults.push('is open to everyone and names no rate of its own');
  return [...faults, ...shapeFaults(route)];
}

/** Where its input travels. */
function shapeFaults(route: Route): string[] {
  const faults: string[] = [];
  if (route.method === 'GET' && (route.body || route.idempotent)) faults.push('is a GET with a body or a key');
  if (route.method !== 'GET' && route.query && !route.upload) faults.push('takes a query, which only a GET may');
  if (route.upload && (route.method === 'GET' || route.body)) faults.push('is an upload by GET, or with a second body');
  if ((route.download !== undefined) !== (route.response === file)) faults.push('is a download by half: name its types, and answer a file');
  const inPath = [...route.path.matchAll(/:(\w+)/g)].map((match) => match[1] ?? '').sort();
  const declared = Object.keys(route.params?.shape ?? {}).sort();
  if (inPath.join() !== declared.join()) faults.push(`has ${inPath.join() || 'nothing'} in its path but declares ${declared.join() || 'nothing'}`);
  return faults;
}

/** A refusal has a status and comes from a module that this one may use. */
function errorFaults(route: Route, reachable: readonly string[]): string[] {
  return route.errors.flatMap((code) => {
    if (!(code in ERRORS)) return [`declares ${code}, which has no status`];
    const owner = code.split('.')[0] ?? '';
    return owner === 'request' || reachable.includes(owner) ? [] : [`declares ${code}, but may not use ${owner}`];
  });
}

function twice(names: readonly string[]): string[] {
  return [...new Set(names.filter((name, place) => names.indexOf(name) !== place))];
}
