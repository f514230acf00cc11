import { AppError } from '@tessera/contract';
import type { Id } from '@tessera/kernel';
import { asSystem } from '../../platform/as-system.ts';
import type { Ctx } from '../../platform/ctx.ts';
import type { SecretBox } from '../../platform/secret-box.ts';
import { findCredentials, releaseUid, voidCardsOf } from '../cards/index.ts';
import { setAccountStatus } from '../ledger/index.ts';
import { sweepPursesOf } from '../subsidies/index.ts';
import { findWalletsOfMembers } from '../wallets/index.ts';
import { refuseUnfit } from './anonymous-card.ts';
import { type AnonymousCardRow, lockAnonymousCard } from './queries.ts';

/** The wallet of the holder without a name. */
export type CardInHand = { readonly row: AnonymousCardRow; readonly accountId: number };

/**
 * The card that lies on the counter, locked. Nobody gets its money by saying that it was theirs: the chip has to be read.
 * @throws AppError `anonymouscards.unknown`, `anonymouscards.other_card`, `anonymouscards.ended`, `anonymouscards.frozen`, `cards.void`
 */
export async function lockedCardInHand(ctx: Ctx, of: { id: Id<'anonymousCard'>; uid: string }, secrets: SecretBox): Promise<CardInHand> {
  const { id, uid } = of;
  const row = await lockAnonymousCard(ctx, id);
  if (!row) throw new AppError('anonymouscards.unknown', { anonymousCardId: id });
  if (row.state !== 'lent') throw new AppError('anonymouscards.ended', { anonymousCardId: id });
  const { credential, wallet } = await asSystem(ctx, async (system) => ({
    credential: (await findCredentials(system, [{ kind: 'card', uid }], secrets))[0],
    wallet: (await findWalletsOfMembers(system, [row.member_id])).get(row.member_id),
  }));
  if (credential?.cardId !== row.card_id) throw new AppError('anonymouscards.other_card', { anonymousCardId: id });
  refuseUnfit({ id, state: row.state, status: credential.status });
  if (!wallet) throw new Error('an anonymous card has a wallet');
  return { row, accountId: wallet.accountId };
}

/** Nothing is left on it: the wallet takes nothing any more, and the chip may be handed out again. As the system. */
export async function closeForGood(system: Ctx, { row, accountId }: CardInHand, secrets: SecretBox): Promise<void> {
  await sweepPursesOf(system, row.member_id);
  await voidCardsOf(system, row.member_id);
  await releaseUid(system, row.card_id, secrets);
  await setAccountStatus(system, { account: accountId, status: 'closed' });
}
