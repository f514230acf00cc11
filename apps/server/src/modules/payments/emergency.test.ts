import { type Id, newId } from '@tessera/kernel';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { createWorld, type MemberPerson, type Person, type TillDevice, type World } from '../../../test/world.ts';

let world: World;
let admin: Person;
let till: TillDevice;

beforeAll(async () => {
  world = await createWorld();
  admin = await world.staff('administrator');
  till = await world.till(admin);
});
afterAll(() => world.close());

const DAY_SECONDS = 24 * 60 * 60;
/** People at a desk are signed out by then. */
async function nextDay(): Promise<void> {
  world.pass(DAY_SECONDS);
  admin = await world.staff('administrator');
}
const NOBODYS_CODE = (code: string) => (code === '000000' ? '000001' : '000000');
const balance = async (of: Person) => (await of.client.wallets.getOwnWallet()).balanceMinor;

async function holder(balanceMinor = 20_000): Promise<{ member: MemberPerson; code: string }> {
  const member = await world.member(admin, { balanceMinor });
  const { code } = await member.client.cards.setOwnEmergencyCode({});
  return { member, code };
}

function pay({ memberNumber }: MemberPerson, emergencyCode: string, of: { amountMinor?: number; at?: TillDevice; key?: Id<'payment'> } = {}) {
  const credential = { kind: 'emergency' as const, memberNumber, emergencyCode };
  const { amountMinor = 1_000, at = till, key = newId<'payment'>() } = of;
  return at.client.payments.charge({ amountMinor, credential }, { key });
}

test('an emergency code pays once a business day, the next day again, and its holder is told', async () => {
  const { member, code } = await holder();
  expect(await pay(member, code)).toMatchObject({ outcome: 'approved', amountMinor: 1_000, balanceAfterMinor: 19_000 });
  expect(await pay(member, code)).toMatchObject({ outcome: 'declined', reason: 'emergency_used_today' });
  expect(await member.client.cards.getOwnEmergencyCode({})).toMatchObject({ usedToday: true, isBlocked: false, mostMinor: 3_000 });
  const told = (await member.client.notifications.listOwnNotices({})).items.map((notice) => notice.kind);
  expect(told).toContain('card.emergencyUsed');
  await nextDay();
  expect(await pay(member, code)).toMatchObject({ outcome: 'approved' });
  await world.settle();
  const { items } = await member.client.payments.listOwnPayments({});
  expect(items.filter((payment) => payment.credential === 'emergency')).toHaveLength(2);
});

test('it pays 30.00 and not one fen more; a decline does not use it up', async () => {
  const { member, code } = await holder();
  await member.client.wallets.setOwnPin({ pin: '739182' });
  const { limits } = await member.client.wallets.getOwnWallet();
  await member.client.wallets.setOwnLimits({ ...limits, noPinFloorMinor: 5_000, pin: '739182' });
  expect(await pay(member, code, { amountMinor: 3_001 })).toMatchObject({ reason: 'emergency_over_limit' });
  expect(await pay(member, code, { amountMinor: 3_000 })).toMatchObject({ outcome: 'approved' });
});

test('the member’s own lower no-PIN limit holds for it too, and the wallet’s money', async () => {
  const { member, code } = await holder(500);
  expect(await pay(member, code, { amountMinor: 501 })).toMatchObject({ reason: 'insufficient_funds' });
  const { limits } = await member.client.wallets.getOwnWallet();
  await member.client.wallets.setOwnLimits({ ...limits, noPinFloorMinor: 100 });
  expect(await pay(member, code, { amountMinor: 200 })).toMatchObject({ reason: 'static_code_over_floor' });
  expect(await pay(member, code, { amountMinor: 100 })).toMatchObject({ outcome: 'approved' });
});

