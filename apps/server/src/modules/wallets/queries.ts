import type { Id } from '@tessera/kernel';
import type { Insertable, Updateable } from 'kysely';
import type { Ctx } from '../../platform/ctx.ts';
import { ofMembersSeenBy } from '../members/index.ts';
import type { WalletsTables } from './tables.ts';
import type { Wallet } from './wallet.ts';

type WalletTable = WalletsTables['wallets.wallet'];

const COLUMNS = [
  'id',
  'member_id as memberId',
  'account_id as accountId',
  'no_pin_floor_minor as noPinFloorMinor',
  'pin_hash as pinHash',
  'pin_salt as pinSalt',
  'pin_failures as pinFailures',
] as const;

function wallets(ctx: Ctx) {
  return ctx.tx.withTables<WalletsTables>();
}

/** The wallets of members whom the actor may look at; another's is missing, as if there were none. */
function seenWallets(ctx: Ctx) {
  return wallets(ctx).selectFrom('wallets.wallet').where(ofMembersSeenBy(ctx.actor, 'member_id'));
}

export function selectWallets(ctx: Ctx, walletIds: readonly Id<'wallet'>[]): Promise<Wallet[]> {
  return wallets(ctx)
    .selectFrom('wallets.wallet')
    .select(COLUMNS)
    .where((wallet) => wallet('id', '=', wallet.fn.any(wallet.val([...walletIds]))))
    .execute();
}

export function selectWalletsOfMembers(ctx: Ctx, memberIds: readonly Id<'member'>[]): Promise<Wallet[]> {
  return seenWallets(ctx)
    .select(COLUMNS)
    .where((wallet) => wallet('member_id', '=', wallet.fn.any(wallet.val([...memberIds]))))
    .execute();
}

export function selectWalletsByAccounts(ctx: Ctx, accountIds: readonly number[]): Promise<Wallet[]> {
  return wallets(ctx)
    .selectFrom('wallets.wallet')
    .select(COLUMNS)
    .where((wallet) => wallet('account_id', '=', wallet.fn.any(wallet.val([...accountIds]))))
    .execute();
}

export function selectWalletOfMember(ctx: Ctx, memberId: Id<'member'>): Promise<Wallet | undefined> {
  return seenWallets(ctx).select(COLUMNS).where('member_id', '=', memberId).executeTakeFirst();
}

/** Whoever changes a wallet, or tries its PIN, holds this lock until the end of the transaction. */
export function lockWallet(ctx: Ctx, walletId: Id<'wallet'>): Promise<Wallet | undefined> {
  return wallets(ctx).selectFrom('wallets.wallet').select(COLUMNS).where('id', '=', walletId).forUpdate().executeTakeFirst();
}

export function lockWalletOfMember(ctx: Ctx, memberId: Id<'member'>): Promise<Wallet | undefined> {
  return seenWallets(ctx).select(COLUMNS).where('member_id', '=', memberId).forUpdate().executeTakeFirst();
}

export async function insertWallets(ctx: Ctx, rows: Insertable<WalletTable>[]): Promise<void> {
  await wallets(ctx).insertInto('wallets.wallet').values(rows).execute();
}

export async function updateWallet(ctx: Ctx, walletId: Id<'wallet'>, change: Updateable<WalletTable>): Promise<void> {
  await wallets(ctx).updateTable('wallets.wallet').set(change).where('id', '=', walletId).execute();
}
