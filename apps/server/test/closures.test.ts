import { newId, toMinor } from '@tessera/kernel';
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { MEMBER_HOOKS } from '../src/import-kinds.ts';
import { beginClosure, type ClosuresParts } from '../src/modules/closures/begin-closure.ts';
import { closeWallets } from '../src/modules/closures/close-wallets.ts';
import { createFundingWorld, type FundingWorld, SYSTEM } from '../src/modules/funding/funding.world.ts';
import { findFundedWallet } from '../src/modules/funding/index.ts';
import { post, setAccountStatus, TRANSFER_CODES } from '../src/modules/ledger/index.ts';
import { channelAccountOf } from '../src/modules/payments/index.ts';
import { codeOf, eventually, type MemberPerson, type StaffPerson } from './world.ts';

let world: FundingWorld;
let cashier: StaffPerson;
let finance: StaffPerson;
let parts: ClosuresParts;
beforeAll(async () => {
  world = await createFundingWorld();
  cashier = await world.staff('cashier');
  finance = await world.staff('finance');
  parts = { channels: world.channels, hooks: MEMBER_HOOKS };
});
afterAll(() => world?.close());
beforeEach(() => world.peer.book.disarm());

const wallet = (member: MemberPerson) => world.admin.client.wallets.getMemberWallet({ memberId: member.memberId });
const rowsOf = async (closureRoundId: RoundId) => (await cashier.client.closures.listClosures({ closureRoundId })).items;
const stateOf = (closureRoundId: RoundId) => cashier.client.closures.getClosureRound({ closureRoundId });
type RoundId = Awaited<ReturnType<typeof look>>;

async function topUp(member: MemberPerson, amountMinor: number) {
  const order = await world.order(member, amountMinor);
  world.peer.pay(world.tradeOf(order.id));
  await eventually(async () => expect((await member.client.funding.checkTopUp({ orderId: order.id })).state).toBe('paid'));
  return order.id;
}

/** A round of these people, looked at. */
async function look(...people: (MemberPerson | string)[]) {
  const memberNumbers = people.map((one) => (typeof one === 'string' ? one : one.memberNumber));
  const made = await cashier.client.closures.createClosureRound({ memberNumbers, reason: '毕业' }, { key: newId() });
  await eventually(async () => expect(await stateOf(made.id)).toMatchObject({ state: 'ready' }));
  return made.id;
}

async function close(...people: MemberPerson[]) {
  const closureRoundId = await look(...people);
  await cashier.client.closures.startClosureRound({ closureRoundId });
  return closureRoundId;
}

/** As a paper slip that comes late does. */
async function takeAway(member: MemberPerson, amountMinor: number) {
  await world.database.transaction(SYSTEM, {}, async (ctx) => {
    const found = await findFundedWallet(ctx, member.memberId);
    if (!found) throw new Error('the member has a wallet');
    const credit = await channelAccountOf(ctx, 'cash');
    const transfer = { id: newId(), debit: found.accountId, credit, amountMinor: toMinor(amountMinor), code: TRANSFER_CODES.adjustment };
    await post(ctx, { businessOn: ctx.now.toISOString().slice(0, 10), transfers: [transfer] });
  });
}

test('a department that is no longer there chooses nobody, and not everybody', async () => {
  const asked = { memberNumbers: [], departmentIds: [newId<'department'>()], reason: '毕业' };
  expect(await codeOf(cashier.client.closures.createClosureRound(asked, { key: newId() }))).toBe('closures.nobody');
  expect(await codeOf(cashier.client.closures.createClosureRound({ ...asked, memberKinds: ['student'] }, { key: newId() }))).toBe('closures.nobody');
});

