import { newId, toMinor } from '@tessera/kernel';
import { isAnotherPerson } from '@tessera/rules';
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { asOwner } from '../../../test/database.ts';
import { codeOf, type StaffPerson, type TillDevice } from '../../../test/world.ts';
import { trialBalance } from '../ledger/index.ts';
import { createSalesWorld, type SalesWorld, SYSTEM } from './sales.world.ts';
import { expectedOf } from './shift.ts';
import { insertDrawerMove, selectDrawerMoves } from './shift-queries.ts';

const MOVE = { kind: 'out', amountMinor: 15_000, reason: '送入保险柜', cashier: '赵姐', witness: '钱老师' } as const;
type Move = { kind: 'out' | 'in'; amountMinor: number; reason: string; cashier: string; witness: string };

let world: SalesWorld;
let till: TillDevice;
let finance: StaffPerson;
/** Of the test that runs: a till takes cash in one shift after the other. */
let shiftId: Awaited<ReturnType<SalesWorld['till']['client']['sales']['openShift']>>['id'];

beforeAll(async () => {
  world = await createSalesWorld();
  finance = await world.staff('finance');
});
afterAll(() => world.close());
beforeEach(async () => {
  till = await world.world.till(world.admin, world.merchantId);
  ({ id: shiftId } = await till.client.sales.openShift({ cashier: '赵姐', floatMinor: 20_000 }, { key: world.key() }));
});

const move = (input: Partial<Move> = {}, key = world.key(), device = till) =>
  device.client.sales.moveDrawerCash({ shiftId, ...MOVE, ...input }, { key });
const close = (counted: { faceMinor: number; pieces: number }[]) =>
  till.client.sales.closeShift({ shiftId, cashier: '赵姐', counted, reason: '盘点' }, { key: world.key() });

