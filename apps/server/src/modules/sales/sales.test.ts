import { businessDayOf } from '@tessera/kernel';
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { codeOf, eventually, type StaffPerson, type TillDevice } from '../../../test/world.ts';
import { resolveRefund } from '../channels/index.ts';
import { createSalesWorld, type SalesWorld } from './sales.world.ts';

let world: SalesWorld;
let finance: StaffPerson;
let cashierTill: TillDevice;

beforeAll(async () => {
  world = await createSalesWorld();
  finance = await world.staff('finance');
  cashierTill = await world.world.till(world.admin, world.merchantId);
  await cashierTill.client.sales.openShift({ cashier: '赵姐', floatMinor: 20_000 }, { key: world.key() });
});
afterAll(() => world.close());
beforeEach(() => world.peer.book.disarm());

describe('a payer code', () => {
  test.each(['wechat', 'alipay'] as const)('of %s is sold against, and the merchant is owed what the channel took', async (channel) => {
    const [before, held] = [await world.owed(), await world.channelBalance(channel)];
    const sale = await world.scan(world.till, world.code('instant', channel));
    expect(sale).toMatchObject({ state: 'paid', method: channel, amountMinor: 1_280, progress: null, merchantName: '第三食堂' });
    expect((await world.owed()) - before).toBe(1_280);
    expect((await world.channelBalance(channel)) - held).toBe(-1_280);
    const day = await world.till.client.payments.getTerminalDay();
    expect(day.chargeMinor).toBeGreaterThanOrEqual(1_280);
    expect((await world.till.client.sales.listTerminalSales({})).items[0]).toMatchObject({ id: sale.id });
    expect((await finance.client.sales.listSales({ method: channel, q: sale.reference ?? '' })).items.map(({ id }) => id)).toEqual([sale.id]);
  });

  test('waits while the customer types the PIN, and is paid when the channel says so', async () => {
    const before = await world.owed();
    const sale = await world.scan(world.till, world.code('password'));
    expect(sale).toMatchObject({ state: 'waiting', progress: 'payer' });
    expect(await world.owed()).toBe(before);
    const trade = world.trade(sale.id);
    if (!trade) throw new Error('the peer knows the order');
    world.peer.pay(trade);
    expect(await world.till.client.sales.checkSale({ saleId: sale.id })).toMatchObject({ state: 'paid' });
    expect(await world.till.client.sales.checkSale({ saleId: sale.id })).toMatchObject({ state: 'paid' });
    expect((await world.owed()) - before).toBe(1_280);
  });

  test('given up while the customer types is reversed and never booked', async () => {
    const before = await world.owed();
    const sale = await world.scan(world.till, world.code('password'));
    expect(await world.till.client.sales.giveUpSale({ saleId: sale.id })).toMatchObject({ state: 'reversed' });
    expect(world.trade(sale.id)?.state).toBe('reversed');
    expect(await world.owed()).toBe(before);
  });

  test('that was paid while it was being given up stays paid, and the till is told', async () => {
    const sale = await world.scan(world.till, world.code('password', 'alipay'));
    const trade = world.trade(sale.id, 'alipay');
    if (!trade) throw new Error('the peer knows the order');
    world.peer.pay(trade);
    expect(await world.till.client.sales.giveUpSale({ saleId: sale.id })).toMatchObject({ state: 'paid' });
  });

  test('of an unknown result is asked about, and reversed when the channel stays silent about it', async () => {
    const before = await world.owed();
    world.peer.book.arm({ channel: 'wechat', place: 'pay', kind: 'unknownResult', times: 1 });
    world.peer.book.arm({ channel: 'wechat', place: 'query', kind: 'busy', times: 1 });
    const sale = await world.scan(world.till, world.code('password'));
    expect(sale).toMatchObject({ state: 'waiting', progress: 'unknown' });
    expect(await world.till.client.sales.giveUpSale({ saleId: sale.id })).toMatchObject({ state: 'reversed' });
    expect(await world.owed()).toBe(before);
  });

  test.each([
    ['insufficient', 'insufficient_funds'],
    ['refuse', 'payer_refused'],
  ] as const)('that is refused (%s) says why', async (mode, reason) => {
    expect(await world.scan(world.till, world.code(mode))).toMatchObject({ state: 'failed', reason });
  });

  test('that is one of ours, or of nobody, is no payer code', async () => {
    expect(await codeOf(world.scan(world.till, '71123456789012345678'))).toBe('channels.code_unknown');
    expect(await codeOf(world.scan(world.till, '6212345678901234567'))).toBe('channels.code_unknown');
    expect(await codeOf(world.scan(world.till, '12'))).toBe('request.invalid');
  });

  test('above the terminal’s limit, or of a channel that is off, takes nothing', async () => {
    const { terminalId } = await world.world.till(world.admin, world.merchantId);
    expect(terminalId).toBeTruthy();
    const limit = (await world.till.client.terminals.getOwnTerminal()).policy.maxAmountMinor;
    expect(await codeOf(world.scan(world.till, world.code(), { amountMinor: limit + 1 }))).toBe('sales.over_terminal_limit');
    const names = { nameZh: '支付宝', nameEn: 'Alipay', ...world.peer.alipay, channel: 'alipay', kind: 'alipay' as const };
    await world.admin.client.channels.saveChannel({ ...names, enabled: false });
    expect(await codeOf(world.scan(world.till, world.code('instant', 'alipay')))).toBe('channels.off');
    await world.admin.client.channels.saveChannel({ ...names, enabled: true });
  });
});

