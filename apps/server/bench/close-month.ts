/**
 * Closing a month of many redemptions: cut off, summed day by day, held against the transactions. `node --import tsx
 * apps/server/bench/close-month.ts [redemptions]`; 5,000,000 without a number. Fails where it takes longer than promised, or a sum is not right.
 */
import { newId } from '@tessera/kernel';
import { cutPeriod, sumPeriod } from '../src/modules/settlement/index.ts';
import type { Actor } from '../src/platform/ctx.ts';
import { type Ground, openGround } from './ground.ts';

const REDEMPTIONS_DEFAULT = 5_000_000;
const WITHIN_SECONDS = 60;
const ISSUERS = 3;
const MERCHANTS = 200;
const DAYS = 31;
const FIRST_ON = '2026-01-01';
const MONTH = '2026-01';

/** Each redemption has one source; each fiftieth is taken back in the same month. */
async function plant({ owner }: Ground, redemptions: number): Promise<void> {
  const day = `'${FIRST_ON}'::date + (n % ${DAYS})::int`;
  const id = (salt: string, n: string) => `overlay(md5('${salt}' || ${n})::uuid::text placing '7' from 15)::uuid`;
  const rows = `generate_series(1, ${redemptions}::int) n`;
  await owner.query(`
    insert into settlement.accrual (id, kind, reverses, occurred_at, business_on, counted_on, member_id, merchant_id, shop_id, item_id, category_id,
      quantity, agreed_minor, cash_minor)
    select ${id('a', 'n')}, 'redemption', null, ${day}, ${day}, ${day}, ${id('m', 'n % 10000')}, ${id('s', `n % ${MERCHANTS}`)}, null,
      ${id('i', 'n % 50')}, ${id('c', 'n % 10')}, 1, 2000 + n % 700, 0 from ${rows}`);
  await owner.query(`
    insert into settlement.share (accrual_id, programme_id, issuer_id, kind, occurred_at, counted_on, member_id, merchant_id, item_id, points, price_minor)
    select ${id('a', 'n')}, ${id('p', `n % ${ISSUERS}`)}, ${id('u', `n % ${ISSUERS}`)}, 'redemption', ${day}, ${day}, ${id('m', 'n % 10000')},
      ${id('s', `n % ${MERCHANTS}`)}, ${id('i', 'n % 50')}, 30, 2500 + n % 900 from ${rows}`);
  await owner.query('vacuum analyze settlement.accrual');
  await owner.query('vacuum analyze settlement.share');
}

/** An independent computation: no sum of a day, no bill, only the transactions. */
async function hold({ owner }: Ground): Promise<void> {
  const [stands, should] = [
    `select bills_minor as bills, payables_minor as payables, margin_minor as margin from settlement.period where first_on = '${FIRST_ON}'`,
    `select b.bills, p.payables, b.bills - p.payables as margin from (select sum(price_minor)::bigint as bills from settlement.share) b,
      (select sum(agreed_minor)::bigint as payables from settlement.accrual) p`,
  ];
  const [found] = (await owner.query(stands)).rows;
  const [expected] = (await owner.query(should)).rows;
  console.log(found);
  if (JSON.stringify(found) !== JSON.stringify(expected)) throw new Error(`the month came to ${JSON.stringify(expected)}`);
}

async function main(redemptions: number): Promise<void> {
  const ground = await openGround(process.env.BENCH_DATABASE_URL);
  try {
    const planted = performance.now();
    await plant(ground, redemptions);
    console.log(`${redemptions} redemptions planted in ${secondsSince(planted)} s`);
    const permissions = new Set(['settlement.close'] as const);
    const organizationId = newId<'organization'>();
    const maker: Actor = {
      kind: 'staff',
      userId: newId(),
      staffId: newId<'staff'>(),
      name: 'bench',
      organizationId,
      organizationKind: 'operator',
      permissions,
    };
    const began = performance.now();
    await ground.database.transaction(maker, {}, (ctx) => cutPeriod(ctx, { month: MONTH }));
    await sumPeriod(ground.database, FIRST_ON);
    const seconds = secondsSince(began);
    console.log(`closed in ${seconds} s`);
    await hold(ground);
    if (seconds > WITHIN_SECONDS) throw new Error(`closing took longer than ${WITHIN_SECONDS} s`);
  } finally {
    await ground.close();
  }
}

function secondsSince(began: number): number {
  return Math.round((performance.now() - began) / 100) / 10;
}

await main(Number(process.argv[2] ?? REDEMPTIONS_DEFAULT));
