import type { Realm } from '@tessera/contract';
import type { Id } from '@tessera/kernel';
import type { Ctx } from '../../platform/ctx.ts';
import type { OnboardingTables, ProviderRow } from './tables.ts';

const tables = (ctx: Ctx) => ctx.tx.withTables<OnboardingTables>();
const COLUMNS = [
  'key',
  'kind',
  'name_zh',
  'name_en',
  'base_url',
  'client_id',
  'secret_sealed',
  'scopes',
  'for_members',
  'for_staff',
  'match_by',
  'user_name_claim',
  'joins_as',
  'enabled',
  'changed_at',
] as const;
/** Nobody can choose among more. */
const PROVIDERS_MAX = 50;

export function selectProviders(ctx: Ctx): Promise<ProviderRow[]> {
  return tables(ctx).selectFrom('onboarding.provider').select(COLUMNS).orderBy('key').limit(PROVIDERS_MAX).execute();
}

export function selectProvider(ctx: Ctx, key: string): Promise<ProviderRow | undefined> {
  return tables(ctx).selectFrom('onboarding.provider').select(COLUMNS).where('key', '=', key).executeTakeFirst();
}

export async function upsertProvider(ctx: Ctx, row: ProviderRow): Promise<void> {
  const { key: _key, ...change } = row;
  await tables(ctx)
    .insertInto('onboarding.provider')
    .values(row)
    .onConflict((conflict) => conflict.column('key').doUpdateSet(change))
    .execute();
}

export async function deleteProviderRow(ctx: Ctx, key: string): Promise<boolean> {
  const { numDeletedRows } = await tables(ctx).deleteFrom('onboarding.provider').where('key', '=', key).executeTakeFirst();
  return numDeletedRows > 0n;
}

export async function insertHandshake(ctx: Ctx, row: OnboardingTables['onboarding.handshake']): Promise<void> {
  await tables(ctx).insertInto('onboarding.handshake').values(row).execute();
}

/** The handshake, which is gone with this: an answer counts once. */
export function takeHandshake(ctx: Ctx, stateHash: string) {
  return tables(ctx)
    .deleteFrom('onboarding.handshake')
    .where('state_hash', '=', stateHash)
    .returning(['browser_hash', 'provider_key', 'realm', 'nonce', 'verifier_sealed', 'return_to', 'user_id', 'expires_at'])
    .executeTakeFirst();
}

export async function deleteExpiredHandshakes(ctx: Ctx): Promise<void> {
  await tables(ctx).deleteFrom('onboarding.handshake').where('expires_at', '<=', ctx.now).execute();
}

type Named = { providerKey: string; realm: Realm; subject: string };

export function selectLink(ctx: Ctx, { providerKey, realm, subject }: Named) {
  return tables(ctx)
    .selectFrom('onboarding.link')
    .select('user_id')
    .where('provider_key', '=', providerKey)
    .where('realm', '=', realm)
    .where('subject', '=', subject)
    .executeTakeFirst();
}

/** False when the account is linked with somebody, or this person with another account of the provider. */
export async function insertLink(ctx: Ctx, row: OnboardingTables['onboarding.link']): Promise<boolean> {
  const entered = await tables(ctx)
    .insertInto('onboarding.link')
    .values(row)
    .onConflict((conflict) => conflict.doNothing())
    .returning('user_id')
    .executeTakeFirst();
  return entered !== undefined;
}

export function selectLinks(ctx: Ctx, userId: Id<'user'>) {
  return tables(ctx).selectFrom('onboarding.link').select(['provider_key', 'label', 'linked_at']).where('user_id', '=', userId).execute();
}

export async function deleteLink(ctx: Ctx, userId: Id<'user'>, providerKey: string): Promise<boolean> {
  const { numDeletedRows } = await tables(ctx)
    .deleteFrom('onboarding.link')
    .where('user_id', '=', userId)
    .where('provider_key', '=', providerKey)
    .executeTakeFirst();
  return numDeletedRows > 0n;
}

export async function deleteLinks(ctx: Ctx, userId: Id<'user'>): Promise<void> {
  await tables(ctx).deleteFrom('onboarding.link').where('user_id', '=', userId).execute();
}
