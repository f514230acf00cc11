import { businessDayOf, newId } from '@tessera/kernel';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import {
  codeOf,
  createWorld,
  eventually,
  type MemberPerson,
  PASSWORD,
  type Person,
  type StaffPerson,
  type TillDevice,
  type World,
} from '../../../test/world.ts';
import { type Ctx, systemActor } from '../../platform/ctx.ts';
import { operatorAccountOf } from '../cards/index.ts';
import { post, TRANSFER_CODES, trialBalance } from '../ledger/index.ts';
import { channelAccountOf } from '../payments/index.ts';
import { depositsOn } from './deposits.ts';
import { selectAnonymousCard } from './queries.ts';

let world: World;
let admin: StaffPerson;
let cashier: StaffPerson;
let till: TillDevice;

beforeAll(async () => {
  world = await createWorld();
  admin = await world.staff('administrator');
  cashier = await world.staff('cashier');
  till = await world.till(admin);
});
afterAll(() => world?.close());

const DEPOSIT = 2_000;
let chips = 0;
/** Another chip each time. */
const chip = () => (0x04a10000 + ++chips).toString(16).toUpperCase().padStart(8, '0');
const cards = () => cashier.client.anonymouscards;
const sell = (uid: string, topUpMinor = 5_000) => cards().sellAnonymousCard({ uid, depositMinor: DEPOSIT, topUpMinor });
const pay = (uid: string, amountMinor: number) => till.client.payments.charge({ amountMinor, credential: { kind: 'card', uid } });
const inSystem = <Result>(fn: (ctx: Ctx) => Promise<Result>) => world.database.transaction(systemActor('test'), {}, fn);
const today = () => businessDayOf(world.clock(), world.config.timeZone);
/** Both are begun before either may end. */
function meeting() {
  let arrived = 0;
  let open: () => void = () => {};
  const both = new Promise<void>((resolve) => {
    open = resolve;
  });
  return () => {
    arrived += 1;
    if (arrived === 2) open();
    return both;
  };
}

const balancesOf = () =>
  inSystem(async (ctx) => {
    const { lines } = await trialBalance(ctx);
    const sum = (kind: string) => lines.filter((line) => line.kind === kind).reduce((total, { balanceMinor }) => total + balanceMinor, 0);
    return { deposits: sum('deposit'), channels: sum('channel'), wallets: sum('wallet') };
  });
const own = async (member: MemberPerson) => (await member.client.wallets.getOwnWallet()).balanceMinor;

