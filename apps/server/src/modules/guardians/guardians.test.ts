/** From the counter and the invitation to the till and the birthday, through HTTP. */
import { api, type GuardianLimits, type Permission, type Route } from '@tessera/contract';
import { type Client, createClient } from '@tessera/contract/client';
import { type Id, newId } from '@tessera/kernel';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { codeOf, createWorld, eventually, type MemberPerson, type Person, type TillDevice, type World } from '../../../test/world.ts';
import { systemActor } from '../../platform/ctx.ts';
import { endOfAge } from './end-of-age.ts';
import { hashOfInvitation } from './invitation.ts';
import { lockInvitation, selectInvitation, useInvitation } from './queries.ts';

let world: World;
let admin: Person;
let desk: Person;
let till: TillDevice;
beforeAll(async () => {
  world = await createWorld();
  admin = await world.staff('administrator');
  desk = await world.staff('customerService');
  till = await world.till(admin);
});
afterAll(() => world.close());

const system = systemActor('test');
const BORN = '2014-05-06';
let phones = 13_900_000_000;
function newPhone(): string {
  phones += 1;
  return String(phones);
}
const child = (balanceMinor = 0) => world.member(admin, { name: '李小雨', balanceMinor });
const link = (memberId: Id<'member'>, phone: string, bornOn = BORN) =>
  desk.client.guardians.linkGuardian({ memberId, bornOn, name: '李建国', phone, relation: 'father', consentOnPaper: true });

/** Signs in with a code to the phone, as guardians do. */
async function signIn(phone: string): Promise<Person> {
  world.pass(61);
  const person = world.stranger('member');
  await person.client.identity.sendPhoneCode({ phone });
  await person.client.identity.signInWithPhone({ phone, code: await codeTo(phone) });
  return person;
}

function codeTo(phone: string): Promise<string> {
  return eventually(async () => {
    const code = (await world.readMessages()).findLast(({ to }) => to === phone)?.text.match(/\d{6}/)?.[0];
    if (!code) throw new Error('no message yet');
    return code;
  });
}

/** What the app sends while it shows a child's purse. */
function inPlaceOf(person: Person, memberId: string): Client {
  return createClient({ origin: world.origin, headers: () => ({ 'x-tessera-app': 'member', 'x-tessera-for': memberId, cookie: person.cookie() }) });
}

async function family(balanceMinor = 0) {
  const kid = await child(balanceMinor);
  const phone = newPhone();
  const guardianship = await link(kid.memberId, phone);
  const guardian = await signIn(phone);
  return { kid, phone, guardianship, guardian, asKid: inPlaceOf(guardian, kid.memberId) };
}

const pay = (member: MemberPerson, amountMinor: number, at = till) =>
  at.client.payments.charge({ amountMinor, credential: { kind: 'member', memberNumber: member.memberNumber } }, { key: newId<'payment'>() });
const NO_LIMITS: Limits = { transactionLimitMinor: null, dayLimitMinor: null, noPinFloorMinor: null, refusedCategories: [] };
type Limits = Pick<GuardianLimits, 'transactionLimitMinor' | 'dayLimitMinor' | 'noPinFloorMinor' | 'refusedCategories'>;

test('a guardian from the counter signs in by phone, sees the child’s purse and movements, and pays nothing with it', async () => {
  const { kid, guardian, guardianship, asKid } = await family(5_000);
  expect(guardianship).toMatchObject({ relation: 'father', origin: 'counter', consent: 'paper', endsOn: '2032-05-06', endedAt: null });
  expect((await guardian.client.guardians.listOwnChildren()).items).toMatchObject([{ memberId: kid.memberId, name: '李小雨', limits: null }]);
  expect((await asKid.wallets.getOwnWallet()).balanceMinor).toBe(5_000);
  expect((await guardian.client.wallets.getOwnWallet()).balanceMinor).toBe(0);
  expect(await pay(kid, 1_200)).toMatchObject({ outcome: 'approved' });
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
  ];
  expect(await Promise.all(refused.map(codeOf))).toEqual(refused.map(() => 'request.forbidden'));
});

