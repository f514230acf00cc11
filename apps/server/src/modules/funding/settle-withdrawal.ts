import { AppError } from '@tessera/contract';
import type { Id } from '@tessera/kernel';
import type { Ctx } from '../../platform/ctx.ts';
import { publish } from '../../platform/events.ts';
import { businessDayNow } from '../../platform/time-zone.ts';
import { type ChannelsParts, type RefundView, refundOrder } from '../channels/index.ts';
import { noteLapsed, putBack } from '../gifts/index.ts';
import { captureHold, releaseHold } from '../ledger/index.ts';
import { noteCashPaid } from '../sales/index.ts';
import { closurePaymentEnded } from './events.ts';
import {
  lockWithdrawal,
  type PartRow,
  selectPart,
  selectPartsOf,
  selectTakesOf,
  selectWithdrawal,
  updatePart,
  updateWithdrawal,
  type WithdrawalRow,
} from './queries.ts';
import { tellDesks, tellHolder } from './tell-withdrawal.ts';
import { endOf } from './withdrawal.ts';

const CAUSE = '提现 Withdrawal';

/**
 * Has each part sent back to where it came from. In the caller's transaction; the channels are asked after its commit, and the hooks tell how each
 * part ended. Asked as the system.
 */
export async function sendToSources(ctx: Ctx, channels: ChannelsParts, { id }: WithdrawalRow): Promise<WithdrawalRow> {
  await updateWithdrawal(ctx, id, { state: 'paying' });
  for (const part of await selectPartsOf(ctx, [id])) {
    if (part.state !== 'held' || part.order_id === null) continue;
    await updatePart(ctx, part.id, { state: 'asked' });
    await refundOrder(ctx, channels, { id: part.id, orderId: part.order_id, amountMinor: part.amount_minor, cause: CAUSE, subjectId: id });
  }
  return readAgain(ctx, id);
}

/** The cash is in the member's hand, out of the drawer of whoever gave it. Asked as the system. */
export async function handOverCash(ctx: Ctx, { id, way, purpose }: WithdrawalRow, staffId: Id<'staff'> | undefined): Promise<WithdrawalRow> {
  for (const part of await selectPartsOf(ctx, [id])) {
    await takeOut(ctx, part);
    const { capture_id: transferId, amount_minor: amountMinor } = part;
    if (way === 'cash' && staffId) await noteCashPaid(ctx, { transferId, staffId, kind: purpose, amountMinor });
  }
  return finish(ctx, id);
}

/** Nothing of it goes out: what was kept back is free again. Asked as the system. */
export async function releaseAll(ctx: Ctx, { id }: WithdrawalRow): Promise<void> {
  for (const part of await selectPartsOf(ctx, [id])) if (part.state === 'held') await letGo(ctx, part);
}

/** A channel has given a part back for certain. Told once, in the transaction in which its refund turns. */
export async function onPartPaid(ctx: Ctx, refund: RefundView): Promise<void> {
  const part = await lockedPart(ctx, refund.id);
  if (part?.state !== 'asked') return;
  await takeOut(ctx, part);
  await finish(ctx, part.withdrawal_id);
}

/** … or has refused to, for good: the member keeps it. */
export async function onPartRefused(ctx: Ctx, refund: RefundView): Promise<void> {
  const part = await lockedPart(ctx, refund.id);
  if (part?.state !== 'asked') return;
  await letGo(ctx, part);
  await finish(ctx, part.withdrawal_id);
}

/** A refund that no withdrawal asked for has no part. */
async function lockedPart(ctx: Ctx, partId: Id<'refund'>): Promise<PartRow | undefined> {
  const named = await selectPart(ctx, partId);
  if (named) await lockWithdrawal(ctx, named.withdrawal_id);
  return named && selectPart(ctx, partId);
}

async function takeOut(ctx: Ctx, part: PartRow): Promise<void> {
  const businessOn = await businessDayNow(ctx);
  await captureHold(ctx, { id: part.capture_id, hold: part.id, amountMinor: part.amount_minor, businessOn });
  for (const { id, capture_id, lot_id: lotId, gift_minor: giftMinor } of await selectTakesOf(ctx, part.id)) {
    if (giftMinor === 0) continue;
    await captureHold(ctx, { id: capture_id, hold: id, amountMinor: giftMinor, businessOn });
    await noteLapsed(ctx, { lotId, giftMinor });
  }
  await updatePart(ctx, part.id, { state: 'paid', settled_at: ctx.now });
}

async function letGo(ctx: Ctx, part: PartRow): Promise<void> {
  const businessOn = await businessDayNow(ctx);
  await releaseHold(ctx, { hold: part.id, businessOn });
  for (const { id, lot_id: lotId, own_minor: ownMinor, gift_minor: giftMinor } of await selectTakesOf(ctx, part.id)) {
    if (giftMinor > 0) await releaseHold(ctx, { hold: id, businessOn });
    await putBack(ctx, { lotId, ownMinor, giftMinor });
  }
  await updatePart(ctx, part.id, { state: 'released', settled_at: ctx.now });
}

async function finish(ctx: Ctx, withdrawalId: Id<'withdrawal'>): Promise<WithdrawalRow> {
  const end = endOf(await selectPartsOf(ctx, [withdrawalId]));
  if (end) await updateWithdrawal(ctx, withdrawalId, { state: end.state, paid_minor: end.paidMinor, finished_at: ctx.now });
  const row = await readAgain(ctx, withdrawalId);
  await tellDesks(ctx, row);
  if (end && row.purpose === 'closure') await publish(ctx, closurePaymentEnded, { memberId: row.member_id });
  else if (end) await tellHolder(ctx, row);
  return row;
}

async function readAgain(ctx: Ctx, withdrawalId: Id<'withdrawal'>): Promise<WithdrawalRow> {
  const row = await selectWithdrawal(ctx, withdrawalId);
  if (!row) throw new AppError('funding.withdrawal_unknown', { withdrawalId });
  return row;
}
