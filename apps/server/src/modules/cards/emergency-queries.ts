import type { Id } from '@tessera/kernel';
import type { Insertable, Updateable } from 'kysely';
import type { Ctx } from '../../platform/ctx.ts';
import { ofMembersSeenBy } from '../members/index.ts';
import type { EmergencyCode } from './emergency.ts';
import type { CardsTables } from './tables.ts';

type CodeTable = CardsTables['cards.emergency_code'];
const COLUMNS = [
  'wallet_id as walletId',
  'member_id as memberId',
  'code_hash as codeHash',
  'set_at as setAt',
  'wrong_count as wrongCount',
  'wrong_on as wrongOn',
  'used_on as usedOn',
] as const;

function codes(ctx: Ctx) {
  return ctx.tx.withTables<CardsTables>();
}

export function selectEmergencyCode(ctx: Ctx, memberId: Id<'member'>): Promise<EmergencyCode | undefined> {
  return codes(ctx)
    .selectFrom('cards.emergency_code')
    .select(COLUMNS)
    .where('member_id', '=', memberId)
    .where(ofMembersSeenBy(ctx.actor, 'member_id'))
    .executeTakeFirst();
}

/** Puts everybody who tries the code of one wallet in a queue, until the end of the transaction. */
export function lockEmergencyCode(ctx: Ctx, walletId: Id<'wallet'>): Promise<EmergencyCode | undefined> {
  return codes(ctx).selectFrom('cards.emergency_code').select(COLUMNS).where('wallet_id', '=', walletId).forUpdate().executeTakeFirst();
}

/** A new code in the place of the old one. What was used or tried wrongly today stays: a new code gives no second use and no fresh tries. */
export async function upsertEmergencyCode(
  ctx: Ctx,
  row: Pick<Insertable<CodeTable>, 'wallet_id' | 'member_id'> & { code_hash: string; set_at: Date },
): Promise<void> {
  await codes(ctx)
    .insertInto('cards.emergency_code')
    .values(row)
    .onConflict((conflict) => conflict.column('wallet_id').doUpdateSet({ code_hash: row.code_hash, set_at: row.set_at }))
    .execute();
}

export async function updateEmergencyCode(ctx: Ctx, walletId: Id<'wallet'>, change: Updateable<CodeTable>): Promise<void> {
  await codes(ctx).updateTable('cards.emergency_code').set(change).where('wallet_id', '=', walletId).execute();
}

/** Taken back or forgotten; what it was used for today stays. */
export async function forgetEmergencyCode(ctx: Ctx, memberId: Id<'member'>): Promise<void> {
  await codes(ctx).updateTable('cards.emergency_code').set({ code_hash: null, set_at: null }).where('member_id', '=', memberId).execute();
}
