import type { ContentOf, members } from '@tessera/contract';
import type { Ctx } from '../../platform/ctx.ts';
import type { SecretBox } from '../../platform/secret-box.ts';
import { phoneHashOf } from '../identity/index.ts';
import { findSubtree } from '../organizations/index.ts';
import type { MemberFilter } from './list-queries.ts';
import { fieldHashOf } from './private-field.ts';
import { ownIssuer, within } from './scope.ts';

type Asked = ContentOf<typeof members.listMemberIds>;

/**
 * What is asked, as far as the actor may: an issuer's people get their own members, who is bounded to departments gets the members of those.
 * A department brings all below it. Undefined when nobody can match.
 */
export async function filterOf(ctx: Ctx, { q, kind, status, issuerId, departmentId }: Asked, secrets: SecretBox): Promise<MemberFilter | undefined> {
  const own = ownIssuer(ctx.actor);
  if (own && issuerId !== undefined && issuerId !== own) return undefined;
  return {
    q,
    hashes: q ? hashesOf(q, secrets) : undefined,
    kind,
    status,
    issuerId: own ?? issuerId,
    departmentIds: within(ctx.actor, departmentId === undefined ? undefined : await findSubtree(ctx, departmentId)),
  };
}

function hashesOf(q: string, secrets: SecretBox) {
  return { phone: phoneHashOf(secrets, q), email: fieldHashOf(secrets, 'email', q), idNumber: fieldHashOf(secrets, 'idNumber', q) };
}
