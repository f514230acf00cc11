import type { BusinessDay, Id } from '@tessera/kernel';
import { sql } from 'kysely';
import type { Ctx } from '../../platform/ctx.ts';
import type { LoyaltyTables } from './tables.ts';

const tables = (ctx: Ctx) => ctx.tx.withTables<LoyaltyTables>();

export async function selectAccountsOfMembers(
  ctx: Ctx,
  programmeId: Id<'pointsProgramme'>,
  memberIds: readonly Id<'member'>[],
): Promise<Map<Id<'member'>, number>> {
  const rows = await tables(ctx)
    .selectFrom('loyalty.account')
    .select(['member_id', 'account_id'])
    .where('programme_id', '=', programmeId)
    .where('member_id', '=', sql<Id<'member'>>`any(${memberIds}::uuid[])`)
    .execute();
  return new Map(rows.map((row) => [row.member_id, row.account_id]));
}

/** In the order of the members; one that somebody else has opened meanwhile is left as it is. */
export async function insertAccounts(
  ctx: Ctx,
  rows: readonly { programme_id: Id<'pointsProgramme'>; member_id: Id<'member'>; account_id: number }[],
): Promise<void> {
  await sql`
    insert into loyalty.account (programme_id, member_id, account_id, opened_at)
    select programme_id, member_id, account_id, ${ctx.now} from jsonb_to_recordset(${JSON.stringify(rows)}::jsonb)
      as r(programme_id uuid, member_id uuid, account_id bigint)
    order by member_id on conflict do nothing`.execute(ctx.tx);
}

/** Whoever draws a member's points, or gives drawn ones back, holds this lock. */
export async function lockAccount(ctx: Ctx, of: { programmeId: Id<'pointsProgramme'>; memberId: Id<'member'> }): Promise<number | undefined> {
  const row = await tables(ctx)
    .selectFrom('loyalty.account')
    .select('account_id')
    .where('programme_id', '=', of.programmeId)
    .where('member_id', '=', of.memberId)
    .forUpdate()
    .executeTakeFirst();
  return row?.account_id;
}

export type AccountLots = { programmeId: Id<'pointsProgramme'>; memberId: Id<'member'>; accountId: number; remaining: number };

/** What the active lots of the next accounts hold together, in the order of the accounts' numbers. */
export async function selectAccountLots(ctx: Ctx, page: { afterAccount: number; limit: number }): Promise<AccountLots[]> {
  const { rows } = await sql<AccountLots>`
    select a.programme_id as "programmeId", a.member_id as "memberId", a.account_id as "accountId",
      coalesce((select sum(l.remaining) from loyalty.lot l
        where l.programme_id = a.programme_id and l.member_id = a.member_id and l.state = 'active'), 0)::bigint as remaining
    from loyalty.account a where a.account_id > ${page.afterAccount} order by a.account_id limit ${page.limit}`.execute(ctx.tx);
  return rows;
}

export type Holding = {
  programmeId: Id<'pointsProgramme'>;
  balance: number;
  pending: number;
  pendingUntil: string | null;
  endings: { expiresOn: string; points: number }[];
};

/** What members have in each programme, with the next days on which points end. Ask as the system. */
export async function selectHoldings(ctx: Ctx, of: { memberId: Id<'member'>; today: BusinessDay; endings: number }): Promise<Holding[]> {
  const { rows } = await sql<Holding>`
    with mine as (
      select programme_id, state, remaining, available_on, expires_on from loyalty.lot
      where member_id = ${of.memberId} and (state = 'pending' or (state = 'active' and remaining > 0 and expires_on >= ${of.today}::date))
    ), days as (
      select programme_id, expires_on, sum(remaining)::bigint as points,
        row_number() over (partition by programme_id order by expires_on) as place
      from mine where state = 'active' group by programme_id, expires_on
    )
    select p.programme_id as "programmeId",
      coalesce((select sum(m.remaining) from mine m where m.programme_id = p.programme_id and m.state = 'active'), 0)::bigint as balance,
      coalesce((select sum(m.remaining) from mine m where m.programme_id = p.programme_id and m.state = 'pending'), 0)::bigint as pending,
      (select min(m.available_on)::text from mine m where m.programme_id = p.programme_id and m.state = 'pending') as "pendingUntil",
      coalesce((select jsonb_agg(jsonb_build_object('expiresOn', d.expires_on::text, 'points', d.points) order by d.expires_on)
        from days d where d.programme_id = p.programme_id and d.place <= ${of.endings}), '[]') as endings
    from (
      select programme_id from loyalty.lot where member_id = ${of.memberId}
      union select programme_id from loyalty.standing where member_id = ${of.memberId} and rank > 0
    ) p order by p.programme_id desc`.execute(ctx.tx);
  return rows;
}

export type EntryRow = {
  key: string;
  kind: 'granted' | 'pending' | 'redeemed' | 'returned' | 'expired' | 'taken_back';
  programmeId: Id<'pointsProgramme'>;
  points: number;
  source: LoyaltyTables['loyalty.lot']['source'] | null;
  expiresOn: string | null;
  at: Date;
};

export type EntryPage = {
  memberId: Id<'member'>;
  /** Of these only. */
  programmeIds: readonly Id<'pointsProgramme'>[];
  before?: { at: string; key: string } | undefined;
  limit: number;
};

/** What happened to a member's points, newest first: read off the lots and draws themselves, so that it cannot say anything else than they. */
export async function selectEntries(ctx: Ctx, page: EntryPage): Promise<EntryRow[]> {
  const { memberId, before } = page;
  const { rows } = await sql<EntryRow>`
    select key, kind, programme_id as "programmeId", points, source, expires_on::text as "expiresOn", at from (
      select 'granted:' || id as key, 'granted' as kind, programme_id, granted as points, source, expires_on, granted_at as at
      from loyalty.lot where member_id = ${memberId} and granted_at is not null
      union all
      select 'pending:' || id, 'pending', programme_id, granted, source, expires_on, created_at
      from loyalty.lot where member_id = ${memberId} and state = 'pending'
      union all
      select 'expired:' || id, 'expired', programme_id, -expired, source, null, ended_at
      from loyalty.lot where member_id = ${memberId} and expired > 0
      union all
      select 'taken_back:' || id, 'taken_back', programme_id, -taken_back, source, null, ended_at
      from loyalty.lot where member_id = ${memberId} and taken_back > 0 and granted_at is not null
      union all
      select 'redeemed:' || id, 'redeemed', programme_id, -points, null, null, drawn_at from loyalty.draw where member_id = ${memberId}
      union all
      select 'returned:' || r.id, 'returned', d.programme_id, r.points, null, null, r.returned_at
      from loyalty.draw_return r join loyalty.draw d on d.id = r.draw_id where r.member_id = ${memberId}
    ) e
    where programme_id = any(${page.programmeIds}::uuid[])
      and (${before?.at ?? null}::timestamptz is null or (at, key) < (${before?.at ?? null}::timestamptz, ${before?.key ?? ''}))
    order by at desc, key desc limit ${page.limit}`.execute(ctx.tx);
  return rows;
}
