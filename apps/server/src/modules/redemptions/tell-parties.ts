import type { Id, Minor } from '@tessera/kernel';
import type { Ctx } from '../../platform/ctx.ts';
import { notifyLiveAll } from '../../platform/live.ts';
import { notify } from '../notifications/index.ts';
import { findOrganizations } from '../organizations/index.ts';
import type { RedemptionRow } from './queries.ts';

type Kind = 'redemption.paid' | 'redemption.taken' | 'redemption.returned' | 'redemption.expired';
type News = {
  row: Pick<RedemptionRow, 'id' | 'number' | 'member_id' | 'merchant_id' | 'issuer_ids' | 'item_name'>;
  points: number;
  /** Points that did not come back, since their lots had ended. */
  lost?: number;
  cashMinor: Minor;
  /** Of what happened: it is told once. */
  key: string;
};

/** The member's receipt, in the app and by whatever ways the member chose; and open screens of all parties look again. As the system. */
export async function tellMember(ctx: Ctx, kind: Kind, { row, points, lost = 0, cashMinor, key }: News): Promise<void> {
  const merchant = (await findOrganizations(ctx, [row.merchant_id])).get(row.merchant_id)?.name ?? '';
  const params = { item: row.item_name, merchant, number: row.number, points, amount: cashMinor };
  const to: { memberId: Id<'member'> } = { memberId: row.member_id };
  const how = { to, key: `${kind} ${key}` };
  if (kind === 'redemption.paid' || kind === 'redemption.taken') await notify(ctx, { kind, params, ...how });
  else await notify(ctx, { kind, params: { ...params, ...lostWords(lost) }, ...how });
  const topics = [`member:${row.member_id}`, `merchant:${row.merchant_id}`, ...row.issuer_ids.map((id) => `issuer:${id}`), 'operator'];
  await notifyLiveAll(ctx, new Map(topics.map((topic) => [topic, { kind: 'redemptions' as const }])));
}

/** Nothing where nothing was lost: the texts name it between two sentences. */
function lostWords(lost: number): { lostZh: string; lostEn: string } {
  if (lost === 0) return { lostZh: '', lostEn: '' };
  return {
    lostZh: `另有 ${lost} 积分已过期作废。`,
    lostEn: lost === 1 ? ' 1 point had expired and is lost.' : ` ${lost} points had expired and are lost.`,
  };
}
