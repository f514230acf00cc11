import { asSystem } from '../../platform/as-system.ts';
import type { Ctx } from '../../platform/ctx.ts';
import type { SecretBox } from '../../platform/secret-box.ts';
import { type Card, type FrozenBy, tailOf, unfreeze } from './card.ts';
import type { CardDescription } from './describe-cards.ts';
import { retirePrinted, selectTakenHandles } from './queries.ts';
import { saveCard } from './save-card.ts';
import { newHandle, newSeed, SEED_PURPOSE } from './virtual-credential.ts';

/** Handles drawn at once, of which one is free for certain: even with ten million cards each is taken once in a hundred times. */
const HANDLE_CANDIDATES = 8;

/** `by`: the staff where it is left out. */
export type Thaw = { card: Card; by?: FrozenBy; action: 'cards.unfreezeCard' | 'cards.unfreezeOwnCard' | 'cards.takeBackLoss' };

/**
 * Makes a locked card usable again. A virtual card comes back under a new handle and seed: whoever held the lost phone holds nothing.
 * A physical one comes back without what is printed on it, which anybody may have copied meanwhile; its chip pays.
 * @throws AppError cards.void, cards.frozen_by_staff, cards.frozen_by_issuer, cards.frozen_by_guardian
 */
export async function thawCard(ctx: Ctx, thaw: Thaw, secrets: SecretBox): Promise<CardDescription> {
  const { card, action, by = 'staff' } = thaw;
  const thawed = unfreeze(card, by);
  const isActiveAnew = thawed !== card && thawed.status === 'active';
  if (isActiveAnew && card.kind === 'physical') await retirePrinted(ctx, card.id);
  if (card.kind === 'physical' || !isActiveAnew) return saveCard(ctx, { before: card, after: thawed, action });

  const handle = await freeHandle(ctx);
  const tail = tailOf(handle);
  const credential = { tail, handle, seed_sealed: secrets.seal(SEED_PURPOSE, newSeed()), wrong_code_at: [], locked_until: null };
  return saveCard(ctx, { before: card, after: { ...thawed, tail }, action, credential });
}

/** Asked as the system, since a member does not see whose handle is taken. */
async function freeHandle(ctx: Ctx): Promise<string> {
  const candidates = Array.from({ length: HANDLE_CANDIDATES }, newHandle);
  const taken = new Set(await asSystem(ctx, (system) => selectTakenHandles(system, candidates)));
  const handle = candidates.find((candidate) => !taken.has(candidate));
  if (handle === undefined) throw new Error(`none of ${HANDLE_CANDIDATES} handles is free`);
  return handle;
}
