/** What a child spends is told to whoever looks after them, for as long as they do. */
import { createClient } from '@tessera/contract/client';
import { type Id, toMinor } from '@tessera/kernel';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { createWorld, eventually, type MemberPerson, type Person, type StaffPerson, type World } from '../../../test/world.ts';
import { type Ctx, systemActor } from '../../platform/ctx.ts';
import { createSecretBox } from '../../platform/secret-box.ts';
import { linkMembers } from '../guardians/index.ts';
import { followSpending } from './follow-spending.ts';
import { beginLowBalances } from './warn-low-balances.ts';

const BORN = '2014-05-06';
let world: World;
let admin: StaffPerson;
beforeAll(async () => {
  world = await createWorld();
  admin = await world.staff('administrator');
});
afterAll(() => world?.close());

const asSystem = <Result>(work: (ctx: Ctx) => Promise<Result>) => world.database.transaction(systemActor('test'), {}, work);

/** A guardian with a child who spends too much, and with another whom they look after no longer. */
async function family(): Promise<{ guardian: MemberPerson; child: MemberPerson; former: MemberPerson }> {
  const guardian = await world.member(admin, { name: '李建国' });
  const child = await world.member(admin, { name: '李小雨', balanceMinor: 100_00 });
  const former = await world.member(admin, { name: '李小雪', balanceMinor: 100_00 });
  const secrets = createSecretBox(world.keys);
  const link = (childId: Id<'member'>) => {
    const wanted = { childId, guardianId: guardian.memberId, bornOn: BORN, relation: 'father', origin: 'counter', consent: 'paper' } as const;
    return asSystem((ctx) => linkMembers(ctx, wanted, secrets));
  };
  await link(child.memberId);
  const guardianshipId = await link(former.memberId);
  await admin.client.guardians.endGuardianship({ guardianshipId, reason: '监护权变更' });
  return { guardian, child, former };
}

async function spend(members: readonly MemberPerson[], amountMinor: number): Promise<void> {
  const till = await world.till(admin);
  for (const { memberNumber } of members) {
    const charge = { amountMinor: toMinor(amountMinor), credential: { kind: 'member' as const, memberNumber } };
    for (const _ of [1, 2, 3]) expect(await till.client.payments.charge(charge)).toMatchObject({ outcome: 'approved' });
  }
  while ((await asSystem(followSpending)) > 0);
}

/** Whom a person was told about, in the notices of one kind. */
async function toldOf(person: Person, kind: 'child.daySpend' | 'child.lowBalance' | 'child.cardFrozen' | 'child.cardUnfrozen'): Promise<string[]> {
  const { items } = await person.client.notifications.listOwnNotices({ limit: 50, language: 'zh-CN' });
  return items.filter((notice) => notice.kind === kind).map(({ title, text }) => `${title} ${text}`);
}

test('a guardian hears once that a child has spent much, and nothing of one whom they look after no longer', async () => {
  const { guardian, child, former } = await family();
  await admin.client.settings.updateSetting({ key: 'alerts.daySpendMinor', value: 50_00 });
  await spend([child, former], 25_00);
  await eventually(async () => expect(await toldOf(guardian, 'child.daySpend')).toHaveLength(1));
  const desk = await world.staff('riskDesk');
  // Both were over the threshold; only one of them is still the guardian's to hear of.
  for (const { memberId } of [child, former]) expect((await desk.client.alerts.listAlerts({ memberId })).items).toHaveLength(1);
  const told = await toldOf(guardian, 'child.daySpend');
  expect(told).toEqual([expect.stringContaining('李小雨')]);
});

test('a guardian hears in the evening that tomorrow may fall short for a child, and nothing of a former one', async () => {
  const { guardian, child, former } = await family();
  await spend([child, former], 28_00);
  await asSystem(beginLowBalances);
  await eventually(async () => {
    const { items } = await former.client.notifications.listOwnNotices({ limit: 50, language: 'zh-CN' });
    expect(items.map(({ kind }) => kind)).toContain('wallet.lowBalance');
  });
  await eventually(async () => expect(await toldOf(guardian, 'child.lowBalance')).toEqual([expect.stringContaining('李小雨')]));
});

test('every guardian but the one who did it hears that a child’s card was lost and found again, and nothing of a former child', async () => {
  const { guardian, child, former } = await family();
  const other = await world.member(admin, { name: '王芳' });
  const wanted = {
    childId: child.memberId,
    guardianId: other.memberId,
    bornOn: BORN,
    relation: 'mother',
    origin: 'counter',
    consent: 'paper',
  } as const;
  await asSystem((ctx) => linkMembers(ctx, wanted, createSecretBox(world.keys)));
  const issue = (memberId: Id<'member'>, uid: string) => admin.client.cards.issueCard({ memberId, uid });
  const [lost, formerCard] = [await issue(child.memberId, '0A1B2C3D'), await issue(former.memberId, '0A1B2C3E')];
  await former.client.cards.freezeOwnCard({ cardId: formerCard.id });
  await child.client.cards.freezeOwnCard({ cardId: lost.id });
  for (const person of [guardian, other])
    await eventually(async () =>
      expect(await toldOf(person, 'child.cardFrozen')).toEqual([expect.stringMatching(new RegExp(`李小雨.*${lost.tail}`))]),
    );
  await child.client.cards.unfreezeOwnCard({ cardId: lost.id });
  await eventually(async () => expect(await toldOf(guardian, 'child.cardUnfrozen')).toHaveLength(1));

  world.pass(1);
  const inPlace = createClient({
    origin: world.origin,
    headers: () => ({ 'x-tessera-app': 'member', 'x-tessera-for': child.memberId, cookie: guardian.cookie() }),
  });
  await inPlace.cards.freezeOwnCard({ cardId: lost.id });
  await eventually(async () => expect(await toldOf(other, 'child.cardFrozen')).toHaveLength(2));
  expect(await toldOf(guardian, 'child.cardFrozen')).toHaveLength(1);
});
