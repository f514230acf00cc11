import { AppError, type cardCare, type InputOf, type OutputOf } from '@tessera/contract';
import type { Call } from '../../platform/bind.ts';
import type { Ctx } from '../../platform/ctx.ts';
import { record } from '../audit/index.ts';
import { type Contact, contactOf, sendContactCode } from '../identity/index.ts';
import { findMembers, openField } from '../members/index.ts';
import type { CareParts } from './parts.ts';

type Send = typeof cardCare.sendCardCode;

/**
 * The clerk never sees the number. The code counts for this purpose only.
 * @throws AppError `members.unknown`, `cards.no_phone`, `identity.too_many_attempts`
 */
export async function sendCardCode(parts: CareParts, call: Call, input: InputOf<Send>): Promise<OutputOf<Send>> {
  const { contact, phoneMasked } = await parts.database.transaction(call.actor, call, async (ctx) => {
    const held = await phoneOf(ctx, input.memberId, parts);
    await record(ctx, { action: 'cards.sendCardCode', targetKind: 'member', targetId: input.memberId });
    return held;
  });
  const sent = await sendContactCode(parts.identity, { purpose: 'card', contact }, call);
  return { phoneMasked, ...sent };
}

/** @throws AppError `members.unknown`, `cards.no_phone` */
export async function phoneOf(
  ctx: Ctx,
  memberId: InputOf<Send>['memberId'],
  { secrets }: Pick<CareParts, 'secrets'>,
): Promise<{ contact: Contact; phoneMasked: string }> {
  const member = (await findMembers(ctx, [memberId])).get(memberId);
  if (!member) throw new AppError('members.unknown', { memberId });
  const phone = await openField(ctx, { memberId, field: 'phone' }, secrets);
  const contact = phone && contactOf(secrets, 'member', phone.value);
  if (!contact) throw new AppError('cards.no_phone', { memberId });
  return { contact, phoneMasked: member.phoneMasked ?? '' };
}
