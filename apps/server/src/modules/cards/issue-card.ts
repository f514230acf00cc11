import { AppError, type ContentOf, type cards } from '@tessera/contract';
import { type Id, newId } from '@tessera/kernel';
import { asSystem } from '../../platform/as-system.ts';
import type { Ctx } from '../../platform/ctx.ts';
import type { SecretBox } from '../../platform/secret-box.ts';
import { record } from '../audit/index.ts';
import { findMembers } from '../members/index.ts';
import { notify } from '../notifications/index.ts';
import { findWalletsOfMembers } from '../wallets/index.ts';
import { announceCard } from './announce-card.ts';
import { tailOf } from './card.ts';
import { type CardDescription, describeCard } from './describe-cards.ts';
import { retireOldCards } from './old-cards.ts';
import { insertCards } from './queries.ts';
import { UID_PURPOSE } from './virtual-credential.ts';

/** `printId`: the order whose code is printed on it. */
type Issue = ContentOf<typeof cards.issueCard> & { printId?: Id<'cardOrder'> };

/**
 * A physical card, in the place of one of the system before ours. Its UID is taken for ever, also by a card that is void.
 * @throws AppError members.unknown, cards.anonymous, cards.no_wallet, cards.uid_taken
 */
export async function issueCard(ctx: Ctx, input: Issue, secrets: SecretBox): Promise<CardDescription> {
  const { memberId } = input;
  const member = (await findMembers(ctx, [memberId])).get(memberId);
  if (!member) throw new AppError('members.unknown', { memberId });
  // A second chip would pay from the same purse, and be neither taken back nor registered.
  if (member.kind === 'anonymous') throw new AppError('cards.anonymous', { memberId });
  return enterCard(ctx, input, secrets);
}

/** The same, whoever it is for: handed out with a holder without a name, it is their one card. @throws AppError cards.no_wallet, cards.uid_taken */
export async function enterCard(ctx: Ctx, { memberId, uid, printId }: Issue, secrets: SecretBox): Promise<CardDescription> {
  // Whoever may give a member a card need not see the wallet.
  const wallet = (await asSystem(ctx, (system) => findWalletsOfMembers(system, [memberId]))).get(memberId);
  if (!wallet) throw new AppError('cards.no_wallet', { memberId });

  const [card] = await insertCards(ctx, [
    {
      id: newId<'card'>(ctx.now.getTime()),
      wallet_id: wallet.walletId,
      member_id: memberId,
      kind: 'physical',
      status: 'active',
      tail: tailOf(uid),
      uid_hash: secrets.keyedHash(UID_PURPOSE, uid),
      uid_sealed: secrets.seal(UID_PURPOSE, uid),
      issued_at: ctx.now,
      print_id: printId ?? null,
    },
  ]);
  if (!card) throw new AppError('cards.uid_taken', { memberId });
  await announceCard(ctx, card);
  await retireOldCards(ctx, memberId);
  await notify(ctx, { to: { memberId }, kind: 'card.issued', params: { tail: card.tail, at: ctx.now.toISOString() } });
  await record(ctx, { action: 'cards.issueCard', targetKind: 'card', targetId: card.id, after: { memberId, tail: card.tail } });
  return describeCard(ctx, card);
}
