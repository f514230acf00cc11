import type { Id } from '@tessera/kernel';
import type { Ctx } from '../../platform/ctx.ts';
import { type OrganizationView, organizationView } from './organization.ts';
import { selectMerchantsCalled, selectOrganizations, selectOrganizationsById } from './queries.ts';

/** Names and states for the lists of other modules, by id, in one query. What the actor may not see is missing. */
export async function findOrganizations(ctx: Ctx, ids: Iterable<Id<'organization'>>): Promise<Map<Id<'organization'>, OrganizationView>> {
  const wanted = [...new Set(ids)];
  if (wanted.length === 0) return new Map();
  const rows = await selectOrganizationsById(ctx, wanted);
  return new Map(rows.map((row) => [row.id, organizationView(row)]));
}

/** More than any installation has. */
const ISSUERS_MAX = 1_000;

/** Every issuer, for imports, which name them. */
export async function findIssuers(ctx: Ctx): Promise<OrganizationView[]> {
  return (await selectOrganizations(ctx, { kind: 'issuer', limit: ISSUERS_MAX })).map(organizationView);
}

/** Merchants with this in their name, for the searches of other modules. Ask as the system. */
export async function findMerchantsNamed(ctx: Ctx, part: string, limit: number): Promise<Id<'organization'>[]> {
  return (await selectOrganizations(ctx, { kind: 'merchant', q: part, limit })).map(({ id }) => id);
}

/** Merchants by their whole names in small letters, for a table that names them. */
export async function findMerchantsByName(ctx: Ctx, names: readonly string[]): Promise<Map<string, Id<'organization'>>> {
  if (names.length === 0) return new Map();
  return new Map((await selectMerchantsCalled(ctx, names)).map(({ id, name }) => [name.toLowerCase(), id]));
}

/** The one organization that runs the place; undefined in a database that was not set up yet. */
export async function findOperator(ctx: Ctx): Promise<OrganizationView | undefined> {
  const [row] = await selectOrganizations(ctx, { kind: 'operator', limit: 1 });
  return row && organizationView(row);
}
