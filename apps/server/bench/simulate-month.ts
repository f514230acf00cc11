/**
 * A month of member services, played day by day by the use cases that play it in life: three issuers, five merchants, ten thousand members, prices
 * that change in the middle, returns in it and after it. Cut off by one, closed by another; then every figure is computed once more, from the
 * ledger's entries and from points and prices alone. `node --import tsx apps/server/bench/simulate-month.ts [members] [redemptions a day]`.
 * Fails where one fen differs.
 */
import { verifyLots } from '../src/modules/loyalty/index.ts';
import { approvePeriod, closeTakings, cutPeriod, sumPeriod, verifySettlement } from '../src/modules/settlement/index.ts';
import { type Ground, openGround } from './ground.ts';
import { at, gather, MONTH, type Parties, SYSTEM } from './month/parties.ts';
import { playMonth } from './month/play.ts';

const MEMBERS_DEFAULT = 10_000;
const PER_DAY_DEFAULT = 700;
const DAYS_SQL = `between '${MONTH}-01' and '${MONTH}-31'`;

/** What settlement says, and what the ledger's entries of the month come to, party by party; of takings, all there are. */
const FIGURES = `
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
  )
  select 'bill' as kind, o.name, b.accrual_count as count, b.points, b.amount_minor as settled, i.amount as entries
  from settlement.bill b join organizations.organization o on o.id = b.issuer_id full join issued i on i.party = b.issuer_id
  union all
  select 'payable', o.name, p.accrual_count, p.cash_minor, p.agreed_minor, w.amount
  from settlement.payable p join organizations.organization o on o.id = p.merchant_id full join owed w on w.party = p.merchant_id
  union all
  select 'takings', o.name, s.payments, s.commission, s.net + s.commission, t.amount
  from (
    select merchant_id, sum(payment_count) as payments, sum(commission_minor) as commission, sum(net_minor) as net
    from settlement.takings_statement group by merchant_id
  ) s join organizations.organization o on o.id = s.merchant_id full join taken t on t.party = s.merchant_id
  order by 1, 2`;

/** What each redemption's points were worth by the price that held at its instant, rounded once; without a look at what redeeming wrote down. */
const BY_PRICES = `
  select coalesce(sum(should.minor), 0)::bigint as should, coalesce(sum(p.price_minor), 0)::bigint as stands
  from redemptions.source s
  join redemptions.redemption r on r.id = s.redemption_id
  join redemptions.source_price p using (redemption_id, ordinal)
  cross join lateral (
    select (s.points * price_per_thousand + 500) / 1000 as minor from loyalty.price
    where programme_id = s.programme_id and state = 'agreed' and starts_at <= r.created_at order by starts_at desc limit 1
  ) should`;

/** Points that were given are held, redeemed or came back; nobody's are made or lost. */
const POINTS = `
  select (select sum(granted) from loyalty.lot)::bigint as given,
    ((select sum(remaining) from loyalty.lot) + (select sum(points_left) from redemptions.source))::bigint as held_and_used`;

type Figure = { kind: string; name: string; count: string; points: string; settled: string; entries: string };

/** Prints the table. @throws Error that names what differs */
async function hold({ owner }: Ground): Promise<void> {
  const { rows } = await owner.query<Figure>(FIGURES);
  const yuan = (minor: string) => (Number(minor) / 100).toFixed(2);
  console.table(
    rows.map(({ kind, name, count, points, settled, entries }) => ({
      kind,
      name,
      count: Number(count),
      ...(kind === 'bill' ? { points: Number(points) } : { [kind === 'payable' ? 'taken in money' : 'commission']: yuan(points) }),
      settled: yuan(settled),
      'by the entries': yuan(entries),
    })),
  );
  for (const { kind, name, settled, entries } of rows)
    if (settled !== entries) throw new Error(`${kind} of ${name}: ${settled} instead of ${entries}`);
  const total = (kind: string) => rows.filter((row) => row.kind === kind).reduce((sum, row) => sum + BigInt(row.entries), 0n);
  const margin = total('bill') - total('payable');
  const [period] = (await owner.query<{ margin: string }>(`select margin_minor as margin from settlement.period where first_on = '${MONTH}-01'`))
    .rows;
  if (period?.margin !== String(margin)) throw new Error(`the margin is ${period?.margin} instead of ${margin}`);
  console.log(`Σ bills ${yuan(String(total('bill')))} − Σ payables ${yuan(String(total('payable')))} = margin ${yuan(String(margin))}`);
  const [prices] = (await owner.query<{ should: string; stands: string }>(BY_PRICES)).rows;
  if (prices?.should !== prices?.stands) throw new Error(`points were priced at ${prices?.stands} instead of ${prices?.should}`);
  const [points] = (await owner.query<{ given: string; held_and_used: string }>(POINTS)).rows;
  if (points?.given !== points?.held_and_used) throw new Error(`of ${points?.given} points ${points?.held_and_used} are there`);
  console.log(`points priced anew: ${yuan(String(prices?.should))}; points given, held and used: ${points?.given}`);
}

async function closeMonth(ground: Ground, { maker, checker }: Parties): Promise<void> {
  await at({ ground, when: '2026-02-02T02:00:00Z', actor: maker }, (ctx) => cutPeriod(ctx, { month: MONTH }));
  await sumPeriod(ground.database, `${MONTH}-01`);
  await at({ ground, when: '2026-02-02T03:00:00Z', actor: checker }, (ctx) => approvePeriod(ctx, { month: MONTH }));
}

async function main(members: number, perDay: number): Promise<void> {
  const ground = await openGround(process.env.BENCH_DATABASE_URL);
  const clock = watch();
  try {
    const parties = await gather(ground, members);
    clock(`${members} members of three issuers, five merchants`);
    const comeBackLate = await playMonth(ground, parties, perDay);
    clock('the month was played');
    await closeMonth(ground, parties);
    clock('the month was closed');
    await comeBackLate();
    await closeTakings(ground.database);
    await hold(ground);
    const faults = [
      ...(await at({ ground, when: '2026-02-04T00:00:00Z', actor: SYSTEM }, verifySettlement)),
      ...(await at({ ground, when: '2026-02-04T00:00:00Z', actor: SYSTEM }, verifyLots)),
    ];
    if (faults.length > 0) throw new Error(JSON.stringify(faults));
    clock('held against entries, prices and lots: every figure is right');
  } finally {
    await ground.close();
  }
}

function watch(): (what: string) => void {
  let last = performance.now();
  return (what) => {
    console.log(`${what} (${((performance.now() - last) / 1_000).toFixed(1)} s)`);
    last = performance.now();
  };
}

await main(Number(process.argv[2] ?? MEMBERS_DEFAULT), Number(process.argv[3] ?? PER_DAY_DEFAULT));
