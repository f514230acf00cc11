import { add, newId, ZERO } from '@tessera/kernel';
import type { Ctx } from '../../platform/ctx.ts';
import { notifyLiveAll } from '../../platform/live.ts';
import { businessDayNow } from '../../platform/time-zone.ts';
import { findAccounts, post } from '../ledger/index.ts';
import { readSetting } from '../settings/index.ts';
import { raiseFencesOfMembers } from '../wallets/index.ts';
import { type CardRow, lockDueCards, updateCard } from './card-queries.ts';
import { GIFT_CARD_CODES } from './gift-card-codes.ts';
import { selectKindsById } from './kind-queries.ts';
import { operatorAccountOf } from './operator-account.ts';

/** Cards that one transaction ends. */
const CARDS_PER_STEP = 200;

/**
 * What is left on cards after their last day becomes the operator's, where the installation has it so; also what a refund brought onto an ended one
 * since. Safe to run twice, and by several workers at once. Answers how many cards it ended.
 */
export async function lapseGiftCards(ctx: Ctx): Promise<number> {
  if (!(await readSetting(ctx, 'giftcards.restLapses'))) return 0;
  const today = await businessDayNow(ctx);
  const due = await lockDueCards(ctx, { today, limit: CARDS_PER_STEP });
  if (due.length === 0) return 0;
  const holders = [...new Set(due.flatMap(({ holder_id }) => holder_id ?? []))];
  // From here on no till draws on them: whoever saw the card is answered stale.
  await raiseFencesOfMembers(ctx, holders);
  const rests = await restsOf(ctx, due);
  const credit = await operatorAccountOf(ctx, 'breakage');
  const transfers = rests
    .filter(({ amountMinor }) => amountMinor > 0)
    .map(({ debit, amountMinor }) => ({ id: newId(ctx.now.getTime()), debit, credit, amountMinor, code: GIFT_CARD_CODES.lapse }));
  if (transfers.length > 0) await post(ctx, { id: newId(ctx.now.getTime()), businessOn: today, transfers });
  for (const { card, amountMinor } of rests) {
    await updateCard(ctx, card.id, { state: 'lapsed', lapsed_minor: add(card.lapsed_minor, amountMinor), ended_at: ctx.now, code_sealed: null });
  }
  await notifyLiveAll(ctx, new Map(holders.map((memberId) => [`member:${memberId}`, { kind: 'wallet' as const, memberId }])));
  return due.length;
}

/** What is left of each, and the account in which it lies: the kind's until somebody has taken the card. */
async function restsOf(ctx: Ctx, due: readonly CardRow[]) {
  const kinds = new Map((await selectKindsById(ctx, [...new Set(due.map(({ kind_id }) => kind_id))])).map((kind) => [kind.id, kind.account_id]));
  const accounts = await findAccounts(
    ctx,
    due.flatMap(({ account_id }) => account_id ?? []),
  );
  const balances = new Map(accounts.map(({ id, balanceMinor }) => [id, balanceMinor]));
  return due.map((card) => {
    if (card.account_id !== null) return { card, debit: card.account_id, amountMinor: balances.get(card.account_id) ?? ZERO };
    const debit = kinds.get(card.kind_id);
    if (debit === undefined) throw new Error('a card has a kind');
    return { card, debit, amountMinor: card.face_minor };
  });
}
