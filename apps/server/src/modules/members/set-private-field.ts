import { AppError, type InputOf, type members, type OutputOf } from '@tessera/contract';
import type { Ctx } from '../../platform/ctx.ts';
import { notifyLive } from '../../platform/live.ts';
import type { SecretBox } from '../../platform/secret-box.ts';
import { record } from '../audit/index.ts';
import { checkedField, sealField } from './private-field.ts';
import { deleteField, saveField, selectFields } from './private-field-queries.ts';
import { lockMember } from './queries.ts';

type SetField = typeof members.setPrivateField;

/** Keeps a value under seal, or takes it away with `value: null`. The audit record shows it masked. @throws AppError `members.unknown`, `members.forgotten`, `members.anonymous`, `members.…_wrong`, `members.…_taken` */
export async function setPrivateField(ctx: Ctx, input: InputOf<SetField>, secrets: SecretBox): Promise<OutputOf<SetField>> {
  const { memberId, field, value } = input;
  const content = value === null ? null : checkedField(field, value, input.kind);
  const member = await lockMember(ctx, memberId);
  if (!member) throw new AppError('members.unknown', { memberId });
  if (member.forgotten_at) throw new AppError('members.forgotten', { memberId });
  if (member.kind === 'anonymous') throw new AppError('members.anonymous', { memberId });
  const before = (await selectFields(ctx, memberId)).find((row) => row.field === field);
  const sealed = content && sealField(secrets, content);
  if (!sealed) await deleteField(ctx, memberId, field);
  else if (!(await saveField(ctx, { memberId, field, sealed }))) {
    throw new AppError(field === 'email' ? 'members.email_taken' : 'members.id_number_taken');
  }
  await record(ctx, {
    action: 'members.setPrivateField',
    targetKind: 'member',
    targetId: memberId,
    before: { [field]: before?.masked ?? null },
    after: { [field]: sealed?.masked ?? null, ...(sealed?.kind && { kind: sealed.kind }) },
  });
  await notifyLive(ctx, 'operator', { kind: 'members' });
  return { field, kind: sealed?.kind ?? null, masked: sealed?.masked ?? null, changedAt: sealed ? ctx.now : null };
}