describe('cash that is moved during a shift', () => {
  test('changes what is expected, once for each key, and stays in the closed shift’s figures', async () => {
    await world.cash(till, 850, 1_000);
    const key = world.key();
    const moved = await move({}, key);
    expect(moved).toMatchObject({ expectedMinor: 5_850, drawerMoves: [{ ...MOVE, id: key }] });
    expect(await move({}, key)).toEqual(moved);
    expect(await codeOf(move({ amountMinor: 1 }, key))).toBe('request.key_reused');
    expect(await move({ kind: 'in', amountMinor: 4_150, reason: '换零钱' })).toMatchObject({ expectedMinor: 10_000 });
    const closed = await close([{ faceMinor: 10_000, pieces: 1 }]);
    expect(closed).toMatchObject({ expectedMinor: 10_000, differenceMinor: 0 });
    expect(closed.drawerMoves.map(({ kind, amountMinor }) => [kind, amountMinor])).toEqual([
      ['out', 15_000],
      ['in', 4_150],
    ]);
    expect(await finance.client.sales.getShift({ shiftId })).toEqual(closed);
    const csv = await (await finance.client.sales.exportShifts({ language: 'en', terminalId: till.terminalId })).text();
    expect(csv).toContain(',150.00,41.50,100.00,100.00,0.00,');
    const { items } = await world.admin.client.audit.listRecords({ action: 'sales.moveDrawerCash' });
    expect(items.map(({ after }) => after)).toContainEqual(expect.objectContaining({ amountMinor: 15_000, cashier: '赵姐', witness: '钱老师' }));
  });

  test('is no money of the ledger: every account stays where it was', async () => {
    const books = () => world.world.database.transaction(SYSTEM, {}, trialBalance);
    const before = await books();
    await move();
    await move({ kind: 'in', amountMinor: 500 });
    expect(await books()).toEqual(before);
  });

  test('is never more than lies there, and not without another person', async () => {
    expect(await codeOf(move({ amountMinor: 20_001 }))).toBe('sales.drawer_exceeds');
    for (const witness of ['赵姐', ' 赵 姐 ', '赵\u200b姐']) expect(await codeOf(move({ witness })), witness).toBe('sales.witness_needed');
    expect(await move({ amountMinor: 20_000 })).toMatchObject({ expectedMinor: 0 });
    expect(await codeOf(move({ amountMinor: 1 }))).toBe('sales.drawer_exceeds');
    expect(['Zhao', 'ZHAO', 'Ｚｈａｏ', 'z hao'].map((witness) => isAnotherPerson('zhao', witness))).toEqual([false, false, false, false]);
    expect(isAnotherPerson('zhao', 'qian')).toBe(true);
  });

  test('belongs to this till’s open shift', async () => {
    const other = await world.world.till(world.admin, world.merchantId);
    expect(await codeOf(move({}, world.key(), other))).toBe('sales.shift_unknown');
    const foreign = await world.world.till(world.admin, await world.merchant('书店'));
    expect(await codeOf(move({}, world.key(), foreign))).toBe('sales.shift_unknown');
    await close([]);
    expect(await codeOf(move())).toBe('sales.shift_closed');
    const late = `select set_config('app.actor_kind', 'system', false); insert into sales.drawer_move values
      ('${newId()}', '${shiftId}', '${world.merchantId}', 'out', 100, 'x', 'a', 'b', now())`;
    await expect(asOwner(world.database.ownerUrl, late)).rejects.toThrow('a closed shift');
  });

  test('is refused when it makes no sense', async () => {
    const wrong: Partial<Record<keyof Move, unknown>>[] = [
      { amountMinor: 0 },
      { amountMinor: -100 },
      { amountMinor: 1.5 },
      { amountMinor: '100' },
      { amountMinor: Number.MAX_SAFE_INTEGER },
      { kind: 'sideways' },
      { reason: '' },
      { reason: ' \u200b ' },
      { reason: 'x'.repeat(201) },
      { witness: '' },
      { witness: 'x'.repeat(41) },
      { cashier: '\u202e' },
    ];
    for (const one of wrong) expect(await codeOf(move(one as Partial<Move>)), JSON.stringify(one)).toBe('request.invalid'); // Wrong on purpose.
    expect((await till.client.sales.getTerminalShift()).shift?.drawerMoves).toEqual([]);
  });

  test('fifty times at most', async () => {
    const row = {
      shift_id: shiftId,
      merchant_id: world.merchantId,
      kind: 'in',
      amount_minor: toMinor(1),
      reason: 'x',
      cashier: 'a',
      witness: 'b',
    } as const;
    await world.world.database.transaction(SYSTEM, {}, async (ctx) => {
      for (let count = 0; count < 49; count += 1) await insertDrawerMove(ctx, { ...row, id: world.key(), moved_at: ctx.now });
    });
    await move();
    expect(await codeOf(move({ kind: 'in' }))).toBe('sales.drawer_moves_full');
  });

  test('emptied by two at once is emptied once; two that look without the lock both see all of it', async () => {
    for (let round = 0; round < 3; round += 1) {
      const codes = await Promise.all([1, 2, 3].map(() => codeOf(move({ amountMinor: 20_000 }))));
      expect(codes.sort()).toEqual(['no refusal', 'sales.drawer_exceeds', 'sales.drawer_exceeds']);
      await move({ kind: 'in', amountMinor: 20_000 });
    }
    // The control: what each takes that has not waited for the other.
    let [arrived, open] = [0, () => {}];
    const bothLooked = new Promise<void>((resolve) => {
      open = resolve;
    });
    const takeAll = () =>
      world.world.database.transaction(SYSTEM, {}, async (ctx) => {
        const left = expectedOf(toMinor(20_000), { totals: [], moves: await selectDrawerMoves(ctx, [shiftId]) });
        arrived += 1;
        if (arrived === 2) open();
        await bothLooked;
        const row = { shift_id: shiftId, merchant_id: world.merchantId, amount_minor: left, reason: 'x', cashier: 'a', witness: 'b' };
        await insertDrawerMove(ctx, { id: world.key(), ...row, kind: 'out', moved_at: ctx.now });
        return left;
      });
    expect(await Promise.all([takeAll(), takeAll()])).toEqual([20_000, 20_000]);
  });
});
