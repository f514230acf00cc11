/** Sends what is sensitive through every layer, where it goes well and where it fails, and looks for it in the log. */
import { sql } from 'kysely';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { openField } from '../src/modules/members/index.ts';
import { systemActor } from '../src/platform/ctx.ts';
import { createLog } from '../src/platform/log.ts';
import { createSecretBox } from '../src/platform/secret-box.ts';
import { codeOf, createWorld, type MemberPerson, type Person, type World } from './world.ts';

const SECRETS = {
  phone: '13800139444',
  email: 'silent.person@example.edu',
  idNumber: '11010519491231002X',
  bankAccount: '6222021001123456999',
  address: '静默路四百四十四号',
  birthDate: '1949-12-31',
  password: 'a password nobody logs',
};
const lines: string[] = [];
const clear = () => Object.values(SECRETS).filter((secret) => lines.some((line) => line.includes(secret)));

let world: World;
let admin: Person;
let member: MemberPerson;
beforeAll(async () => {
  world = await createWorld({ log: createLog({ level: 'trace' }, { write: (line) => void lines.push(line) }) });
  admin = await world.staff('administrator');
  member = await world.member(admin, { phone: SECRETS.phone });
});
afterAll(() => world?.close());

const FIELDS = ['email', 'idNumber', 'bankAccount', 'address', 'birthDate'] as const;

test('nothing sensitive is in the log when it is entered, searched, shown and refused', async () => {
  const { memberId } = member;
  for (const field of FIELDS) {
    await admin.client.members.setPrivateField({ memberId, field, value: SECRETS[field], kind: 'residentId' });
    await admin.client.members.revealPrivateField({ memberId, field });
    await admin.client.members.listMembers({ q: SECRETS[field] });
    await codeOf(admin.client.members.setPrivateField({ memberId, field, value: `${SECRETS[field]}${'x'.repeat(300)}` }));
  }
  const other = await world.member(admin);
  for (const field of ['email', 'idNumber'] as const) {
    expect(
      await codeOf(admin.client.members.setPrivateField({ memberId: other.memberId, field, value: SECRETS[field], kind: 'residentId' })),
    ).toMatch(/taken/);
  }
  await codeOf(member.client.privacy.requestOwnErasure({ password: SECRETS.password }));
  await codeOf(world.stranger('member').client.identity.signInWithPassword({ userName: member.memberNumber, password: SECRETS.password }));
  expect(lines.length).toBeGreaterThan(0);
  expect(clear()).toEqual([]);
});

test('nothing sensitive is in the log when the database refuses a row that holds it', async () => {
  const system = systemActor('test');
  const secrets = createSecretBox(world.keys);
  const failing = world.database.transaction(system, {}, async (ctx) => {
    const { value } = (await openField(ctx, { memberId: member.memberId, field: 'idNumber' }, secrets)) ?? { value: '' };
    await sql`insert into members.private_field (member_id, field, value_sealed, masked, changed_at)
      values (${member.memberId}, 'address', 'x', ${value}, now()), (${member.memberId}, 'address', 'x', ${value}, now())`.execute(ctx.tx);
  });
  await failing.catch((err: unknown) => world.log.error({ err }, 'request failed'));
  expect(lines.some((line) => line.includes('request failed'))).toBe(true);
  expect(clear()).toEqual([]);
});

test('nothing sensitive is in the log when somebody logs a whole row or a whole request', () => {
  const row = { phone: SECRETS.phone, email: SECRETS.email, idNumber: SECRETS.idNumber, bankAccount: SECRETS.bankAccount };
  const more = { address: '10.0.0.1', birthDate: SECRETS.birthDate, password: SECRETS.password };
  world.log.info({ ...row, ...more }, 'a row');
  world.log.warn({ body: { ...row, ...more, value: SECRETS.address } }, 'a request');
  world.log.error({ request: { body: { ...row, ...more } } }, 'a request, deeper');
  expect(lines.filter((line) => /a row|a request/.test(line))).toHaveLength(3);
  expect(clear()).toEqual([]);
  // An address of the network is what a log is for.
  expect(lines.some((line) => line.includes('10.0.0.1'))).toBe(true);
});