test('three wrong codes block it until the next day, whatever is sent again and whatever new code is made', async () => {
  const { member, code } = await holder();
  const wrong = NOBODYS_CODE(code);
  const key = newId<'payment'>();
  expect(await pay(member, wrong, { key })).toMatchObject({ reason: 'emergency_code_wrong' });
  expect(await pay(member, wrong, { key })).toMatchObject({ reason: 'emergency_code_wrong', replayed: true });
  expect(await pay(member, wrong)).toMatchObject({ reason: 'emergency_code_wrong' });
  expect(await pay(member, wrong)).toMatchObject({ reason: 'emergency_code_wrong' });
  expect(await pay(member, code)).toMatchObject({ reason: 'emergency_blocked' });
  const { code: renewed, state } = await member.client.cards.setOwnEmergencyCode({});
  expect(state.isBlocked).toBe(true);
  expect(await pay(member, renewed)).toMatchObject({ reason: 'emergency_blocked' });
  await nextDay();
  expect(await pay(member, renewed)).toMatchObject({ outcome: 'approved' });
});

test('twenty wrong codes at once count as three and then as blocked', async () => {
  const { member, code } = await holder();
  const answers = await Promise.all(Array.from({ length: 20 }, () => pay(member, NOBODYS_CODE(code))));
  const reasons = answers.map((answer) => answer.outcome === 'declined' && answer.reason);
  expect(reasons.filter((reason) => reason === 'emergency_code_wrong')).toHaveLength(3);
  expect(reasons.filter((reason) => reason === 'emergency_blocked')).toHaveLength(17);
});

test('of two tills that are shown the same code at once one is paid; member numbers, which nothing guards so, pay at both', async () => {
  const tills = [till, await world.till(admin)];
  const { member, code } = await holder();
  const answers = await Promise.all(Array.from({ length: 10 }, (_, index) => pay(member, code, { at: tills[index % 2] ?? till })));
  expect(answers.filter(({ outcome }) => outcome === 'approved')).toHaveLength(1);
  expect(await balance(member)).toBe(19_000);
  const unguarded = await Promise.all(
    tills.map(({ client }) => client.payments.charge({ amountMinor: 1_000, credential: { kind: 'member', memberNumber: member.memberNumber } })),
  );
  expect(unguarded.filter(({ outcome }) => outcome === 'approved')).toHaveLength(2);
});

test('a charge sent again under its key gets its first answer, and twice at once is one charge', async () => {
  const { member, code } = await holder();
  const key = newId<'payment'>();
  const answers = await Promise.all([pay(member, code, { key }), pay(member, code, { key })]);
  expect(answers.map(({ outcome }) => outcome)).toEqual(['approved', 'approved']);
  expect(await pay(member, code, { key })).toMatchObject({ outcome: 'approved', replayed: true });
  expect(await balance(member)).toBe(19_000);
});

test('no code, a code taken back and a member who is gone pay nothing', async () => {
  const { member, code } = await holder();
  await member.client.cards.removeOwnEmergencyCode({});
  expect(await pay(member, code)).toMatchObject({ reason: 'emergency_not_set' });
  const fresh = await world.member(admin, { balanceMinor: 1_000 });
  expect(await pay(fresh, code)).toMatchObject({ reason: 'emergency_not_set' });
  expect(await pay({ ...fresh, memberNumber: 'nobody' }, code)).toMatchObject({ reason: 'member_unknown' });
});

test('subsidies bear an emergency charge first, like any other', async () => {
  const { member, code } = await holder();
  const programme = await admin.client.subsidies.createProgramme({
    name: { zh: '应急测试补贴', en: 'Emergency test' },
    scope: { everywhere: true, merchantIds: [], categories: [] },
    expiry: { kind: 'never' },
    budgetMinor: null,
  });
  await admin.client.subsidies.grantToMember({ programmeId: programme.id, memberId: member.memberId, amountMinor: 600, reason: '测试' });
  const answer = await pay(member, code);
  expect(answer).toMatchObject({ outcome: 'approved', balanceAfterMinor: 19_600 });
  expect(answer.outcome === 'approved' && answer.legs.map((leg) => leg.amountMinor)).toEqual([600, 400]);
});
