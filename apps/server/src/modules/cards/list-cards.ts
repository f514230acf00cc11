import { type cards, cardUid, type InputOf, type OutputOf } from '@tessera/contract';
import type { Ctx } from '../../platform/ctx.ts';
import { idOfCursor, pageOf } from '../../platform/id-paging.ts';
import type { SecretBox } from '../../platform/secret-box.ts';
import { searchMembers } from '../members/index.ts';
import { describeCards } from './describe-cards.ts';
import { selectCards } from './queries.ts';
import { UID_PURPOSE } from './virtual-credential.ts';

type List = typeof cards.listCards;

/** Newest first. `q` is how a holder's name or number begins, or a UID, which is found by its keyed hash and so only as a whole. */
export async function listCards(ctx: Ctx, input: InputOf<List>, secrets: SecretBox): Promise<OutputOf<List>> {
  const { cursor, limit, q, ...filter } = input;
  const uid = cardUid.safeParse(q);
  const rows = await selectCards(ctx, {
    ...filter,
    memberIds: q ? await searchMembers(ctx, q) : undefined,
    uidHash: uid.success ? secrets.keyedHash(UID_PURPOSE, uid.data) : undefined,
    beforeId: idOfCursor(cursor),
    limit: limit + 1,
  });
  const { items, nextCursor } = pageOf(rows, limit);
  return { items: await describeCards(ctx, items), nextCursor };
}
