import { AppError, type PaymentWay } from '@tessera/contract';
import { type Id, type Minor, newId } from '@tessera/kernel';
import { asSystem } from '../../platform/as-system.ts';
import type { Ctx } from '../../platform/ctx.ts';
import { checkOrderLater } from './check-later.ts';
import { hooksOf, type PurposeHooks } from './hooks.ts';
import { later, nextCheckAt, numberOf, type OrderRow, type OrderView, orderView } from './order.ts';
import type { ChannelsParts } from './parts.ts';
import { insertOrder, insertOrderEvent, selectChannel, selectOrder } from './queries.ts';
import { tellAboutOrder } from './tell-about-order.ts';

/** How long a member may take to pay, and a payer to type a password at the till. */
const OPEN_SECONDS = 15 * 60;
const CODE_SECONDS = 90;
const TRANSFER_SECONDS = 14 * 24 * 60 * 60;
/** Both channels refuse what expires sooner. */
const OPEN_MIN_SECONDS = 60;

export type OrderInput = {
  /** The caller's idempotency key: the same id is the same order. */
  id: Id<'order'>;
  channel: string;
  purpose: string;
  way: PaymentWay;
  /** What the payer reads at the channel; at most 80 characters. */
  title: string;
  amountMinor: Minor;
  subjectId?: string | undefined;
  memberId?: Id<'member'> | undefined;
  organizationId?: Id<'organization'> | undefined;
  terminalId?: Id<'terminal'> | undefined;
  staffId?: Id<'staff'> | undefined;
  expiresInSeconds?: number | undefined;
};

/**
 * Writes down what is about to be ordered, before the channel hears of it: after a crash the worker finds it here and asks. In the caller's
 * transaction; `startOrder` goes on after its commit.
 * @throws AppError `channels.unknown`, `channels.off`, `channels.way_unsupported`, `request.key_reused`
 */
export async function enterOrder(ctx: Ctx, parts: ChannelsParts, input: OrderInput): Promise<OrderView> {
  return orderView(await enterRow(ctx, parts, input));
}

export async function enterRow(ctx: Ctx, parts: ChannelsParts, input: OrderInput): Promise<OrderRow> {
  const hooks = hooksOf(parts.hooks, input.purpose);
  const known = (await selectOrder(ctx, input.id)) ?? (await enteredMeanwhile(ctx, hooks, input.id));
  if (known) return sameOrder(known, input);
  const channel = await asSystem(ctx, (system) => selectChannel(system, input.channel));
  if (!channel) throw new AppError('channels.unknown', { channel: input.channel });
  if (!channel.enabled) throw new AppError('channels.off', { channel: input.channel });
  if (!parts.adapters[channel.kind].ways.includes(input.way))
    throw new AppError('channels.way_unsupported', { channel: input.channel, way: input.way });
  const usual = input.way === 'code' ? CODE_SECONDS : input.way === 'desk' ? TRANSFER_SECONDS : OPEN_SECONDS;
  const expiresAt = later(ctx.now, Math.max(input.expiresInSeconds ?? usual, OPEN_MIN_SECONDS));
  const nextAt = nextCheckAt({ way: input.way, expires_at: expiresAt, tries: 0 }, ctx.now);
  await insertOrder(ctx, {
    id: input.id,
    channel_key: channel.key,
    kind: channel.kind,
    purpose: input.purpose,
    subject_id: input.subjectId ?? null,
    member_id: input.memberId ?? null,
    organization_id: input.organizationId ?? null,
    terminal_id: input.terminalId ?? null,
    staff_id: input.staffId ?? null,
    way: input.way,
    title: input.title,
    amount_minor: input.amountMinor,
    state: 'created',
    reason: null,
    alarm: null,
    out_trade_no: numberOf(input.id),
    transaction_no: null,
    payer_masked: null,
    instructions: null,
    next_check_at: nextAt,
    opened_at: ctx.now,
    expires_at: expiresAt,
    paid_at: null,
    settled_at: null,
  });
  const id = newId<'orderEvent'>(ctx.now.getTime());
  await insertOrderEvent(ctx, {
    id,
    order_id: input.id,
    refund_id: null,
    at: ctx.now,
    source: 'open',
    from_state: null,
    to_state: 'created',
    note: null,
  });
  if (input.way !== 'desk') await checkOrderLater(ctx, input.id, nextAt);
  const entered = await selectOrder(ctx, input.id);
  if (!entered) throw new Error('whoever enters an order sees it');
  await tellAboutOrder(ctx, entered);
  return entered;
}

/** Of two that come with one id at once, what the other has entered just now. @throws AppError `request.key_reused` where the id is used otherwise */
async function enteredMeanwhile(ctx: Ctx, hooks: PurposeHooks, orderId: Id<'order'>): Promise<OrderRow | undefined> {
  if (!(await isKeyUsed(ctx, hooks, orderId))) return undefined;
  const entered = await selectOrder(ctx, orderId);
  if (!entered) throw new AppError('request.key_reused');
  return entered;
}

/** The id will be the key under which the purpose books what comes: one that its books have, or an order of somebody else, would take money that nobody can credit. */
async function isKeyUsed(ctx: Ctx, hooks: PurposeHooks, orderId: Id<'order'>): Promise<boolean> {
  return asSystem(ctx, async (system) => (await selectOrder(system, orderId)) !== undefined || ((await hooks.isKeyUsed?.(system, orderId)) ?? false));
}

/** @throws AppError `request.key_reused` when the id belongs to another order */
function sameOrder(known: OrderRow, input: OrderInput): OrderRow {
  const isSame =
    known.channel_key === input.channel &&
    known.purpose === input.purpose &&
    known.amount_minor === input.amountMinor &&
    known.way === input.way &&
    known.member_id === (input.memberId ?? null) &&
    known.terminal_id === (input.terminalId ?? null) &&
    known.subject_id === (input.subjectId ?? null);
  if (!isSame) throw new AppError('request.key_reused');
  return known;
}
