import type { Id } from '@tessera/kernel';
import type { Insertable } from 'kysely';
import type { Ctx } from '../../platform/ctx.ts';
import type { IdentityTables } from './tables.ts';

const tables = (ctx: Ctx) => ctx.tx.withTables<IdentityTables>();

export function selectTotp(ctx: Ctx, userId: Id<'user'>) {
  return tables(ctx).selectFrom('identity.totp').select(['secret_sealed', 'confirmed_at']).where('user_id', '=', userId).executeTakeFirst();
}

/** Replaces a secret that was never confirmed; false when one was. */
export async function offerTotp(ctx: Ctx, userId: Id<'user'>, secretSealed: string): Promise<boolean> {
  const row = { secret_sealed: secretSealed, last_step: 0, created_at: ctx.now, confirmed_at: null };
  const { numInsertedOrUpdatedRows } = await tables(ctx)
    .insertInto('identity.totp')
    .values({ user_id: userId, ...row })
    .onConflict((conflict) => conflict.column('user_id').doUpdateSet(row).where('identity.totp.confirmed_at', 'is', null))
    .executeTakeFirst();
  return (numInsertedOrUpdatedRows ?? 0n) > 0n;
}

/** A step of the secret that was looked at, and no other: it may have been replaced or confirmed meanwhile. */
export type TotpStep = { step: number; secretSealed: string };

/** True for whoever brings a step first: a code counts once, on all servers together. */
export async function spendTotpStep(ctx: Ctx, userId: Id<'user'>, { step, secretSealed }: TotpStep): Promise<boolean> {
  const { numUpdatedRows } = await tables(ctx)
    .updateTable('identity.totp')
    .set({ last_step: step })
    .where('user_id', '=', userId)
    .where('secret_sealed', '=', secretSealed)
    .where('confirmed_at', 'is not', null)
    .where('last_step', '<', step)
    .executeTakeFirst();
  return numUpdatedRows > 0n;
}

/** The secret counts from here on. True for one, whoever else confirms or begins anew at the same moment. */
export async function confirmTotpSecret(ctx: Ctx, userId: Id<'user'>, { step, secretSealed }: TotpStep): Promise<boolean> {
  const { numUpdatedRows } = await tables(ctx)
    .updateTable('identity.totp')
    .set({ last_step: step, confirmed_at: ctx.now })
    .where('user_id', '=', userId)
    .where('secret_sealed', '=', secretSealed)
    .where('confirmed_at', 'is', null)
    .executeTakeFirst();
  return numUpdatedRows > 0n;
}

export async function deleteTotp(ctx: Ctx, userId: Id<'user'>): Promise<boolean> {
  const { numDeletedRows } = await tables(ctx).deleteFrom('identity.totp').where('user_id', '=', userId).executeTakeFirst();
  return numDeletedRows > 0n;
}

export async function replaceRecoveryCodes(ctx: Ctx, userId: Id<'user'>, hashes: readonly string[]): Promise<void> {
  await tables(ctx).deleteFrom('identity.recovery_code').where('user_id', '=', userId).execute();
  if (hashes.length === 0) return;
  await tables(ctx)
    .insertInto('identity.recovery_code')
    .values(hashes.map((code_hash) => ({ user_id: userId, code_hash })))
    .execute();
}

export async function deleteRecoveryCode(ctx: Ctx, userId: Id<'user'>, codeHash: string): Promise<boolean> {
  const { numDeletedRows } = await tables(ctx)
    .deleteFrom('identity.recovery_code')
    .where('user_id', '=', userId)
    .where('code_hash', '=', codeHash)
    .executeTakeFirst();
  return numDeletedRows > 0n;
}

export async function countRecoveryCodes(ctx: Ctx, userId: Id<'user'>): Promise<number> {
  const row = await tables(ctx)
    .selectFrom('identity.recovery_code')
    .select((count) => count.fn.countAll<number>().as('left'))
    .where('user_id', '=', userId)
    .executeTakeFirstOrThrow();
  return Number(row.left);
}

export function selectPasskeys(ctx: Ctx, userId: Id<'user'>) {
  return tables(ctx)
    .selectFrom('identity.passkey')
    .select(['id', 'credential_id', 'public_key', 'counter', 'transports', 'name', 'created_at', 'last_used_at'])
    .where('user_id', '=', userId)
    .orderBy('id')
    .execute();
}

/** False when the passkey belongs to somebody already. */
export async function insertPasskey(ctx: Ctx, row: Insertable<IdentityTables['identity.passkey']>): Promise<boolean> {
  const entered = await tables(ctx)
    .insertInto('identity.passkey')
    .values(row)
    .onConflict((conflict) => conflict.doNothing())
    .returning('id')
    .executeTakeFirst();
  return entered !== undefined;
}

export async function usePasskey(ctx: Ctx, passkeyId: Id<'passkey'>, counter: number): Promise<void> {
  await tables(ctx).updateTable('identity.passkey').set({ counter, last_used_at: ctx.now }).where('id', '=', passkeyId).execute();
}

export async function deletePasskey(ctx: Ctx, userId: Id<'user'>, passkeyId: Id<'passkey'>): Promise<boolean> {
  const { numDeletedRows } = await tables(ctx)
    .deleteFrom('identity.passkey')
    .where('user_id', '=', userId)
    .where('id', '=', passkeyId)
    .executeTakeFirst();
  return numDeletedRows > 0n;
}

export async function deletePasskeys(ctx: Ctx, userId: Id<'user'>): Promise<number> {
  const { numDeletedRows } = await tables(ctx).deleteFrom('identity.passkey').where('user_id', '=', userId).executeTakeFirst();
  return Number(numDeletedRows);
}

export async function saveChallenge(ctx: Ctx, row: IdentityTables['identity.challenge']): Promise<void> {
  const { session_id: _session, purpose: _purpose, ...change } = row;
  await tables(ctx)
    .insertInto('identity.challenge')
    .values(row)
    .onConflict((conflict) => conflict.columns(['session_id', 'purpose']).doUpdateSet(change))
    .execute();
}

/** The live challenge, which is gone with this: an answer counts once. */
export function spendChallenge(ctx: Ctx, of: { sessionId: string; purpose: 'add' | 'check' }) {
  return tables(ctx)
    .deleteFrom('identity.challenge')
    .where('session_id', '=', of.sessionId)
    .where('purpose', '=', of.purpose)
    .returning(['challenge', 'expires_at'])
    .executeTakeFirst();
}
