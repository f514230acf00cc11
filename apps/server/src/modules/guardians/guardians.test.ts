/** From the counter to the till and the birthday, through HTTP. */
import { api, type Permission, type Route } from '@tessera/contract';
import { type Id, newId } from '@tessera/kernel';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { codeOf, eventually, type Person } from '../../../test/world.ts';
import { endOfAge } from './end-of-age.ts';
import { createGuardianWorld, type GuardianWorld, NO_LIMITS, SYSTEM } from './guardians.world.ts';

let world: GuardianWorld;
beforeAll(async () => {
  world = await createGuardianWorld();
});
afterAll(() => world.close());

test('a guardian from the counter signs in by phone, sees the child’s purse and movements, and pays nothing with it', async () => {
  const { kid, guardian, guardianship, asKid } = await world.family(5_000);
  expect(guardianship).toMatchObject({ relation: 'father', origin: 'counter', consent: 'paper', endsOn: '2032-05-06', endedAt: null });
  expect((await guardian.client.guardians.listOwnChildren()).items).toMatchObject([{ memberId: kid.memberId, name: '李小雨', limits: null }]);
  expect((await asKid.wallets.getOwnWallet()).balanceMinor).toBe(5_000);
  expect((await guardian.client.wallets.getOwnWallet()).balanceMinor).toBe(0);
  expect(await world.pay(kid, 1_200)).toMatchObject({ outcome: 'approved' });
  await world.settle();
  expect((await asKid.payments.listOwnPayments({})).items.map(({ amountMinor }) => amountMinor)).toContain(1_200);
  expect((await asKid.guardians.listOwnGuardians()).guardians).toMatchObject([{ name: '李建国', relation: 'father', mayEnd: false }]);
  const refused = [
    asKid.cards.openPayCode(),
    asKid.cards.setOwnEmergencyCode({}),
    asKid.funding.requestWithdrawal({ amountMinor: 100 }),
    asKid.wallets.setOwnPin({ pin: '739182' }),
    asKid.wallets.setOwnLimits({ transactionLimitMinor: 1, dayLimitMinor: 1, noPinFloorMinor: 1 }),
    asKid.privacy.requestOwnErasure({ password: 'x' } as never), // Refused before anything is read.
    asKid.guardians.listOwnChildren(),
    asKid.notifications.listOwnNotices({}),
    asKid.disputes.listOwnDisputes({}),
    asKid.disputes.getOwnDispute({ disputeId: newId() }),
  ];
  expect(await Promise.all(refused.map(codeOf))).toEqual(refused.map(() => 'request.forbidden'));
});

test('whoever looks after nobody, and whoever looks after another child, is told by every route that there is nothing', async () => {
  const { guardian } = await world.family();
  const other = await world.child();
  const own = ownRoutes();
  expect(own.length).toBeGreaterThan(35);
  for (const { name, route } of own) {
    for (const memberId of [other.memberId, newId()])
      expect(await knock(guardian, memberId, route), name).toMatchObject({ status: 404, code: 'request.child_unknown' });
  }
  expect(await codeOf(world.inPlaceOf(guardian, 'nonsense').wallets.getOwnWallet())).toBe('request.child_unknown');
  expect(await codeOf(world.inPlaceOf(other, other.memberId).wallets.getOwnWallet())).toBe('request.child_unknown');
});

test('from the end on every route answers 404 and the live stream is closed', async () => {
  const { kid, guardian, guardianship, asKid } = await world.family(3_000);
  const stream = await listen(guardian, kid.memberId);
  const own = await listen(kid, undefined);
  await world.people.admin.client.payments.topUp({ memberId: kid.memberId, amountMinor: 100 });
  await eventually(async () => expect(stream.text()).toContain('"kind"'));
  await world.people.desk.client.guardians.endGuardianship({ guardianshipId: guardianship.id, reason: '家长申请' });
  for (const { name, route } of ownRoutes())
    expect(await knock(guardian, kid.memberId, route), name).toMatchObject({ status: 404, code: 'request.child_unknown' });
  await stream.ended;
  const heard = stream.text();
  await world.people.admin.client.payments.topUp({ memberId: kid.memberId, amountMinor: 100 });
  await eventually(async () => expect(own.text()).toContain('"kind":"guardians"'));
  expect(stream.text()).toBe(heard);
  expect((await guardian.client.guardians.listOwnChildren()).items).toEqual([]);
  expect(await codeOf(asKid.wallets.getOwnWallet())).toBe('request.child_unknown');
  expect((await open(guardian, kid.memberId)).status).toBe(404);
  expect((await kid.client.guardians.listOwnGuardians()).guardians).toEqual([]);
  own.stop();
});

