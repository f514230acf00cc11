import { type Id, newId } from '@tessera/kernel';
import type { Ctx } from '../../platform/ctx.ts';
import { notifyLive } from '../../platform/live.ts';
import type { SecretBox } from '../../platform/secret-box.ts';
import { findMembers } from '../members/index.ts';
import { tailOf } from './card.ts';
import { insertCards, type NewCard, selectWalletsWithVirtualCard } from './queries.ts';
import { newHandle, newSeed, SEED_PURPOSE } from './virtual-credential.ts';

/** With ten million cards a drawn handle is taken once in a hundred times: so many rounds leave no wallet over. */
const ROUNDS_MAX = 8;

/** Whose wallets they are, in the same order. */
export type OpenedWallets = { walletIds: readonly Id<'wallet'>[]; memberIds: readonly Id<'member'>[] };

/**
 * Gives each wallet its one virtual card, unless it has one: safe to run twice. All in one insert; a wallet whose handle turns out
 * to be taken draws again in the next round. Who holds an anonymous card has no phone to show one on, and gets none.
 */
export async function issueVirtualCards(ctx: Ctx, opened: OpenedWallets, secrets: SecretBox): Promise<void> {
  const members = await findMembers(ctx, opened.memberIds);
  const holders = opened.walletIds.flatMap((walletId, index) => {
    const memberId = opened.memberIds[index];
    return memberId === undefined || members.get(memberId)?.kind === 'anonymous' ? [] : [{ walletId, memberId }];
  });
  for (let round = 0; round < ROUNDS_MAX; round += 1) {
    const served = new Set(await selectWalletsWithVirtualCard(ctx, opened.walletIds));
    const waiting = holders.filter((holder) => !served.has(holder.walletId));
    if (waiting.length === 0) return;
    const [first] = await insertCards(
      ctx,
      waiting.map((holder) => newVirtualCard(ctx, holder, secrets)),
    );
    if (first) await notifyLive(ctx, 'operator', { kind: 'cards', cardId: first.id });
  }
  throw new Error(`no free handle in ${ROUNDS_MAX} rounds`);
}

function newVirtualCard(ctx: Ctx, holder: { walletId: Id<'wallet'>; memberId: Id<'member'> }, secrets: SecretBox): NewCard {
  const handle = newHandle();
  return {
    id: newId<'card'>(ctx.now.getTime()),
    wallet_id: holder.walletId,
    member_id: holder.memberId,
    kind: 'virtual',
    status: 'active',
    tail: tailOf(handle),
    handle,
    seed_sealed: secrets.seal(SEED_PURPOSE, newSeed()),
    issued_at: ctx.now,
  };
}
