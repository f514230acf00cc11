/** What is left of a guardianship for those who remain: cards, news, and the day of birth. Through HTTP and the database. */
import { type GuardianLimits, MERCHANT_CATEGORIES } from '@tessera/contract';
import { createClient } from '@tessera/contract/client';
import { type Id, newId } from '@tessera/kernel';
import { sql } from 'kysely';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { codeOf, createWorld, type MemberPerson, type Person, type World } from '../../../test/world.ts';
import { personalRecordsOf } from '../../personal-records.ts';
import { type Ctx, systemActor } from '../../platform/ctx.ts';
import { createSecretBox } from '../../platform/secret-box.ts';
import { notify } from '../notifications/index.ts';
import { imposeAllowance } from './impose-allowance.ts';

let world: World;
let admin: Person;
beforeAll(async () => {
  world = await createWorld();
  admin = await world.staff('administrator');
});
afterAll(() => world.close());

const NO_LIMITS = {
  transactionLimitMinor: null,
  dayLimitMinor: null,
  noPinFloorMinor: null,
  refusedCategories: [],
} as const satisfies Partial<GuardianLimits>;
const inTransaction = <Result>(work: (ctx: Ctx) => Promise<Result>) => world.database.transaction(systemActor('test'), { now: world.clock() }, work);
let phones = 13_600_000_000;

/** A guardian who was a member already, so that they have a sign-in of this world. */
async function family() {
  phones += 1;
  const guardian = await world.member(admin, { name: '慕容建国', phone: String(phones) });
  const kid = await world.member(admin, { name: '慕容小雨' });
  const { id } = await admin.client.guardians.linkGuardian({
    memberId: kid.memberId,
    bornOn: '2014-05-06',
    name: '慕容建国',
    phone: String(phones),
    relation: 'father',
    consentOnPaper: true,
  });
  const headers = () => ({ 'x-tessera-app': 'member', 'x-tessera-for': kid.memberId, cookie: guardian.cookie() });
  return { guardian, kid, id, asKid: createClient({ origin: world.origin, headers }) };
}

const end = (guardianshipId: Id<'guardianship'>) => admin.client.guardians.endGuardianship({ guardianshipId, reason: '家长申请' });

test('what a guardian froze, the child thaws once the last guardianship has ended, and not what staff froze', async () => {
  const { kid, id, asKid } = await family();
  const cardId = (await kid.client.cards.listOwnCards()).items[0]?.id as Id<'card'>; // A member has a virtual card.
  await asKid.cards.freezeOwnCard({ cardId });
  expect(await codeOf(kid.client.cards.unfreezeOwnCard({ cardId }))).toBe('cards.frozen_by_guardian');
  await end(id);
  expect((await kid.client.cards.listOwnCards()).items[0]?.status).toBe('frozen');
  expect((await kid.client.cards.unfreezeOwnCard({ cardId })).status).toBe('active');
  const other = await family();
  const staffs = (await other.kid.client.cards.listOwnCards()).items[0]?.id as Id<'card'>; // The same.
  await admin.client.cards.freezeCard({ cardId: staffs });
  await end(other.id);
  expect(await codeOf(other.kid.client.cards.unfreezeOwnCard({ cardId: staffs }))).toBe('cards.frozen_by_staff');
});

const newsOf = async ({ memberId }: MemberPerson) =>
  inTransaction(async (ctx) => {
    const { rows } = await sql<{ kind: string; params: unknown }>`
      select kind, params from notifications.notice where person_id = ${memberId} and kind ~ '^(guardian|child)[.]' order by kind`.execute(ctx.tx);
    return rows.map(({ kind, params }) => `${kind} ${JSON.stringify(params)}`);
  });

/** As the job of erasures does, for this one member. */
const forget = ({ memberId }: MemberPerson, userId: string) =>
  inTransaction(async (ctx) => {
    const records = personalRecordsOf(createSecretBox(world.keys)).filter(({ module }) => module === 'guardians' || module === 'alerts');
    for (const { erase } of records.toReversed()) await erase?.(ctx, { memberId, userId } as never, { name: '', memberNumber: '' } as never); // All that these two read.
  });

test('of a child who is forgotten no news to the guardian keeps the name, and of a guardian none to the child', async () => {
  const { guardian, kid, id } = await family();
  for (const transactionLimitMinor of [100, 200]) {
    await guardian.client.guardians.setChildLimits({ ...NO_LIMITS, refusedCategories: [], transactionLimitMinor, guardianshipId: id } as never); // An amount.
  }
  await inTransaction((ctx) =>
    notify(ctx, {
      to: { memberId: guardian.memberId },
      kind: 'child.lowBalance',
      params: { name: '慕容小雨', balance: 1, usual: 2 } as never, // Amounts.
      key: `low 2026-01-01 ${kid.memberId}`,
    }),
  );
  expect(await newsOf(guardian)).toHaveLength(2);
  expect((await newsOf(kid)).filter((news) => news.includes('limitsSet'))).toHaveLength(2);
  await forget(kid, newId());
  expect(await newsOf(guardian)).toEqual(['guardian.erased {}']);
  expect((await newsOf(kid)).join()).not.toContain('慕容建国');
  const other = await family();
  await forget(other.guardian, newId());
  expect(await newsOf(other.kid)).toEqual(['guardian.erased {}']);
});

test('who looked after somebody no longer reads the day of birth', async () => {
  const { guardian, kid, id } = await family();
  const actor = { kind: 'member', userId: '', memberId: guardian.memberId, permissions: new Set<never>() } as const;
  const read = () =>
    world.database.transaction(actor, {}, async (ctx) => {
      const { rows } = await sql`select born_on from guardians.ward where member_id = ${kid.memberId}`.execute(ctx.tx);
      return rows.length;
    });
  expect(await read()).toBe(1);
  await end(id);
  expect(await read()).toBe(0);
});

test('limits of a child without a wallet are refused, not kept without effect', async () => {
  const limits = { transaction_limit_minor: null, day_limit_minor: null, no_pin_floor_minor: null, refused_categories: [...MERCHANT_CATEGORIES] };
  const childId = newId<'member'>();
  const impose = () => inTransaction((ctx) => imposeAllowance(ctx, childId, { ...limits, member_id: childId, set_by: childId, set_at: ctx.now }));
  expect(await codeOf(impose())).toBe('wallets.unknown');
});
