import type { Id } from '@tessera/kernel';
import { listRedemptions } from '../../src/modules/redemptions/list-redemptions.ts';
import { getReport } from '../../src/modules/reports/get-report.ts';
import { getReportSegments, listReportMembers } from '../../src/modules/reports/list-report-members.ts';
import { listReportRows } from '../../src/modules/reports/list-report-rows.ts';
import { makeAnyDay } from '../../src/modules/reports/make-days.ts';
import { getIssuerBill, listBillLines, listIssuerBills } from '../../src/modules/settlement/list-bills.ts';
import { getPayable, listPayableLines, listPayables } from '../../src/modules/settlement/list-payables.ts';
import { getMargin, listMarginLines } from '../../src/modules/settlement/margin.ts';
import { sumMargins } from '../../src/modules/settlement/sum-margins.ts';
import type { Actor, Ctx } from '../../src/platform/ctx.ts';
import { type Figure, figureOf, type Part, type Stage, same, timed } from './part.ts';
import { personOf, SYSTEM } from './parties.ts';
import { FIRST_ON, LAST_ON } from './plant-redemptions.ts';

const WITHIN_MS = 500;
/** Of one question: as often as this, or as long. */
const ROUNDS_MAX = 100;
const LONG_ENOUGH_MS = 5_000;
const ROUNDS_MIN = 8;
const MONTH = { from: FIRST_ON, to: LAST_ON };
const PAGE = { limit: 50 };

type Ask = (ctx: Ctx) => Promise<unknown>;
type Questions = Readonly<Record<string, Ask>>;

/** As the console's pages ask them, of a whole month. */
const REPORTS: Questions = {
  'report: figures': (ctx) => getReport(ctx, MONTH),
  'report: by day': (ctx) => listReportRows(ctx, { ...MONTH, by: 'day' }),
  'report: items, ranked': (ctx) => listReportRows(ctx, { ...MONTH, by: 'item' }),
  'report: shops, ranked': (ctx) => listReportRows(ctx, { ...MONTH, by: 'shop' }),
  'report: kinds of members': (ctx) => listReportRows(ctx, { ...MONTH, by: 'memberKind' }),
  'report: segments': (ctx) => getReportSegments(ctx, MONTH),
  'report: members of a segment': (ctx) => listReportMembers(ctx, { ...MONTH, ...PAGE, segment: 'core' }),
  'redemptions: newest': (ctx) => listRedemptions(ctx, PAGE),
};

const OF_ALL: Questions = {
  ...REPORTS,
  'report: merchants, ranked': (ctx) => listReportRows(ctx, { ...MONTH, by: 'merchant' }),
  'report: issuers, ranked': (ctx) => listReportRows(ctx, { ...MONTH, by: 'issuer' }),
  'bills of all': (ctx) => listIssuerBills(ctx, PAGE),
  'payables of all': (ctx) => listPayables(ctx, PAGE),
  'margin by month': (ctx) => getMargin(ctx, { ...MONTH, by: 'month' }),
  'margin by issuer': (ctx) => getMargin(ctx, { ...MONTH, by: 'issuer' }),
  'margin by programme': (ctx) => getMargin(ctx, { ...MONTH, by: 'programme' }),
  'margin by merchant': (ctx) => getMargin(ctx, { ...MONTH, by: 'merchant' }),
  'margin by item': (ctx) => getMargin(ctx, { ...MONTH, by: 'item' }),
  'lines behind the margin': (ctx) => listMarginLines(ctx, { ...MONTH, ...PAGE }),
};

const ofMerchantAlone = (merchantId: Id<'organization'>): Questions => ({
  'margin of one merchant by item': (ctx) => getMargin(ctx, { ...MONTH, by: 'item', merchantId }),
  'lines behind the margin of one merchant': (ctx) => listMarginLines(ctx, { ...MONTH, ...PAGE, merchantId }),
});

const ofBill = (issuerBillId: Id<'issuerBill'>): Questions => ({
  'its bill': (ctx) => getIssuerBill(ctx, { issuerBillId }),
  'lines of its bill': (ctx) => listBillLines(ctx, { issuerBillId, ...PAGE }),
});

const ofPayable = (payableId: Id<'payable'>): Questions => ({
  'its payable': (ctx) => getPayable(ctx, { payableId }),
  'lines of its payable': (ctx) => listPayableLines(ctx, { payableId, ...PAGE }),
});

type Asking = { who: string; actor: Actor; questions: Questions };

