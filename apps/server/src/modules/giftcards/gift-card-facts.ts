import type { Id } from '@tessera/kernel';
import type { PurseTerms } from '@tessera/rules';
import type { Ctx } from '../../platform/ctx.ts';
import { findAccounts, setAccountStatus } from '../ledger/index.ts';
import { scopeOf } from '../subsidies/index.ts';
import { findWalletsOfMembers, raiseFencesOfMembers } from '../wallets/index.ts';
import { type HeldRow, selectAccountsHeldBy, selectCard, selectHeldByAccounts, selectHeldInWallets, updateCard } from './card-queries.ts';

/** How a gift card is named on a receipt. */
export type GiftCardName = { readonly kind: 'giftCard'; readonly name: { readonly zh: string; readonly en: string } };
/** What a charge has to know of a card; valid as long as the wallet's fence stands where it stood. */
export type GiftCardFacts = GiftCardName & PurseTerms & { readonly accountId: number };

/**
 * The cards of each wallet with anything left. Ask as the system, in the transaction that reads the wallets' spending facts.
 */
export async function giftCardFacts(ctx: Ctx, walletIds: readonly Id<'wallet'>[]): Promise<Map<Id<'wallet'>, GiftCardFacts[]>> {
  const byWallet = new Map<Id<'wallet'>, GiftCardFacts[]>();
  if (walletIds.length === 0) return byWallet;
  const rows = await selectHeldInWallets(ctx, walletIds);
  for (const row of await withMoney(ctx, rows)) byWallet.set(row.wallet_id, [...(byWallet.get(row.wallet_id) ?? []), factsOf(row)]);
  return byWallet;
}

/** The cards behind ledger accounts, also those that are over; accounts that are no card's are missing. Ask as the system. */
export async function findGiftCardNames(ctx: Ctx, accountIds: readonly number[]): Promise<Map<number, GiftCardName>> {
  if (accountIds.length === 0) return new Map();
  return new Map((await selectHeldByAccounts(ctx, accountIds)).map((row) => [row.account_id, nameOf(row)]));
}

/**
 * A refund came into these accounts. The wallets of cards among them look again at what they hold; what came onto one that is over lapses with
 * the next run of the job. Ask as the system, in the refund's transaction.
 */
export async function noteReturnedToGiftCards(ctx: Ctx, accountIds: readonly number[]): Promise<void> {
  const rows = await selectHeldByAccounts(ctx, accountIds);
  if (rows.length === 0) return;
  await raiseFencesOfMembers(ctx, [...new Set(rows.map(({ holder_id }) => holder_id))]);
  // Behind the fence: the job that lets cards lapse may have been at one of them.
  const now = await selectHeldByAccounts(ctx, accountIds);
  for (const { id } of now.filter(({ state }) => state === 'lapsed')) await updateCard(ctx, id, { state: 'held', ended_at: null });
}

/** In whose wallet a card is, and as which account; undefined until somebody took it, and where the actor may not see it. */
export async function findHeldGiftCard(ctx: Ctx, giftCardId: Id<'giftCard'>): Promise<{ holderId: Id<'member'>; accountId: number } | undefined> {
  const card = await selectCard(ctx, giftCardId);
  return card?.holder_id && card.account_id !== null ? { holderId: card.holder_id, accountId: card.account_id } : undefined;
}

/** With a wallet that is closed for good, its cards, which are empty, take nothing any more: a refund onto one is refused. Ask as the system. */
export async function closeGiftCardsOf(ctx: Ctx, memberId: Id<'member'>): Promise<void> {
  for (const account of await selectAccountsHeldBy(ctx, memberId)) await setAccountStatus(ctx, { account, status: 'closed' });
}

/** Whether a member holds a card with something left on it. Ask as the system. */
export async function holdsGiftCard(ctx: Ctx, memberId: Id<'member'>): Promise<boolean> {
  const wallet = (await findWalletsOfMembers(ctx, [memberId])).get(memberId);
  return wallet !== undefined && (await withMoney(ctx, await selectHeldInWallets(ctx, [wallet.walletId]))).length > 0;
}

async function withMoney(ctx: Ctx, rows: readonly HeldRow[]): Promise<HeldRow[]> {
  if (rows.length === 0) return [];
  const accounts = await findAccounts(
    ctx,
    rows.map(({ account_id }) => account_id),
  );
  const filled = new Set(accounts.filter(({ balanceMinor }) => balanceMinor > 0).map(({ id }) => id));
  return rows.filter(({ account_id }) => filled.has(account_id));
}

function nameOf({ name_zh, name_en }: HeldRow): GiftCardName {
  return { kind: 'giftCard', name: { zh: name_zh, en: name_en } };
}

function factsOf(row: HeldRow): GiftCardFacts {
  return { ...nameOf(row), accountId: row.account_id, scope: scopeOf(row), expiresOn: row.expires_on, openedAtMs: row.held_at.getTime() };
}
