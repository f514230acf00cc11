import { toMinor } from '@tessera/kernel';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { asOwner } from '../../../test/database.ts';
import { codeOf, type MemberPerson, type StaffPerson, type TillDevice } from '../../../test/world.ts';
import { createSalesWorld, type SalesWorld } from './sales.world.ts';
import { expectedOf, isReasonNeeded, sumOfCount, totalsOfShift } from './shift.ts';

const NOTHING = { chargeCount: 0, chargeMinor: toMinor(0), refundCount: 0, refundMinor: toMinor(0) };

describe('the arithmetic of a drawer', () => {
  test('expects the float, what came in cash, less what went out in cash', () => {
    const sums = [
      { method: 'cash', kind: 'sale', count: 2, minor: toMinor(1_500) },
      { method: 'cash', kind: 'refund', count: 1, minor: toMinor(400) },
      { method: 'wechat', kind: 'sale', count: 9, minor: toMinor(99_999) },
    ] as const;
    const totals = totalsOfShift(NOTHING, { ...NOTHING, chargeCount: 3, chargeMinor: toMinor(700) }, sums);
    expect(totals.map(({ method }) => method)).toEqual(['wallet', 'wechat', 'alipay', 'bankCard', 'cash']);
    expect(expectedOf(toMinor(20_000), { totals, moves: [] })).toBe(21_100);
    const moves = [
      { kind: 'out', amount_minor: toMinor(15_000) },
      { kind: 'in', amount_minor: toMinor(2_000) },
      { kind: 'out', amount_minor: toMinor(50) },
    ] as const;
    expect(expectedOf(toMinor(20_000), { totals, moves })).toBe(8_050);
    expect(totals[0]).toMatchObject({ saleCount: 3, saleMinor: 700 });
  });

  test('adds notes and coins, and wants a reason beyond the setting, whichever way', () => {
    expect(
      sumOfCount([
        { faceMinor: 10_000, pieces: 2 },
        { faceMinor: 10, pieces: 7 },
      ]),
    ).toBe(20_070);
    expect([500, -500, 501, -501].map((minor) => isReasonNeeded(toMinor(minor), toMinor(500)))).toEqual([false, false, true, true]);
  });
});

