import { cardBasics } from '@tessera/contract';
import { type BoundRoute, bind } from '../../platform/bind.ts';
import type { SecretBox } from '../../platform/secret-box.ts';
import { freezeCard } from './freeze-card.ts';
import { freezeOwnCard } from './freeze-own-card.ts';
import { issueCard } from './issue-card.ts';
import { listCards } from './list-cards.ts';
import { listOwnCards } from './list-own-cards.ts';
import { openPayCode } from './open-pay-code.ts';
import { unfreezeCard } from './unfreeze-card.ts';
import { unfreezeOwnCard } from './unfreeze-own-card.ts';
import { voidCard } from './void-card.ts';

/** `secrets` seals the UIDs and seeds. */
export function createCardsRoutes(secrets: SecretBox): BoundRoute[] {
  return bind(cardBasics, {
    listCards: (ctx, input) => listCards(ctx, input, secrets),
    issueCard: (ctx, input) => issueCard(ctx, input, secrets),
    freezeCard,
    unfreezeCard: (ctx, input) => unfreezeCard(ctx, input, secrets),
    voidCard,
    listOwnCards,
    freezeOwnCard,
    unfreezeOwnCard: (ctx, input) => unfreezeOwnCard(ctx, input, secrets),
    openPayCode: (ctx) => openPayCode(ctx, secrets),
  });
}
