import type { Id } from '@tessera/kernel';
import { type RawBuilder, type SqlBool, sql } from 'kysely';
import type { Ctx } from '../../platform/ctx.ts';
import { findImportTargets } from '../imports/index.ts';
import { type AudienceWish, reachOf } from './reach-of.ts';
import { seenBy } from './scope-queries.ts';

/** An audience, narrowed down further to the members of one issuer, or to those whom an import named. */
export type MemberWish = AudienceWish & { readonly issuerId?: Id<'organization'> | undefined; readonly importId?: Id<'import'> | undefined };

/** For tables of other modules, whose `column` leads to a member: rows of active members with a name whom the actor sees and wishes for. */
export async function ofMembersWished(ctx: Ctx, wish: MemberWish, column: string): Promise<RawBuilder<SqlBool>> {
  const reach = await reachOf(ctx, wish);
  if (!reach) return sql`false`;
  const { departmentIds, memberKinds } = reach;
  const conditions = [seenBy(ctx.actor), sql`member.status = 'active'`, sql`member.kind <> 'anonymous'`];
  if (departmentIds.length > 0) conditions.push(sql`member.department_id = any (${departmentIds}::uuid[])`);
  if (memberKinds.length > 0) conditions.push(sql`member.kind = any (${memberKinds}::text[])`);
  if (wish.issuerId !== undefined) conditions.push(sql`member.issuer_id = ${wish.issuerId}`);
  if (wish.importId !== undefined) conditions.push(sql`member.id = any (${await findImportTargets(ctx, wish.importId)}::uuid[])`);
  return sql`${sql.ref(column)} in (select member.id from members.member where ${sql.join(conditions, sql` and `)})`;
}
