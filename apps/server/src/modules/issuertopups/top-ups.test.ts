import { ISSUER_KEY_HEADER, TAKE_BACK_DAYS } from '@tessera/contract';
import { type Id, newId } from '@tessera/kernel';
import { sql } from 'kysely';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { codeOf, createWorld, type MemberPerson, type StaffPerson, type World } from '../../../test/world.ts';
import { type Ctx, systemActor } from '../../platform/ctx.ts';
import { checkDeposits } from '../deposits/index.ts';
import { trialBalance } from '../ledger/index.ts';
import { projectMovements } from '../payments/index.ts';
import { mayComeBack } from './issuer-top-up.ts';

const PAID_IN = 100_000;
let world: World;
let admin: StaffPerson;
let issuer: StaffPerson;
let issuerId: Id<'organization'>;

beforeAll(async () => {
  world = await createWorld();
  admin = await world.staff('administrator');
  const checker = await world.staff('finance');
  issuer = await world.staff('issuerManager');
  issuerId = issuer.organizationId;
  await admin.client.deposits.setIssuerDeposit({ issuerId, lowMinor: 0 });
  const paidOn = new Date(world.clock().getTime() + 8 * 3_600_000).toISOString().slice(0, 10);
  const slip = await admin.client.deposits.enterDepositSlip({ issuerId, amountMinor: PAID_IN, reference: 'ICBC-1', paidOn });
  await checker.client.deposits.confirmDepositSlip({ depositSlipId: slip.id });
});
afterAll(() => world?.close());

const system = <Result>(fn: (ctx: Ctx) => Promise<Result>) => world.database.transaction(systemActor('test'), {}, fn);
const stranger = () => world.member(admin, { name: '外人', balanceMinor: 0 });
const holder = async () => {
  const person = await world.member(admin, { name: '王小明', balanceMinor: 0 });
  await admin.client.members.updateMember({ memberId: person.memberId, issuerId });
  return person;
};
const give = (to: MemberPerson, amountMinor: number, key = newId()) =>
  issuer.client.issuertopups.giveIssuerTopUp({ memberId: to.memberId, amountMinor, reason: '车险续保礼' }, { key });
const held = async (of: MemberPerson) => (await of.client.wallets.getOwnWallet()).balanceMinor;
const left = async () => (await issuer.client.deposits.getIssuerDeposit({ issuerId })).availableMinor;
const told = async (of: MemberPerson) => (await of.client.notifications.listOwnNotices({})).items.map(({ kind }) => kind);
/** The books balance, and every deposit is the sum of its lines. */
const faults = () =>
  system(async (ctx) => {
    const uneven = Object.values((await trialBalance(ctx)).sumMinor).filter((sum) => sum !== 0);
    return [...uneven, ...(await checkDeposits(ctx)).filter(({ stands, should }) => stands !== should)];
  });

test('an issuer tops up its own member once a key; the deposit, its statement and the member’s records all say so', async () => {
  const [member, outsider, other] = [await holder(), await stranger(), await world.staff('issuerManager')];
  const before = await left();
  const key = newId();
  const done = await give(member, 5_000, key);
  expect(done).toMatchObject({ amountMinor: 5_000, way: 'hand', memberName: '王小明', mayTakeBack: true });
  expect(await give(member, 5_000, key)).toEqual(done);
  expect([await held(member), await left()]).toEqual([5_000, before - 5_000]);
  const [line] = (await issuer.client.deposits.listDepositLines({ issuerId })).items;
  expect(line).toMatchObject({ kind: 'topUp', amountMinor: -5_000, reference: member.memberNumber });
  await system(projectMovements);
  expect((await member.client.payments.listOwnPayments({})).items).toMatchObject([{ id: done.id, kind: 'issuer_top_up', amountMinor: 5_000 }]);
  expect((await told(member)).filter((kind) => kind.startsWith('wallet.'))).toEqual(['wallet.toppedUpByIssuer']);
  // A key that stands for another top-up moves nothing.
  expect(await codeOf(issuer.client.issuertopups.takeBackIssuerTopUp({ issuerTopUpId: done.id, reason: '误充' }, { key: done.id }))).toBe(
    'request.key_reused',
  );
  expect(await codeOf(give(outsider, 100))).toMatch(/members.unknown|issuertopups.member_not_yours/);
  const foreign = other.client.issuertopups;
  expect((await foreign.listIssuerTopUps({})).items).toEqual([]);
  expect(await codeOf(foreign.takeBackIssuerTopUp({ issuerTopUpId: done.id, reason: '误充' }))).toBe('issuertopups.unknown');
  expect(await codeOf(admin.client.issuertopups.giveIssuerTopUp({ memberId: member.memberId, amountMinor: 1, reason: '代充' }))).toBe(
    'request.forbidden',
  );
  expect((await admin.client.issuertopups.listIssuerTopUps({ issuerId, q: member.memberNumber })).items.map(({ id }) => id)).toEqual([done.id]);
  expect(await faults()).toEqual([]);
});

test('the last of a deposit is given once, however many ask at the same time; over a wallet’s limit nothing is', async () => {
  const members = await Promise.all(Array.from({ length: 4 }, () => holder()));
  const rest = await left();
  const most = Math.floor(rest / 2);
  const codes = await Promise.all(members.map((member) => codeOf(give(member, most))));
  expect(codes.filter((code) => code === 'no refusal')).toHaveLength(2);
  expect(codes.filter((code) => code === 'deposits.short')).toHaveLength(2);
  expect(await left()).toBe(rest - 2 * most);
  await admin.client.settings.updateSetting({ key: 'wallets.namedBalanceLimitMinor', value: 100 });
  expect(await codeOf(give(await holder(), 101))).toMatch(/issuertopups.over_limit|deposits.short/);
  await admin.client.settings.updateSetting({ key: 'wallets.namedBalanceLimitMinor', value: 500_000 });
  expect(await faults()).toEqual([]);
});

