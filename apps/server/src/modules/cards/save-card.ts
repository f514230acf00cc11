import type { Ctx } from '../../platform/ctx.ts';
import { publish } from '../../platform/events.ts';
import { record } from '../audit/index.ts';
import { notify } from '../notifications/index.ts';
import { announceCard } from './announce-card.ts';
import type { Card } from './card.ts';
import { type CardDescription, describeCard } from './describe-cards.ts';
import { cardFrozen, cardUnfrozen } from './events.ts';
import { type NewCredential, updateCard } from './queries.ts';

export type CardChange = {
  before: Card;
  after: Card;
  /** What the audit log calls it: the module and the use case. */
  action: keyof typeof TOLD;
  /** A new handle and seed, where the old ones must not come back to life. */
  credential?: NewCredential;
};

const TOLD = {
  'cards.freezeCard': 'card.frozen',
  'cards.freezeOwnCard': 'card.frozen',
  'cards.unfreezeCard': 'card.unfrozen',
  'cards.unfreezeOwnCard': 'card.unfrozen',
  'cards.voidCard': 'card.voided',
  'cards.reportLoss': 'card.frozen',
  'cards.takeBackLoss': 'card.unfrozen',
  'cards.orderCard': 'card.voided',
} as const;

function tellHolder(ctx: Ctx, { memberId, tail }: Card, { action }: CardChange): Promise<void> {
  return notify(ctx, { to: { memberId }, kind: TOLD[action], params: { tail, at: ctx.now.toISOString() } });
}

/** Saves what was decided about a locked card, announces and records it; a card that stayed as it was is only described. */
export async function saveCard(ctx: Ctx, change: CardChange): Promise<CardDescription> {
  const { before, after, action, credential } = change;
  if (after === before) return describeCard(ctx, before);
  await updateCard(ctx, after.id, {
    status: after.status,
    frozen_at: after.frozenAt,
    frozen_by: after.frozenBy,
    frozen_before: after.frozenBefore,
    voided_at: after.status === 'void' ? ctx.now : null,
    ...credential,
  });
  await announceCard(ctx, after);
  // A card that stays frozen by somebody else is no news to its holder.
  if (after.status !== before.status) {
    await tellHolder(ctx, after, change);
    await publishTurn(ctx, after, action);
  }
  await record(ctx, {
    action,
    targetKind: 'card',
    targetId: after.id,
    before: recorded(before),
    after: recorded(after),
  });
  return describeCard(ctx, after);
}

function recorded({ status, tail, frozenBy }: Card) {
  return { status, tail, ...(frozenBy && { frozenBy }) };
}

/** For whoever looks on beside the holder; a card that became void tells by what took its place. */
async function publishTurn(ctx: Ctx, { id: cardId, memberId, tail }: Card, action: CardChange['action']): Promise<void> {
  const event = { 'card.frozen': cardFrozen, 'card.unfrozen': cardUnfrozen, 'card.voided': undefined }[TOLD[action]];
  const guardianId = (ctx.actor.kind === 'member' && ctx.actor.guardianId) || null;
  if (event) await publish(ctx, event, { cardId, memberId, tail, at: ctx.now.toISOString(), guardianId });
}