test('whoever looks after nobody, and whoever looks after another child, is told by every route that there is nothing', async () => {
  const { guardian } = await family();
  const other = await child();
  const own = ownRoutes();
  expect(own.length).toBeGreaterThan(35);
  for (const { name, route } of own) {
    for (const memberId of [other.memberId, newId()])
      expect(await knock(guardian, memberId, route), name).toMatchObject({ status: 404, code: 'request.child_unknown' });
  }
  expect(await codeOf(inPlaceOf(guardian, 'nonsense').wallets.getOwnWallet())).toBe('request.child_unknown');
  expect(await codeOf(inPlaceOf(other, other.memberId).wallets.getOwnWallet())).toBe('request.child_unknown');
});

test('from the end on every route answers 404 and the live stream is closed', async () => {
  const { kid, guardian, guardianship, asKid } = await family(3_000);
  const stream = await listen(guardian, kid.memberId);
  const own = await listen(kid, undefined);
  await admin.client.payments.topUp({ memberId: kid.memberId, amountMinor: 100 });
  await eventually(async () => expect(stream.text()).toContain('"kind"'));
  await desk.client.guardians.endGuardianship({ guardianshipId: guardianship.id, reason: '家长申请' });
  for (const { name, route } of ownRoutes())
    expect(await knock(guardian, kid.memberId, route), name).toMatchObject({ status: 404, code: 'request.child_unknown' });
  await stream.ended;
  const heard = stream.text();
  await admin.client.payments.topUp({ memberId: kid.memberId, amountMinor: 100 });
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
    const { kid, guardian, guardianship } = await family(20_000);
    const { id: guardianshipId } = guardianship;
    const set = (limits: { transactionLimitMinor?: number; dayLimitMinor?: number }) =>
      guardian.client.guardians.setChildLimits({ ...NO_LIMITS, ...limits, guardianshipId } as never); // Amounts of this test.
    await set({ transactionLimitMinor: 1_500, dayLimitMinor: 2_500 });
    expect(await pay(kid, 1_501)).toMatchObject({ outcome: 'declined', reason: 'over_guardian_limit' });
    expect(await pay(kid, 1_500)).toMatchObject({ outcome: 'approved' });
    expect(await pay(kid, 1_001)).toMatchObject({ reason: 'over_guardian_day_limit' });
    // The child's own, raised with the PIN, lets nothing more through.
    await kid.client.wallets.setOwnPin({ pin: '739182' });
    await kid.client.wallets.setOwnLimits({ transactionLimitMinor: 90_000, dayLimitMinor: 90_000, noPinFloorMinor: 3_000, pin: '739182' });
    expect(await pay(kid, 1_001)).toMatchObject({ reason: 'over_guardian_day_limit' });
    await kid.client.wallets.setOwnLimits({ transactionLimitMinor: 500, dayLimitMinor: 90_000, noPinFloorMinor: 3_000 });
    expect(await pay(kid, 501)).toMatchObject({ reason: 'over_transaction_limit' });
    expect(await pay(kid, 500)).toMatchObject({ outcome: 'approved' });
    // Lifted: the child's own are as they were.
    await set({});
    await kid.client.wallets.setOwnLimits({ transactionLimitMinor: 90_000, dayLimitMinor: 90_000, noPinFloorMinor: 3_000, pin: '739182' });
    expect(await pay(kid, 2_900)).toMatchObject({ outcome: 'approved' });
    expect((await kid.client.guardians.listOwnGuardians()).limits).toMatchObject({ transactionLimitMinor: null, dayLimitMinor: null });
  });

  test('a lower no-PIN floor and refused kinds of shops hold from the next charge on', async () => {
    const { kid, guardian, guardianship } = await family(20_000);
    expect(await pay(kid, 900)).toMatchObject({ outcome: 'approved' });
    const limits = { ...NO_LIMITS, noPinFloorMinor: 500, refusedCategories: ['shop' as const] };
    await guardian.client.guardians.setChildLimits({ ...limits, guardianshipId: guardianship.id });
    expect(await pay(kid, 501)).toMatchObject({ reason: 'static_code_over_floor' });
    expect(await pay(kid, 500)).toMatchObject({ outcome: 'approved' });
    await guardian.client.guardians.setChildLimits({ ...limits, refusedCategories: ['canteen'], guardianshipId: guardianship.id });
    expect(await pay(kid, 100)).toMatchObject({ reason: 'guardian_refused_place' });
    const told = await kid.client.notifications.listOwnNotices({});
    expect(told.items.map(({ kind }) => kind)).toContain('guardian.limitsSet');
  });

  test('a child sets none of them, nor does the guardian of another', async () => {
    const { kid, guardianship } = await family();
    const other = await family();
    const asked = { ...NO_LIMITS, guardianshipId: guardianship.id };
    expect(await codeOf(kid.client.guardians.setChildLimits(asked))).toBe('guardians.not_the_guardian');
    expect(await codeOf(other.guardian.client.guardians.setChildLimits(asked))).toBe('guardians.unknown');
    expect(await codeOf(kid.client.guardians.endOwnGuardianship({ guardianshipId: guardianship.id }))).toBe('guardians.still_minor');
    expect(await codeOf(other.guardian.client.guardians.endOwnGuardianship({ guardianshipId: guardianship.id }))).toBe('guardians.unknown');
  });

  test('fifty charges at once with a guardian’s limit of 100.00 a day are ten of 10.00; without it they are all', async () => {
    const paid = async (limited: boolean) => {
      const { kid, guardian, guardianship } = await family(100_000);
      if (limited) await guardian.client.guardians.setChildLimits({ ...NO_LIMITS, dayLimitMinor: 10_000, guardianshipId: guardianship.id } as never); // An amount.
      const answers = await Promise.all(Array.from({ length: 50 }, () => pay(kid, 1_000)));
      return answers.filter(({ outcome }) => outcome === 'approved').length;
    };
    expect(await paid(true)).toBe(10);
    expect(await paid(false)).toBe(50);
  });
});

