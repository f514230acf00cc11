import { type InputOf, MEMBERS_MATCHED_MAX, type members, type OutputOf } from '@tessera/contract';
import type { Ctx } from '../../platform/ctx.ts';
import type { SecretBox } from '../../platform/secret-box.ts';
import { selectMemberIds } from './list-queries.ts';
import { filterOf } from './member-filter.ts';

type Ids = typeof members.listMemberIds;

/** So that an act on all that match has a number before it begins, and means those members whatever is entered meanwhile. */
export async function listMemberIds(ctx: Ctx, input: InputOf<Ids>, secrets: SecretBox): Promise<OutputOf<Ids>> {
  const filter = await filterOf(ctx, input, secrets);
  const memberIds = await selectMemberIds(ctx, filter, MEMBERS_MATCHED_MAX + 1);
  return { memberIds: memberIds.slice(0, MEMBERS_MATCHED_MAX), hasMore: memberIds.length > MEMBERS_MATCHED_MAX };
}
