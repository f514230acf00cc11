import { sql } from 'kysely';
import { afterAll, describe, expect, it } from 'vitest';
import { changeStaffStatus } from './change-staff-status.ts';
import { createStaff } from './index.ts';
import { openPeople, PASSWORD, refusal } from './people.world.ts';

const world = await openPeople();
const { as, asSystem, canteen, insurer, hire, enter, actorOf, ready, give, admin } = world;
afterAll(() => world.database.close());

describe('a person at work', () => {
  it('who is suspended is nobody at once and signed out, and comes back with the same rights', async () => {
    const staffId = await hire('finance');
    await asSystem((ctx) =>
      sql`insert into identity.session (id, user_id, token, expires_at, created_at, updated_at)
        select gen_random_uuid(), user_id, ${staffId}, now() + interval '1 day', now(), now() from organizations.staff where id = ${staffId}`.execute(
        ctx.tx,
      ),
    );
    const sessions = async () => (await asSystem((ctx) => sql`select from identity.session where token = ${staffId}`.execute(ctx.tx))).rows.length;
    expect(await sessions()).toBe(1);
    await as(admin, (ctx) => changeStaffStatus(ctx, { staffId, status: 'suspended', reason: '调查' }));
    expect([await actorOf(staffId), await sessions()]).toEqual([null, 0]);
    await as(admin, (ctx) => changeStaffStatus(ctx, { staffId, status: 'active', reason: '查清' }));
    expect((await actorOf(staffId))?.permissions.has('ledger.read')).toBe(true);
  });

  it('who has left has nothing to come back to', async () => {
    const staffId = await hire('finance');
    await as(admin, (ctx) => changeStaffStatus(ctx, { staffId, status: 'left', reason: '离职' }));
    await expect(give(admin, staffId, 'checker')).rejects.toMatchObject(refusal('staff_not_active'));
    await as(admin, (ctx) => changeStaffStatus(ctx, { staffId, status: 'active', reason: '返聘' }));
    expect((await actorOf(staffId))?.permissions.has('ledger.read')).toBe(false);
  });

  it('is entered by a manager for the own shop only, with no more than the manager has', async () => {
    const manager = await enter('merchantManager', canteen);
    const roleId = await ready('merchantCashier');
    const person = {
      name: '小李',
      password: PASSWORD,
      worksIn: null,
      roleId,
      scope: 'organization',
      departmentId: null,
      endsAt: null,
      reason: '',
    } as const;
    const made = await as(manager, (ctx) => createStaff(ctx, { ...person, userName: 'xiaoli', organizationId: canteen.id }));
    expect(made).toMatchObject({ organizationId: canteen.id, roles: [{ roleKey: 'merchantCashier' }] });
    const elsewhere = as(manager, (ctx) => createStaff(ctx, { ...person, userName: 'xiaowang', organizationId: insurer.id }));
    await expect(elsewhere).rejects.toMatchObject(refusal('unknown'));
    const direct = as(manager, (ctx) =>
      sql`insert into organizations.staff (id, user_id, user_name, organization_id, name, created_at)
        select gen_random_uuid(), user_id, 'x', ${insurer.id}, 'x', now() from organizations.staff limit 1`.execute(ctx.tx),
    );
    await expect(direct).rejects.toThrow(/row-level security/);
  });

  it('of a suspended issuer is nobody', async () => {
    const staffId = await hire('issuerManager', insurer);
    expect(await actorOf(staffId)).not.toBeNull();
    await asSystem((ctx) => sql`update organizations.organization set status = 'suspended' where id = ${insurer.id}`.execute(ctx.tx));
    expect(await actorOf(staffId)).toBeNull();
    await asSystem((ctx) => sql`update organizations.organization set status = 'active' where id = ${insurer.id}`.execute(ctx.tx));
  });
});