describe('a card that is handed out', () => {
  test('takes deposit and first top-up in cash, once, and pays like any card', async () => {
    const [uid, key, before] = [chip(), newId(), await balancesOf()];
    const asked = { uid, depositMinor: DEPOSIT, topUpMinor: 5_000 };
    const sold = await cards().sellAnonymousCard(asked, { key });
    expect(sold).toMatchObject({ state: 'lent', cardStatus: 'active', depositMinor: DEPOSIT, balanceMinor: 5_000, tail: uid.slice(-4) });
    expect(await cards().sellAnonymousCard(asked, { key })).toEqual(sold);
    expect(await codeOf(cards().sellAnonymousCard({ ...asked, topUpMinor: 5_001 }, { key }))).toBe('request.key_reused');
    const after = await balancesOf();
    expect(after.deposits - before.deposits).toBe(DEPOSIT);
    expect(after.wallets - before.wallets).toBe(5_000);
    expect(after.channels - before.channels).toBe(-7_000);
    expect(await pay(uid, 1_200)).toMatchObject({ outcome: 'approved' });
    expect((await cards().listAnonymousCards({ q: uid })).items).toMatchObject([{ id: sold.id, balanceMinor: 3_800 }]);
  });

  test('asks for no PIN, but takes no more than the limit of such cards, and holds no more than theirs', async () => {
    const uid = chip();
    const { memberId } = await sell(uid, 50_000);
    // Far above the floor of a named card, up to the limit and not beyond.
    expect(await pay(uid, 10_000)).toMatchObject({ outcome: 'approved' });
    expect(await pay(uid, 10_001)).toMatchObject({ outcome: 'declined', reason: 'over_transaction_limit' });
    expect(await pay(uid, 10_000)).toMatchObject({ outcome: 'approved' });
    expect(await pay(uid, 10_000)).toMatchObject({ outcome: 'approved' });
    expect(await pay(uid, 1)).toMatchObject({ outcome: 'declined', reason: 'over_day_limit' });
    expect(await codeOf(cashier.client.payments.topUp({ memberId, amountMinor: 80_001 }))).toBe('payments.over_card_balance_limit');
    expect((await cashier.client.payments.topUp({ memberId, amountMinor: 80_000 })).payment.balanceAfterMinor).toBe(100_000);
    expect(await codeOf(sell(chip(), 100_001))).toBe('payments.over_card_balance_limit');
  });

  test('is refused for a chip that somebody has, another deposit than the present one, and where no money may be taken', async () => {
    const uid = chip();
    await sell(uid);
    expect(await codeOf(sell(uid))).toBe('cards.uid_taken');
    expect(await codeOf(cards().sellAnonymousCard({ uid: chip(), depositMinor: DEPOSIT - 1, topUpMinor: 100 }))).toBe(
      'anonymouscards.deposit_changed',
    );
    await admin.client.settings.updateSetting({ key: 'wallets.legalMode', value: 'points_only' });
    const before = await balancesOf();
    expect(await codeOf(sell(chip()))).toBe('wallets.top_ups_off');
    expect(await balancesOf()).toEqual(before);
    await admin.client.settings.resetSetting({ key: 'wallets.legalMode' });
  });

  test('has nobody who could sign in, be renamed, withdraw, be sent a new card or be given a gift', async () => {
    const uid = chip();
    const { memberId, memberNumber } = await sell(uid);
    const member = await admin.client.members.getMember({ memberId });
    expect(member).toMatchObject({ kind: 'anonymous', name: memberNumber, phoneMasked: null });
    expect((await cashier.client.cards.listCards({ memberId })).items).toHaveLength(1);
    expect(await codeOf(admin.client.members.updateMember({ memberId, name: '王小明', kind: 'student' }))).toBe('members.anonymous');
    expect(await codeOf(cashier.client.funding.createWithdrawal({ memberId, amountMinor: 100, way: 'cash', reason: 'x' }))).toBe('funding.anonymous');
    const [card] = (await cashier.client.cards.listCards({ memberId })).items;
    const { identityCheckId } = await cashier.client.cards.checkIdentity({ memberId, proof: { way: 'document', document: '身份证' } });
    if (!card || !identityCheckId) throw new Error('a card and a look at a paper');
    expect(await codeOf(cashier.client.cards.orderCard({ memberId, cardId: card.id, identityCheckId }))).toBe('cards.anonymous');
  });
});