describe('limits', () => {
  test('the stricter of the guardian’s and the child’s own counts, and the till says whose it was', async () => {
    const { kid, guardian, guardianship } = await world.family(20_000);
    const { id: guardianshipId } = guardianship;
    const set = (limits: { transactionLimitMinor?: number; dayLimitMinor?: number }) =>
      guardian.client.guardians.setChildLimits({ ...NO_LIMITS, ...limits, guardianshipId } as never); // Amounts of this test.
    await set({ transactionLimitMinor: 1_500, dayLimitMinor: 2_500 });
    expect(await world.pay(kid, 1_501)).toMatchObject({ outcome: 'declined', reason: 'over_guardian_limit' });
    expect(await world.pay(kid, 1_500)).toMatchObject({ outcome: 'approved' });
    expect(await world.pay(kid, 1_001)).toMatchObject({ reason: 'over_guardian_day_limit' });
    // The child's own, raised with the PIN, lets nothing more through.
    await kid.client.wallets.setOwnPin({ pin: '739182' });
    await kid.client.wallets.setOwnLimits({ transactionLimitMinor: 90_000, dayLimitMinor: 90_000, noPinFloorMinor: 3_000, pin: '739182' });
    expect(await world.pay(kid, 1_001)).toMatchObject({ reason: 'over_guardian_day_limit' });
    await kid.client.wallets.setOwnLimits({ transactionLimitMinor: 500, dayLimitMinor: 90_000, noPinFloorMinor: 3_000 });
    expect(await world.pay(kid, 501)).toMatchObject({ reason: 'over_transaction_limit' });
    expect(await world.pay(kid, 500)).toMatchObject({ outcome: 'approved' });
    // Lifted: the child's own are as they were.
    await set({});
    await kid.client.wallets.setOwnLimits({ transactionLimitMinor: 90_000, dayLimitMinor: 90_000, noPinFloorMinor: 3_000, pin: '739182' });
    expect(await world.pay(kid, 2_900)).toMatchObject({ outcome: 'approved' });
    expect((await kid.client.guardians.listOwnGuardians()).limits).toMatchObject({ transactionLimitMinor: null, dayLimitMinor: null });
  });

  test('a lower no-PIN floor and refused kinds of shops hold from the next charge on', async () => {
    const { kid, guardian, guardianship } = await world.family(20_000);
    expect(await world.pay(kid, 900)).toMatchObject({ outcome: 'approved' });
    const limits = { ...NO_LIMITS, noPinFloorMinor: 500, refusedCategories: ['shop' as const] };
    await guardian.client.guardians.setChildLimits({ ...limits, guardianshipId: guardianship.id });
    expect(await world.pay(kid, 501)).toMatchObject({ reason: 'static_code_over_floor' });
    expect(await world.pay(kid, 500)).toMatchObject({ outcome: 'approved' });
    await guardian.client.guardians.setChildLimits({ ...limits, refusedCategories: ['canteen'], guardianshipId: guardianship.id });
    expect(await world.pay(kid, 100)).toMatchObject({ reason: 'guardian_refused_place' });
    const told = await kid.client.notifications.listOwnNotices({});
    expect(told.items.map(({ kind }) => kind)).toContain('guardian.limitsSet');
  });

  test('a child sets none of them, nor does the guardian of another', async () => {
    const { kid, guardianship } = await world.family();
    const other = await world.family();
    const asked = { ...NO_LIMITS, guardianshipId: guardianship.id };
    expect(await codeOf(kid.client.guardians.setChildLimits(asked))).toBe('guardians.not_the_guardian');
    expect(await codeOf(other.guardian.client.guardians.setChildLimits(asked))).toBe('guardians.unknown');
    expect(await codeOf(kid.client.guardians.endOwnGuardianship({ guardianshipId: guardianship.id }))).toBe('guardians.still_minor');
    expect(await codeOf(other.guardian.client.guardians.endOwnGuardianship({ guardianshipId: guardianship.id }))).toBe('guardians.unknown');
  });

  test('fifty charges at once with a guardian’s limit of 100.00 a day are ten of 10.00; without it they are all', async () => {
    const paid = async (limited: boolean) => {
      const { kid, guardian, guardianship } = await world.family(100_000);
      if (limited) await guardian.client.guardians.setChildLimits({ ...NO_LIMITS, dayLimitMinor: 10_000, guardianshipId: guardianship.id } as never); // An amount.
      const answers = await Promise.all(Array.from({ length: 50 }, () => world.pay(kid, 1_000)));
      return answers.filter(({ outcome }) => outcome === 'approved').length;
    };
    expect(await paid(true)).toBe(10);
    expect(await paid(false)).toBe(50);
  });
});

