import { businessDayOf, type Id, newId, toMinor } from '@tessera/kernel';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { counts, fileOf, reach } from '../../../test/import.world.ts';
import { codeOf, createWorld, type StaffPerson, type World } from '../../../test/world.ts';
import { type Ctx, systemActor } from '../../platform/ctx.ts';
import { balanceOf } from '../ledger/index.ts';
import { payableAccountOf } from '../merchants/index.ts';
import { accrue } from './accrue.ts';
import { sumPeriod } from './sum-period.ts';
import { verifySettlement } from './verify-settlement.ts';

const SYSTEM = systemActor('payout-file.test');
const ACCOUNTS = ['6225880100009921', '6217001210024467', '6222020200055513'];
let world: World;
let maker: StaffPerson;
let checker: StaffPerson;
let merchantIds: Id<'organization'>[];

beforeAll(async () => {
  world = await createWorld();
  [maker, checker] = [await world.staff('finance'), await world.staff('administrator')];
  merchantIds = [await world.merchant('净驰洗车'), await world.merchant('星光影城'), await world.merchant('馨悦美容')];
  const month = monthBefore(businessDayOf(world.clock(), world.config.timeZone));
  for (const [index, merchantId] of merchantIds.entries()) {
    await sign(merchantId, ACCOUNTS[index] ?? '');
    await as((ctx) => accrue(ctx, servedBy(ctx, { merchantId, month, agreedMinor: toMinor(1_000_00 + index) })));
  }
  await maker.client.settlement.cutSettlementPeriod({ month });
  await sumPeriod(world.database, `${month}-01`);
  await checker.client.settlement.approveSettlementPeriod({ month });
});
afterAll(() => world?.close());

const as = <Result>(work: (ctx: Ctx) => Promise<Result>) => world.database.transaction(SYSTEM, {}, work);
const owed = (merchantId: Id<'organization'>) => as(async (ctx) => balanceOf(ctx, await payableAccountOf(ctx, merchantId)));

function monthBefore(day: string): string {
  const [year = 0, month = 1] = day.split('-').map(Number);
  return new Date(Date.UTC(year, month - 2, 15)).toISOString().slice(0, 7);
}

async function sign(organizationId: Id<'organization'>, payoutAccount: string): Promise<void> {
  const terms = { commissionBps: 300, cycle: 'month' as const, minPayoutMinor: 1, validFrom: businessDayOf(world.clock(), world.config.timeZone) };
  const payout = { payoutHolder: '=商户户名', payoutBank: '招商银行', payoutAccount };
  const drawn = await maker.client.merchants.drawUpContract({ organizationId, ...terms, ...payout }, { key: newId() });
  await checker.client.merchants.signContract({ contractId: drawn.id });
}

function servedBy(ctx: Ctx, of: { merchantId: Id<'organization'>; month: string; agreedMinor: ReturnType<typeof toMinor> }) {
  const common = { kind: 'redemption' as const, reverses: null, shopId: null, quantity: 1, sources: [], cashMinor: toMinor(0) };
  const ids = { id: newId(), memberId: newId<'member'>(), itemId: newId(), itemName: '标准洗车', categoryId: newId() };
  return { ...common, ...ids, merchantId: of.merchantId, occurredAt: ctx.now, businessOn: `${of.month}-10`, agreedMinor: of.agreedMinor };
}

async function importAnswers(...lines: string[]) {
  const file = fileOf(`参考号,处理结果,失败原因,金额\n${lines.join('\n')}\n`, '回执.csv');
  const { id: importId } = await maker.client.imports.uploadImport({ kind: 'payouts', file });
  const view = await reach(maker, importId, 'mapping');
  await maker.client.imports.checkImport({ importId, mapping: view.mapping ?? {} });
  await reach(maker, importId, 'checked');
  const { items } = await maker.client.imports.listImportRows({ importId });
  await maker.client.imports.confirmImport({ importId });
  const done = await reach(maker, importId, 'done');
  return { counts: counts(done), problems: items.map(({ problems }) => problems.map(({ column, problem }) => `${column} ${problem}`).join()) };
}

