import type { Id } from '@tessera/kernel';
import type { Ground } from '../ground.ts';
import { idSql, openOrganizations, operatorOf, plantInto, plantMembers } from './parties.ts';

export const FIRST_ON = '2026-01-01';
export const LAST_ON = '2026-01-31';
const DAYS = 31;
const ISSUERS = 3;
const MERCHANTS = 200;
const ITEMS_EACH = 5;
const MEMBERS = 20_000;

export type Planted = {
  readonly operatorId: Id<'organization'>;
  readonly issuerIds: readonly Id<'organization'>[];
  readonly merchantIds: readonly Id<'organization'>[];
};

/** Of row `n`: each tells its issuer, merchant, item and member in another rhythm. */
const COLUMNS = `
  n, date '${FIRST_ON}' + (n::bigint * ${DAYS} / $1::bigint)::int as day,
  timestamptz '${FIRST_ON} 01:00:00Z' + (n::bigint * ${DAYS} / $1::bigint)::int * interval '1 day' + (n % 36000) * interval '1 second' as at,
  $2::uuid[] as issuers, $3::uuid[] as merchants,
  1 + n % ${ISSUERS} as issuer, 1 + (n::bigint * 7919 % ${MERCHANTS})::int as merchant, (n / 7) % ${ITEMS_EACH} as item`;

/**
 * A month of redemptions as their module and settlement keep them, each with the points of one programme, over three issuers, two hundred
 * merchants with five items each and twenty thousand members. By sets: making each by its use case would take hours, and is not what is measured.
 */
export async function plantRedemptions(ground: Ground, count: number): Promise<Planted> {
  const operatorId = await operatorOf(ground);
  const named = (what: string, many: number) => Array.from({ length: many }, (_, index) => `${what}${index + 1}`);
  const issuerIds = await openOrganizations(ground, 'issuer', named('发行方', ISSUERS));
  const merchantIds = await openOrganizations(ground, 'merchant', named('商户', MERCHANTS));
  await plantMembers(ground, 'R', MEMBERS);
  const values = [count, issuerIds, merchantIds];
  const tables = ['redemptions.redemption', 'redemptions.source', 'settlement.accrual', 'settlement.share'];
  // Two at once, since there are two processors: what redeeming keeps, and what settlement keeps.
  await plantInto(ground, tables, async () => {
    await Promise.all([REDEMPTIONS, SETTLEMENT].map((statements) => inTurn(ground, statements, values)));
  });
  // As the triggers do that rested meanwhile.
  await plantInto(ground, ['settlement.margin_waiting'], async () => {
    await ground.owner.query('insert into settlement.margin_waiting (accrual_id) select id from settlement.accrual');
  });
  await ground.owner.query('insert into redemptions.changed_day (business_on) select distinct business_on from redemptions.redemption');
  return { operatorId, issuerIds, merchantIds };
}

async function inTurn({ owner }: Ground, statements: readonly string[], values: readonly unknown[]): Promise<void> {
  for (const statement of statements) await owner.query(statement, [...values]);
}

const md5Id = (salt: string, n: string) => `overlay(md5('${salt}' || ${n})::uuid::text placing '7' from 15)::uuid`;
const ID = idSql('at', 'n');
const ITEM = md5Id('i', `merchant * 10 + item`);
const ROWS = `
  with row as (select ${COLUMNS} from generate_series(0, $1::int - 1) n),
  member as materialized (select id as member_id, substr(member_number, 2)::int as number from members.member where member_number like 'R%'),
  given as (
    select row.*, ${ID} as id, member_id, issuers[issuer] as issuer_id, merchants[merchant] as merchant_id, ${ITEM} as item_id,
      ${md5Id('c', 'item')} as category_id, ${md5Id('p', 'issuer')} as programme_id
    from row join member on member.number = (n::bigint * 104729 % ${MEMBERS})::int
  )`;
const REDEMPTIONS = [
  `insert into redemptions.redemption (id, number, way, state, member_id, issuer_ids, merchant_id, item_id, category_id, item_name, search_name, quantity,
     points, cash_minor, cash_left_minor, needs_photo, accrual_id, business_on, created_at, taken_at)
   ${ROWS} select id, n::text, 'device', 'taken', member_id, array[issuer_id], merchant_id, item_id, category_id, '项目' || item, n || ' 项目' || item, 1,
     30 + n % 40, 0, 0, false, id, day, at, at from given`,
  `insert into redemptions.source (redemption_id, ordinal, programme_id, issuer_id, member_id, points, points_left, draw_id)
   ${ROWS} select id, 1, programme_id, issuer_id, member_id, 30 + n % 40, 30 + n % 40, id from given`,
];
const SETTLEMENT = [
  `insert into settlement.accrual (id, kind, reverses, occurred_at, business_on, counted_on, member_id, merchant_id, shop_id, item_id, item_name,
     category_id, quantity, agreed_minor, cash_minor)
   ${ROWS} select id, 'redemption', null, at, day, day, member_id, merchant_id, null, item_id, '项目' || item, category_id, 1, 2000 + n % 700, 0 from given`,
  `insert into settlement.share (accrual_id, programme_id, issuer_id, kind, occurred_at, counted_on, member_id, merchant_id, item_id, item_name, points,
     price_minor)
   ${ROWS} select id, programme_id, issuer_id, 'redemption', at, day, member_id, merchant_id, item_id, '项目' || item, 30 + n % 40, 2500 + n % 900
   from given`,
];