describe('cash and slips', () => {
  test('cash needs a shift and enough of it, and the change is said', async () => {
    expect(await codeOf(world.cash(world.till, 850, 1_000))).toBe('sales.no_shift');
    expect(await codeOf(world.cash(cashierTill, 850, 800))).toBe('sales.too_little_tendered');
    // The first digits of a scanned pay code.
    expect(await codeOf(world.cash(cashierTill, 400, 713_400))).toBe('sales.too_much_tendered');
    expect(await codeOf(world.cash(cashierTill, 400, 100_401))).toBe('sales.too_much_tendered');
    const before = await world.channelBalance('cash');
    expect(await world.cash(cashierTill, 850, 1_000)).toMatchObject({ state: 'paid', tenderedMinor: 1_000, changeMinor: 150 });
    expect((await world.channelBalance('cash')) - before).toBe(-850);
  });

  test('a bank card’s slip counts once, whoever brings it', async () => {
    const slip = { amountMinor: 3_300, reference: '240912003311', cardLastFour: '8821' };
    const key = world.key<'order'>();
    const sale = await cashierTill.client.sales.takeSlipSale(slip, { key });
    expect(sale).toMatchObject({ state: 'paid', method: 'bankCard', reference: '240912003311', cardLastFour: '8821' });
    expect(await cashierTill.client.sales.takeSlipSale(slip, { key })).toEqual(sale);
    expect(await codeOf(world.till.client.sales.takeSlipSale(slip, { key: world.key() }))).toBe('channels.reference_taken');
    expect((await finance.client.sales.listSales({ q: '8821' })).items).toHaveLength(1);
  });
});

describe('a refund', () => {
  test('goes back to the channel, in parts, and never more than was paid', async () => {
    const before = await world.owed();
    const sale = await world.scan(cashierTill, world.code());
    const part = { saleId: sale.id, amountMinor: 300, reason: '少了一份菜' };
    const key = world.key<'refund'>();
    const once = await cashierTill.client.sales.refundTerminalSale(part, { key });
    expect(once).toMatchObject({ refundedMinor: 300, refunds: [{ state: 'asked', amountMinor: 300 }] });
    expect(await cashierTill.client.sales.refundTerminalSale(part, { key })).toEqual(once);
    await resolveRefund(world.app.core.channels, key);
    expect((await finance.client.sales.getSale({ saleId: sale.id })).refunds).toMatchObject([{ state: 'done' }]);
    expect(await codeOf(finance.client.sales.refundSale({ saleId: sale.id, amountMinor: 981, reason: '退' }, { key: world.key() }))).toBe(
      'sales.refund_exceeds',
    );
    await finance.client.sales.refundSale({ saleId: sale.id, amountMinor: 980, reason: '整单退' }, { key: world.key() });
    expect(await world.owed()).toBe(before);
  });

  test('that the channel refuses for good is the merchant’s again', async () => {
    const sale = await world.scan(cashierTill, world.code('instant', 'alipay'));
    const before = await world.owed();
    world.peer.book.arm({ channel: 'alipay', place: 'refund', kind: 'refuse', times: 9 });
    const key = world.key<'refund'>();
    await finance.client.sales.refundSale({ saleId: sale.id, amountMinor: 500, reason: '退款' }, { key });
    await resolveRefund(world.app.core.channels, key);
    const after = await eventually(async () => {
      const now = await finance.client.sales.getSale({ saleId: sale.id });
      if (now.refunds[0]?.state === 'asked') throw new Error('not settled yet');
      return now;
    });
    expect(after).toMatchObject({ refundedMinor: 0, refunds: [{ state: 'failed' }] });
    expect(await world.owed()).toBe(before);
  });

  test('of cash comes out of a drawer with a shift, not out of the back office', async () => {
    const sale = await world.cash(cashierTill, 1_000, 2_000);
    expect(await codeOf(finance.client.sales.refundSale({ saleId: sale.id, amountMinor: 100, reason: '退' }, { key: world.key() }))).toBe(
      'sales.cash_at_till',
    );
    const back = { saleId: sale.id, amountMinor: 400 };
    const refused = () => codeOf(world.till.client.sales.refundTerminalSale(back, { key: world.key() }));
    expect(await refused()).toBe('sales.no_shift');
    await world.admin.client.terminals.updateTerminal({ terminalId: world.till.terminalId, refundsAllowed: false });
    await eventually(async () => expect(await refused()).toBe('sales.refund_not_allowed'));
    expect(await cashierTill.client.sales.refundTerminalSale(back, { key: world.key() })).toMatchObject({
      refundedMinor: 400,
      refunds: [{ state: 'done' }],
    });
  });
});

