/** The renewal of the data key, from the button to the end of the old one, while people pay. */
import { afterAll, beforeAll, expect, test } from 'vitest';
import { sealAnew } from '../src/modules/privacy/keys.ts';
import { LEAD_MS, RETIRE_AFTER_MS } from '../src/platform/keys/rotate-key.ts';
import { createSecretBox } from '../src/platform/secret-box.ts';
import { SEALED_COLUMNS } from '../src/sealed-columns.ts';
import { codeOf, createWorld, type MemberPerson, type Person, type TillDevice, type World } from './world.ts';

let world: World;
let admin: Person;
let guard: Person;
let member: MemberPerson;
let till: TillDevice;
beforeAll(async () => {
  world = await createWorld();
  admin = await world.staff('administrator');
  guard = await world.staff('securityAdministrator');
  member = await world.member(admin, { phone: '13800139555', balanceMinor: 10_000 });
  till = await world.till(admin);
  await admin.client.members.setPrivateField({ memberId: member.memberId, field: 'email', value: 'rotate@example.edu' });
});
afterAll(() => world?.close());

const pay = async () => {
  const code = await world.payCode(member);
  return (await till.client.payments.charge({ amountMinor: 100, credential: { kind: 'code', code } })).outcome;
};
const runJob = () => {
  const parts = { keys: world.keys, columns: SEALED_COLUMNS, secrets: createSecretBox(world.keys) };
  return sealAnew(parts, { database: world.database, requestId: 'seal-anew', now: world.clock() });
};
const states = async () => (await guard.client.privacy.getKeys()).keys.map(({ version, state, uses }) => ({ version, state, isUsed: uses > 0 }));

test('a renewal spreads, seals everything anew and destroys the old key, and every payment goes through', async () => {
  expect(await codeOf(admin.client.privacy.rotateKey())).toBe('request.forbidden');
  expect(await pay()).toBe('approved');
  await guard.client.privacy.rotateKey();
  expect(await codeOf(guard.client.privacy.rotateKey())).toBe('privacy.rotation_under_way');
  await world.keys.reload();
  expect(await states()).toEqual([
    { version: 1, state: 'current', isUsed: true },
    { version: 2, state: 'waiting', isUsed: false },
  ]);

  world.pass(LEAD_MS / 1_000 + 31);
  expect(await pay()).toBe('approved');
  await runJob();
  const under = await guard.client.privacy.getKeys();
  expect(under.isUnderWay).toBe(true);
  expect(under.columns.map(({ column }) => column).toSorted()).toEqual(SEALED_COLUMNS.map(({ table, column }) => `${table}.${column}`).toSorted());
  expect(under.columns.every(({ finishedAt, broken }) => finishedAt !== null && broken === 0)).toBe(true);

  world.pass(RETIRE_AFTER_MS / 1_000 - 31);
  await runJob();
  await runJob();
  expect(await states()).toEqual([
    { version: 1, state: 'retired', isUsed: false },
    { version: 2, state: 'current', isUsed: true },
  ]);
  await world.keys.reload();
  expect(await pay()).toBe('approved');
  const found = await admin.client.members.listMembers({ q: '13800139555' });
  expect(found.items.map(({ id }) => id)).toEqual([member.memberId]);
  expect(await admin.client.members.revealPrivateField({ memberId: member.memberId, field: 'email' })).toMatchObject({ value: 'rotate@example.edu' });
});
