/** What happens below the notices reaches the people it concerns, through HTTP and the worker. */
import { sql } from 'kysely';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { backupFailed, drillFailed } from '../src/modules/backup/index.ts';
import { systemActor } from '../src/platform/ctx.ts';
import { publish } from '../src/platform/events.ts';
import { apply, csv } from './import.world.ts';
import { createWorld, eventually, PASSWORD, type Person, type World } from './world.ts';

let world: World;
beforeAll(async () => {
  world = await createWorld();
});
afterAll(() => world.close());

const noticesOf = async (person: Person) => (await person.client.notifications.listOwnNotices({ limit: 50, language: 'zh-CN' })).items;
const kindsOf = async (person: Person) => (await noticesOf(person)).map(({ kind }) => kind);

it('a failed backup and a failed drill are told to those who hold the right now, once, and to nobody else', async () => {
  const [keeper, cashier, former] = [await world.staff('administrator'), await world.staff('cashier'), await world.staff('cashier')];
  await world.grant(former, 'administrator');
  const held = (await keeper.client.organizations.getStaff({ staffId: former.staffId })).grants.find(({ roleKey }) => roleKey === 'administrator');
  if (!held) throw new Error('the grant was given');
  await keeper.client.organizations.revokeGrant({ grantId: held.id, reason: '不再负责备份' });
  const failure = { backupId: 'b-1', name: 'tessera-1', fault: 'interrupted', at: world.clock().toISOString() } as const;
  for (let time = 0; time < 2; time += 1) {
    await world.database.transaction(systemActor('backup'), {}, async (ctx) => {
      await publish(ctx, backupFailed, failure);
      await publish(ctx, drillFailed, failure);
    });
  }
  await settled();
  expect((await kindsOf(keeper)).toSorted()).toEqual(['backup.drillFailed', 'backup.failed']);
  expect((await noticesOf(keeper))[0]?.text).toContain('tessera-1');
  expect([await kindsOf(cashier), await kindsOf(former)]).toEqual([[], []]);
});

it('an import that has ended is told to whoever began it', async () => {
  const [starter, other] = [await world.staff('administrator'), await world.staff('administrator')];
  await apply(starter, csv('T1001,钱一,学生,,', 'T1002,,学生,,'));
  await settled();
  expect((await noticesOf(starter))[0]).toMatchObject({
    kind: 'import.finished',
    title: '导入完成：名单.csv',
    text: expect.stringContaining('已处理 1 行，1 行未通过'),
  });
  expect(await kindsOf(other)).toEqual([]);
});

it('a member and a person at work hear that their password was changed, and that their second factor was', async () => {
  const [admin, person] = [await world.staff('administrator'), await world.staff('cashier')];
  const member = await world.member(admin);
  for (const { client } of [member, person]) await client.identity.changePassword({ currentPassword: PASSWORD, password: 'another battery staple' });
  await settled();
  expect([await kindsOf(member), await kindsOf(person)]).toMatchObject([
    expect.arrayContaining(['security.passwordChanged']),
    ['security.passwordChanged'],
  ]);
  await admin.client.organizations.resetStaffSecondFactors({ staffId: person.staffId, reason: '手机遗失' });
  await settled();
  // Their session ended with the reset.
  const { rows } = await world.database.transaction(systemActor('test'), { readOnly: true }, (ctx) =>
    sql`select kind from notifications.notice where person_id = ${person.staffId} order by id`.execute(ctx.tx),
  );
  expect(rows).toEqual([{ kind: 'security.passwordChanged' }, { kind: 'security.factorChanged' }]);
});

/** Until the worker has nothing left of what these tests cause. */
async function settled(): Promise<void> {
  await eventually(async () => {
    const { rows } = await world.database.transaction(systemActor('test'), { readOnly: true }, (ctx) =>
      sql`select from graphile_worker.jobs where task_identifier like '% > tell%'`.execute(ctx.tx),
    );
    expect(rows).toEqual([]);
  });
}
