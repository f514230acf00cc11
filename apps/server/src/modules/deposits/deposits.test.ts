import { type Id, newId, toMinor } from '@tessera/kernel';
import { sql } from 'kysely';
import { extractText } from 'unpdf';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { codeOf, createWorld, type StaffPerson, type World } from '../../../test/world.ts';
import { type Ctx, systemActor } from '../../platform/ctx.ts';
import { openAccount, post } from '../ledger/index.ts';
import { standingOf } from './deposit.ts';
import { insertLine, lockDeposit, selectDeposit, selectLines } from './queries.ts';
import { requireCover } from './used-up.ts';
import { checkDeposits } from './verify-deposits.ts';
import { watchDeposits } from './watch-deposits.ts';

const YUAN = 100;
let world: World;
let maker: StaffPerson;
let checker: StaffPerson;
let issuer: StaffPerson;
let issuerId: Id<'organization'>;

beforeAll(async () => {
  world = await createWorld();
  maker = await world.staff('administrator');
  checker = await world.staff('finance');
});
afterAll(() => world?.close());

const system = <Result>(fn: (ctx: Ctx) => Promise<Result>) => world.database.transaction(systemActor('test'), {}, fn);
const today = () => new Date(world.clock().getTime() + 8 * 3_600_000).toISOString().slice(0, 10);
let entered = 0;
const slipOf = (change: { amountMinor?: number; reference?: string; paidOn?: string } = {}) => {
  entered += 1;
  return { issuerId, amountMinor: 1_000 * YUAN, reference: `ICBC-${entered}`, paidOn: today(), ...change };
};
const enter = (change: Parameters<typeof slipOf>[0] = {}) => maker.client.deposits.enterDepositSlip(slipOf(change));
const confirm = (slip: { id: Id<'depositSlip'> }, by = checker) => by.client.deposits.confirmDepositSlip({ depositSlipId: slip.id });
const deposit = (by = maker) => by.client.deposits.getIssuerDeposit({ issuerId });
const linesOf = async (by = maker) => (await by.client.deposits.listDepositLines({ issuerId })).items;
async function openFor(lowYuan: number): Promise<void> {
  issuer = await world.staff('issuerManager');
  issuerId = issuer.organizationId;
  await maker.client.deposits.setIssuerDeposit({ issuerId, lowMinor: lowYuan * YUAN });
}
/** How often people of a house were told of something. */
const told = (kind: string, person: StaffPerson) =>
  system(async (ctx) => {
    const { rows } = await sql<{ count: number }>`
      select count(*)::int as count from notifications.notice where kind = ${kind} and person_id = ${person.staffId}`.execute(ctx.tx);
    return rows[0]?.count ?? 0;
  });

test('what an issuer transferred counts once another person has confirmed it; each sees what is theirs', async () => {
  await openFor(0);
  expect(await codeOf(maker.client.deposits.setIssuerDeposit({ issuerId: checker.organizationId, lowMinor: 0 }))).toBe('deposits.not_an_issuer');
  // What a large insurer transfers at once.
  const asked = slipOf({ amountMinor: 300_000_000 * YUAN });
  const key = newId();
  const slip = await maker.client.deposits.enterDepositSlip(asked, { key });
  expect(await maker.client.deposits.enterDepositSlip(asked, { key })).toEqual(slip);
  expect(await codeOf(enter({ reference: asked.reference.toLowerCase() }))).toBe('deposits.reference_taken');
  expect(await codeOf(enter({ paidOn: '2099-01-01' }))).toBe('deposits.paid_in_future');
  expect(await deposit()).toMatchObject({ balanceMinor: 0 });
  expect(await codeOf(confirm(slip, maker))).toBe('deposits.needs_another_person');
  const confirmKey = newId();
  const confirmed = await checker.client.deposits.confirmDepositSlip({ depositSlipId: slip.id }, { key: confirmKey });
  expect(confirmed).toMatchObject({ state: 'confirmed', mayDecide: false });
  expect(await checker.client.deposits.confirmDepositSlip({ depositSlipId: slip.id }, { key: confirmKey })).toEqual(confirmed);
  const wrong = await enter();
  await checker.client.deposits.refuseDepositSlip({ depositSlipId: wrong.id, reason: '银行没有这笔到账' });
  expect(await codeOf(confirm(wrong))).toBe('deposits.slip_not_now');
  // The number of a slip that was refused may be entered again.
  await enter({ reference: wrong.reference });
  const whole = { balanceMinor: asked.amountMinor, unbilledMinor: 0, availableMinor: asked.amountMinor };
  expect(await deposit(issuer)).toMatchObject(whole);
  expect(await linesOf(issuer)).toMatchObject([{ kind: 'deposit', reference: asked.reference, amountMinor: asked.amountMinor }]);
  expect((await (await issuer.client.deposits.exportDepositStatement({ issuerId, language: 'en' })).arrayBuffer()).byteLength).toBeGreaterThan(500);
  const paper = await issuer.client.deposits.exportDepositStatement({ issuerId, language: 'en', format: 'pdf' });
  const { text } = await extractText(new Uint8Array(await paper.arrayBuffer()), { mergePages: true });
  for (const words of ['Statement of deposit', 'Paid in', 'Balance (yuan)', '— End, 1 page —']) expect(text).toContain(words);
  expect(await codeOf(issuer.client.deposits.listDepositSlips({}))).toBe('request.forbidden');
  const other = await world.staff('issuerManager');
  expect((await other.client.deposits.listIssuerDeposits()).items).toEqual([]);
  expect(await codeOf(deposit(other))).toBe('deposits.none');
  expect(await codeOf(linesOf(other))).toBe('deposits.none');
});

