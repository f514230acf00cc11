import { AppError, type IdNumberKind, type InputOf, type members, type OutputOf, type PrivateField, type RevealedField } from '@tessera/contract';
import type { Id } from '@tessera/kernel';
import type { Ctx } from '../../platform/ctx.ts';
import type { SecretBox } from '../../platform/secret-box.ts';
import { record } from '../audit/index.ts';
import { FIELD_PURPOSE } from './private-field.ts';
import { selectFieldOfAll, selectFields, selectPhone } from './private-field-queries.ts';
import { PHONE_PURPOSE } from './sealed-columns.ts';

type Reveal = typeof members.revealPrivateField;
type Clear = { kind: IdNumberKind | null; value: string };

/** The one place where a value leaves its seal for somebody's eyes; it writes down whose. @throws AppError `members.unknown`, `members.field_empty` */
export async function revealPrivateField(ctx: Ctx, { memberId, field }: InputOf<Reveal>, secrets: SecretBox): Promise<OutputOf<Reveal>> {
  const phone = await selectPhone(ctx, memberId);
  if (!phone) throw new AppError('members.unknown', { memberId });
  const clear = await openField(ctx, { memberId, field }, secrets);
  if (!clear) throw new AppError('members.field_empty', { field });
  await record(ctx, { action: 'members.revealPrivateField', targetKind: 'member', targetId: memberId, after: { field } });
  return { field, ...clear };
}

/** For use cases that send to the value or export it: nobody has seen it yet. Null when nothing is held. */
export async function openField(ctx: Ctx, of: { memberId: Id<'member'>; field: RevealedField }, secrets: SecretBox): Promise<Clear | null> {
  const { memberId, field } = of;
  if (field === 'phone') {
    const sealed = (await selectPhone(ctx, memberId))?.phone_sealed;
    return sealed ? { kind: null, value: secrets.open(PHONE_PURPOSE, sealed) } : null;
  }
  const row = (await selectFields(ctx, memberId)).find((one) => one.field === field);
  return row ? { kind: row.kind, value: secrets.open(FIELD_PURPOSE, row.value_sealed) } : null;
}

/** The same of many members in one query; who holds nothing is missing. */
export async function openFieldOfAll(
  ctx: Ctx,
  of: { memberIds: readonly Id<'member'>[]; field: PrivateField },
  secrets: SecretBox,
): Promise<Map<Id<'member'>, Clear>> {
  const rows = of.memberIds.length === 0 ? [] : await selectFieldOfAll(ctx, of);
  return new Map(rows.map((row) => [row.member_id, { kind: row.kind, value: secrets.open(FIELD_PURPOSE, row.value_sealed) }]));
}
