import type { cards, OutputOf } from '@tessera/contract';
import type { Ctx } from '../../platform/ctx.ts';
import { findMembers } from '../members/index.ts';
import type { Card } from './card.ts';

export type CardDescription = OutputOf<typeof cards.freezeCard>;

/** Cards as the contract shows them, with their holders' names, in one query. */
export async function describeCards(ctx: Ctx, cards: readonly Card[]): Promise<CardDescription[]> {
  const holders = await findMembers(
    ctx,
    cards.map((card) => card.memberId),
  );
  return cards.map(({ walletId: _, ...card }) => {
    const holder = holders.get(card.memberId);
    return { ...card, memberName: holder?.name ?? '', memberNumber: holder?.memberNumber ?? '', isAnonymous: holder?.kind === 'anonymous' };
  });
}

export async function describeCard(ctx: Ctx, card: Card): Promise<CardDescription> {
  const [description] = await describeCards(ctx, [card]);
  if (!description) throw new Error('a card has one description');
  return description;
}
