import { id, type Language } from '@tessera/contract';
import { type Id, newId } from '@tessera/kernel';
import { z } from 'zod';
import { type Actor, type Ctx, systemActor } from '../../platform/ctx.ts';
import { withinScope } from '../../platform/department-scope.ts';
import { addJob, type Errand } from '../../platform/jobs.ts';
import { type EmailPort, SendFailure } from '../../platform/messaging/ports.ts';
import type { SecretBox } from '../../platform/secret-box.ts';
import { businessDayNow, timeZoneOf } from '../../platform/time-zone.ts';
import { record } from '../audit/index.ts';
import { RETRY_SECONDS, staffMailOf } from '../notifications/index.ts';
import { findStaffByUser, findStaffUsers } from '../organizations/index.ts';
import { letterOf } from './letter.ts';
import {
  insertSending,
  lockDueSubscriptions,
  lockSending,
  lockSubscription,
  type SendingRow,
  type SubscriptionRow,
  settleLost,
  updateSending,
  updateSubscription,
} from './mail-queries.ts';
import { nextLetterAt, periodBefore } from './period.ts';
import { stopUrlOf } from './stop-key.ts';
import { scheduleOf } from './subscription.ts';

const DUE_PER_STEP = 200;
/** A letter takes seconds; what was claimed so long ago went down with its server. */
const LOST_AFTER_MS = 30 * 60_000;
const PERMISSION = 'reports.read';
const SYSTEM = systemActor('reports.sendReport');
/** What names the job that sends one letter. */
export const SEND_REPORT = { name: 'reports.sendReport', schema: z.object({ reportSendingId: id<'reportSending'>() }) };

export type Mailing = { email: EmailPort; secrets: SecretBox; publicUrl: string };

/** A letter for the newest whole period of each subscription that is due, once. After a stop one comes, not all that were missed. */
export async function queueDueReports(ctx: Ctx): Promise<number> {
  await settleLost(ctx, new Date(ctx.now.getTime() - LOST_AFTER_MS));
  const due = await lockDueSubscriptions(ctx, DUE_PER_STEP);
  const [today, timeZone] = [await businessDayNow(ctx), await timeZoneOf(ctx)];
  for (const of of due) {
    const reportSendingId = newId<'reportSending'>(ctx.now.getTime());
    const isNew = await insertSending(ctx, { id: reportSendingId, of, range: periodBefore(of.frequency, today), isTrial: false });
    await updateSubscription(ctx, of.id, { next_at: nextLetterAt(scheduleOf(of), ctx.now, timeZone) });
    if (isNew) await addJob(ctx, { job: SEND_REPORT, input: { reportSendingId } });
  }
  return due.length;
}

/**
 * Sends one letter: claims it, makes the report with the rights that its reader has now, hands it to the carrier outside any transaction, and
 * writes down what became of it. Run twice, it finds it claimed. Who may read reports no more gets none, and the subscription stops.
 */
export async function sendReport(errand: Errand, input: { reportSendingId: Id<'reportSending'> }, mailing: Mailing): Promise<void> {
  const { database, requestId } = errand;
  const claimed = await database.transaction(SYSTEM, { requestId }, (ctx) => claim(ctx, input.reportSendingId, mailing.secrets));
  if (!claimed) return;
  const fault = await deliver(errand, claimed, mailing).then(
    () => undefined,
    (error: unknown) => error,
  );
  await database.transaction(SYSTEM, { requestId }, (ctx) => settle(ctx, claimed, fault));
  // A fault of ours is not the carrier's: the log has to hear of it.
  if (fault !== undefined && !(fault instanceof SendFailure)) throw fault;
}

type Claimed = { sending: SendingRow; subscription: SubscriptionRow; reader: Actor; to: string; language: Language };

async function claim(ctx: Ctx, sendingId: Id<'reportSending'>, secrets: SecretBox): Promise<Claimed | undefined> {
  const sending = await lockSending(ctx, sendingId);
  const subscription = sending?.state === 'waiting' ? await lockSubscription(ctx, sending.subscription_id) : undefined;
  if (!sending || !subscription) return undefined;
  if (subscription.status !== 'active' && !sending.is_trial) {
    await updateSending(ctx, sendingId, { state: 'cancelled' });
    return undefined;
  }
  const reader = await readerOf(ctx, subscription.staff_id);
  if (!reader) {
    await updateSending(ctx, sendingId, { state: 'cancelled' });
    await updateSubscription(ctx, subscription.id, { status: 'stopped' });
    await record(ctx, { action: 'reports.stopReportSubscription', targetKind: 'reportSubscription', targetId: subscription.id });
    return undefined;
  }
  const { address, language } = await staffMailOf(ctx, subscription.staff_id, secrets);
  if (address === undefined) {
    await updateSending(ctx, sendingId, { state: 'failed', last_error: 'there is no address any more' });
    return undefined;
  }
  await updateSending(ctx, sendingId, { state: 'sending', claimed_at: ctx.now, tries: sending.tries + 1 });
  return { sending: { ...sending, tries: sending.tries + 1 }, subscription, reader, to: address, language };
}

/** Who they are now, bounded as the route would bound them; undefined when reports are no longer theirs to read. */
async function readerOf(ctx: Ctx, staffId: Id<'staff'>): Promise<Actor | undefined> {
  const userId = (await findStaffUsers(ctx, [staffId])).get(staffId);
  const staff = userId && (await findStaffByUser(ctx, userId));
  if (!userId || !staff?.permissions.has(PERMISSION)) return undefined;
  const { name, organizationId, organizationKind, permissions, departmentsOf } = staff;
  return withinScope(
    { kind: 'staff', userId, staffId, name, organizationId, organizationKind, permissions, departmentsOf },
    { permission: PERMISSION },
  );
}

async function deliver({ database, requestId }: Errand, claimed: Claimed, { email, secrets, publicUrl }: Mailing): Promise<void> {
  const { sending, subscription, reader, to, language } = claimed;
  const letter = await database.transaction(reader, { requestId }, async (ctx) => {
    const range = { from: sending.from_on, to: sending.to_on };
    await record(ctx, { action: 'reports.sendReport', targetKind: 'reportSubscription', targetId: subscription.id, outcome: 'read', after: range });
    return letterOf(ctx, { subscription, range, language, stopUrl: stopUrlOf(subscription.id, { secrets, publicUrl }) });
  });
  await email.send({ ...letter, to, key: sending.id });
}

async function settle(ctx: Ctx, { sending }: Claimed, fault: unknown): Promise<void> {
  if (fault === undefined) return updateSending(ctx, sending.id, { state: 'sent', sent_at: ctx.now, last_error: null });
  const last_error = fault instanceof SendFailure ? fault.message : 'a fault of this server; its log says more';
  const verdict = fault instanceof SendFailure ? fault.verdict : 'refused';
  if (verdict === 'unknown') return updateSending(ctx, sending.id, { state: 'unknown', last_error });
  const pauseSeconds = RETRY_SECONDS[sending.tries - 1];
  if (verdict === 'refused' || pauseSeconds === undefined) return updateSending(ctx, sending.id, { state: 'failed', last_error });
  await updateSending(ctx, sending.id, { state: 'waiting', last_error });
  const runAt = new Date(ctx.now.getTime() + pauseSeconds * 1_000);
  await addJob(ctx, { job: SEND_REPORT, input: { reportSendingId: sending.id }, runAt });
}
