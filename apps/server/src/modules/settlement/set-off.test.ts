import { toMinor } from '@tessera/kernel';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { codeOf } from '../../../test/world.ts';
import { confirmDepositSlip, enterDepositSlip, getIssuerDeposit, listDepositLines, setIssuerDeposit, setOffBill } from '../deposits/index.ts';
import { accountOf } from './account.ts';
import { approvePeriod } from './approve-period.ts';
import { cutPeriod } from './cut-period.ts';
import { billedTo } from './period-queries.ts';
import { type SettlementWorld, settlementWorld } from './settlement.world.ts';
import { sumPeriod } from './sum-period.ts';
import { verifySettlement } from './verify-settlement.ts';

let world: SettlementWorld;
beforeEach(async () => {
  world = await settlementWorld('2026-03-10T04:00:00Z');
});
afterEach(() => world?.close());

const issuerId = () => world.issuerIds[0];
const deposit = () => world.as(world.maker, (ctx) => getIssuerDeposit(ctx, { issuerId: issuerId() }));
const lines = async () => (await world.as(world.maker, (ctx) => listDepositLines(ctx, { issuerId: issuerId(), limit: 10 }))).items;
const open = () => world.as(world.maker, (ctx) => setIssuerDeposit(ctx, { issuerId: issuerId(), lowMinor: toMinor(0) }, billedTo));
const faults = () => world.system(verifySettlement);

async function payIn(amount: number): Promise<void> {
  const terms = { issuerId: issuerId(), amountMinor: toMinor(amount), reference: `S-${amount}`, paidOn: '2026-03-10', note: '' };
  const { id: depositSlipId } = await world.as(world.maker, (ctx) => enterDepositSlip(ctx, terms));
  await world.as(world.checker, (ctx) => confirmDepositSlip(ctx, { depositSlipId }));
}

test('a bill is set off when its month is closed, also below nought, and bills from before the deposit are none of its', async () => {
  await world.write(world.redemption());
  world.setClock('2026-04-02T04:00:00Z');
  await world.closeMonth('2026-03');
  const april = world.redemption();
  await world.write(april);
  expect(await open()).toMatchObject({ balanceMinor: 0, unbilledMinor: 2_850, availableMinor: -2_850 });
  await payIn(4_000);
  expect(await deposit()).toMatchObject({ balanceMinor: 4_000, unbilledMinor: 2_850, availableMinor: 1_150 });
  world.setClock('2026-05-02T04:00:00Z');
  await world.write(world.redemption());
  await world.closeMonth('2026-04');
  expect(await deposit()).toMatchObject({ balanceMinor: 1_150, unbilledMinor: 2_850, availableMinor: -1_700 });
  // In May more is given than there is: the deposit stands below nought.
  world.setClock('2026-06-02T04:00:00Z');
  await world.closeMonth('2026-05');
  expect(await deposit()).toMatchObject({ balanceMinor: -1_700, unbilledMinor: 0 });
  // What comes back in a later month is a negative bill, and the deposit grows.
  await world.write(world.redemption({ kind: 'reversal', reverses: april.id, businessOn: '2026-06-02', quantity: 0 }));
  world.setClock('2026-07-02T04:00:00Z');
  await world.closeMonth('2026-06');
  expect((await lines()).map(({ reference, amountMinor, balanceMinor }) => [reference, amountMinor, balanceMinor])).toEqual([
    ['2026-06', 2_850, 1_150],
    ['2026-05', -2_850, -1_700],
    ['2026-04', -2_850, 1_150],
    ['S-4000', 4_000, 4_000],
  ]);
  expect(await faults()).toEqual([]);
});

test('two who close a month at once set its bill off once; without that lock the line itself is there once: the control', async () => {
  await open();
  await payIn(10_000);
  await world.write(world.redemption());
  world.setClock('2026-04-02T04:00:00Z');
  await world.as(world.maker, (ctx) => cutPeriod(ctx, { month: '2026-03' }));
  await sumPeriod(world.database, '2026-03-01');
  const approve = () => codeOf(world.as(world.checker, (ctx) => approvePeriod(ctx, { month: '2026-03' })));
  expect((await Promise.all([approve(), approve()])).filter((code) => code === 'settlement.period_not_now')).toHaveLength(1);
  const [line] = await lines();
  expect(line).toMatchObject({ kind: 'bill', amountMinor: -2_850, balanceMinor: 7_150 });
  const again = world.system(async (ctx) => {
    const bill = { id: line?.id ?? '', issuerId: issuerId(), month: '2026-03', amountMinor: toMinor(2_850) };
    await setOffBill(ctx, bill, await accountOf(ctx, 'receivable', issuerId()));
  });
  await expect(again).rejects.toThrow('line_pkey');
  expect(await deposit()).toMatchObject({ balanceMinor: 7_150 });
  expect(await faults()).toEqual([]);
});