describe('a leaver', () => {
  test('gets own money back to where it came from, gifts and subsidies return, cards are void, and the account is closed', async () => {
    const offer = await finance.client.gifts.createGiftOffer(
      {
        name: { zh: '充送', en: 'Gift' },
        terms: { kind: 'fixed', minMinor: 300_00, giftMinor: 100_00 },
        beginsOn: '2020-01-01',
        endsOn: '2099-12-31',
        memberKinds: [],
        frequency: 'once',
        budgetMinor: null,
      },
      { key: newId() },
    );
    await world.admin.client.gifts.startGiftOffer({ giftOfferId: offer.id, revision: offer.revision });
    const member = await world.member(world.admin);
    await topUp(member, 300_00);
    await finance.client.gifts.stopGiftOffer({ giftOfferId: offer.id });
    const scope = { everywhere: true, merchantIds: [], categories: [] };
    const programme = await finance.client.subsidies.createProgramme(
      { name: { zh: '补', en: 'Subsidy' }, scope, expiry: { kind: 'never' }, budgetMinor: null },
      { key: newId() },
    );
    await finance.client.subsidies.grantToMember(
      { programmeId: programme.id, memberId: member.memberId, amountMinor: 60_00, reason: 'x' },
      { key: newId() },
    );
    await eventually(async () => expect((await member.client.subsidies.listOwnPurses()).purses).toMatchObject([{ balanceMinor: 60_00 }]));
    const closureRoundId = await look(member);
    expect(await rowsOf(closureRoundId)).toMatchObject([
      { state: 'ready', ownMinor: 300_00, sourceMinor: 300_00, giftMinor: 100_00, subsidyMinor: 60_00, cardCount: 1 },
    ]);
    expect(await stateOf(closureRoundId)).toMatchObject({ ownMinor: 300_00, needsApproval: false });
    await cashier.client.closures.startClosureRound({ closureRoundId });
    await eventually(async () => expect(await rowsOf(closureRoundId)).toMatchObject([{ state: 'done', paidMinor: 300_00, leftMinor: 0 }]));
    expect(await stateOf(closureRoundId)).toMatchObject({ state: 'done', paidMinor: 300_00, counts: { done: 1 } });
    expect(await wallet(member)).toMatchObject({ status: 'closed', balanceMinor: 0, heldMinor: 0 });
    expect(await world.admin.client.members.getMember({ memberId: member.memberId })).toMatchObject({ status: 'closed' });
    expect((await world.admin.client.cards.listCards({ memberId: member.memberId })).items.map(({ status }) => status)).toEqual(['void']);
    expect(await finance.client.gifts.getGiftOffer({ giftOfferId: offer.id })).toMatchObject({ givenMinor: 100_00, returnedMinor: 100_00 });
    expect(await finance.client.subsidies.getProgramme({ programmeId: programme.id })).toMatchObject({ leftMinor: 0, expiredMinor: 60_00 });
    await world.settle();
    const { items } = await world.admin.client.payments.listPayments({ memberId: member.memberId });
    expect(items.map(({ kind }) => kind)).toEqual(expect.arrayContaining(['closure', 'gift_return', 'grant_expiry']));
    // The operator paid it out, whoever's click or round it was.
    expect(items.find(({ kind }) => kind === 'closure')).toMatchObject({ credential: 'counter' });
    // Closed is closed: another round finds nothing to do.
    const again = await look(member);
    expect(await rowsOf(again)).toMatchObject([{ state: 'blocked', problem: 'closed_already' }]);
    expect(await codeOf(cashier.client.closures.startClosureRound({ closureRoundId: again }))).toBe('closures.round_not_now');
  });

  test('who topped up in cash is given the rest by hand, once; until then it can be undone', async () => {
    const [member, other] = [await world.member(world.admin, { balanceMinor: 80_00 }), await world.member(world.admin, { balanceMinor: 20_00 })];
    const closureRoundId = await close(member, other);
    await eventually(async () => expect(await stateOf(closureRoundId)).toMatchObject({ state: 'done', counts: { payable: 2 } }));
    const rows = await rowsOf(closureRoundId);
    const closureId = (who: MemberPerson) => rows.find(({ memberId }) => memberId === who.memberId)?.id ?? newId<'closure'>();
    expect(await cashier.client.closures.undoClosure({ closureId: closureId(other) })).toMatchObject({ state: 'undone' });
    expect(await world.admin.client.members.getMember({ memberId: other.memberId })).toMatchObject({ status: 'active' });
    expect(await wallet(other)).toMatchObject({ status: 'active', balanceMinor: 20_00 });
    const pay = () => codeOf(cashier.client.closures.payClosure({ closureId: closureId(member), way: 'cash', reference: 'V-1' }));
    const both = await Promise.all([pay(), pay()]);
    expect(both.sort()).toEqual(['closures.not_now', 'no refusal']);
    expect(await wallet(member)).toMatchObject({ status: 'closed', balanceMinor: 0 });
    expect(await codeOf(cashier.client.closures.undoClosure({ closureId: closureId(member) }))).toBe('closures.not_now');
    expect(await codeOf(finance.client.closures.payClosure({ closureId: newId(), way: 'bank', reference: 'x' }))).toBe('closures.unknown');
    expect((await rowsOf(closureRoundId)).find(({ id }) => id === closureId(member))).toMatchObject({ state: 'done', paidMinor: 80_00 });
  });

  test('whose sum has changed since it was shown is paid nothing until whoever pays has looked again', async () => {
    const member = await world.member(world.admin, { balanceMinor: 80_00 });
    const closureRoundId = await close(member);
    await eventually(async () => expect(await rowsOf(closureRoundId)).toMatchObject([{ state: 'payable', leftMinor: 80_00 }]));
    const [row] = await rowsOf(closureRoundId);
    const input = { closureId: row?.id ?? newId<'closure'>(), way: 'cash', reference: 'V-2' } as const;
    await takeAway(member, 10_00);
    const key = newId();
    expect(await codeOf(cashier.client.closures.payClosure(input, { key }))).toBe('closures.changed');
    expect(await codeOf(cashier.client.closures.payClosure(input, { key }))).toBe('closures.changed');
    expect(await rowsOf(closureRoundId)).toMatchObject([{ state: 'payable', leftMinor: 70_00, paidMinor: 0 }]);
    const again = newId();
    expect(await cashier.client.closures.payClosure(input, { key: again })).toMatchObject({ state: 'done', paidMinor: 70_00 });
    expect(await cashier.client.closures.payClosure(input, { key: again })).toMatchObject({ state: 'done', paidMinor: 70_00 });
    expect(await wallet(member)).toMatchObject({ status: 'closed', balanceMinor: 0 });
  });

  test('whose channel refuses is paid by bank transfer', async () => {
    const member = await world.member(world.admin);
    await topUp(member, 50_00);
    world.peer.book.arm({ channel: 'wechat', place: 'refund', kind: 'refuse', times: 1 });
    const closureRoundId = await close(member);
    await eventually(async () => expect(await rowsOf(closureRoundId)).toMatchObject([{ state: 'payable', leftMinor: 50_00, paidMinor: 0 }]));
    const [row] = await rowsOf(closureRoundId);
    const paid = await finance.client.closures.payClosure({ closureId: row?.id ?? newId(), way: 'bank', reference: '6222…' });
    expect(paid).toMatchObject({ state: 'done', paidMinor: 50_00, leftMinor: 0 });
  });

  test('with something open is left alone and the row says what; a number that nobody has too', async () => {
    const [waiting, held, ordered] = [
      await world.member(world.admin),
      await world.member(world.admin, { balanceMinor: 90_00 }),
      await world.member(world.admin),
    ];
    await world.order(waiting, 10_00);
    await world.admin.client.settings.updateSetting({ key: 'funding.approvalAboveMinor', value: 0 });
    await cashier.client.funding.createWithdrawal({ memberId: held.memberId, amountMinor: 10_00, way: 'cash', reason: 'x' });
    await world.admin.client.settings.resetSetting({ key: 'funding.approvalAboveMinor' });
    const closureRoundId = await look(waiting, held, ordered, 'NOBODY-1');
    const problems = new Map((await rowsOf(closureRoundId)).map((row) => [row.memberNumber, row.problem]));
    expect([waiting.memberNumber, held.memberNumber, ordered.memberNumber, 'NOBODY-1'].map((number) => problems.get(number))).toEqual([
      'open_top_up',
      'money_kept_back',
      null,
      'unknown_number',
    ]);
    expect(await wallet(held)).toMatchObject({ status: 'active' });
    const [kept] = (await rowsOf(closureRoundId)).filter(({ problem }) => problem === 'money_kept_back');
    const closureId = kept?.id ?? newId();
    expect(await cashier.client.closures.recheckClosure({ closureId })).toMatchObject({ state: 'blocked', problem: 'money_kept_back' });
    const [asked] = (await finance.client.funding.listWithdrawals({ q: held.memberNumber })).items;
    await finance.client.funding.refuseWithdrawal({ withdrawalId: asked?.id ?? newId(), note: '离校' });
    expect(await cashier.client.closures.recheckClosure({ closureId })).toMatchObject({ state: 'ready', problem: null, ownMinor: 90_00 });
    expect(await codeOf(cashier.client.closures.recheckClosure({ closureId }))).toBe('closures.not_now');
    expect(await cashier.client.closures.refuseClosureRound({ closureRoundId })).toMatchObject({ state: 'refused' });
    expect(await codeOf(cashier.client.closures.startClosureRound({ closureRoundId }))).toBe('closures.round_not_now');
  });

  test('is not somebody who has more than was looked at', async () => {
    const member = await world.member(world.admin, { balanceMinor: 10_00 });
    const closureRoundId = await look(member);
    await cashier.client.payments.topUp({ memberId: member.memberId, amountMinor: 5_00 });
    await cashier.client.closures.startClosureRound({ closureRoundId });
    await eventually(async () => expect(await rowsOf(closureRoundId)).toMatchObject([{ state: 'blocked', problem: 'more_than_seen' }]));
    expect(await world.admin.client.members.getMember({ memberId: member.memberId })).toMatchObject({ status: 'active' });
  });
});

