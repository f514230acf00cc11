import { AppError, type DisputeWay, type disputes, type InputOf } from '@tessera/contract';
import { DAY_MS, type Id, newId } from '@tessera/kernel';
import { asSystem } from '../../platform/as-system.ts';
import type { Ctx } from '../../platform/ctx.ts';
import { record } from '../audit/index.ts';
import { freezeCardsOf } from '../cards/index.ts';
import { findMembers } from '../members/index.ts';
import { findShopsOf, getPayment } from '../payments/index.ts';
import { readSetting } from '../settings/index.ts';
import { say, staffOf } from './case-act.ts';
import { type DisputeView, describeDispute, describeOwnDispute, type OwnDisputeView } from './describe-disputes.ts';
import { caseNumberOf, faultOfClaim, isComplaint } from './dispute.ts';
import { firstAnswerDueAt, solutionDueAt } from './due.ts';
import { countActive, countOpenedSince, type DisputeRow, insertDispute, lockOpenings } from './queries.ts';
import { announceDispute, tellDesk, tellMember } from './tell-parties.ts';

/** Cases of one member that may be under way at a time. */
const ACTIVE_MAX = 10;
/** Cases of one member that are opened within a day, also where each was withdrawn at once. */
const DAY_MAX = 15;

type Opening = Omit<InputOf<typeof disputes.openOwnDispute>, 'key'> & { memberId: Id<'member'>; way: DisputeWay; openedBy: Id<'staff'> | null };
type Payment = Awaited<ReturnType<typeof getPayment>>['payment'];

/** By the member, in the app. @throws AppError the refusals of `open` */
export async function openOwnDispute(ctx: Ctx, input: InputOf<typeof disputes.openOwnDispute>): Promise<OwnDisputeView> {
  if (ctx.actor.kind !== 'member') throw new AppError('request.forbidden');
  const row = await open(ctx, { ...input, memberId: ctx.actor.memberId, way: 'app', openedBy: null });
  return describeOwnDispute(ctx, row);
}

/** For a member at the counter or on the phone. @throws AppError `members.unknown` and the refusals of `open` */
export async function openDispute(ctx: Ctx, input: InputOf<typeof disputes.openDispute>): Promise<DisputeView> {
  const { staffId } = staffOf(ctx);
  if (input.freezeCards && !mayFreeze(ctx)) throw new AppError('request.forbidden');
  if (!(await findMembers(ctx, [input.memberId])).has(input.memberId)) throw new AppError('members.unknown', { memberId: input.memberId });
  const row = await open(ctx, { ...input, openedBy: staffId });
  await tellMember(ctx, 'dispute.news', { row, key: row.id });
  return describeDispute(ctx, row);
}

/** What a member wrote while chatting and nobody could settle there. @throws AppError `disputes.too_many`, `disputes.too_many_today` */
export async function openFromChat(
  ctx: Ctx,
  { memberId, text }: { memberId: Id<'member'>; text: string },
): Promise<{ disputeId: Id<'dispute'>; caseNumber: string }> {
  const row = await open(ctx, { kind: 'other', text, memberId, way: 'chat', openedBy: null, freezeCards: false });
  await tellMember(ctx, 'dispute.news', { row, key: row.id });
  return { disputeId: row.id, caseNumber: caseNumberOf(row.case_number) };
}

async function open(ctx: Ctx, opening: Opening): Promise<DisputeRow> {
  const { memberId, kind, claimMinor, paymentId, text, way, openedBy } = opening;
  const payment = paymentId && (await paymentOf(ctx, { paymentId, memberId }));
  const fault = faultOfClaim({ kind, claimMinor }, payment?.kind);
  if (fault) throw new AppError(fault);
  const windowDays = await readSetting(ctx, 'disputes.windowDays');
  if (payment && payment.at.getTime() + windowDays * DAY_MS < ctx.now.getTime()) throw new AppError('disputes.window_over', { days: windowDays });
  await refuseTooMany(ctx, memberId);
  const row = await insertDispute(ctx, {
    id: newId<'dispute'>(ctx.now.getTime()),
    member_id: memberId,
    merchant_id: payment ? payment.merchantId : await merchantNamed(ctx, opening),
    payment_id: payment?.id ?? null,
    payment_kind: payment?.kind ?? null,
    paid_minor: payment?.amountMinor ?? null,
    kind,
    state: 'open',
    claim_minor: claimMinor ?? null,
    text,
    way,
    opened_by: openedBy,
    opened_at: ctx.now,
    first_due_at: await firstAnswerDueAt(ctx),
    due_at: await solutionDueAt(ctx),
  });
  if (!row) throw new AppError('disputes.open_already');
  await say(ctx, row, { kind: 'opened', audience: 'all', text, amountMinor: claimMinor ?? null });
  if (opening.freezeCards) await freeze(ctx, row);
  await record(ctx, {
    action: 'disputes.openDispute',
    targetKind: 'dispute',
    targetId: row.id,
    after: { caseNumber: caseNumberOf(row.case_number), memberId, paymentId: paymentId ?? null, kind, way, claimMinor: claimMinor ?? null },
  });
  await announceDispute(ctx, row);
  await tellDesk(ctx, 'dispute.opened', { row, key: row.id });
  return row;
}

/** @throws AppError `disputes.too_many`, `disputes.too_many_today` */
async function refuseTooMany(ctx: Ctx, memberId: Id<'member'>): Promise<void> {
  await lockOpenings(ctx, memberId);
  const { active, today } = await asSystem(ctx, async (system) => ({
    ...(await countActive(system, { now: ctx.now, memberId })),
    today: await countOpenedSince(system, memberId, new Date(ctx.now.getTime() - DAY_MS)),
  }));
  if (active >= ACTIVE_MAX) throw new AppError('disputes.too_many', { count: ACTIVE_MAX });
  if (today >= DAY_MAX) throw new AppError('disputes.too_many_today', { count: DAY_MAX });
}

/**
 * Whom a complaint about no payment is about: a shop at which the member paid lately, so that nobody complains about a shop they have never been to.
 * @throws AppError `disputes.merchant_unknown`
 */
async function merchantNamed(ctx: Ctx, { kind, merchantId, memberId }: Opening): Promise<Id<'organization'> | null> {
  if (!merchantId) return null;
  const since = new Date(ctx.now.getTime() - (await readSetting(ctx, 'disputes.windowDays')) * DAY_MS);
  const shops = await asSystem(ctx, (system) => findShopsOf(system, memberId, since));
  if (!isComplaint(kind) || !shops.has(merchantId)) throw new AppError('disputes.merchant_unknown', { merchantId });
  return merchantId;
}

/** Of that member; another's is answered like one that does not exist. @throws AppError `disputes.payment_unknown` */
async function paymentOf(ctx: Ctx, { paymentId, memberId }: { paymentId: Id<'payment'>; memberId: Id<'member'> }): Promise<Payment> {
  const unknown = new AppError('disputes.payment_unknown', { paymentId });
  const { payment } = await getPayment(ctx, { paymentId }).catch((error: unknown) => {
    throw error instanceof AppError && error.code === 'payments.unknown' ? unknown : error;
  });
  if (payment.memberId !== memberId) throw unknown;
  return payment;
}

/** Whoever works on cases stops cards by their own right, and by no other. */
function mayFreeze({ actor }: Ctx): boolean {
  return actor.kind === 'staff' && actor.permissions.has('cards.write');
}

async function freeze(ctx: Ctx, row: DisputeRow): Promise<void> {
  const count = await freezeCardsOf(ctx, row.member_id);
  if (count > 0) await say(ctx, row, { kind: 'frozen', audience: 'member' });
}
