import type { PrivateField } from '@tessera/contract';
import type { Id } from '@tessera/kernel';
import type { Ctx } from '../../platform/ctx.ts';
import type { SealedField } from './private-field.ts';
import { ofMembersSeenBy, seenBy } from './scope-queries.ts';
import type { MembersTables } from './tables.ts';

const tables = (ctx: Ctx) => ctx.tx.withTables<MembersTables>();

export function selectFields(ctx: Ctx, memberId: Id<'member'>) {
  return tables(ctx)
    .selectFrom('members.private_field')
    .select(['field', 'kind', 'masked', 'changed_at', 'value_sealed'])
    .where('member_id', '=', memberId)
    .where(ofMembersSeenBy(ctx.actor, 'member_id'))
    .execute();
}

export function selectFieldOfAll(ctx: Ctx, of: { memberIds: readonly Id<'member'>[]; field: PrivateField }) {
  return tables(ctx)
    .selectFrom('members.private_field')
    .select(['member_id', 'kind', 'value_sealed'])
    .where('member_id', 'in', of.memberIds)
    .where('field', '=', of.field)
    .where(ofMembersSeenBy(ctx.actor, 'member_id'))
    .execute();
}

export function selectPhone(ctx: Ctx, memberId: Id<'member'>) {
  return tables(ctx)
    .selectFrom('members.member')
    .select(['phone_sealed', 'phone_masked'])
    .where('id', '=', memberId)
    .where(seenBy(ctx.actor))
    .executeTakeFirst();
}

/** False when another member has this value of a field that only one may have. */
export async function saveField(ctx: Ctx, row: { memberId: Id<'member'>; field: PrivateField; sealed: SealedField }): Promise<boolean> {
  const { memberId, field, sealed } = row;
  // The former value goes first: then the only row that can be in the way is another member's.
  await deleteField(ctx, memberId, field);
  const entered = await tables(ctx)
    .insertInto('members.private_field')
    .values({ member_id: memberId, field, ...sealed, changed_at: ctx.now })
    .onConflict((conflict) => conflict.doNothing())
    .returning('field')
    .execute();
  return entered.length > 0;
}

export async function deleteField(ctx: Ctx, memberId: Id<'member'>, field: PrivateField): Promise<void> {
  await tables(ctx).deleteFrom('members.private_field').where('member_id', '=', memberId).where('field', '=', field).execute();
}

export async function deleteFields(ctx: Ctx, memberId: Id<'member'>): Promise<void> {
  await tables(ctx).deleteFrom('members.private_field').where('member_id', '=', memberId).execute();
}
