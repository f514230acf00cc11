import type pg from 'pg';
import { MONTH } from './parties.ts';

const DAYS_SQL = `between '${MONTH}-01' and '${MONTH}-31'`;

/** A figure as the business keeps it, beside the same from the ledger's entries alone. `kind` says in which unit. */
export type Figure = { readonly kind: string; readonly name: string; readonly stands: string; readonly entries: string };

/** What settlement says, and what the ledger's entries come to, party by party: of services those of the month, of takings and pay-outs all there are. */
const MONEY = `
  with entry as (
    select code, amount, debit, credit from ledger.transfer where business_on ${DAYS_SQL} and code between 160 and 163
  ), issued as (
    select a.owner as party, sum(case when e.code = 160 then e.amount else -e.amount end)::bigint as amount
    from entry e join ledger.account a on a.id = case when e.code = 160 then e.debit else e.credit end where e.code in (160, 162) group by a.owner
  ), owed as (
    select a.owner as party, sum(case when e.code = 161 then e.amount else -e.amount end)::bigint as amount
    from entry e join ledger.account a on a.id = case when e.code = 161 then e.credit else e.debit end where e.code in (161, 163) group by a.owner
  ), taken as (
    select a.merchant_id as party, sum(case when t.credit = a.account_id then t.amount else -t.amount end)::bigint as amount
    from payments.merchant_account a join ledger.transfer t on a.account_id in (t.credit, t.debit) and t.code between 1 and 99 group by a.merchant_id
  ), kept as (
    select a.merchant_id as party, sum(case when t.debit = a.account_id then t.amount else -t.amount end)::bigint as amount
    from payments.merchant_account a join ledger.transfer t on a.account_id in (t.credit, t.debit) and t.code in (168, 169) group by a.merchant_id
  ), paid as (
    select a.owner as party, sum(t.amount)::bigint as amount
    from ledger.transfer t join ledger.account a on a.id = t.debit where t.code = 164 group by a.owner
  ), statement as (
    select merchant_id as party, sum(commission_minor)::bigint as commission, sum(net_minor + commission_minor)::bigint as whole
    from settlement.takings_statement group by 1
  ), figure as (
    select 'bill' as kind, coalesce(b.issuer_id, i.party) as party, b.amount_minor::bigint as stands, i.amount as entries
    from settlement.bill b full join issued i on i.party = b.issuer_id
    union all
    select 'payable', coalesce(p.merchant_id, w.party), p.agreed_minor::bigint, w.amount from settlement.payable p full join owed w on w.party = p.merchant_id
    union all
    select 'takings', coalesce(s.party, t.party), s.whole, t.amount from statement s full join taken t on t.party = s.party
    union all
    select 'commission', coalesce(s.party, k.party), nullif(s.commission, 0), k.amount from statement s full join kept k on k.party = s.party
    union all
    select 'paid out', coalesce(p.merchant_id, d.party), p.amount, d.amount
    from (select merchant_id, sum(amount_minor)::bigint as amount from settlement.payout where state = 'paid' group by 1) p
    full join paid d on d.party = p.merchant_id
  )
  select f.kind, coalesce(o.name, f.party::text) as name, coalesce(f.stands, 0)::text as stands, coalesce(f.entries, 0)::text as entries
  from figure f left join organizations.organization o on o.id = f.party order by 1, 2`;

/** What lots and redemptions say of each programme's points, and what their entries come to. */
const POINTS = `
  with moved as (
    select p.id, t.amount, t.debit, t.credit, p.issued_account, p.redeemed_account, p.expired_account
    from loyalty.programme p join ledger.account a on a.unit = p.unit join ledger.transfer t on t.debit = a.id and t.code between 140 and 144
  ), entry as (
    select id, sum(case when debit = issued_account then amount when credit = issued_account then -amount else 0 end) as issued,
      sum(case when credit = redeemed_account then amount when debit = redeemed_account then -amount else 0 end) as redeemed,
      sum(case when credit = expired_account then amount else 0 end) as expired,
      sum(case when debit in (issued_account, redeemed_account) then amount else -amount end) as outstanding
    from moved group by id
  ), lot as (
    select programme_id as id, sum(granted - taken_back) filter (where granted_at is not null) as issued, sum(expired) as expired,
      sum(remaining) filter (where state = 'active') as outstanding
    from loyalty.lot group by 1
  ), used as (select programme_id as id, sum(points_left) as redeemed from redemptions.source group by 1)
  select f.kind, p.name_zh as name, coalesce(f.stands, 0)::bigint::text as stands, coalesce(f.entries, 0)::bigint::text as entries
  from loyalty.programme p left join entry e using (id) left join lot l using (id) left join used u using (id)
  cross join lateral (values ('points issued', l.issued, e.issued), ('points redeemed', u.redeemed, e.redeemed), ('points expired', l.expired, e.expired),
    ('points outstanding', l.outstanding, e.outstanding)) f (kind, stands, entries)
  order by 1, 2`;

/** What each redemption's points were worth by the price that held at its instant, rounded once; without a look at what redeeming wrote down. */
const BY_PRICES = `
  select 'points by their prices' as kind, 'all' as name, coalesce(sum(p.price_minor), 0)::bigint::text as stands, coalesce(sum(should.minor), 0)::bigint::text as entries
  from redemptions.source s
  join redemptions.redemption r on r.id = s.redemption_id
  join redemptions.source_price p using (redemption_id, ordinal)
  cross join lateral (
    select (s.points * price_per_thousand + 500) / 1000 as minor from loyalty.price
    where programme_id = s.programme_id and state = 'agreed' and starts_at <= r.created_at order by starts_at desc limit 1
  ) should`;

/** The month's margin, and what the entries of issuers leave over those of merchants. */
const MARGIN = `
  select 'margin' as kind, 'all' as name, margin_minor::text as stands, (
    select coalesce(sum(case code when 160 then amount when 163 then amount else -amount end), 0)::bigint
    from ledger.transfer where business_on ${DAYS_SQL} and code between 160 and 163
  )::text as entries from settlement.period where first_on = '${MONTH}-01'`;

/** All that a month comes to, each figure twice. */
export async function figuresOf(owner: Pick<pg.Pool, 'query'>): Promise<Figure[]> {
  const figures: Figure[] = [];
  for (const statement of [POINTS, MONEY, MARGIN, BY_PRICES]) figures.push(...(await owner.query<Figure>(statement)).rows);
  return figures;
}

/** Those that differ, by as little as one. */
export function wrongOf(figures: readonly Figure[]): Figure[] {
  return figures.filter(({ stands, entries }) => stands !== entries);
}
