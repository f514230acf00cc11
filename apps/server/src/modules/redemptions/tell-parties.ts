import type { Id, Minor } from '@tessera/kernel';
import type { Ctx } from '../../platform/ctx.ts';
import { notifyLiveAll } from '../../platform/live.ts';
import { notify, notifyAll } from '../notifications/index.ts';
import { findOrganizations, findStaffOfHouse } from '../organizations/index.ts';
import type { RedemptionRow } from './queries.ts';

type Paid = 'redemption.paid' | 'redemption.asked' | 'redemption.confirmed' | 'redemption.taken';
type Back = 'redemption.returned' | 'redemption.expired' | 'redemption.unanswered';
type Kind = Paid | Back | 'redemption.refused';
type News = {
  row: Pick<RedemptionRow, 'id' | 'number' | 'member_id' | 'merchant_id' | 'issuer_ids' | 'item_name'>;
  points: number;
  /** Points that did not come back, since their lots had ended. */
  lost?: number;
  cashMinor: Minor;
  /** Why a merchant refused. */
  reason?: string;
  /** Of what happened: it is told once. */
  key: string;
};

/** The member's receipt, in the app and by whatever ways the member chose; and open screens of all parties look again. As the system. */
export async function tellMember(ctx: Ctx, kind: Kind, { row, points, lost = 0, cashMinor, key, reason = '' }: News): Promise<void> {
  const merchant = (await findOrganizations(ctx, [row.merchant_id])).get(row.merchant_id)?.name ?? '';
  const params = { item: row.item_name, merchant, number: row.number, points, amount: cashMinor };
  const to: { memberId: Id<'member'> } = { memberId: row.member_id };
  const how = { to, key: `${kind} ${key}` };
  if (isPaid(kind)) await notify(ctx, { kind, params, ...how });
  else if (kind === 'redemption.refused') await notify(ctx, { kind, params: { ...params, ...lostWords(lost), reason }, ...how });
  else await notify(ctx, { kind, params: { ...params, ...lostWords(lost) }, ...how });
  const topics = [`member:${row.member_id}`, `merchant:${row.merchant_id}`, ...row.issuer_ids.map((id) => `issuer:${id}`), 'operator'];
  await notifyLiveAll(ctx, new Map(topics.map((topic) => [topic, { kind: 'redemptions' as const }])));
}

const PAID: readonly Kind[] = ['redemption.paid', 'redemption.asked', 'redemption.confirmed', 'redemption.taken'] satisfies Paid[];

function isPaid(kind: Kind): kind is Paid {
  return PAID.includes(kind);
}

/** More people than work for any merchant's desk. */
const PEOPLE_MAX = 100;

/** The merchant's people who may answer a booking learn that one waits. As the system. */
export async function tellMerchant(ctx: Ctx, { row, until }: { row: News['row']; until: Date }): Promise<void> {
  const people = await findStaffOfHouse(ctx, { permission: 'redemptions.write', organizationId: row.merchant_id, limit: PEOPLE_MAX });
  const params = { item: row.item_name, number: row.number, until: until.toISOString() };
  const key = `booking.waiting ${row.id}`;
  await notifyAll(
    ctx,
    people.map((staffId) => ({ to: { staffId }, kind: 'booking.waiting' as const, params, key })),
  );
}

/** Nothing where nothing was lost: the texts name it between two sentences. */
function lostWords(lost: number): { lostZh: string; lostEn: string } {
  if (lost === 0) return { lostZh: '', lostEn: '' };
  return {
    lostZh: `另有 ${lost} 积分已过期作废。`,
    lostEn: lost === 1 ? ' 1 point had expired and is lost.' : ` ${lost} points had expired and are lost.`,
  };
}