test('a large round waits for another person', async () => {
  const member = await world.member(world.admin, { balanceMinor: 1_500_00 });
  const made = await finance.client.closures.createClosureRound({ memberNumbers: [member.memberNumber], reason: '离职' }, { key: newId() });
  await eventually(async () => expect(await stateOf(made.id)).toMatchObject({ state: 'ready', needsApproval: true }));
  const { id: closureRoundId } = made;
  expect(await finance.client.closures.startClosureRound({ closureRoundId })).toMatchObject({ state: 'waiting' });
  expect(await codeOf(finance.client.closures.approveClosureRound({ closureRoundId }))).toBe('closures.needs_another_person');
  expect(await codeOf(cashier.client.closures.approveClosureRound({ closureRoundId }))).toBe('request.forbidden');
  expect(await codeOf(member.client.closures.startClosureRound({ closureRoundId }))).toBe('request.forbidden');
  expect(await wallet(member)).toMatchObject({ status: 'active' });
  const other = await world.staff('finance');
  expect(await other.client.closures.approveClosureRound({ closureRoundId })).toMatchObject({ state: 'running', decidedByName: 'finance' });
  await eventually(async () => expect(await rowsOf(closureRoundId)).toMatchObject([{ state: 'payable', leftMinor: 1_500_00 }]));
});

