import type { Id } from '@tessera/kernel';
import type { Ctx } from '../../platform/ctx.ts';
import { balanceOf, openAccount } from '../ledger/index.ts';
import {
  insertChannelAccount,
  insertMerchantAccount,
  lockAccountBooks,
  selectChannelAccount,
  selectMerchantAccount,
  selectMerchantsByAccounts,
} from './queries.ts';

/** The ledger account of a merchant's takings; opened when it is first asked for, once. */
export async function merchantAccountOf(ctx: Ctx, merchantId: Id<'organization'>): Promise<number> {
  const known = await selectMerchantAccount(ctx, merchantId);
  if (known !== undefined) return known;
  await lockAccountBooks(ctx);
  const meanwhile = await selectMerchantAccount(ctx, merchantId);
  if (meanwhile !== undefined) return meanwhile;
  const account = await openAccount(ctx, { owner: merchantId, kind: 'merchant', hot: true });
  await insertMerchantAccount(ctx, merchantId, account.id);
  return account.id;
}

/** Of these accounts those that take for a merchant, and for which. */
export function findMerchantsByAccounts(ctx: Ctx, accountIds: readonly number[]): Promise<Map<number, Id<'organization'>>> {
  return selectMerchantsByAccounts(ctx, accountIds);
}

/** Whether money stands on the account of a merchant's takings. */
export async function hasTakings(ctx: Ctx, merchantId: Id<'organization'>): Promise<boolean> {
  const account = await selectMerchantAccount(ctx, merchantId);
  return account !== undefined && (await balanceOf(ctx, account)) !== 0;
}

/** The owner that the ledger writes on the operator's own channel accounts. */
const CHANNEL_OWNER = '00000000-0000-7000-8000-000000000001';

/** Each channel by which money enters and leaves has one account, by its key; the balance is what the channel owes or holds. */
export async function channelAccountOf(ctx: Ctx, channel: string): Promise<number> {
  const known = await selectChannelAccount(ctx, channel);
  if (known !== undefined) return known;
  await lockAccountBooks(ctx);
  const meanwhile = await selectChannelAccount(ctx, channel);
  if (meanwhile !== undefined) return meanwhile;
  const account = await openAccount(ctx, { owner: CHANNEL_OWNER, kind: 'channel', hot: true });
  await insertChannelAccount(ctx, channel, account.id);
  return account.id;
}

/** The account of a channel through which money has come; undefined before. */
export function findChannelAccount(ctx: Ctx, channel: string): Promise<number | undefined> {
  return selectChannelAccount(ctx, channel);
}
