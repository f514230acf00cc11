import { type Id, newId } from '@tessera/kernel';
import type { Ctx } from '../../platform/ctx.ts';
import type { SecretBox } from '../../platform/secret-box.ts';
import { updateCard } from './queries.ts';
import { UID_PURPOSE } from './virtual-credential.ts';

/**
 * Gives up a void card's claim on its UID, so that the chip may be issued again: only of a card that somebody at the counter holds in their hand,
 * for one that was lost and is found again must pay nothing. As the system.
 */
export async function releaseUid(ctx: Ctx, cardId: Id<'card'>, secrets: SecretBox): Promise<void> {
  const gone = `released:${newId(ctx.now.getTime())}`;
  await updateCard(ctx, cardId, { uid_sealed: secrets.seal(UID_PURPOSE, gone), uid_hash: secrets.keyedHash(UID_PURPOSE, gone) });
}