describe('an invitation', () => {
  const invite = async (memberId: Id<'member'>, bornOn?: string) =>
    desk.client.guardians.inviteGuardians({ memberIds: [memberId], each: 1, ...(bornOn && { bornOn }) });
  const accept = async (person: Person, invitation: string, phone: string) => {
    const { childNameMasked } = await person.client.guardians.sendInvitationCode({ invitation, phone });
    expect(childNameMasked).toBe('李*雨');
    const code = await codeTo(phone);
    return person.client.guardians.acceptInvitation({ invitation, phone, code, name: '王芳', relation: 'mother', consent: true });
  };

  test('makes an account, signs in and is used once', async () => {
    const kid = await child(700);
    expect((await invite(kid.memberId)).skipped).toMatchObject([{ problem: 'birth_date_missing' }]);
    expect((await invite(kid.memberId, '1999-01-01')).skipped).toMatchObject([{ problem: 'not_minor' }]);
    const [made] = (await invite(kid.memberId, BORN)).invitations;
    const code = made?.codes[0] ?? '';
    const parent = world.stranger('member');
    const phone = newPhone();
    const session = await accept(parent, `${code.slice(0, 5).toLowerCase()}-${code.slice(5)}`, phone);
    expect(session).toMatchObject({ needs: null, user: { name: '王芳' } });
    expect((await inPlaceOf(parent, kid.memberId).wallets.getOwnWallet()).balanceMinor).toBe(700);
    expect(await codeOf(parent.client.guardians.sendInvitationCode({ invitation: code, phone: newPhone() }))).toBe('guardians.invitation_wrong');
    expect(await codeOf(parent.client.guardians.sendInvitationCode({ invitation: 'ABCDEFGHJK', phone }))).toBe('guardians.invitation_wrong');
  });

  test('is worth nothing after its time', async () => {
    const kid = await child();
    await admin.client.settings.updateSetting({ key: 'guardians.invitationDays', value: 1 });
    const [made] = (await invite(kid.memberId, BORN)).invitations;
    world.pass(25 * 60 * 60);
    desk = await world.staff('customerService');
    admin = await world.staff('administrator');
    const asked = world.stranger('member').client.guardians.sendInvitationCode({ invitation: made?.codes[0] ?? '', phone: newPhone() });
    expect(await codeOf(asked)).toBe('guardians.invitation_wrong');
  });

  test('that two use at the same moment counts for the first; without its lock it would count for both', async () => {
    const kid = await child();
    const [made] = (await invite(kid.memberId, BORN)).invitations;
    const hash = hashOfInvitation(world.app.core.secrets, made?.codes[0] ?? '');
    const second = async (find: typeof lockInvitation) => {
      let found: Promise<unknown> = Promise.resolve();
      await world.database
        .transaction(system, {}, async (ctx) => {
          const invitation = await lockInvitation(ctx, hash);
          if (!invitation) throw new Error('the invitation is there');
          await useInvitation(ctx, invitation.id);
          found = world.database.transaction(system, {}, (other) => find(other, hash));
          // The one without a lock answers now; the other waits for this transaction.
          if (find === selectInvitation) {
            expect(await found).toBeDefined();
            throw new Error('taken back');
          }
        })
        .catch(() => undefined);
      return found;
    };
    expect(await second(selectInvitation)).toBeDefined();
    expect(await second(lockInvitation)).toBeUndefined();
  });

  test('lets a child have four guardians, however many come at once', async () => {
    const kid = await child();
    const tries = await Promise.all(Array.from({ length: 8 }, () => codeOf(link(kid.memberId, newPhone()))));
    expect(tries.filter((code) => code === 'no refusal')).toHaveLength(4);
    expect(tries.filter((code) => code === 'guardians.too_many')).toHaveLength(4);
  });
});

