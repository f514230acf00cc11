import { AppError, type ContentOf, type InputOf, type OutputOf, type reports, SUBSCRIPTIONS_MAX } from '@tessera/contract';
import { newId } from '@tessera/kernel';
import { asSystem } from '../../platform/as-system.ts';
import type { Ctx } from '../../platform/ctx.ts';
import { idOfCursor, pageOf } from '../../platform/id-paging.ts';
import { addJob } from '../../platform/jobs.ts';
import type { SecretBox } from '../../platform/secret-box.ts';
import { businessDayNow, timeZoneOf } from '../../platform/time-zone.ts';
import { record } from '../audit/index.ts';
import { maskEmail } from '../identity/index.ts';
import { staffMailOf } from '../notifications/index.ts';
import {
  deleteSubscription,
  insertSending,
  insertSubscription,
  lockSending,
  lockSubscription,
  selectSendings,
  selectSubscriptionsOf,
  updateSubscription,
} from './mail-queries.ts';
import { refuseClosed } from './party.ts';
import { nextLetterAt, periodBefore } from './period.ts';
import { SEND_REPORT } from './send-report.ts';
import { describeSubscriptions, lockedSubscription, ownStaffId, type SubscriptionView, scheduleOf, sendingView } from './subscription.ts';

type Contract = typeof reports;
type Terms = Omit<ContentOf<Contract['createReportSubscription']>, 'key'>;

/** The use cases that have to know a mailbox. */
export function createMailUseCases(secrets: SecretBox) {
  const mailboxOf = async (ctx: Ctx) => (await asSystem(ctx, (system) => staffMailOf(system, ownStaffId(ctx), secrets))).address;
  const refuseUnreachable = async (ctx: Ctx): Promise<void> => {
    if ((await mailboxOf(ctx)) === undefined) throw new AppError('reports.no_mailbox');
  };
  return {
    async listReportSubscriptions(ctx: Ctx): Promise<OutputOf<Contract['listReportSubscriptions']>> {
      const mailbox = await mailboxOf(ctx);
      const rows = await selectSubscriptionsOf(ctx, ownStaffId(ctx), SUBSCRIPTIONS_MAX);
      return { items: await describeSubscriptions(ctx, rows), mailbox: mailbox === undefined ? null : maskEmail(mailbox) };
    },

    /** @throws AppError `reports.dimension_closed`, `reports.subscriptions_full`, `reports.no_mailbox` */
    async createReportSubscription(ctx: Ctx, { key: _, ...terms }: Terms & { key?: unknown }): Promise<SubscriptionView> {
      await refuseUnreachable(ctx);
      const staffId = ownStaffId(ctx);
      if ((await selectSubscriptionsOf(ctx, staffId, SUBSCRIPTIONS_MAX)).length === SUBSCRIPTIONS_MAX) {
        throw new AppError('reports.subscriptions_full', { most: SUBSCRIPTIONS_MAX });
      }
      const id = newId<'reportSubscription'>(ctx.now.getTime());
      await insertSubscription(ctx, { id, staff_id: staffId, ...(await columnsOf(ctx, terms)), created_at: ctx.now });
      await record(ctx, { action: 'reports.createReportSubscription', targetKind: 'reportSubscription', targetId: id, after: auditedTerms(terms) });
      return shown(ctx, id);
    },

    /** The next one comes all the same. @throws AppError `reports.subscription_unknown`, `reports.no_mailbox` */
    async sendReportNow(
      ctx: Ctx,
      { reportSubscriptionId }: Pick<InputOf<Contract['sendReportNow']>, 'reportSubscriptionId'>,
    ): Promise<OutputOf<Contract['sendReportNow']>> {
      const of = await lockedSubscription(ctx, reportSubscriptionId);
      await refuseUnreachable(ctx);
      const id = newId<'reportSending'>(ctx.now.getTime());
      await insertSending(ctx, { id, of, range: periodBefore(of.frequency, await businessDayNow(ctx)), isTrial: true });
      await addJob(ctx, { job: SEND_REPORT, input: { reportSendingId: id } });
      await record(ctx, { action: 'reports.sendReportNow', targetKind: 'reportSubscription', targetId: of.id });
      const row = await lockSending(ctx, id);
      if (!row) throw new Error('a sending that was just entered is there');
      return sendingView(row);
    },
  };
}

