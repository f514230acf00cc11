import { AppError, type ContentOf, type deposits, type InputOf, type OutputOf } from '@tessera/contract';
import { newId } from '@tessera/kernel';
import type { Ctx } from '../../platform/ctx.ts';
import { idOfCursor, pageOf } from '../../platform/id-paging.ts';
import { businessDayNow } from '../../platform/time-zone.ts';
import { record } from '../audit/index.ts';
import { knownDeposit } from './deposit.ts';
import { insertSlip, lockDeposit, lockSlip, selectSlips } from './queries.ts';
import { describeSlip, describeSlips, personOf, type SlipView } from './slip.ts';
import { announceDeposits, tellCheckers } from './tell-parties.ts';

type List = typeof deposits.listDepositSlips;

/** Nothing moves until another person confirms it. @throws AppError `deposits.none`, `deposits.reference_taken`, `deposits.paid_in_future` */
export async function enterDepositSlip(ctx: Ctx, input: ContentOf<typeof deposits.enterDepositSlip>): Promise<SlipView> {
  const { staffId, name } = personOf(ctx);
  const { issuerId, amountMinor, reference, paidOn, note = '' } = input;
  await knownDeposit(ctx, issuerId);
  if (paidOn > (await businessDayNow(ctx))) throw new AppError('deposits.paid_in_future');
  // Two who enter one slip at once: the second sees the first.
  await lockDeposit(ctx, issuerId);
  const id = newId<'depositSlip'>(ctx.now.getTime());
  const row = { id, issuer_id: issuerId, amount_minor: amountMinor, reference, paid_on: paidOn, note };
  const isNew = await insertSlip(ctx, { ...row, entered_by: staffId, entered_by_name: name, entered_at: ctx.now });
  if (!isNew) throw new AppError('deposits.reference_taken');
  const slip = await lockSlip(ctx, id);
  if (!slip) throw new Error('a slip that was just entered is there');
  const after = { issuerId, amountMinor, reference, paidOn };
  await record(ctx, { action: 'deposits.enterDepositSlip', targetKind: 'depositSlip', targetId: id, after });
  const view = await describeSlip(ctx, slip);
  await tellCheckers(ctx, view);
  await announceDeposits(ctx, issuerId);
  return view;
}

/** Newest first. */
export async function listDepositSlips(ctx: Ctx, { issuerId, state, limit, cursor }: InputOf<List>): Promise<OutputOf<List>> {
  const rows = await selectSlips(ctx, { issuerId, state, beforeId: idOfCursor<'depositSlip'>(cursor), limit: limit + 1 });
  const { items, nextCursor } = pageOf(rows, limit);
  return { items: await describeSlips(ctx, items), nextCursor };
}