test('two that look at a deposit without holding it both find enough: the control', async () => {
  let [arrived, open] = [0, () => {}];
  const both = new Promise<void>((resolve) => {
    open = resolve;
  });
  const look = () =>
    system(async (ctx) => {
      const { rows } = await sql<{ balance: number }>`
        select balance_minor::int as balance from deposits.line where issuer_id = ${issuerId} order by ordinal desc limit 1`.execute(ctx.tx);
      arrived += 1;
      if (arrived === 2) open();
      await both;
      return rows[0]?.balance;
    });
  const [one, other] = await Promise.all([look(), look()]);
  expect(one).toBe(other);
});

test('a top-up is taken back whole and once, and not when it is spent', async () => {
  const [kept, spent] = [await holder(), await holder()];
  const back = (await issuer.client.issuertopups.listIssuerTopUps({})).items.find(({ takenBackAt }) => takenBackAt === null);
  if (back) await issuer.client.issuertopups.takeBackIssuerTopUp({ issuerTopUpId: back.id, reason: '腾出额度' });
  const before = await left();
  const [first, second] = [await give(kept, 700), await give(spent, 800)];
  const takeBack = (issuerTopUpId: Id<'issuerTopUp'>) => issuer.client.issuertopups.takeBackIssuerTopUp({ issuerTopUpId, reason: '充错了人' });
  const codes = await Promise.all(Array.from({ length: 5 }, () => codeOf(takeBack(first.id))));
  expect(codes.sort()).toEqual([
    'issuertopups.taken_back',
    'issuertopups.taken_back',
    'issuertopups.taken_back',
    'issuertopups.taken_back',
    'no refusal',
  ]);
  expect([await held(kept), await left()]).toEqual([0, before - 800]);
  expect(await told(kept)).toContain('wallet.takenBackByIssuer');
  const till = await world.till(admin);
  await till.client.payments.charge({ amountMinor: 300, credential: { kind: 'member', memberNumber: spent.memberNumber } });
  expect(await codeOf(takeBack(second.id))).toBe('issuertopups.spent');
  // What the member paid in since is the member's own.
  await admin.client.payments.topUp({ memberId: spent.memberId, amountMinor: 5_000 });
  await system(projectMovements);
  expect(await codeOf(takeBack(second.id))).toBe('issuertopups.spent');
  // Neither a counter's top-up nor a correction, in the member's records as in the day's report.
  expect((await kept.client.payments.listOwnPayments({})).items.map(({ kind }) => kind).sort()).toEqual(['issuer_top_up', 'issuer_top_up_back']);
  const today = await admin.client.payments.getToday();
  expect(today).toMatchObject({ topUpCount: 1, topUpMinor: 5_000 });
  expect(today.issuerTopUpCount).toBeGreaterThan(today.issuerTopUpBackCount);
  expect(today.issuerTopUpBackMinor).toBeGreaterThanOrEqual(700);
  const fresh = { taken_back_id: null, at: world.clock() };
  expect([TAKE_BACK_DAYS, TAKE_BACK_DAYS + 1].map((days) => mayComeBack(fresh, new Date(fresh.at.getTime() + days * 86_400_000)))).toEqual([
    true,
    false,
  ]);
  expect(await faults()).toEqual([]);
});

test('the issuer’s own system tells of a top-up with its key: once a reference, and only for its own members', async () => {
  const [member, outsider] = [await holder(), await stranger()];
  const { token, issuerKey } = await issuer.client.loyalty.createIssuerKey({ name: '理赔系统' });
  const tell = async (told: { reference: string; memberNumber: string; amountMinor: number }, with_ = token) => {
    const response = await fetch(`${world.origin}/api/issuer-top-ups/told`, {
      method: 'POST',
      headers: { 'content-type': 'application/json', [ISSUER_KEY_HEADER]: with_ },
      body: JSON.stringify(told),
    });
    return (await response.json()) as { code?: string; replayed?: boolean; amountMinor?: number }; // As the contract has it.
  };
  const asked = { reference: 'CLAIM-1', memberNumber: member.memberNumber, amountMinor: 600 };
  const answers = await Promise.all([tell(asked), tell(asked), tell(asked)]);
  expect(answers.map(({ replayed }) => replayed).sort()).toEqual([false, true, true]);
  expect(await held(member)).toBe(600);
  expect(await tell({ ...asked, amountMinor: 601 })).toMatchObject({ code: 'issuertopups.reference_differs' });
  expect(await tell({ ...asked, reference: 'CLAIM-2', memberNumber: outsider.memberNumber })).toMatchObject({ code: 'issuertopups.member_unknown' });
  expect(await tell(asked, 'wrong')).toMatchObject({ code: 'loyalty.key_wrong' });
  // Who may not top up makes no key that may.
  const foreign = await admin.client.loyalty.createIssuerKey({ name: '代建', issuerId });
  expect(await tell({ ...asked, reference: 'CLAIM-3' }, foreign.token)).toMatchObject({ code: 'issuertopups.key_without_right' });
  expect((await issuer.client.issuertopups.listIssuerTopUps({ q: 'CLAIM-1' })).items).toMatchObject([{ way: 'key', byName: issuerKey.name }]);
  expect([await held(member), await faults()]).toEqual([600, []]);
});
