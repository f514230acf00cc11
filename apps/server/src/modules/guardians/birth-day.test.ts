/** Whose day of birth counts, and who comes back with a code after they were sent away. Through HTTP. */
import type { Id } from '@tessera/kernel';
import { sql } from 'kysely';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { codeOf, createWorld, eventually, type Person, type World } from '../../../test/world.ts';
import { systemActor } from '../../platform/ctx.ts';
import { endGuardianships } from './end-guardianships.ts';
import { hashOfInvitation } from './invitation.ts';
import { lockInvitation, lockWard, selectInvitation } from './queries.ts';

let world: World;
let admin: Person;
let desk: Person;
beforeAll(async () => {
  world = await createWorld();
  admin = await world.staff('administrator');
  desk = await world.staff('customerService');
});
afterAll(() => world.close());

const BORN = '2014-05-06';
/** Of somebody born on 3 February 2013. */
const RESIDENT_ID = '110105201302030023';
let phones = 13_700_000_000;
function newPhone(): string {
  phones += 1;
  return String(phones);
}
const child = () => world.member(admin, { name: '李小雨' });
const link = (memberId: Id<'member'>, bornOn: string, phone = newPhone()) =>
  desk.client.guardians.linkGuardian({ memberId, bornOn, name: '李建国', phone, relation: 'father', consentOnPaper: true });
const invite = (memberId: Id<'member'>, each: number, bornOn?: string) =>
  desk.client.guardians.inviteGuardians({ memberIds: [memberId], each, ...(bornOn && { bornOn }) });

async function codesFor(memberId: Id<'member'>, each: number, bornOn?: string): Promise<string[]> {
  return (await invite(memberId, each, bornOn)).invitations[0]?.codes ?? [];
}

async function accept(person: Person, invitation: string, phone: string) {
  world.pass(61);
  await person.client.guardians.sendInvitationCode({ invitation, phone });
  const code = await eventually(async () => {
    const found = (await world.readMessages()).findLast(({ to }) => to === phone)?.text.match(/\d{6}/)?.[0];
    if (!found) throw new Error('no message yet');
    return found;
  });
  return person.client.guardians.acceptInvitation({ invitation, phone, code, name: '王芳', relation: 'mother', consent: true });
}

test('a day of birth that differs from what is known is refused, and the one that was known stays', async () => {
  const kid = await child();
  await link(kid.memberId, BORN);
  expect(await codeOf(link(kid.memberId, '2016-01-01'))).toBe('guardians.birth_date_differs');
  expect(await codeOf(invite(kid.memberId, 1, '2016-01-01'))).toBe('guardians.birth_date_differs');
  expect(await link(kid.memberId, BORN)).toMatchObject({ endsOn: '2032-05-06' });
});

test('a resident ID counts more than what was said, before and after', async () => {
  const kid = await child();
  await link(kid.memberId, BORN);
  await admin.client.members.setPrivateField({ memberId: kid.memberId, field: 'idNumber', value: RESIDENT_ID, kind: 'residentId' });
  expect(await codeOf(link(kid.memberId, BORN))).toBe('guardians.birth_date_differs');
  expect(await link(kid.memberId, '2013-02-03')).toMatchObject({ endsOn: '2031-02-03' });
  const adult = await child();
  await admin.client.members.setPrivateField({ memberId: adult.memberId, field: 'birthDate', value: '1990-01-02' });
  expect(await codeOf(link(adult.memberId, BORN))).toBe('guardians.birth_date_differs');
  expect((await adult.client.guardians.listOwnGuardians()).guardians).toEqual([]);
});

const signInsOf = (userId: string) =>
  world.database.transaction(systemActor('test'), {}, async (ctx) => {
    const { rows } = await sql`select from audit.record where action = 'identity.signIn' and target_id = ${userId}`.execute(ctx.tx);
    return rows.length;
  });

test('whom staff sent away does not come back with a second code; who left by themselves took nobody’s code along', async () => {
  const kid = await child();
  const [first = '', second = '', third = ''] = await codesFor(kid.memberId, 3, BORN);
  const [leaver, sentAway] = [world.stranger('member'), world.stranger('member')];
  const [leaverPhone, sentAwayPhone] = [newPhone(), newPhone()];
  const { user } = await accept(leaver, first, leaverPhone);
  expect(await signInsOf(user.id)).toBe(1);
  const own = (await leaver.client.guardians.listOwnChildren()).items[0]?.guardianshipId;
  await leaver.client.guardians.endOwnGuardianship({ guardianshipId: own as Id<'guardianship'> }); // There is one.
  await accept(sentAway, second, sentAwayPhone);
  const live = (await desk.client.guardians.listGuardianships({ memberId: kid.memberId, state: 'live' })).items;
  await desk.client.guardians.endGuardianship({ guardianshipId: live[0]?.id as Id<'guardianship'>, reason: '法院裁定' }); // There is one.
  expect(await codeOf(accept(sentAway, third, sentAwayPhone))).toBe('guardians.invitation_wrong');
  expect((await sentAway.client.guardians.listOwnChildren()).items).toEqual([]);
});

test('a code that comes while staff end the guardianship waits and is void; asked without waiting it would still be good', async () => {
  const kid = await child();
  const [code = ''] = await codesFor(kid.memberId, 1, BORN);
  await link(kid.memberId, BORN);
  const hash = hashOfInvitation(world.app.core.secrets, code);
  const system = systemActor('test');
  let waiting: Promise<unknown> = Promise.resolve();
  await world.database.transaction(system, { now: world.clock() }, async (ctx) => {
    await endGuardianships(ctx, { childId: kid.memberId }, { by: 'staff', reason: 'x' });
    const [asked, took] = [selectInvitation, lockInvitation];
    const without = await world.database.transaction(system, {}, (other) => asked(other, hash));
    expect(without).toBeDefined();
    waiting = world.database.transaction(system, {}, async (other) => {
      await lockWard(other, kid.memberId);
      return took(other, hash);
    });
  });
  expect(await waiting).toBeUndefined();
});