describe('a card that comes back', () => {
  test('pays out its balance and the deposit, once, and its chip may be handed out again', async () => {
    const uid = chip();
    const before = await balancesOf();
    const sold = await sell(uid);
    await pay(uid, 700);
    const asked = { anonymousCardId: sold.id, uid, balanceMinor: 4_300 };
    expect(await codeOf(cards().returnAnonymousCard({ ...asked, balanceMinor: 5_000 }))).toBe('anonymouscards.balance_changed');
    const key = newId();
    const returned = await cards().returnAnonymousCard(asked, { key });
    expect(returned).toMatchObject({ state: 'returned', paidMinor: 4_300, balanceMinor: 0, cardStatus: 'void' });
    expect(await cards().returnAnonymousCard(asked, { key })).toEqual(returned);
    expect(await codeOf(cards().returnAnonymousCard(asked))).toBe('anonymouscards.ended');
    const after = await balancesOf();
    expect({ deposits: after.deposits, wallets: after.wallets }).toEqual({ deposits: before.deposits, wallets: before.wallets });
    // What stayed in the drawer is what was spent.
    expect(before.channels - after.channels).toBe(700);
    expect(await pay(uid, 100)).toMatchObject({ outcome: 'declined' });
    await sell(uid, 3_000);
    expect(await pay(uid, 100)).toMatchObject({ outcome: 'approved' });
    expect((await cards().listAnonymousCards({ q: uid })).items).toMatchObject([{ balanceMinor: 2_900, state: 'lent' }]);
    await world.settle();
    const { items } = await admin.client.payments.listPayments({ memberId: sold.memberId });
    expect(items.map(({ kind, amountMinor }) => [kind, amountMinor])).toEqual([
      ['closure', 4_300],
      ['charge', 700],
      ['top_up', 5_000],
    ]);
  });

  test('has to be there itself: neither its number, another card, nor one that was frozen is enough', async () => {
    const [uid, other] = [chip(), chip()];
    const [sold, { id: otherId }] = [await sell(uid), await sell(other)];
    const asked = { anonymousCardId: sold.id, balanceMinor: 5_000 };
    expect(await codeOf(cards().returnAnonymousCard({ ...asked, uid: other }))).toBe('anonymouscards.other_card');
    expect(await codeOf(cards().returnAnonymousCard({ ...asked, uid: chip() }))).toBe('anonymouscards.other_card');
    expect(await codeOf(cards().returnAnonymousCard({ ...asked, anonymousCardId: newId(), uid }))).toBe('anonymouscards.unknown');
    const [card] = (await cashier.client.cards.listCards({ q: uid })).items;
    if (!card) throw new Error('the card is found by its chip');
    await cashier.client.cards.freezeCard({ cardId: card.id });
    expect(await codeOf(cards().returnAnonymousCard({ ...asked, uid }))).toBe('anonymouscards.frozen');
    expect(await codeOf(cards().returnAnonymousCard({ anonymousCardId: otherId, uid: other, balanceMinor: 5_000 }))).toBe('no refusal');
  });

  test('at two counters at once is paid out once; without the card’s lock it goes out twice', async () => {
    const uid = chip();
    const sold = await sell(uid, 4_000);
    const before = await balancesOf();
    const colleague = await world.staff('cashier');
    const asked = { anonymousCardId: sold.id, uid, balanceMinor: 4_000 };
    const codes = await Promise.all(
      [cashier, colleague, cashier, colleague].map(({ client }) => codeOf(client.anonymouscards.returnAnonymousCard(asked))),
    );
    expect(codes.filter((code) => code === 'no refusal')).toHaveLength(1);
    expect(codes.filter((code) => code === 'anonymouscards.ended')).toHaveLength(3);
    const after = await balancesOf();
    expect(after.channels - before.channels).toBe(4_000 + DEPOSIT);
    // The control: who looks at the card without its lock finds it lent, and nothing in the books stops a second payment.
    const [next, meet] = [await sell(chip()), meeting()];
    const unguarded = () =>
      inSystem(async (ctx) => {
        const row = await selectAnonymousCard(ctx, next.id);
        await meet();
        if (row?.state !== 'lent') return 'ended';
        const debit = await operatorAccountOf(ctx, 'deposit');
        const transfer = { id: newId(), debit, credit: await channelAccountOf(ctx, 'cash'), amountMinor: row.deposit_minor };
        await post(ctx, { businessOn: today(), transfers: [{ ...transfer, code: TRANSFER_CODES.deposit }] });
        throw new Error('paid, and taken back for the tests below');
      }).catch((error: unknown) => String(error));
    const paid = 'Error: paid, and taken back for the tests below';
    expect(await Promise.all([unguarded(), unguarded()])).toEqual([paid, paid]);
  });

  test('while it pays at tills: every fen is either spent or paid out', async () => {
    const uid = chip();
    const sold = await sell(uid, 3_000);
    const before = await balancesOf();
    const spending = Array.from({ length: 6 }, () => pay(uid, 100));
    const first = await codeOf(cards().returnAnonymousCard({ anonymousCardId: sold.id, uid, balanceMinor: 3_000 }));
    const approved = (await Promise.all(spending)).filter(({ outcome }) => outcome === 'approved').length;
    if (first === 'anonymouscards.balance_changed') {
      const [now] = (await cards().listAnonymousCards({ q: uid })).items;
      await cards().returnAnonymousCard({ anonymousCardId: sold.id, uid, balanceMinor: now?.balanceMinor ?? 0 });
    } else expect(first).toBe('no refusal');
    const after = await balancesOf();
    expect(before.wallets - after.wallets).toBe(3_000);
    expect(after.channels - before.channels).toBe(3_000 - approved * 100 + DEPOSIT);
  });
});

