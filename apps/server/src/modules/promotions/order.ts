import { createHash } from 'node:crypto';
import { businessDayOf, type Id, timeOfDayOf, toMinor } from '@tessera/kernel';
import type { Basket, BasketLine, PricedMember, PricingFacts, Usage } from '@tessera/rules';
import type { Ctx } from '../../platform/ctx.ts';
import { timeZoneOf } from '../../platform/time-zone.ts';
import { levelIdsOf } from '../loyalty/index.ts';
import { findMembers } from '../members/index.ts';
import { findDepartmentLines } from '../organizations/index.ts';
import type { CampaignRow } from './queries.ts';
import { selectMemberUses } from './reservation-queries.ts';

/** What somebody wants to pay for, and what they show for it. */
export type Order = {
  /** The idempotency key: the same order is priced once. A client may have chosen it, so nothing else depends on it. */
  readonly key: string;
  /** Null: nobody is known. */
  readonly memberId: Id<'member'> | null;
  readonly merchantId: Id<'organization'>;
  readonly merchantCategory: string | null;
  readonly lines: readonly BasketLine[];
  readonly couponIds: readonly Id<'coupon'>[];
  /** As typed. */
  readonly codes: readonly string[];
  /** Nobody is there to hand anything over, so what is given beside the basket does not count. */
  readonly withoutGifts?: true;
};

export const basketOf = ({ merchantId, merchantCategory, lines }: Order): Basket => ({ merchantId, merchantCategory, lines });

/** Another order under the same key has another one. */
export function fingerprintOf({ key, ...content }: Order): string {
  return createHash('sha256').update(JSON.stringify(content)).digest('base64url');
}

/** What the engine has to know of the moment, the member and what the campaigns gave before. */
export async function factsOf(
  ctx: Ctx,
  order: Order,
  { rows, shown }: { rows: readonly CampaignRow[]; shown: ReadonlyMap<string, string> },
): Promise<PricingFacts> {
  const { memberId } = order;
  const zone = await timeZoneOf(ctx);
  const businessOn = businessDayOf(ctx.now, zone);
  return {
    atMs: ctx.now.getTime(),
    businessOn,
    timeOfDay: timeOfDayOf(ctx.now, zone),
    drawKey: drawKeyOf(order, businessOn),
    member: memberId && (await memberOf(ctx, memberId)),
    usage: await usageOf(ctx, memberId, rows),
    shown,
  };
}

/**
 * Who pays where, how much, on which day: known to us and not the client's to choose. Another order key, other line ids or the same sum cut into
 * other lines draw the same sum again.
 */
function drawKeyOf({ memberId, merchantId, lines }: Order, businessOn: string): string {
  const grossMinor = lines.reduce((sum, { unitMinor, quantity }) => sum + unitMinor * quantity, 0);
  return JSON.stringify([memberId, merchantId, businessOn, grossMinor]);
}

/** A department counts with everything above it. Ask as the system. */
export async function memberOf(ctx: Ctx, memberId: Id<'member'>): Promise<PricedMember | null> {
  const member = (await findMembers(ctx, [memberId])).get(memberId);
  if (!member) return null;
  const lines = await findDepartmentLines(ctx, member.departmentId ? [member.departmentId] : []);
  const levelIds = await levelIdsOf(ctx, memberId);
  return { id: memberId, kind: member.kind, groupIds: [...lines.values()].flat(), levelIds, issuerId: member.issuerId };
}

export async function usageOf(ctx: Ctx, memberId: Id<'member'> | null, rows: readonly CampaignRow[]): Promise<Map<string, Usage>> {
  const ids = rows.map(({ id }) => id);
  const own = memberId ? await selectMemberUses(ctx, memberId, ids) : undefined;
  return new Map(
    rows.map(({ id, used_count, used_minor }) => {
      const { count, minor } = own?.get(id) ?? { count: 0, minor: toMinor(0) };
      return [id, { count: used_count, minor: used_minor, memberCount: count, memberMinor: minor }];
    }),
  );
}