test('a guardian freezes and thaws the child’s card; the child cannot undo it, the guardian what staff froze neither', async () => {
  const { kid, asKid } = await world.family();
  const cardId = (await asKid.cards.listOwnCards()).items[0]?.id ?? ('' as Id<'card'>); // A member has a virtual card.
  await asKid.cards.freezeOwnCard({ cardId });
  expect(await codeOf(kid.client.cards.unfreezeOwnCard({ cardId }))).toBe('cards.frozen_by_guardian');
  expect((await asKid.cards.unfreezeOwnCard({ cardId })).status).toBe('active');
  await world.people.admin.client.cards.freezeCard({ cardId });
  expect(await codeOf(asKid.cards.unfreezeOwnCard({ cardId }))).toBe('cards.frozen_by_staff');
});

test('on the birthday the guardian sees nothing from midnight on, and the job lifts the limits', async () => {
  const kid = await world.child(10_000);
  const phone = world.newPhone();
  const today = new Date(world.clock().getTime()).toISOString().slice(0, 10);
  const tomorrow = new Date(Date.parse(today) + 2 * 86_400_000).toISOString().slice(0, 10);
  const bornOn = `${Number(tomorrow.slice(0, 4)) - 18}${tomorrow.slice(4)}`.replace(/-02-29$/, '-03-01');
  const { id: guardianshipId } = await world.link(kid.memberId, phone, bornOn);
  const guardian = await world.signIn(phone);
  await guardian.client.guardians.setChildLimits({ ...NO_LIMITS, transactionLimitMinor: 100, guardianshipId } as never); // An amount.
  expect(await world.pay(kid, 200)).toMatchObject({ reason: 'over_guardian_limit' });
  world.pass(3 * 24 * 60 * 60);
  expect(await codeOf(world.inPlaceOf(guardian, kid.memberId).wallets.getOwnWallet())).toBe('request.child_unknown');
  expect((await kid.client.guardians.listOwnGuardians()).guardians).toEqual([]);
  await world.database.transaction(SYSTEM, { now: world.clock() } as never, endOfAge); // As the clock's job.
  expect(await world.pay(kid, 200)).toMatchObject({ outcome: 'approved' });
  await world.hireAnew();
  const { items } = await world.people.desk.client.guardians.listGuardianships({ memberId: kid.memberId });
  expect(items).toMatchObject([{ endedBy: 'age' }]);
});

test('the desk finds guardianships by either side; those who hold no right, and forms that are not whole, are refused', async () => {
  const { kid, guardianship } = await world.family();
  const list = (q: string) => world.people.desk.client.guardians.listGuardianships({ q });
  expect((await list(kid.memberNumber)).items.map(({ id }) => id)).toEqual([guardianship.id]);
  expect((await list(guardianship.guardian.memberNumber)).items.map(({ id }) => id)).toEqual([guardianship.id]);
  const seller = await world.staff('seller');
  expect(await codeOf(seller.client.guardians.listGuardianships({}))).toBe('request.forbidden');
  expect(await codeOf(kid.client.guardians.listGuardianships({}))).toBe('request.forbidden');
  expect(await codeOf(world.link(kid.memberId, world.newPhone(), '2000-01-01'))).toBe('guardians.not_minor');
  expect(await codeOf(world.link(kid.memberId, world.newPhone(), '2014-02-30'))).toBe('request.invalid');
  expect(await codeOf(world.link(newId<'member'>(), world.newPhone()))).toBe('members.unknown');
  expect(await codeOf(world.people.desk.client.guardians.endGuardianship({ guardianshipId: guardianship.id, reason: '' }))).toBe('request.invalid');
});

/** Everything that a member may ask about themselves. */
function ownRoutes(): { name: string; route: Route }[] {
  const isOwn = (permission: Permission) => permission.startsWith('self.') || permission.startsWith('session.');
  return Object.values(api).flatMap((table) =>
    Object.entries<Route>(table).flatMap(([name, route]) => ([route.permission].flat().some(isOwn) ? [{ name, route }] : [])),
  );
}

async function knock(person: Person, memberId: string, { method, path }: Route): Promise<{ status: number; code: string }> {
  const answer = await world.app.http.inject({
    method,
    url: `/api${path.replace(/:\w+/g, newId())}`,
    headers: { 'x-tessera-app': 'member', 'x-tessera-for': memberId, cookie: person.cookie() },
    ...(method !== 'GET' && { payload: {} }),
  });
  return { status: answer.statusCode, code: JSON.parse(answer.body).code };
}

function open(person: Person, memberId: string | undefined, signal?: AbortSignal): Promise<Response> {
  const place = memberId === undefined ? '' : `&for=${memberId}`;
  return fetch(`${world.origin}/api/live?app=member${place}`, { headers: { cookie: person.cookie() }, signal: signal ?? null });
}

async function listen(person: Person, memberId: string | undefined) {
  const stop = new AbortController();
  const response = await open(person, memberId, stop.signal);
  expect(response.status).toBe(200);
  let text = '';
  const read = async () => {
    for await (const chunk of response.body ?? []) text += Buffer.from(chunk).toString();
  };
  const ended = read().catch(() => undefined);
  return { text: () => text, ended, stop: () => stop.abort() };
}
