import type { BusinessDay, Id } from '@tessera/kernel';
import { newId } from '@tessera/kernel';
import { asSystem } from '../../platform/as-system.ts';
import type { Ctx } from '../../platform/ctx.ts';
import type { SecretBox } from '../../platform/secret-box.ts';
import { readSetting } from '../settings/index.ts';
import { raiseFencesOfMembers } from '../wallets/index.ts';
import { makeVoid, tailOf } from './card.ts';
import { insertCards, lockOldCardsOf, selectByUidHashes } from './queries.ts';
import { saveCard } from './save-card.ts';
import { UID_PURPOSE } from './virtual-credential.ts';

export type KnownUid = { readonly cardId: Id<'card'>; readonly memberId: Id<'member'>; readonly isOld: boolean };

/** Whose card has each of these UIDs; those that no card has are missing. Asked by the system: a UID is taken wherever it is. */
export async function findUids(ctx: Ctx, uids: readonly string[], secrets: SecretBox): Promise<Map<string, KnownUid>> {
  const byHash = new Map(uids.map((uid) => [secrets.keyedHash(UID_PURPOSE, uid), uid]));
  const rows = byHash.size === 0 ? [] : await selectByUidHashes(ctx, [...byHash.keys()]);
  return new Map(
    rows.flatMap(({ cardId, memberId, uidHash, endsAt }) => {
      const uid = uidHash === null ? undefined : byHash.get(uidHash);
      return uid === undefined ? [] : [[uid, { cardId, memberId, isOld: endsAt !== null }] as const];
    }),
  );
}

export type OldCardEntry = { memberId: Id<'member'>; walletId: Id<'wallet'>; uid: string; validUntil: BusinessDay };

/** Cards of the system before ours, in a fixed number of statements; one whose UID was taken meanwhile is missing in the answer. */
export async function enterOldCards(ctx: Ctx, entries: readonly OldCardEntry[], secrets: SecretBox): Promise<Map<string, Id<'card'>>> {
  if (entries.length === 0) return new Map();
  const rows = entries.map(({ memberId, walletId, uid, validUntil }) => ({
    id: newId<'card'>(ctx.now.getTime()),
    wallet_id: walletId,
    member_id: memberId,
    kind: 'physical' as const,
    status: 'active' as const,
    tail: tailOf(uid),
    uid_hash: secrets.keyedHash(UID_PURPOSE, uid),
    uid_sealed: secrets.seal(UID_PURPOSE, uid),
    issued_at: ctx.now,
    valid_until: validUntil,
  }));
  const entered = new Set((await insertCards(ctx, rows)).map(({ id }) => id));
  const fresh = entries.flatMap(({ uid, memberId }, at) => {
    const id = rows[at]?.id;
    return id && entered.has(id) ? [{ uid, memberId, id }] : [];
  });
  await asSystem(ctx, (system) =>
    raiseFencesOfMembers(
      system,
      fresh.map(({ memberId }) => memberId),
    ),
  );
  return new Map(fresh.map(({ uid, id }) => [uid, id]));
}

/** Whoever holds a new card needs no old one any more, unless the setting lets it pay on to its end. */
export async function retireOldCards(ctx: Ctx, memberId: Id<'member'>): Promise<void> {
  if (!(await readSetting(ctx, 'cards.oldCardEndsWithNew'))) return;
  for (const card of await lockOldCardsOf(ctx, memberId)) await saveCard(ctx, { before: card, after: makeVoid(card), action: 'cards.voidCard' });
}