async function askAll({ ground, say }: Stage, { who, actor, questions }: Asking): Promise<Figure[]> {
  const figures: Figure[] = [];
  for (const [what, ask] of Object.entries(questions)) {
    const took: number[] = [];
    const beganAt = performance.now();
    while (took.length < ROUNDS_MIN || (took.length < ROUNDS_MAX && performance.now() - beganAt < LONG_ENOUGH_MS)) {
      const { seconds } = await timed(() => ground.database.transaction(actor, { readOnly: true }, ask));
      took.push(seconds * 1_000);
    }
    const figure = figureOf(`${who}, ${what}`, took, WITHIN_MS);
    if (figure.value > WITHIN_MS) say(`  ${figure.what}: p50 ${figure.p50?.toFixed(0)} ms, p99 ${figure.value.toFixed(0)} ms`);
    figures.push(figure);
  }
  return figures;
}

/** What issuers and merchants, each for itself, see of the month is together what the house sees, and that is what was redeemed. */
const SUMS = `
  select sum(redemption_count) filter (where party_id is null) as house, sum(redemption_count) filter (where issuer_id is not null and party_id = issuer_id) as issuers,
    sum(redemption_count) filter (where party_id = merchant_id) as merchants from reports.day_sum`;

const CLOSED = `
  select (select margin_minor from settlement.period where first_on = '${FIRST_ON}')::text as margin, (select count(*) from settlement.accrual)::text as count`;

async function sumDays({ ground, say }: Stage): Promise<Figure> {
  const { seconds } = await timed(async () => {
    while ((await ground.database.transaction(SYSTEM, {}, makeAnyDay)) > 0);
  });
  say(`  reports summed in ${seconds.toFixed(0)} s`);
  const [should] = (await ground.owner.query<{ count: string }>('select count(*) from redemptions.redemption')).rows;
  same('sums of reports', (await ground.owner.query(SUMS)).rows, [{ house: should?.count, issuers: should?.count, merchants: should?.count }]);
  for (const table of ['day_sum', 'member_day', 'member_month']) await ground.owner.query(`vacuum analyze reports.${table}`);
  return { what: 'all days of the reports made anew', value: seconds, unit: 's' };
}

/** By the minute in life; here all that was redeemed at once. */
async function sumAllMargins({ ground }: Stage, actor: Actor): Promise<Figure> {
  const { seconds } = await timed(() => sumMargins(ground.database));
  const { total } = await ground.database.transaction(actor, { readOnly: true }, (ctx) => getMargin(ctx, { ...MONTH, by: 'item' }));
  const [closed] = (await ground.owner.query<{ margin: string; count: string }>(CLOSED)).rows;
  same('the margin', { margin: String(total.marginMinor), count: String(total.accrualCount) }, closed);
  await ground.owner.query('vacuum analyze settlement.margin_day');
  return { what: 'all of it carried into the sums of margins', value: seconds, unit: 's' };
}

/** What one number of a page costs without sums: every redemption of the month read once. */
async function countPlainly({ ground }: Stage): Promise<Figure> {
  const { seconds } = await timed(() =>
    ground.owner.query(
      'select business_on, count(*), count(distinct member_id), sum(points) from redemptions.redemption where business_on between $1 and $2 group by 1',
      [FIRST_ON, LAST_ON],
    ),
  );
  return { what: 'yardstick: redemptions by day, by a plain statement', value: seconds * 1_000, unit: 'ms' };
}

/** What the pages of operator, issuer and merchant ask, over the month that `closing` has left. */
export const dashboards: Part = async (stage) => {
  const { owner } = stage.ground;
  const [operator] = (await owner.query<{ id: Id<'organization'> }>(`select id from organizations.organization where kind = 'operator'`)).rows;
  const [bill] = (await owner.query<{ id: Id<'issuerBill'>; of: Id<'organization'> }>('select id, issuer_id as of from settlement.bill order by 2'))
    .rows;
  const [owed] = (await owner.query<{ id: Id<'payable'>; of: Id<'organization'> }>('select id, merchant_id as of from settlement.payable order by 2'))
    .rows;
  if (!operator || !bill || !owed) throw new Error('dashboards need the month of closing before them');
  const person = personOf(operator.id, 'operator');
  const summed = [await sumDays(stage), await sumAllMargins(stage, person)];
  return [
    ...summed,
    await countPlainly(stage),
    ...(await askAll(stage, { who: 'operator', actor: person, questions: { ...OF_ALL, ...ofMerchantAlone(owed.of) } })),
    ...(await askAll(stage, { who: 'issuer', actor: personOf(bill.of, 'issuer'), questions: { ...REPORTS, ...ofBill(bill.id) } })),
    ...(await askAll(stage, { who: 'merchant', actor: personOf(owed.of, 'merchant'), questions: { ...REPORTS, ...ofPayable(owed.id) } })),
  ];
};