describe('a shift', () => {
  let world: SalesWorld;
  let till: TillDevice;
  let finance: StaffPerson;
  let member: MemberPerson;
  beforeAll(async () => {
    world = await createSalesWorld();
    till = world.till;
    finance = await world.staff('finance');
    member = await world.member(world.admin, { balanceMinor: 20_000 });
  });
  afterAll(() => world.close());

  const open = (floatMinor = 20_000) => till.client.sales.openShift({ cashier: '赵姐', floatMinor }, { key: world.key() });
  /** The payer code is looked up afresh: it is spent with each sale. */
  const charge = async (amountMinor: number) => {
    world.world.pass(60);
    const answer = await till.client.payments.charge(
      { amountMinor, credential: { kind: 'code', code: await world.payCode(member) } },
      { key: world.key<'payment'>() },
    );
    expect(answer.outcome).toBe('approved');
  };

  test('adds up every kind, is counted, and closes once', async () => {
    await charge(111); // Before the first shift: nobody's.
    await world.settle();
    const shift = await open();
    expect(await codeOf(open())).toBe('sales.shift_open');
    await charge(900);
    await world.scan(till, world.code('instant', 'wechat'));
    await world.scan(till, world.code('instant', 'alipay'), { amountMinor: 660 });
    await till.client.sales.takeSlipSale({ amountMinor: 3_300, reference: 'R-0001', cardLastFour: '8821' }, { key: world.key() });
    const cash = await world.cash(till, 850, 1_000);
    await world.cash(till, 1_000);
    await till.client.sales.refundTerminalSale({ saleId: cash.id, amountMinor: 200 }, { key: world.key() });
    const counted = [
      { faceMinor: 10_000, pieces: 2 },
      { faceMinor: 500, pieces: 0 },
      { faceMinor: 50, pieces: 13 },
    ];
    const key = world.key();
    const close = (reason?: string) =>
      till.client.sales.closeShift({ shiftId: shift.id, cashier: '赵姐', counted, ...(reason && { reason }) }, { key });
    expect(await codeOf(close())).toBe('sales.reason_needed');
    const closed = await close('顾客没有要找零');
    expect(Object.fromEntries(closed.totals.map((total) => [total.method, [total.saleCount, total.saleMinor, total.refundMinor]]))).toEqual({
      wallet: [1, 900, 0],
      wechat: [1, 1_280, 0],
      alipay: [1, 660, 0],
      bankCard: [1, 3_300, 0],
      cash: [2, 1_850, 200],
    });
    expect(closed).toMatchObject({ expectedMinor: 21_650, countedMinor: 20_650, differenceMinor: -1_000, shiftNo: 1 });
    expect(await close('顾客没有要找零')).toEqual(closed);
    const again = { shiftId: shift.id, cashier: '李', counted: [] };
    expect(await codeOf(till.client.sales.closeShift(again, { key: world.key() }))).toBe('sales.shift_closed');
    const rewrite = `select set_config('app.actor_kind', 'system', false); update sales.shift set counted_minor = 1 where id = '${shift.id}'`;
    await expect(asOwner(world.database.ownerUrl, rewrite)).rejects.toThrow('a closed shift');
  });

  test('takes in what was sold while none was open', async () => {
    await charge(700);
    const late = await world.scan(till, world.code());
    expect(late.shiftId).toBeNull();
    await world.settle();
    const shift = await open(0);
    const { shift: running } = await till.client.sales.getTerminalShift();
    expect(running?.totals.map(({ saleMinor }) => saleMinor)).toEqual([700, 1_280, 0, 0, 0]);
    expect((await till.client.sales.getTerminalSale({ saleId: late.id })).shiftId).toBe(shift.id);
    const closed = await till.client.sales.closeShift({ shiftId: shift.id, cashier: '钱', counted: [] }, { key: world.key() });
    expect(closed).toMatchObject({ differenceMinor: 0, shiftNo: 2 });
  });

  test('does not close over a sale that still waits, unless the till has given it up', async () => {
    const shift = await open(0);
    const sale = await world.scan(till, world.code('password'));
    const close = () => till.client.sales.closeShift({ shiftId: shift.id, cashier: '孙', counted: [] }, { key: world.key() });
    expect(await codeOf(close())).toBe('sales.sale_waiting');
    await till.client.sales.giveUpSale({ saleId: sale.id });
    expect(await close()).toMatchObject({ countedMinor: 0 });
  });

  test('closed while cash comes in counts each sale in one shift, whole', async () => {
    for (let round = 0; round < 4; round += 1) {
      const shift = await open(0);
      const counted = [{ faceMinor: 100, pieces: 3 }];
      const closing = till.client.sales.closeShift({ shiftId: shift.id, cashier: '李', counted, reason: '竞态' }, { key: world.key() });
      const sales = Promise.allSettled([1, 2, 3].map(() => world.cash(till, 100)));
      const closed = await closing;
      const taken = (await sales).flatMap((one) => (one.status === 'fulfilled' ? [one.value] : []));
      const inShift = taken.filter(({ shiftId }) => shiftId === shift.id);
      expect(closed.totals.find(({ method }) => method === 'cash')?.saleCount).toBe(inShift.length);
      expect(taken).toHaveLength(inShift.length);
    }
  });

  test('that differs is booked once, by somebody of finance, as a new entry', async () => {
    // Of those that were closed while cash came in, some may differ as well.
    const { items } = await finance.client.sales.listShifts({ difference: 'unbooked', q: '赵姐' });
    const short = items.find(({ differenceMinor }) => differenceMinor === -1_000);
    if (!short) throw new Error('the first shift was short');
    const before = await world.channelBalance('cash');
    const book = () => finance.client.sales.bookShiftDifference({ shiftId: short.id, note: '由收银员补足' }, { key: world.key() });
    expect(await book()).toMatchObject({ countedMinor: 20_650, differenceMinor: -1_000, bookedBy: 'finance' });
    expect((await world.channelBalance('cash')) - before).toBe(1_000);
    expect(await codeOf(book())).toBe('sales.nothing_to_book');
    const manager = await world.staff('merchantManager', world.merchantId);
    expect((await manager.client.sales.listShifts({ state: 'closed' })).items.length).toBeGreaterThan(1);
    expect(await codeOf(manager.client.sales.bookShiftDifference({ shiftId: short.id, note: 'x' }, { key: world.key() }))).toBe('request.forbidden');
    const csv = await (await finance.client.sales.exportShifts({ language: 'en' })).text();
    expect(csv).toContain('216.50,206.50,-10.00');
  });
});
