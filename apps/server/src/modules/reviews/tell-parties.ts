import type { LiveEvent } from '@tessera/contract';
import type { Id } from '@tessera/kernel';
import { asSystem } from '../../platform/as-system.ts';
import type { Ctx } from '../../platform/ctx.ts';
import { notifyLiveAll } from '../../platform/live.ts';
import { type News, notifyAll } from '../notifications/index.ts';
import { findOrganizations, findStaffOfHouse } from '../organizations/index.ts';
import type { ReviewRow } from './queries.ts';

/** More people than sit at any desk. */
const DESK_MAX = 100;

/** Open screens of the desk, the member and the merchant look again. */
export function announceReview(ctx: Ctx, row: Pick<ReviewRow, 'member_id' | 'merchant_id'>): Promise<void> {
  const event: LiveEvent = { kind: 'reviews' };
  const topics = ['operator', `member:${row.member_id}`, `merchant:${row.merchant_id}`];
  return notifyLiveAll(
    ctx,
    topics.map((topic) => [topic, event]),
  );
}

/** Of a poor review, so that somebody looks after it. */
export async function tellMerchant(ctx: Ctx, row: ReviewRow): Promise<void> {
  const of = { permission: 'reviews.answer', organizationId: row.merchant_id, limit: DESK_MAX } as const;
  const people = await asSystem(ctx, (system) => findStaffOfHouse(system, of));
  await notifyAll(
    ctx,
    people.map((staffId): News => ({ to: { staffId }, kind: 'review.opened', params: { stars: row.stars }, key: row.id })),
  );
}

/** That the merchant has answered. */
export async function tellAuthor(ctx: Ctx, row: ReviewRow): Promise<void> {
  const merchants = await asSystem(ctx, (system) => findOrganizations(system, [row.merchant_id]));
  const name = merchants.get(row.merchant_id)?.name ?? '';
  await notifyAll(ctx, [{ to: { memberId: row.member_id }, kind: 'review.answered', params: { name }, key: row.id }]);
}

/** That a merchant's score fell below the line. `key` names the day, so that it is told once. */
export async function tellOfLow(ctx: Ctx, { name, score, key }: { name: string; score: number; key: string }): Promise<void> {
  const people: Id<'staff'>[] = await findStaffOfHouse(ctx, { permission: 'reviews.hide', limit: DESK_MAX });
  await notifyAll(
    ctx,
    people.map((staffId): News => ({ to: { staffId }, kind: 'quality.low', params: { name, score }, key })),
  );
}
