import type { Permission } from '@tessera/contract';
import type { Id } from '@tessera/kernel';
import { sql } from 'kysely';
import { afterAll, describe, expect, it } from 'vitest';
import { type Ctx, systemActor } from '../../platform/ctx.ts';
import { createGrant, createRole } from './index.ts';
import { openPeople, refusal } from './people.world.ts';
import { updateRole } from './update-role.ts';

const world = await openPeople();
const { asSystem, hire, ready } = world;
afterAll(() => world.database.close());

const SAFETY: Permission[] = ['members.read', 'security.write'];
let made = 0;

/** Somebody with a free role that has no duty yet. */
async function holder() {
  made += 1;
  const role = { name: `岗位${made}`, note: '', organizationKind: 'operator', organizationId: null, needsSecondFactor: false } as const;
  const { id: roleId } = await asSystem((ctx) => createRole(ctx, { ...role, permissions: ['members.read'] }));
  const staffId = await hire('checker');
  await world.give(systemActor('test'), staffId, roleId);
  const auditor = await ready('auditor');
  return {
    staffId,
    giveAudit: (ctx: Ctx) => createGrant(ctx, { staffId, roleId: auditor, scope: 'organization', departmentId: null, endsAt: null, reason: '' }),
    addSafety: (ctx: Ctx) => updateRole(ctx, { roleId, permissions: SAFETY }),
    /** What `addSafety` writes, without the lock that it takes first. The control of the tests below. */
    addSafetyUnlocked: (ctx: Ctx) => sql`update organizations.role set permissions = ${SAFETY}::text[] where id = ${roleId}`.execute(ctx.tx),
  };
}

function gate() {
  let open = () => {};
  const passed = new Promise<void>((resolve) => {
    open = resolve;
  });
  return { open: () => open(), passed };
}

/** Runs the first to its end but for the commit, then lets the second come as far as it can, then commits the first. */
async function meet(first: (ctx: Ctx) => Promise<unknown>, second: (ctx: Ctx) => Promise<unknown>): Promise<PromiseSettledResult<unknown>[]> {
  const done = gate();
  const commit = gate();
  const one = asSystem(async (ctx) => {
    await first(ctx).finally(done.open);
    await commit.passed;
  });
  await done.passed;
  let ended = false;
  const other = asSystem(second).finally(() => {
    ended = true;
  });
  other.catch(() => undefined); // Looked at below.
  await expect.poll(async () => ended || (await waiting()) > 0, { timeout: 10_000 }).toBe(true);
  commit.open();
  return Promise.allSettled([one, other]);
}

async function waiting(): Promise<number> {
  const { rows } = await asSystem((ctx) =>
    sql<{ count: number }>`select count(*)::int as count from pg_locks
      where not granted and database = (select oid from pg_database where datname = current_database())`.execute(ctx.tx),
  );
  return rows[0]?.count ?? 0;
}

const duties = async (staffId: Id<'staff'>) => {
  const permissions = (await world.actorOf(staffId))?.permissions;
  return ['security.write', 'audit.export'].filter((permission) => permissions?.has(permission as Permission)); // Two of them, by name.
};

describe('duties that exclude one another', () => {
  it('do not meet in somebody who is given one role while another one of theirs is changed', async () => {
    const person = await holder();
    const [change, gift] = await meet(person.addSafety, person.giveAudit);
    expect(change).toMatchObject({ status: 'fulfilled' });
    expect(gift).toMatchObject({ status: 'rejected', reason: refusal('duties_exclude') });
    expect(await duties(person.staffId)).toEqual(['security.write']);
  });

  it('nor in somebody whose role is changed while they are given another one', async () => {
    const person = await holder();
    const [gift, change] = await meet(person.giveAudit, person.addSafety);
    expect(gift).toMatchObject({ status: 'fulfilled' });
    expect(change).toMatchObject({ status: 'rejected', reason: refusal('duties_exclude') });
    expect(await duties(person.staffId)).toEqual(['audit.export']);
  });

  it('would meet without the lock: the control', async () => {
    const person = await holder();
    const both = await meet(person.addSafetyUnlocked, person.giveAudit);
    expect(both.map(({ status }) => status)).toEqual(['fulfilled', 'fulfilled']);
    expect(await duties(person.staffId)).toEqual(['security.write', 'audit.export']);
  });
});

it('two people are given roles at the same time: neither waits for the other', async () => {
  const [one, other] = [await holder(), await holder()];
  let waited = 0;
  const both = await meet(one.giveAudit, async (ctx) => {
    const given = await other.giveAudit(ctx);
    waited = await waiting();
    return given;
  });
  expect(both.map(({ status }) => status)).toEqual(['fulfilled', 'fulfilled']);
  expect(waited).toBe(0);
});