async function columnsOf(ctx: Ctx, terms: Terms) {
  const { name, frequency, atHour, weekday, dayOfMonth, by, format, filters } = terms;
  refuseClosed(ctx.actor, by);
  return {
    name,
    frequency,
    at_hour: atHour,
    weekday,
    day_of_month: dayOfMonth,
    dimension: by,
    format,
    filters: JSON.stringify(filters),
    next_at: nextLetterAt(terms, ctx.now, await timeZoneOf(ctx)),
  };
}

function auditedTerms({ filters, ...terms }: Terms) {
  return { ...terms, ...filters };
}

async function shown(ctx: Ctx, id: SubscriptionView['id']): Promise<SubscriptionView> {
  const row = await lockSubscription(ctx, id);
  const [view] = row ? await describeSubscriptions(ctx, [row]) : [];
  if (!view) throw new AppError('reports.subscription_unknown', { reportSubscriptionId: id });
  return view;
}

/** @throws AppError `reports.subscription_unknown`, `reports.dimension_closed` */
export async function updateReportSubscription(ctx: Ctx, input: InputOf<Contract['updateReportSubscription']>): Promise<SubscriptionView> {
  const { reportSubscriptionId, ...terms } = input;
  const { id } = await lockedSubscription(ctx, reportSubscriptionId);
  await updateSubscription(ctx, id, await columnsOf(ctx, terms));
  await record(ctx, { action: 'reports.updateReportSubscription', targetKind: 'reportSubscription', targetId: id, after: auditedTerms(terms) });
  return shown(ctx, id);
}

/** What was missed while it was paused does not come later. @throws AppError `reports.subscription_unknown` */
export async function turnReportSubscription(ctx: Ctx, input: InputOf<Contract['turnReportSubscription']>): Promise<SubscriptionView> {
  const { reportSubscriptionId, status } = input;
  const row = await lockedSubscription(ctx, reportSubscriptionId);
  await updateSubscription(ctx, row.id, { status, next_at: nextLetterAt(scheduleOf(row), ctx.now, await timeZoneOf(ctx)) });
  await record(ctx, {
    action: 'reports.turnReportSubscription',
    targetKind: 'reportSubscription',
    targetId: row.id,
    before: { status: row.status },
    after: { status },
  });
  return shown(ctx, row.id);
}

/** @throws AppError `reports.subscription_unknown` */
export async function deleteReportSubscription(
  ctx: Ctx,
  { reportSubscriptionId }: InputOf<Contract['deleteReportSubscription']>,
): Promise<Record<never, never>> {
  const { id, name } = await lockedSubscription(ctx, reportSubscriptionId);
  await deleteSubscription(ctx, id);
  await record(ctx, { action: 'reports.deleteReportSubscription', targetKind: 'reportSubscription', targetId: id, before: { name } });
  return {};
}

/** Newest first. @throws AppError `reports.subscription_unknown` */
export async function listReportSendings(
  ctx: Ctx,
  { reportSubscriptionId, cursor, limit }: InputOf<Contract['listReportSendings']>,
): Promise<OutputOf<Contract['listReportSendings']>> {
  const { id } = await lockedSubscription(ctx, reportSubscriptionId);
  const { items, nextCursor } = pageOf(await selectSendings(ctx, { subscriptionId: id, beforeId: idOfCursor(cursor), limit: limit + 1 }), limit);
  return { items: items.map(sendingView), nextCursor };
}
