import { AppError, type InputOf, type members, type OutputOf, PRIVATE_FIELDS, type PrivateField } from '@tessera/contract';
import type { Id } from '@tessera/kernel';
import type { Ctx } from '../../platform/ctx.ts';
import { selectFields, selectPhone } from './private-field-queries.ts';

type List = typeof members.listPrivateFields;

/** Every field in its order, masked, also those of which nothing is held. @throws AppError `members.unknown` */
export async function listPrivateFields(ctx: Ctx, { memberId }: InputOf<List>): Promise<OutputOf<List>> {
  const member = await selectPhone(ctx, memberId);
  if (!member) throw new AppError('members.unknown', { memberId });
  const fields = await maskedFields(ctx, memberId);
  return { items: [{ field: 'phone', kind: null, masked: member.phone_masked, changedAt: null }, ...fields] };
}

async function maskedFields(ctx: Ctx, memberId: Id<'member'>) {
  const rows = new Map((await selectFields(ctx, memberId)).map((row) => [row.field, row]));
  return PRIVATE_FIELDS.map((field: PrivateField) => {
    const row = rows.get(field);
    return { field, kind: row?.kind ?? null, masked: row?.masked ?? null, changedAt: row?.changed_at ?? null };
  });
}
