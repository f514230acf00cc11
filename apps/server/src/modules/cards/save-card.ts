import type { Ctx } from '../../platform/ctx.ts';
import { record } from '../audit/index.ts';
import { announceCard } from './announce-card.ts';
import type { Card } from './card.ts';
import { type CardDescription, describeCard } from './describe-cards.ts';
import { type NewCredential, updateCard } from './queries.ts';

export type CardChange = {
  before: Card;
  after: Card;
  /** What the audit log calls it: `cards.` and the use case. */
  action: `cards.${'freezeCard' | 'freezeOwnCard' | 'unfreezeCard' | 'unfreezeOwnCard' | 'voidCard'}`;
  /** A new handle and seed, where the old ones must not come back to life. */
  credential?: NewCredential;
};

/** Saves what was decided about a locked card, announces and records it; a card that stayed as it was is only described. */
export async function saveCard(ctx: Ctx, change: CardChange): Promise<CardDescription> {
  const { before, after, action, credential } = change;
  if (after === before) return describeCard(ctx, before);
  await updateCard(ctx, after.id, {
    status: after.status,
    frozen_at: after.frozenAt,
    frozen_by: after.frozenBy,
    voided_at: after.status === 'void' ? ctx.now : null,
    ...credential,
  });
  await announceCard(ctx, after);
  await record(ctx, {
    action,
    targetKind: 'card',
    targetId: after.id,
    before: { status: before.status, tail: before.tail },
    after: { status: after.status, tail: after.tail },
  });
  return describeCard(ctx, after);
}
