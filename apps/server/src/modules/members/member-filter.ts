import type { ContentOf, members } from '@tessera/contract';
import type { Ctx } from '../../platform/ctx.ts';
import type { SecretBox } from '../../platform/secret-box.ts';
import { phoneHashOf } from '../identity/index.ts';
import { findSubtree } from '../organizations/index.ts';
import type { MemberFilter } from './list-queries.ts';
import { fieldHashOf } from './private-field.ts';

type Asked = ContentOf<typeof members.listMemberIds>;

/** What is asked. A department brings all below it. */
export async function filterOf(ctx: Ctx, { q, kind, status, issuerId, departmentId }: Asked, secrets: SecretBox): Promise<MemberFilter> {
  return {
    q,
    hashes: q ? hashesOf(q, secrets) : undefined,
    kind,
    status,
    issuerId,
    departmentIds: departmentId === undefined ? undefined : await findSubtree(ctx, departmentId),
  };
}

function hashesOf(q: string, secrets: SecretBox) {
  return { phone: phoneHashOf(secrets, q), email: fieldHashOf(secrets, 'email', q), idNumber: fieldHashOf(secrets, 'idNumber', q) };
}