test('another merchant’s sale does not exist', async () => {
  const other = await world.world.till(world.admin);
  const manager = await world.staff('merchantManager', other.merchantId);
  const sale = await world.scan(world.till, world.code());
  expect(await codeOf(other.client.sales.getTerminalSale({ saleId: sale.id }))).toBe('sales.unknown');
  expect(await codeOf(other.client.sales.giveUpSale({ saleId: sale.id }))).toBe('sales.unknown');
  expect(await codeOf(manager.client.sales.refundSale({ saleId: sale.id, amountMinor: 1, reason: '退' }, { key: world.key() }))).toBe(
    'sales.unknown',
  );
  expect((await manager.client.sales.listSales({})).items).toEqual([]);
  const clerk = await world.staff('cashier');
  expect(await codeOf(clerk.client.sales.listShifts({}))).toBe('request.forbidden');
});

test('the three levels of the day agree: channels, merchants and the balance of the books', async () => {
  await world.world.settle();
  const businessOn = businessDayOf(world.clock(), 'Asia/Shanghai');
  const { checks } = await finance.client.reconciliation.getReconciliationDay({ businessOn });
  const named = checks.map(({ check, channel }) => `${check} ${channel ?? ''}`.trim());
  expect(named).toEqual(expect.arrayContaining(['ledger wechat', 'ledger alipay', 'charges', 'refunds', 'balance']));
  expect(checks.filter(({ isOk }) => !isOk)).toEqual([]);
  expect(checks.find(({ check }) => check === 'charges')?.leftMinor).toBeGreaterThan(1_280);
});

test('the list leaves the house as separated values', async () => {
  const csv = await (await finance.client.sales.exportSales({ language: 'zh-CN', method: 'cash' })).text();
  expect(csv.split('\r\n')[0]).toContain('方式');
  expect(csv).toContain('8.50,0.00,10.00,1.50');
  await (await finance.client.sales.exportShifts({ language: 'zh-CN', state: 'open', q: '张' })).text();
  const written = async (action: string) => (await world.admin.client.audit.listRecords({ action })).items[0];
  await eventually(async () => {
    expect(await written('sales.exportSales')).toMatchObject({ targetKind: 'sale', after: { method: 'cash', isSearched: false } });
    expect(await written('sales.exportShifts')).toMatchObject({ targetKind: 'shift', after: { state: 'open', isSearched: true } });
  });
});

test('a sale is found by its number, by its slip and by the last digits of its card', async () => {
  const slip = { amountMinor: 990, reference: '8812-77', cardLastFour: '4417' };
  const { id } = await world.till.client.sales.takeSlipSale(slip, { key: world.key<'order'>() });
  const other = await world.till.client.sales.takeSlipSale({ ...slip, reference: '4417', cardLastFour: '0001' }, { key: world.key<'order'>() });
  const found = async (q: string) => (await finance.client.sales.listSales({ q })).items.map((sale) => sale.id);
  expect(await found(id.toUpperCase())).toEqual([id]);
  expect(await found('8812-77')).toEqual([id]);
  expect(await found('4417')).toEqual([other.id, id]);
  expect(await found('0002')).toEqual([]);
});