describe('a card that becomes a member’s own', () => {
  test('takes balance and deposit along, pays from the member’s wallet, and is seen in both histories', async () => {
    const member = await world.member(admin, { balanceMinor: 1_000 });
    const uid = chip();
    const sold = await sell(uid);
    const [asked, key] = [{ anonymousCardId: sold.id, uid, memberId: member.memberId }, newId()];
    const registered = await cards().registerAnonymousCard(asked, { key });
    expect(registered).toMatchObject({ state: 'registered', paidMinor: 5_000, balanceMinor: 0, registeredTo: { memberId: member.memberId } });
    expect(await cards().registerAnonymousCard(asked, { key })).toEqual(registered);
    expect(await own(member)).toBe(1_000 + 5_000 + DEPOSIT);
    expect(await pay(uid, 300)).toMatchObject({ outcome: 'approved' });
    expect(await own(member)).toBe(7_700);
    expect((await member.client.cards.listOwnCards()).items.filter(({ kind }) => kind === 'physical')).toMatchObject([{ tail: uid.slice(-4) }]);
    await world.settle();
    const kinds = (await member.client.payments.listOwnPayments({})).items.map(({ kind }) => kind);
    expect(kinds.filter((kind) => kind === 'registration_in')).toHaveLength(2);
    expect(await codeOf(cards().returnAnonymousCard({ anonymousCardId: sold.id, uid, balanceMinor: 0 }))).toBe('anonymouscards.ended');
  });

  test('only by a member with a name, an open wallet and room in it', async () => {
    const uid = chip();
    const sold = await sell(uid);
    const other = await sell(chip());
    const asked = { anonymousCardId: sold.id, uid };
    expect(await codeOf(cards().registerAnonymousCard({ ...asked, memberId: other.memberId }))).toBe('anonymouscards.nobody');
    expect(await codeOf(cards().registerAnonymousCard({ ...asked, memberId: newId() }))).toBe('members.unknown');
    const full = await world.member(admin, { balanceMinor: 495_000 });
    expect(await codeOf(cards().registerAnonymousCard({ ...asked, memberId: full.memberId }))).toBe('payments.over_card_balance_limit');
    const gone = await world.member(admin);
    await admin.client.members.closeMembers({ memberIds: [gone.memberId], reason: '毕业离校' });
    expect(await codeOf(cards().registerAnonymousCard({ ...asked, memberId: gone.memberId }))).toBe('payments.wallet_not_active');
    expect((await cards().listAnonymousCards({ q: uid })).items).toMatchObject([{ state: 'lent', balanceMinor: 5_000 }]);
    expect(await pay(uid, 100)).toMatchObject({ outcome: 'approved' });
  });
});

/** A cashier who is bounded to one department. */
async function clerkOfOneClass(): Promise<Person> {
  const departmentId = await world.department('初一（1）班');
  const { items } = await admin.client.organizations.listRoles({ organizationId: world.operatorId });
  const role = items.find(({ key }) => key === 'cashier');
  if (!role) throw new Error('the ready-made role is there');
  const [userName, password] = [`clerk-${newId().slice(-8)}`, 'given out at the desk'];
  await admin.client.organizations.createStaff({
    ...{ name: '班主任', userName, password, organizationId: world.operatorId, worksIn: departmentId },
    ...{ roleId: role.id, scope: 'subtree', departmentId },
  });
  const clerk = world.stranger('console');
  await clerk.client.identity.signInWithPassword({ userName, password });
  await clerk.client.identity.setFirstPassword({ password: PASSWORD });
  return clerk;
}

test('the books of deposits say what the cards say, by day', async () => {
  const sums = await inSystem((ctx) => depositsOn(ctx, today()));
  const day = await admin.client.reconciliation.getReconciliationDay({ businessOn: today() });
  const expected = { check: 'deposits', leftMinor: sums.inMinor - sums.outMinor, rightMinor: sums.inMinor - sums.outMinor, isOk: true };
  expect(day.checks.find(({ check }) => check === 'deposits')).toMatchObject(expected);
  expect(sums.inMinor).toBeGreaterThan(sums.outMinor);
  expect((await balancesOf()).deposits).toBe(sums.inMinor - sums.outMinor);
});

test('an audience of everybody has no anonymous card in it, and closing leavers leaves them out', async () => {
  const { memberNumber, memberId } = await sell(chip());
  const round = await admin.client.closures.createClosureRound({ memberNumbers: [memberNumber], reason: 'x' });
  await eventually(async () => {
    const { items } = await admin.client.closures.listClosures({ closureRoundId: round.id });
    expect(items).toMatchObject([{ memberId, state: 'blocked', problem: 'anonymous_card' }]);
  });
});

test('who may not is refused: an auditor looks and changes nothing, a member and a clerk of one department see nothing', async () => {
  const uid = chip();
  const sold = await sell(uid);
  const auditor = await world.staff('auditor');
  expect((await auditor.client.anonymouscards.listAnonymousCards({ q: uid })).items).toMatchObject([{ id: sold.id }]);
  const asked = { anonymousCardId: sold.id, uid, balanceMinor: 5_000 };
  expect(await codeOf(auditor.client.anonymouscards.returnAnonymousCard(asked))).toBe('request.forbidden');
  const member = await world.member(admin);
  expect(await codeOf(member.client.anonymouscards.listAnonymousCards({}))).toBe('request.forbidden');
  expect(await codeOf(cards().sellAnonymousCard({ uid: 'not a chip', depositMinor: DEPOSIT, topUpMinor: 100 }))).toBe('request.invalid');
  const clerk = await clerkOfOneClass();
  expect(await codeOf(clerk.client.anonymouscards.listAnonymousCards({}))).toBe('request.forbidden');
  expect((await clerk.client.cards.listCards({ q: uid })).items).toEqual([]);
});
