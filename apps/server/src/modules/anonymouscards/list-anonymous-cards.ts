import { type anonymouscards, cardUid, type InputOf, type OutputOf } from '@tessera/contract';
import { asSystem } from '../../platform/as-system.ts';
import type { Ctx } from '../../platform/ctx.ts';
import { idOfCursor, pageOf } from '../../platform/id-paging.ts';
import type { SecretBox } from '../../platform/secret-box.ts';
import { findUids } from '../cards/index.ts';
import { searchMembers } from '../members/index.ts';
import { describeAnonymousCards } from './anonymous-card.ts';
import { selectAnonymousCards } from './queries.ts';

type List = typeof anonymouscards.listAnonymousCards;

/** Newest first. A UID finds the card that has it now: a chip that was handed out again is found by its last card. */
export async function listAnonymousCards(ctx: Ctx, input: InputOf<List>, secrets: SecretBox): Promise<OutputOf<List>> {
  const { cursor, limit, q, state } = input;
  const uid = cardUid.safeParse(q).data;
  const cardId = uid ? (await asSystem(ctx, (system) => findUids(system, [uid], secrets))).get(uid)?.cardId : undefined;
  const rows = await selectAnonymousCards(ctx, {
    state,
    found: q ? { memberIds: await searchMembers(ctx, q, 'anonymous'), cardId } : undefined,
    beforeId: idOfCursor(cursor),
    limit: limit + 1,
  });
  const { items, nextCursor } = pageOf(rows, limit);
  return { items: await describeAnonymousCards(ctx, items), nextCursor };
}
