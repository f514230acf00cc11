import type { InputOf, members, OutputOf } from '@tessera/contract';
import type { Ctx } from '../../platform/ctx.ts';
import { idOfCursor, pageOf } from '../../platform/id-paging.ts';
import type { SecretBox } from '../../platform/secret-box.ts';
import { phoneHashOf } from '../identity/index.ts';
import { findSubtree } from '../organizations/index.ts';
import { memberView } from './member.ts';
import { fieldHashOf } from './private-field.ts';
import { selectMembers } from './queries.ts';
import { ownIssuer, within } from './scope.ts';

type List = typeof members.listMembers;

/**
 * `q` is how a name, a given name or a member number begins, or a whole phone number, e-mail address or ID number. A department brings all below it. An issuer's people
 * get their own members only, and who is bounded to departments gets the members of those.
 */
export async function listMembers(ctx: Ctx, input: InputOf<List>, secrets: SecretBox): Promise<OutputOf<List>> {
  const { cursor, limit, q, kind, departmentId } = input;
  const own = ownIssuer(ctx.actor);
  if (own && input.issuerId !== undefined && input.issuerId !== own) return { items: [], nextCursor: null };
  const rows = await selectMembers(ctx, {
    q,
    hashes: q ? hashesOf(q, secrets) : undefined,
    kind,
    issuerId: own ?? input.issuerId,
    departmentIds: within(ctx.actor, departmentId === undefined ? undefined : await findSubtree(ctx, departmentId)),
    beforeId: idOfCursor(cursor),
    limit: limit + 1,
  });
  const { items, nextCursor } = pageOf(rows, limit);
  return { items: items.map(memberView), nextCursor };
}

function hashesOf(q: string, secrets: SecretBox) {
  return { phone: phoneHashOf(secrets, q), email: fieldHashOf(secrets, 'email', q), idNumber: fieldHashOf(secrets, 'idNumber', q) };
}
