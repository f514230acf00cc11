import { businessDayOf, type Id, newId } from '@tessera/kernel';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { codeOf, createWorld, type MemberPerson, type StaffPerson, type World } from '../../../test/world.ts';
import { systemActor } from '../../platform/ctx.ts';
import { verifyBooks } from '../ledger/index.ts';
import { openWallets } from '../wallets/index.ts';
import { updateSlip } from './queries.ts';

let world: World;
let admin: StaffPerson;
let maker: StaffPerson;
let checker: StaffPerson;
let merchantId: Awaited<ReturnType<World['merchant']>>;

beforeAll(async () => {
  world = await createWorld();
  admin = await world.staff('administrator');
  [maker, checker] = [await world.staff('finance'), await world.staff('finance')];
  merchantId = await world.merchant('一食堂');
});
afterAll(() => world.close());

const today = () => businessDayOf(world.clock(), 'Asia/Shanghai');
const key = (member: Pick<MemberPerson, 'memberNumber'>, slipNumber: string, { amountMinor = 800, paidOn = today() } = {}) =>
  maker.client.slips.keySlips({ merchantId, slips: [{ slipNumber, memberNumber: member.memberNumber, amountMinor, paidOn }] });
const slipOf = async (q: string) => {
  const [slip] = (await checker.client.slips.listSlips({ q })).items;
  if (!slip) throw new Error('no such slip');
  return slip;
};
const cash = async (member: MemberPerson) => (await member.client.wallets.getOwnWallet()).balanceMinor;

test('a slip is keyed by one person, charged when another confirms it, and shows in the member’s history', async () => {
  const member = await world.member(admin, { balanceMinor: 2_000 });
  expect(await key(member, 'A-1')).toEqual({ lines: [{ slipNumber: 'A-1', problem: null }] });
  expect(await cash(member)).toBe(2_000);
  const { id: slipId } = await slipOf('A-1');
  world.pass(1);
  expect(await checker.client.slips.confirmSlip({ slipId })).toMatchObject({ state: 'posted', memberNumber: member.memberNumber });
  await world.settle();
  expect(await cash(member)).toBe(1_200);
  const [row] = (await member.client.payments.listOwnPayments({})).items;
  expect(row).toMatchObject({ id: slipId, kind: 'charge', amountMinor: 800, merchantName: '一食堂', reason: `#A-1 ${today()}` });
  expect((await admin.client.payments.refund({ paymentId: row?.id ?? (slipId as never), amountMinor: 800 })).originalRefundedMinor).toBe(800); // The slip's id is the payment's.
  expect(await cash(member)).toBe(2_000);
});

test('whoever keyed a slip cannot confirm it, in the use case and in the database', async () => {
  const member = await world.member(admin, { balanceMinor: 2_000 });
  await key(member, 'B-1');
  const { id: slipId } = await slipOf('B-1');
  expect(await codeOf(maker.client.slips.confirmSlip({ slipId }))).toBe('slips.needs_another_person');
  const past = world.database.transaction(systemActor('test'), {}, (ctx) =>
    updateSlip(ctx, slipId, { state: 'posted', decided_by: maker.staffId, decided_by_name: 'x', decided_at: ctx.now }),
  );
  await expect(past).rejects.toThrow('slip_confirmed_by_another');
  expect(await cash(member)).toBe(2_000);
});

test('ten confirmations at once charge a slip once', async () => {
  const member = await world.member(admin, { balanceMinor: 2_000 });
  await key(member, 'C-1');
  const { id: slipId } = await slipOf('C-1');
  const codes = await Promise.all(Array.from({ length: 10 }, () => codeOf(checker.client.slips.confirmSlip({ slipId }))));
  expect(codes.filter((code) => code === 'no refusal')).toHaveLength(1);
  expect(new Set(codes)).toEqual(new Set(['no refusal', 'slips.not_waiting']));
  expect(await cash(member)).toBe(1_200);
});

