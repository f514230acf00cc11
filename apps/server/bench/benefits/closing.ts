import { approvePeriod, cutPeriod, sumPeriod } from '../../src/modules/settlement/index.ts';
import { type Figure, type Part, same, sized, timed } from './part.ts';
import { personOf } from './parties.ts';
import { FIRST_ON, plantRedemptions } from './plant-redemptions.ts';

const REDEMPTIONS = 5_000_000;
const WITHIN_SECONDS = 60;
const MONTH = FIRST_ON.slice(0, 7);
const STANDS = `select bills_minor as bills, payables_minor as payables, margin_minor as margin from settlement.period where first_on = '${FIRST_ON}'`;
/** An independent computation: no sum of a day, no bill, only the transactions. */
const SHOULD = `
  select b.bills, p.payables, b.bills - p.payables as margin
  from (select sum(price_minor)::bigint as bills from settlement.share) b, (select sum(agreed_minor)::bigint as payables from settlement.accrual) p`;
/** The same work in one statement: every row once, by day and party. */
const PLAINLY = [
  'select counted_on, issuer_id, programme_id, count(*), sum(points), sum(price_minor) from settlement.share group by 1, 2, 3',
  'select counted_on, merchant_id, count(*), sum(quantity), sum(agreed_minor), sum(cash_minor) from settlement.accrual group by 1, 2',
];

/** Closing a month of many redemptions: cut off, summed day by day, closed by another person, and held against the transactions. */
export const closing: Part = async ({ ground, scale, say }) => {
  const count = sized(REDEMPTIONS, scale);
  const { result: planted, seconds: planting } = await timed(() => plantRedemptions(ground, count));
  say(`  ${count} redemptions planted in ${planting.toFixed(0)} s`);
  const [maker, checker] = [personOf(planted.operatorId, 'operator'), personOf(planted.operatorId, 'operator')];
  const closed = await timed(async () => {
    await ground.database.transaction(maker, {}, (ctx) => cutPeriod(ctx, { month: MONTH }));
    await sumPeriod(ground.database, FIRST_ON);
    await ground.database.transaction(checker, {}, (ctx) => approvePeriod(ctx, { month: MONTH }));
  });
  say(`  closed in ${closed.seconds.toFixed(1)} s`);
  const plainly = await timed(async () => {
    for (const statement of PLAINLY) await ground.owner.query(`select count(*) from (${statement}) plainly`);
  });
  same('the month', (await ground.owner.query(STANDS)).rows, (await ground.owner.query(SHOULD)).rows);
  const figures: Figure[] = [
    { what: `yardstick: ${count} redemptions summed by two plain statements`, value: plainly.seconds, unit: 's' },
    { what: `closing a month of ${count} redemptions`, value: closed.seconds, unit: 's', most: WITHIN_SECONDS },
  ];
  return figures;
};
