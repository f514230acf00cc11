import type { InputOf, members, OutputOf } from '@tessera/contract';
import type { Ctx } from '../../platform/ctx.ts';
import { idOfCursor, pageOf } from '../../platform/id-paging.ts';
import type { SecretBox } from '../../platform/secret-box.ts';
import { phoneHashOf } from '../identity/index.ts';
import { memberView } from './member.ts';
import { selectMembers } from './queries.ts';

type List = typeof members.listMembers;

/** `q` is how a name, a given name or a member number begins, or a whole phone number. */
export async function listMembers(ctx: Ctx, input: InputOf<List>, secrets: SecretBox): Promise<OutputOf<List>> {
  const { cursor, limit, q, kind } = input;
  const phoneHash = q ? phoneHashOf(secrets, q) : undefined;
  const rows = await selectMembers(ctx, { q, phoneHash, kind, beforeId: idOfCursor(cursor), limit: limit + 1 });
  const { items, nextCursor } = pageOf(rows, limit);
  return { items: items.map(memberView), nextCursor };
}