test('a number counts once at its merchant, and again after it was refused', async () => {
  const member = await world.member(admin, { balanceMinor: 2_000 });
  const keyed = await Promise.all([key(member, 'D-1'), key(member, 'd-1')]);
  expect(keyed.flatMap(({ lines }) => lines.map(({ problem }) => problem)).sort()).toEqual(['number_used', null].sort());
  const { id: slipId } = await slipOf('d-1');
  expect(await maker.client.slips.refuseSlip({ slipId, reason: 'Misread' })).toMatchObject({ state: 'refused', reason: 'Misread' });
  expect(await codeOf(checker.client.slips.confirmSlip({ slipId }))).toBe('slips.not_waiting');
  expect((await key(member, 'D-1')).lines).toEqual([{ slipNumber: 'D-1', problem: null }]);
});

test('lines that cannot be taken say why, and the others are taken', async () => {
  const member = await world.member(admin);
  const line = { memberNumber: member.memberNumber, amountMinor: 100, paidOn: today() };
  const slips = [
    { ...line, slipNumber: 'E-1' },
    { ...line, slipNumber: 'E-1' },
    { ...line, slipNumber: 'E-2', memberNumber: 'NOBODY' },
    { ...line, slipNumber: 'E-3', paidOn: '2999-01-01' },
    { ...line, slipNumber: 'E-4', paidOn: businessDayOf(new Date(world.clock().getTime() - 32 * 86_400_000), 'Asia/Shanghai') },
    { ...line, slipNumber: 'E-5', paidOn: businessDayOf(new Date(world.clock().getTime() - 31 * 86_400_000), 'Asia/Shanghai') },
  ];
  expect((await maker.client.slips.keySlips({ merchantId, slips })).lines.map(({ problem }) => problem)).toEqual([
    null,
    'number_used',
    'member_unknown',
    'day_ahead',
    'day_too_old',
    null,
  ]);
  const operator = { merchantId: world.operatorId, slips: slips.slice(0, 1) };
  expect(await codeOf(maker.client.slips.keySlips(operator))).toBe('slips.merchant_unknown');
});

test('a slip over the balance is refused, waits, and is charged after a top-up', async () => {
  const member = await world.member(admin, { balanceMinor: 500 });
  await key(member, 'F-1');
  const { id: slipId } = await slipOf('F-1');
  expect(await codeOf(checker.client.slips.confirmSlip({ slipId }))).toBe('slips.insufficient_funds');
  expect([await cash(member), (await slipOf('F-1')).state]).toEqual([500, 'waiting']);
  await admin.client.payments.topUp({ memberId: member.memberId, amountMinor: 400 });
  expect(await checker.client.slips.confirmSlip({ slipId })).toMatchObject({ state: 'posted' });
  expect(await cash(member)).toBe(100);
});

test('a member without a wallet keeps no pile from being confirmed', async () => {
  const bare = await createWorld({ withWorker: false });
  try {
    const [chief, clerk] = [await bare.staff('administrator'), await bare.staff('finance')];
    const shop = await bare.merchant();
    const numbers = [`N${newId().slice(-8)}`, `W${newId().slice(-8)}`];
    const members: Id<'member'>[] = [];
    for (const memberNumber of numbers) {
      members.push((await chief.client.members.createMember({ memberNumber, name: '赵一', kind: 'student', password: 'first-Pass-9137' })).id);
    }
    await bare.database.transaction(systemActor('test'), {}, (ctx) => openWallets(ctx, { memberIds: members.slice(1) }));
    const slips = numbers.map((memberNumber) => ({ slipNumber: memberNumber, memberNumber, amountMinor: 100, paidOn: today() }));
    await chief.client.slips.keySlips({ merchantId: shop, slips });
    const slipIds = (await clerk.client.slips.listSlips({})).items.map(({ id }) => id);
    const { lines } = await clerk.client.slips.confirmSlips({ slipIds });
    expect(lines.map(({ problem }) => problem).sort()).toEqual(['insufficient_funds', 'wallet_not_active']);
  } finally {
    await bare.close();
  }
});

