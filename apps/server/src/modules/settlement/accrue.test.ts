import { type Id, newId, toMinor } from '@tessera/kernel';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { cloneDatabase } from '../../../test/database.ts';
import { codeOf } from '../../../test/world.ts';
import { type Ctx, systemActor } from '../../platform/ctx.ts';
import type { Database } from '../../platform/database.ts';
import { balanceOf } from '../ledger/index.ts';
import { payableAccountOf } from '../merchants/index.ts';
import { createMerchant, createOperator } from '../organizations/index.ts';
import { accountOf } from './account.ts';
import { type Accruing, accrue } from './index.ts';

const SYSTEM = systemActor('test');
const now = new Date('2026-03-10T04:00:00Z');
const [issuerId, otherIssuerId] = [newId<'organization'>(), newId<'organization'>()];
const [programmeId, otherProgrammeId] = [newId<'pointsProgramme'>(), newId<'pointsProgramme'>()];
let database: Database;
let merchantId: Id<'organization'>;
beforeAll(async () => {
  database = await cloneDatabase({ clock: () => now });
  await system((ctx) => createOperator(ctx, { name: '测试运营方' }));
  merchantId = (await system((ctx) => createMerchant(ctx, { name: '净驰汽车服务', category: 'service' }))).id;
});
afterAll(() => database?.close());

const system = <Result>(fn: (ctx: Ctx) => Promise<Result>) => database.transaction(SYSTEM, {}, fn);
const source = (points: number, priceMinor: number, of: { programmeId?: Id<'pointsProgramme'>; issuerId?: Id<'organization'> | null } = {}) => ({
  programmeId,
  issuerId,
  points,
  priceMinor: toMinor(priceMinor),
  ...of,
});
const memberId = newId<'member'>();
const itemId = newId<string>();
const redemption = (change: Partial<Accruing> = {}): Accruing => ({
  id: newId(now.getTime()),
  kind: 'redemption',
  reverses: null,
  occurredAt: now,
  businessOn: '2026-03-10',
  memberId,
  merchantId,
  shopId: null,
  itemId,
  itemName: '标准洗车',
  categoryId: newId(),
  quantity: 1,
  agreedMinor: toMinor(2_200),
  sources: [source(30, 2_850)],
  cashMinor: toMinor(0),
  ...change,
});
const balances = () =>
  system(async (ctx) => ({
    issuer: await balanceOf(ctx, await accountOf(ctx, 'receivable', issuerId)),
    other: await balanceOf(ctx, await accountOf(ctx, 'receivable', otherIssuerId)),
    own: await balanceOf(ctx, await accountOf(ctx, 'own')),
    revenue: await balanceOf(ctx, await accountOf(ctx, 'revenue')),
    cost: await balanceOf(ctx, await accountOf(ctx, 'cost')),
    merchant: await balanceOf(ctx, await payableAccountOf(ctx, merchantId)),
  }));
const write = (accruing: Accruing) => system((ctx) => accrue(ctx, accruing));

test('a redemption from three programmes is owed by each issuer and to the merchant, once, and comes back exactly', async () => {
  const sources = [
    source(30, 2_850),
    source(20, 380, { programmeId: otherProgrammeId, issuerId: otherIssuerId }),
    source(10, 100, { programmeId: newId(), issuerId: null }),
  ];
  const first = redemption({ sources, quantity: 2, agreedMinor: toMinor(4_400) });
  expect(await write(first)).toEqual({ countedOn: '2026-03-10', replayed: false });
  expect(await balances()).toEqual({ issuer: -2_850, other: -380, own: -100, revenue: 3_330, cost: -4_400, merchant: 4_400 });
  expect(await write(first)).toEqual({ countedOn: '2026-03-10', replayed: true });
  expect(await codeOf(write({ ...first, agreedMinor: toMinor(4_401) }))).toBe('request.key_reused');
  const half = [source(15, 1_425), source(10, 190, { programmeId: otherProgrammeId, issuerId: otherIssuerId })];
  const back = (change: Partial<Accruing>) => redemption({ kind: 'reversal', reverses: first.id, agreedMinor: toMinor(2_200), ...change });
  await write(back({ sources: half }));
  expect(await balances()).toMatchObject({ issuer: -1_425, other: -190, revenue: 1_715, cost: -2_200, merchant: 2_200 });
  expect(await codeOf(write(back({ sources: [source(16, 1_425)] })))).toBe('settlement.reversal_too_much');
  expect(await codeOf(write(back({ sources: half, agreedMinor: toMinor(2_201) })))).toBe('settlement.reversal_too_much');
  expect(await codeOf(write(back({ sources: half, memberId: newId() })))).toBe('settlement.reversal_too_much');
  expect(await codeOf(write(back({ reverses: newId(), sources: half })))).toBe('settlement.accrual_unknown');
  await write(back({ sources: [...half, source(10, 100, { programmeId: sources[2]?.programmeId ?? newId(), issuerId: null })] }));
  expect(await balances()).toEqual({ issuer: 0, other: 0, own: 0, revenue: 0, cost: 0, merchant: 0 });
});

test('of ten that take the same redemption back at once, one does', async () => {
  const first = redemption();
  await write(first);
  const tries = Array.from({ length: 10 }, () => codeOf(write(redemption({ kind: 'reversal', reverses: first.id }))));
  const codes = await Promise.all(tries);
  expect(codes.filter((code) => code === 'no refusal')).toHaveLength(1);
  expect(codes.filter((code) => code === 'settlement.reversal_too_much')).toHaveLength(9);
});

test('what nobody may say is refused before anything is written', async () => {
  for (const wrong of [
    redemption({ agreedMinor: toMinor(-1) }),
    redemption({ sources: [source(0, 1)] }),
    redemption({ sources: [source(1, 1), source(2, 2)] }),
    redemption({ kind: 'reversal' }),
    redemption({ reverses: newId() }),
  ]) {
    await expect(async () => write(wrong)).rejects.toThrow(RangeError);
  }
});