describe('a race', () => {
  test('of a closure with charges never leaves money behind nor loses any', async () => {
    const till = await world.till(world.admin);
    const member = await world.member(world.admin);
    await member.client.wallets.setOwnPin({ pin: '739182' });
    await topUp(member, 40_00);
    const closureRoundId = await look(member);
    const credential = { kind: 'code' as const, code: await world.payCode(member) };
    const [charged] = await Promise.all([
      till.client.payments.charge({ amountMinor: 15_00, credential, pin: '739182' }, { key: newId() }),
      cashier.client.closures.startClosureRound({ closureRoundId }),
    ]);
    const spent = charged.outcome === 'approved' ? 15_00 : 0;
    await eventually(async () => expect(await rowsOf(closureRoundId)).toMatchObject([{ state: 'done', paidMinor: 40_00 - spent }]));
    expect(await wallet(member)).toMatchObject({ status: 'closed', balanceMinor: 0, heldMinor: 0 });
    const later = { kind: 'member' as const, memberNumber: member.memberNumber };
    const after = await till.client.payments.charge({ amountMinor: 1, credential: later, pin: '739182' }, { key: newId() });
    expect(after.outcome).toBe('declined');
  });

  test('the control: an account that is closed without being emptied first refuses, and the money stays', async () => {
    const member = await world.member(world.admin, { balanceMinor: 5_00 });
    const closing = world.database.transaction(SYSTEM, {}, async (ctx) => {
      const found = await findFundedWallet(ctx, member.memberId);
      return found && setAccountStatus(ctx, { account: found.accountId, status: 'closed' });
    });
    await expect(closing).rejects.toMatchObject({ reason: 'account_not_empty' });
    expect(await wallet(member)).toMatchObject({ status: 'active', balanceMinor: 5_00 });
  });

  test('of two workers, with one killed in the middle of a round, closes each leaver once', async () => {
    const people = await Promise.all([0, 1, 2, 3].map(() => world.member(world.admin, { balanceMinor: 10_00 })));
    const closureRoundId = await look(...people);
    const [first] = await rowsOf(closureRoundId);
    if (!first) throw new Error('a round has rows');
    const killed = world.database.transaction(SYSTEM, {}, async (ctx) => {
      await beginClosure(ctx, parts, first.id);
      throw new Error('killed before the commit');
    });
    await expect(killed).rejects.toThrow('killed');
    expect(await rowsOf(closureRoundId)).toMatchObject(people.map(() => ({ state: 'ready' })));
    await cashier.client.closures.startClosureRound({ closureRoundId });
    await Promise.all([0, 1, 2].map(() => closeWallets(world.database, parts, closureRoundId)));
    await eventually(async () => expect(await stateOf(closureRoundId)).toMatchObject({ state: 'done', counts: { payable: 4 } }));
    await closeWallets(world.database, parts, closureRoundId);
    expect((await rowsOf(closureRoundId)).map(({ leftMinor }) => leftMinor)).toEqual([10_00, 10_00, 10_00, 10_00]);
  });
});