test('a slip draws the subsidies that pay there first, then cash, and is given back in reverse', async () => {
  const member = await world.member(admin, { balanceMinor: 1_000 });
  const scope = { everywhere: false, merchantIds: [merchantId], categories: [] };
  const terms = { name: { zh: '餐补', en: 'Meals' }, scope, expiry: { kind: 'never' as const }, budgetMinor: null };
  const { id: programmeId } = await admin.client.subsidies.createProgramme(terms);
  await admin.client.subsidies.grantToMember({ programmeId, memberId: member.memberId, amountMinor: 500, reason: '开学' });
  await key(member, 'G-1', { amountMinor: 800 });
  const { id: slipId } = await slipOf('G-1');
  await checker.client.slips.confirmSlip({ slipId });
  expect(await cash(member)).toBe(700);
  await world.settle();
  const [row] = (await member.client.payments.listOwnPayments({})).items.filter(({ kind }) => kind === 'charge');
  expect(row?.legs.map(({ purse, amountMinor, balanceAfterMinor }) => [purse, amountMinor, balanceAfterMinor])).toEqual([
    ['subsidy', 500, 0],
    ['cash', 300, 700],
  ]);
  expect(row?.balanceAfterMinor).toBe(700);
  if (!row) throw new Error('the slip is no payment');
  await admin.client.payments.refund({ paymentId: row.id, amountMinor: 400 });
  expect(await cash(member)).toBe(1_000);
  const [purse] = (await member.client.subsidies.listOwnPurses()).purses;
  expect(purse?.balanceMinor).toBe(100);
  const { faults } = await verifyBooks((step) => world.database.transaction(systemActor('test'), { readOnly: true }, step));
  expect(faults).toEqual([]);
});

test('a subsidy of another shop pays no slip', async () => {
  const member = await world.member(admin, { balanceMinor: 100 });
  const scope = { everywhere: false, merchantIds: [await world.merchant('另一家')], categories: [] };
  const terms = { name: { zh: '别处', en: 'Elsewhere' }, scope, expiry: { kind: 'never' as const }, budgetMinor: null };
  const { id: programmeId } = await admin.client.subsidies.createProgramme(terms);
  await admin.client.subsidies.grantToMember({ programmeId, memberId: member.memberId, amountMinor: 5_000, reason: 'x' });
  await key(member, 'H-1');
  expect(await codeOf(checker.client.slips.confirmSlip({ slipId: (await slipOf('H-1')).id }))).toBe('slips.insufficient_funds');
});

test('a pile is confirmed at once: what cannot be charged waits and says why, and two checkers charge each once', async () => {
  const [rich, poor] = [await world.member(admin, { balanceMinor: 5_000 }), await world.member(admin, { balanceMinor: 100 })];
  await key(rich, 'P-1');
  await key(rich, 'P-2');
  await key(poor, 'P-3');
  await checker.client.slips.keySlips({
    merchantId,
    slips: [{ slipNumber: 'P-4', memberNumber: rich.memberNumber, amountMinor: 800, paidOn: today() }],
  });
  const slipIds = await Promise.all(['P-1', 'P-2', 'P-3', 'P-4'].map(async (number) => (await slipOf(number)).id));
  const both = await Promise.all([
    checker.client.slips.confirmSlips({ slipIds }),
    checker.client.slips.confirmSlips({ slipIds: [...slipIds].reverse() }),
  ]);
  const problems = both.map(({ lines }) => slipIds.map((slipId) => lines.find((line) => line.slipId === slipId)?.problem ?? null));
  expect(problems.map((line) => line.slice(2))).toEqual(Array(2).fill(['insufficient_funds', 'needs_another_person']));
  expect(problems.map(([first]) => first).sort()).toEqual(['not_waiting', null].sort());
  expect(await cash(rich)).toBe(5_000 - 1_600);
  expect(await codeOf(checker.client.slips.confirmSlips({ slipIds: [newId<'slip'>()] }))).toBe('slips.unknown');
});
