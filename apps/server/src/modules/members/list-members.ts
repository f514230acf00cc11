import type { InputOf, members, OutputOf } from '@tessera/contract';
import { id } from '@tessera/contract';
import type { Ctx } from '../../platform/ctx.ts';
import { KEY_ID, type KeyPart, keyOfCursor, pageOf } from '../../platform/paging.ts';
import type { SecretBox } from '../../platform/secret-box.ts';
import { type MemberPage, type MemberSort, selectMembers } from './list-queries.ts';
import { memberView } from './member.ts';
import { filterOf } from './member-filter.ts';

type List = typeof members.listMembers;

/** What a cursor holds in each order: the id last. */
const KEYS = {
  newest: [KEY_ID],
  oldest: [KEY_ID],
  name: [/^[a-z0-9~]{0,60}$/, KEY_ID],
  number: [/^[0-9a-z-]{3,20}$/, KEY_ID],
} as const satisfies Record<MemberSort, readonly KeyPart[]>;

/** One page of whom the actor may see. */
export async function listMembers(ctx: Ctx, input: InputOf<List>, secrets: SecretBox): Promise<OutputOf<List>> {
  const { cursor, limit, sort, ...asked } = input;
  const after = afterOf(cursor, sort);
  const filter = await filterOf(ctx, asked, secrets);
  const rows = await selectMembers(ctx, { ...filter, sort, after, limit: limit + 1 });
  const { items, nextCursor } = pageOf(rows, limit, (row) => {
    if (sort === 'name') return [row.search_spelling, row.id];
    return sort === 'number' ? [row.member_number.toLowerCase(), row.id] : [row.id];
  });
  return { items: items.map(memberView), nextCursor };
}

/** @throws AppError `request.invalid` when the cursor is not one of a list in this order */
function afterOf(cursor: string | undefined, sort: MemberSort): MemberPage['after'] {
  const key = keyOfCursor(cursor, KEYS[sort]);
  return key && { id: id<'member'>().parse(key.at(-1)), text: key.length > 1 ? (key[0] ?? '') : '' };
}
