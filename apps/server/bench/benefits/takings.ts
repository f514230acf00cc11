import { newId, toMinor } from '@tessera/kernel';
import { createBatcher, TRANSFER_CODES } from '../../src/modules/ledger/index.ts';
import { drawUpContract, signContract } from '../../src/modules/merchants/index.ts';
import { merchantAccountOf } from '../../src/modules/payments/index.ts';
import { closeTakings } from '../../src/modules/settlement/index.ts';
import type { Ground } from '../ground.ts';
import { seedAccounts } from '../seed-accounts.ts';
import { type Part, same, sized, timed } from './part.ts';
import { openOrganizations, operatorOf, personOf, SYSTEM } from './parties.ts';

const PAYMENTS = 1_000_000;
const MERCHANTS = 100;
const WALLETS = 10_000;
const IN_FLIGHT = 1_024;
const COMMISSION_BPS = 60;
const FIRST_ON = '2026-01-01';
const DAYS = 31;
const amountOf = (number: number) => toMinor(501 + (number % 977));

/** By the ledger alone: what was paid to each merchant, and of each payment the commission of the contract, rounded as the contract says. */
const BY_ENTRIES = `
  with paid as (
    select m.merchant_id, t.amount from ledger.transfer t join payments.merchant_account m on m.account_id = t.credit where t.code = ${TRANSFER_CODES.payment}
  )
  select count(*)::int as count, sum(amount)::bigint as gross, sum(floor((amount * ${COMMISSION_BPS} + 5000) / 10000.0))::bigint as commission from paid`;
const BY_STATEMENTS = `
  select sum(payment_count)::int as count, sum(gross_minor)::bigint as gross, sum(commission_minor)::bigint as commission from settlement.takings_statement`;
const PLAINLY = [
  'create table public.bench_taking (like settlement.taking including all)',
  'insert into public.bench_taking select * from settlement.taking',
  'select merchant_id, count(*), sum(amount_minor), sum(commission_minor) from public.bench_taking group by 1',
  'drop table public.bench_taking',
];

/** Merchants with an account and a contract that two people signed before the month began. */
async function openMerchants(ground: Ground): Promise<number[]> {
  const operatorId = await operatorOf(ground);
  const [maker, checker] = [personOf(operatorId, 'operator'), personOf(operatorId, 'operator')];
  const names = Array.from({ length: MERCHANTS }, (_, index) => `商店${index + 1}`);
  const merchantIds = await openOrganizations(ground, 'merchant', names);
  const before = new Date('2025-12-20T02:00:00Z');
  const accounts: number[] = [];
  for (const organizationId of merchantIds) {
    const terms = { commissionBps: COMMISSION_BPS, cycle: 'month' as const, minPayoutMinor: 1, validFrom: FIRST_ON };
    const payout = { payoutHolder: '商户户名', payoutBank: '招商银行', payoutAccount: '6225880100009921' };
    const { id } = await ground.database.transaction(maker, { now: before }, (ctx) =>
      drawUpContract(ctx, { organizationId, ...terms, ...payout }, ground.secrets),
    );
    await ground.database.transaction(checker, { now: before }, (ctx) => signContract(ctx, { contractId: id }));
    accounts.push(await ground.database.transaction(SYSTEM, {}, (ctx) => merchantAccountOf(ctx, organizationId)));
  }
  return accounts;
}

/** Through the batcher that tills charge through, day after day of the month. */
async function charge(ground: Ground, accounts: readonly number[], count: number): Promise<void> {
  const { firstWallet } = await seedAccounts(ground.owner, { wallets: WALLETS, merchants: 0 });
  const instant = (number: number) => new Date(Date.parse(`${FIRST_ON}T02:00:00Z`) + Math.floor((number * DAYS) / count) * 86_400_000);
  let next = 0;
  const batcher = createBatcher({
    connection: { connectionString: ground.database.appUrl },
    clock: () => instant(Math.min(next, count - 1)),
    businessDay: (at) => at.toISOString().slice(0, 10),
  });
  const lane = async () => {
    for (let number = next++; number < count; number = next++) {
      const credit = accounts[number % accounts.length] ?? 0;
      const paid = { id: newId(), debit: firstWallet + (number % WALLETS), credit, amountMinor: amountOf(number), fence: 0 };
      const answer = await batcher.charge({ ...paid, code: TRANSFER_CODES.payment });
      if (answer.outcome !== 'approved') throw new Error(`not approved: ${answer.outcome}`);
    }
  };
  await Promise.all(Array.from({ length: IN_FLIGHT }, lane)).finally(() => batcher.close());
}

/** What merchants took in a month, followed in the ledger's journal, settled with its commission, and held against the ledger. */
export const takings: Part = async ({ ground, scale, say }) => {
  const count = sized(PAYMENTS, scale);
  const accounts = await openMerchants(ground);
  const { seconds: charging } = await timed(() => charge(ground, accounts, count));
  say(`  ${count} payments charged in ${charging.toFixed(0)} s`);
  const { seconds } = await timed(() => closeTakings(ground.database));
  same('statements of takings', (await ground.owner.query(BY_STATEMENTS)).rows, (await ground.owner.query(BY_ENTRIES)).rows);
  const plainly = await timed(async () => {
    for (const statement of PLAINLY) await ground.owner.query(statement);
  });
  return [
    { what: `yardstick: ${count} takings copied and summed by plain statements`, value: plainly.seconds, unit: 's' },
    { what: `following and settling ${count} payments of ${MERCHANTS} merchants`, value: seconds, unit: 's' },
  ];
};