test('of two who decide on one slip at once one does, and slips of one deposit that are confirmed at once all count', async () => {
  await openFor(0);
  const second = await world.staff('finance');
  const one = await enter();
  const codes = await Promise.all([codeOf(confirm(one)), codeOf(confirm(one, second))]);
  expect(codes.filter((code) => code === 'deposits.slip_not_now')).toHaveLength(1);
  const slips = [await enter(), await enter(), await enter(), await enter()];
  await Promise.all(slips.map((slip, index) => confirm(slip, index % 2 === 0 ? checker : second)));
  expect(await deposit()).toMatchObject({ balanceMinor: 5_000 * YUAN });
  expect((await linesOf()).map(({ balanceMinor }) => balanceMinor / YUAN)).toEqual([5_000, 4_000, 3_000, 2_000, 1_000]);
  expect((await system(checkDeposits)).filter(({ stands, should }) => stands !== should)).toEqual([]);
});

test('without the deposit’s lock two lines would follow the same one, and the table refuses the second: the control', async () => {
  await openFor(0);
  const lineAfterLast = (lock: typeof lockDeposit | typeof selectDeposit, both: () => Promise<void>) =>
    system(async (ctx) => {
      await lock(ctx, issuerId);
      const [last] = await selectLines(ctx, { issuerId, limit: 1 });
      await both();
      const balance = toMinor((last?.balance_minor ?? 0) + 1);
      const line = { id: newId(), issuer_id: issuerId, kind: 'deposit', reference: 'R', business_on: today(), at: ctx.now } as const;
      await insertLine(ctx, { ...line, ordinal: (last?.ordinal ?? 0) + 1, amount_minor: toMinor(1), balance_minor: balance });
    });
  const locked = await Promise.allSettled([1, 2].map(() => lineAfterLast(lockDeposit, async () => {})));
  expect(locked.map(({ status }) => status)).toEqual(['fulfilled', 'fulfilled']);
  let arrived = 0;
  const both = async () => {
    arrived += 1;
    await expect.poll(() => arrived).toBe(2);
  };
  const unlocked = await Promise.allSettled([1, 2].map(() => lineAfterLast(selectDeposit, both)));
  expect(unlocked.map(({ status }) => status).sort()).toEqual(['fulfilled', 'rejected']);
});

test('a deposit becomes low once a crossing, whoever looks; both sides are told, and anew after there was enough', async () => {
  await openFor(1_500);
  const before = await told('deposit.low', maker);
  expect(await told('deposit.low', issuer)).toBe(1);
  await confirm(await enter());
  await Promise.all([1, 2, 3].map(() => system(watchDeposits)));
  expect(await told('deposit.low', issuer)).toBe(1);
  await confirm(await enter());
  expect(await deposit()).toMatchObject({ lowSince: null });
  await maker.client.deposits.setIssuerDeposit({ issuerId, lowMinor: 5_000 * YUAN });
  expect(await told('deposit.low', issuer)).toBe(2);
  expect(await told('deposit.low', maker)).toBe(before + 1);
  expect(await deposit()).toMatchObject({ lowSince: expect.any(String) });
  expect(await told('deposit.waiting', checker)).toBeGreaterThan(0);
  expect(await told('deposit.waiting', maker)).toBe(0);
});

test('of two that want the last of a deposit one is refused; without its lock both would have it: the control', async () => {
  await openFor(0);
  await confirm(await enter());
  await maker.client.settings.updateSetting({ key: 'deposits.whenUsedUp', value: 'refuseRedemptions' });
  const priceMinor = toMinor(1_000 * YUAN);
  const open = (owner: string, kind: 'issuer' | 'operator') => system((ctx) => openAccount(ctx, { owner, kind, hot: true }));
  const [receivable, revenue] = [await open(issuerId, 'issuer'), await open(newId(), 'operator')];
  /** A redemption as the deposit sees it: is it covered, then the issuer owes more. */
  const redeem = (ask: (ctx: Ctx) => Promise<unknown>) =>
    system(async (ctx) => {
      await ask(ctx);
      const owed = { id: newId(), debit: receivable.id, credit: revenue.id, amountMinor: priceMinor, code: 199 };
      await post(ctx, { businessOn: today(), transfers: [owed] });
    });
  const covered = (ctx: Ctx) => requireCover(ctx, [{ issuerId, priceMinor }]);
  const answers = await Promise.all([codeOf(redeem(covered)), codeOf(redeem(covered))]);
  expect(answers.filter((code) => code === 'deposits.points_suspended')).toHaveLength(1);
  expect(await deposit()).toMatchObject({ unbilledMinor: priceMinor, availableMinor: 0 });
  await confirm(await enter());
  let arrived = 0;
  const unlocked = async (ctx: Ctx) => {
    const row = await selectDeposit(ctx, issuerId);
    if (!row || (await standingOf(ctx, row)).availableMinor < priceMinor) throw new Error('not covered');
    arrived += 1;
    await expect.poll(() => arrived).toBe(2);
  };
  await Promise.all([redeem(unlocked), redeem(unlocked)]);
  expect(await deposit()).toMatchObject({ availableMinor: -priceMinor });
});