test('the bank’s file has whole accounts and leaves only once released; its answers by file count once, and what contradicts them is wrong', async () => {
  const key = newId();
  const batch = await maker.client.settlement.makePayoutBatch({}, { key });
  expect(await maker.client.settlement.makePayoutBatch({}, { key })).toEqual(batch);
  const payoutBatchId = batch.id;
  expect(await codeOf(maker.client.settlement.exportPayoutBatch({ payoutBatchId }))).toBe('settlement.payout_batch_not_now');
  expect(await codeOf(maker.client.settlement.releasePayoutBatch({ payoutBatchId }))).toBe('settlement.payout_needs_another_person');
  await checker.client.settlement.releasePayoutBatch({ payoutBatchId });

  const shown = JSON.stringify(await maker.client.settlement.listPayouts({ payoutBatchId }));
  const csv = await (await maker.client.settlement.exportPayoutBatch({ payoutBatchId })).text();
  const [heading, ...lines] = csv.replace('\uFEFF', '').trimEnd().split('\r\n');
  expect(heading).toBe('序号,付款参考号,收款户名,收款账号,开户行,金额（元）,币种,用途');
  expect(lines[0]).toMatch(/^1,P\d{8}-01-0001,'=商户户名,\d{16},招商银行,1000\.0\d,CNY,商户结算款$/);
  for (const account of ACCOUNTS) expect([csv.includes(account), shown.includes(account)]).toEqual([true, false]);
  const xlsx = new Uint8Array(await (await maker.client.settlement.exportPayoutBatch({ payoutBatchId, format: 'xlsx' })).arrayBuffer());
  expect(Buffer.from(xlsx).includes(ACCOUNTS[2] ?? '?')).toBe(true);
  expect(await maker.client.settlement.getPayoutBatch({ payoutBatchId })).toMatchObject({ takenByName: 'finance' });

  const { items } = await maker.client.settlement.listPayouts({ payoutBatchId });
  const [one, two, three] = items;
  if (!one || !two || !three) throw new Error('three merchants are paid');
  const first = await importAnswers(
    `${one.reference},交易成功,,"1,000.0${one.amountMinor % 10}"`,
    `${two.reference.toLowerCase()},失败,户名不符,`,
    `${three.reference},成功,,7.00`,
    'P20200101-01-0001,成功,,',
    `${three.reference}x,也许,,`,
  );
  expect(first.counts).toEqual([2, 0, 0, 3]);
  expect(first.problems).toEqual(['', '', 'amount amount_differs', 'reference payout_unknown', 'reference payout_unknown,result not_a_choice']);
  expect([await owed(one.merchantId), await owed(two.merchantId), await owed(three.merchantId)]).toEqual([0, two.amountMinor, three.amountMinor]);

  const again = await importAnswers(`${one.reference},paid,,`, `${two.reference},成功,,`, `${three.reference},退汇,账户已销户,`);
  expect(again.counts).toEqual([1, 0, 1, 1]);
  expect(again.problems).toEqual(['', 'result result_otherwise', '']);
  expect(await maker.client.settlement.listPayouts({ payoutBatchId, state: 'refused' })).toMatchObject({
    items: [{ reason: '户名不符' }, { reason: '账户已销户' }],
  });
  expect(await maker.client.settlement.getPayoutBatch({ payoutBatchId })).toMatchObject({ state: 'finished', paidCount: 1, refusedCount: 2 });
  expect((await importAnswers(`${one.reference},退回,户名不符,`)).counts).toEqual([0, 1, 0, 0]);
  expect(await owed(one.merchantId)).toBe(one.amountMinor);
  expect(await as(verifySettlement)).toEqual([]);
});

test('a merchant leaves once it is paid; who may not pay out, may not', async () => {
  const [organizationId] = merchantIds;
  if (!organizationId) throw new Error('there is a merchant');
  const leave = () => checker.client.merchants.endMerchant({ organizationId, reason: '合作期满' });
  expect(await codeOf(leave())).toBe('merchants.still_owed');
  const manager = await world.staff('merchantManager', organizationId);
  const auditor = await world.staff('auditor');
  for (const person of [manager, auditor]) {
    expect(await codeOf(person.client.settlement.makePayoutBatch())).toBe('request.forbidden');
  }
  expect(await codeOf(manager.client.settlement.listPayoutsDue())).toBe('request.forbidden');
  const { id: payoutBatchId } = await maker.client.settlement.makePayoutBatch();
  expect(await codeOf(auditor.client.settlement.exportPayoutBatch({ payoutBatchId }))).toBe('request.forbidden');
  await checker.client.settlement.releasePayoutBatch({ payoutBatchId });
  const { items } = await auditor.client.settlement.listPayouts({ payoutBatchId });
  for (const { id: payoutId } of items) {
    const key = newId();
    const say = () => maker.client.settlement.recordPayoutResult({ payoutId, result: 'paid' }, { key });
    expect(await say()).toEqual(await say());
  }
  expect(await owed(organizationId)).toBe(0);
  expect(await manager.client.settlement.listPayables()).toMatchObject({ items: [{ payout: { state: 'paid' } }] });
  expect(await leave()).toMatchObject({ closedShops: 0 });
});
