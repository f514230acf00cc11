import { anonymouscards } from '@tessera/contract';
import { type BoundRoute, bind } from '../../platform/bind.ts';
import { listAnonymousCards } from './list-anonymous-cards.ts';
import type { AnonymouscardsParts } from './parts.ts';
import { registerAnonymousCard } from './register-anonymous-card.ts';
import { returnAnonymousCard } from './return-anonymous-card.ts';
import { sellAnonymousCard } from './sell-anonymous-card.ts';
import { getAnonymousCardTerms } from './terms.ts';

export function createAnonymouscardsRoutes(parts: AnonymouscardsParts): BoundRoute[] {
  const { secrets } = parts;
  return bind(anonymouscards, {
    getAnonymousCardTerms,
    listAnonymousCards: (ctx, input) => listAnonymousCards(ctx, input, secrets),
    sellAnonymousCard: (ctx, input) => sellAnonymousCard(ctx, input, secrets),
    returnAnonymousCard: (ctx, input) => returnAnonymousCard(ctx, input, parts),
    registerAnonymousCard: (ctx, input) => registerAnonymousCard(ctx, input, parts),
  });
}
