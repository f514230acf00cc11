import { type Id, type Minor, toMinor } from '@tessera/kernel';
import { sql } from 'kysely';
import type { Ctx } from '../../platform/ctx.ts';
import type { PaymentKind } from './tables.ts';

/** What fills a member's own money; grants have a purse of their own. */
const INTO_CASH: readonly PaymentKind[] = [
  'top_up',
  'issuer_top_up',
  'gift',
  'refund',
  'opening',
  'registration_in',
  'gift_card_taken',
  'gift_card_return',
  'meal_plan_return',
  'adjustment_in',
];

/** How much came into a member's own money after one movement, as the journal's follower knows it. As the system. */
export async function cameInSince(ctx: Ctx, { memberId, since }: { memberId: Id<'member'>; since: { id: string; at: Date } }): Promise<Minor> {
  const { rows } = await sql<{ minor: number }>`
    select coalesce(sum(amount_minor), 0)::bigint as minor from payments.payment
    where member_id = ${memberId} and (at, id) > (${since.at}, ${since.id}::uuid) and kind = any(${INTO_CASH})`.execute(ctx.tx);
  return toMinor(Number(rows[0]?.minor ?? 0));
}
