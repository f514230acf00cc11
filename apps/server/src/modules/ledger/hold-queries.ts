import { sql } from 'kysely';
import type { Ctx } from '../../platform/ctx.ts';
import { type MovementRow, only } from './queries.ts';

const movement = (row: MovementRow | Record<string, never>) => sql`jsonb_populate_record(null::ledger.movement, ${JSON.stringify(row)}::jsonb)`;

export async function callAuthorise(ctx: Ctx, terms: { businessOn: string; expiresAt: Date; movement: MovementRow }): Promise<string> {
  const authorised = await sql<{ answer: string }>`
    select ledger.authorise(${ctx.now}, ${terms.businessOn}, ${terms.expiresAt}, ${movement(terms.movement)}) as answer`.execute(ctx.tx);
  return only(authorised.rows).answer;
}

export type SettledHoldRow = { reason: string | null; replayed: boolean; at: Date; balance: number | null };

/** `movement` captures the hold; without it, the hold is released. */
export async function callSettleHold(ctx: Ctx, step: { hold: string; businessOn: string; movement?: MovementRow }): Promise<SettledHoldRow> {
  const settled = await sql<SettledHoldRow>`
    select reason, replayed, at, balance from ledger.settle_hold(${ctx.now}, ${step.businessOn}, ${step.hold},
      ${step.movement ? 2 : 3}::smallint, ${movement(step.movement ?? {})})`.execute(ctx.tx);
  return only(settled.rows);
}

export async function callExpireHolds(ctx: Ctx, limit: number): Promise<number> {
  const expired = await sql<{ expired: number }>`select ledger.expire_holds(${ctx.now}, ${limit}) as expired`.execute(ctx.tx);
  return only(expired.rows).expired;
}

export async function hasHold(ctx: Ctx, id: string): Promise<boolean> {
  const found = await sql`select from ledger.hold where id = ${id}`.execute(ctx.tx);
  return found.rows.length > 0;
}
