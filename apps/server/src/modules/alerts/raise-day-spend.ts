import { type Minor, newId } from '@tessera/kernel';
import type { Ctx } from '../../platform/ctx.ts';
import { notifyLive } from '../../platform/live.ts';
import { findGuardians } from '../guardians/index.ts';
import { findMembers } from '../members/index.ts';
import { type News, NOTICES_MAX, notifyAll } from '../notifications/index.ts';
import { findStaffHolding } from '../organizations/index.ts';
import type { Crossing } from './fold-spending.ts';
import { type AlertRow, insertAlerts } from './queries.ts';

/** More people than sit at any risk desk. */
const DESK_MAX = 100;

/** One alert a member and day, however often it goes over: told to the holder, and to everybody who looks into alerts. */
export async function raiseDaySpend(ctx: Ctx, crossings: readonly Crossing[], threshold: Minor): Promise<void> {
  const raised = await insertAlerts(
    ctx,
    crossings.map(({ memberId, businessOn, amountMinor }) => ({
      id: newId<'alert'>(ctx.now.getTime()),
      kind: 'day_spend' as const,
      member_id: memberId,
      business_on: businessOn,
      amount_minor: amountMinor,
      threshold_minor: threshold,
      raised_at: ctx.now,
      reviewed_at: null,
      reviewed_by: null,
      note: null,
    })),
  );
  if (raised.length === 0) return;
  const news = await newsOf(ctx, raised);
  for (let from = 0; from < news.length; from += NOTICES_MAX) await notifyAll(ctx, news.slice(from, from + NOTICES_MAX));
  await notifyLive(ctx, 'operator', { kind: 'alerts' });
}

async function newsOf(ctx: Ctx, raised: readonly AlertRow[]): Promise<News[]> {
  const desk = await findStaffHolding(ctx, 'alerts.write', DESK_MAX);
  const guardians = await findGuardians(
    ctx,
    raised.map((alert) => alert.member_id),
  );
  const members = await findMembers(
    ctx,
    raised.map((alert) => alert.member_id),
  );
  return raised.flatMap((alert): News[] => {
    const said = { amount: alert.amount_minor, threshold: alert.threshold_minor };
    const member = members.get(alert.member_id);
    const about = { ...said, name: member?.name ?? '', number: member?.memberNumber ?? '' };
    return [
      { to: { memberId: alert.member_id }, kind: 'wallet.daySpend', params: said, key: alert.id },
      ...(guardians.get(alert.member_id) ?? []).map(
        (memberId): News => ({ to: { memberId }, kind: 'child.daySpend', params: { ...said, name: about.name }, key: alert.id }),
      ),
      ...desk.map((staffId): News => ({ to: { staffId }, kind: 'alert.daySpend', params: about, key: alert.id })),
    ];
  });
}