test('a guardian freezes and thaws the child’s card; the child cannot undo it, the guardian what staff froze neither', async () => {
  const { kid, asKid } = await family();
  const cardId = (await asKid.cards.listOwnCards()).items[0]?.id ?? ('' as Id<'card'>); // A member has a virtual card.
  await asKid.cards.freezeOwnCard({ cardId });
  expect(await codeOf(kid.client.cards.unfreezeOwnCard({ cardId }))).toBe('cards.frozen_by_guardian');
  expect((await asKid.cards.unfreezeOwnCard({ cardId })).status).toBe('active');
  await admin.client.cards.freezeCard({ cardId });
  expect(await codeOf(asKid.cards.unfreezeOwnCard({ cardId }))).toBe('cards.frozen_by_staff');
});

test('on the birthday the guardian sees nothing from midnight on, and the job lifts the limits', async () => {
  const kid = await child(10_000);
  const phone = newPhone();
  const today = new Date(world.clock().getTime()).toISOString().slice(0, 10);
  const tomorrow = new Date(Date.parse(today) + 2 * 86_400_000).toISOString().slice(0, 10);
  const bornOn = `${Number(tomorrow.slice(0, 4)) - 18}${tomorrow.slice(4)}`.replace(/-02-29$/, '-03-01');
  const { id: guardianshipId } = await link(kid.memberId, phone, bornOn);
  const guardian = await signIn(phone);
  await guardian.client.guardians.setChildLimits({ ...NO_LIMITS, transactionLimitMinor: 100, guardianshipId } as never); // An amount.
  expect(await pay(kid, 200)).toMatchObject({ reason: 'over_guardian_limit' });
  world.pass(3 * 24 * 60 * 60);
  expect(await codeOf(inPlaceOf(guardian, kid.memberId).wallets.getOwnWallet())).toBe('request.child_unknown');
  expect((await kid.client.guardians.listOwnGuardians()).guardians).toEqual([]);
  await world.database.transaction(systemActor('test'), { now: world.clock() } as never, endOfAge); // As the clock's job.
  expect(await pay(kid, 200)).toMatchObject({ outcome: 'approved' });
  desk = await world.staff('customerService');
  admin = await world.staff('administrator');
  const { items } = await desk.client.guardians.listGuardianships({ memberId: kid.memberId });
  expect(items).toMatchObject([{ endedBy: 'age' }]);
});

test('the desk finds guardianships by either side; those who hold no right, and forms that are not whole, are refused', async () => {
  const { kid, guardianship } = await family();
  const list = (q: string) => desk.client.guardians.listGuardianships({ q });
  expect((await list(kid.memberNumber)).items.map(({ id }) => id)).toEqual([guardianship.id]);
  expect((await list(guardianship.guardian.memberNumber)).items.map(({ id }) => id)).toEqual([guardianship.id]);
  const seller = await world.staff('seller');
  expect(await codeOf(seller.client.guardians.listGuardianships({}))).toBe('request.forbidden');
  expect(await codeOf(kid.client.guardians.listGuardianships({}))).toBe('request.forbidden');
  expect(await codeOf(link(kid.memberId, newPhone(), '2000-01-01'))).toBe('guardians.not_minor');
  expect(await codeOf(link(kid.memberId, newPhone(), '2014-02-30'))).toBe('request.invalid');
  expect(await codeOf(link(newId<'member'>(), newPhone()))).toBe('members.unknown');
  expect(await codeOf(desk.client.guardians.endGuardianship({ guardianshipId: guardianship.id, reason: '' }))).toBe('request.invalid');
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
