import { sql } from 'kysely';
import type { Ctx } from '../../platform/ctx.ts';
import type { Subject } from '../../platform/personal.ts';

const PAGE_ROWS = 500;

export type PersonalRecord = {
  id: string;
  at: Date;
  action: string;
  outcome: string;
  byYou: boolean;
  address: string | null;
  before: unknown;
  after: unknown;
};

/** What the member did and what was done to the member; who of the staff did it is not the member's to have. */
export async function selectRecordsOfMember(ctx: Ctx, { memberId, userId }: Subject, afterId: string | null): Promise<PersonalRecord[]> {
  const { rows } = await sql<PersonalRecord>`
    select id, at, action, outcome, actor_id is not distinct from ${memberId}::uuid as "byYou",
      case when actor_id is not distinct from ${memberId}::uuid then address end as address, before, after
    from audit.record where (actor_id = ${memberId}::uuid or target_id in (${memberId}, ${userId}))
      and (${afterId}::uuid is null or id < ${afterId}::uuid) order by id desc limit ${PAGE_ROWS}`.execute(ctx.tx);
  return rows;
}

export function isLastPage(rows: readonly PersonalRecord[]): boolean {
  return rows.length < PAGE_ROWS;
}
