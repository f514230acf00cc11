import { newId } from '@tessera/kernel';
import { sql } from 'kysely';
import pg from 'pg';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { cloneDatabase } from '../../../test/database.ts';
import { type Actor, type Ctx, systemActor } from '../../platform/ctx.ts';
import type { Database } from '../../platform/database.ts';
import { off, on } from '../../platform/events.ts';
import { getOrganization } from './get-organization.ts';
import { appointStaff, createMerchant, createOperator, findOrganizations, findStaffByUser, merchantSuspended, updateMerchant } from './index.ts';
import { listOrganizations } from './list-organizations.ts';
import { listStaff } from './list-staff.ts';
import type { OrganizationView } from './organization.ts';

type Staff = Extract<Actor, { kind: 'staff' }>;
function staffOf({ id, kind }: OrganizationView): Staff {
  const permissions = new Set<never>();
  return { kind: 'staff', userId: newId(), staffId: newId<'staff'>(), name: '店长', organizationId: id, organizationKind: kind, permissions };
}
const memberActor: Actor = { kind: 'member', userId: newId(), memberId: newId<'member'>(), permissions: new Set() };

let database: Database;
let operator: OrganizationView;
let canteen: OrganizationView;
let shop: OrganizationView;
const as = <T>(actor: Actor, work: (ctx: Ctx) => Promise<T>) => database.transaction(actor, {}, work);
const asSystem = <T>(work: (ctx: Ctx) => Promise<T>) => as(systemActor('test'), work);

beforeAll(async () => {
  database = await cloneDatabase();
  operator = await asSystem((ctx) => createOperator(ctx, { name: '后勤处' }));
  canteen = await asSystem((ctx) => createMerchant(ctx, { name: '一食堂', category: 'canteen' }));
  shop = await asSystem((ctx) => createMerchant(ctx, { name: 'Campus Shop', category: 'shop' }));
  const staff = { name: '李店长', password: 'correct horse battery', role: 'merchantManager' } as const;
  await asSystem((ctx) => appointStaff(ctx, { ...staff, userName: 'canteen', organizationId: canteen.id }));
  await asSystem((ctx) => appointStaff(ctx, { ...staff, userName: 'shop', organizationId: shop.id }));
});
afterAll(() => database.close());

describe('the operator', () => {
  it('sees every organization, newest first, page by page', async () => {
    const first = await as(staffOf(operator), (ctx) => listOrganizations(ctx, { limit: 2 }));
    const second = await as(staffOf(operator), (ctx) => listOrganizations(ctx, { limit: 2, cursor: first.nextCursor ?? undefined }));
    expect([...first.items, ...second.items].map((item) => item.name).toSorted()).toEqual(['Campus Shop', '一食堂', '后勤处'].toSorted());
    expect(second.nextCursor).toBeNull();
  });

  it('finds an organization by a part of its name, a kind and a state', async () => {
    const names = async (filter: { q?: string; kind?: 'operator' | 'merchant'; status?: 'active' | 'suspended' }) =>
      (await as(staffOf(operator), (ctx) => listOrganizations(ctx, { limit: 10, ...filter }))).items.map((item) => item.name);
    expect(await names({ q: 'SHOP' })).toEqual(['Campus Shop']);
    expect(await names({ q: '食堂' })).toEqual(['一食堂']);
    expect(await names({ kind: 'operator' })).toEqual(['后勤处']);
    expect(await names({ status: 'suspended' })).toEqual([]);
  });

  it('is the only one', async () => {
    await expect(asSystem((ctx) => createOperator(ctx, { name: 'Another' }))).rejects.toThrow(/organization_operator_key/);
  });

  it('cannot be suspended', async () => {
    const suspend = as(staffOf(operator), (ctx) => updateMerchant(ctx, { organizationId: operator.id, status: 'suspended' }));
    await expect(suspend).rejects.toMatchObject({ code: 'organizations.unknown' });
  });
});

describe('a merchant', () => {
  it('cannot take a name that is in use, whatever the case of its letters', async () => {
    const taken = { code: 'organizations.name_taken' };
    await expect(asSystem((ctx) => createMerchant(ctx, { name: 'CAMPUS SHOP', category: 'other' }))).rejects.toMatchObject(taken);
    await expect(asSystem((ctx) => updateMerchant(ctx, { organizationId: canteen.id, name: 'campus shop' }))).rejects.toMatchObject(taken);
  });

  it('may change the case of its own name', async () => {
    const renamed = await asSystem((ctx) => updateMerchant(ctx, { organizationId: shop.id, name: 'CAMPUS Shop' }));
    expect(renamed).toMatchObject({ name: 'CAMPUS Shop', category: 'shop', status: 'active' });
    await asSystem((ctx) => updateMerchant(ctx, { organizationId: shop.id, name: 'Campus Shop' }));
  });

  it('is suspended for every server at once, and the modules above are told once', async () => {
    const subscription = on(merchantSuspended, 'organizations.test', async () => undefined);
    const listener = new pg.Client({ connectionString: database.appUrl });
    const heard: unknown[] = [];
    await listener.connect();
    await listener.query('listen tessera_cache');
    listener.on('notification', ({ payload }) => heard.push(JSON.parse(payload ?? '')));
    for (const status of ['suspended', 'suspended', 'active'] as const) {
      await asSystem((ctx) => updateMerchant(ctx, { organizationId: shop.id, status }));
    }
    await expect.poll(() => heard).toEqual(Array(3).fill({ kind: 'organization', id: shop.id }));
    await listener.end();
    off(merchantSuspended, subscription);
    const { rows } = await asSystem((ctx) =>
      sql<{ jobs: number }>`select count(*) as jobs from graphile_worker.jobs where task_identifier like '%organizations.test%'`.execute(ctx.tx),
    );
    expect(rows).toEqual([{ jobs: 1 }]);
  });

  it('is named to other modules by id, in one query', async () => {
    const found = await as(memberActor, (ctx) => findOrganizations(ctx, [canteen.id, shop.id, canteen.id, newId<'organization'>()]));
    expect([...found.values()].map(({ name, status }) => [name, status]).toSorted()).toEqual([
      ['Campus Shop', 'active'],
      ['一食堂', 'active'],
    ]);
  });
});

describe('a merchant’s staff', () => {
  it('sees its own organization and colleagues only', async () => {
    const keeper = staffOf(canteen);
    expect((await as(keeper, (ctx) => listOrganizations(ctx, { limit: 10 }))).items.map((item) => item.id)).toEqual([canteen.id]);
    expect((await as(keeper, (ctx) => listStaff(ctx, { limit: 10 }))).items.map((item) => item.userName)).toEqual(['canteen']);
    expect(await as(keeper, (ctx) => getOrganization(ctx, { organizationId: canteen.id }))).toMatchObject({ name: '一食堂' });
  });

  it('is answered about a foreign organization as about an unknown one', async () => {
    const keeper = staffOf(canteen);
    for (const organizationId of [shop.id, operator.id, newId<'organization'>()]) {
      await expect(as(keeper, (ctx) => getOrganization(ctx, { organizationId }))).rejects.toMatchObject({
        code: 'organizations.unknown',
        status: 404,
      });
      expect(await as(keeper, (ctx) => listStaff(ctx, { limit: 10, organizationId }))).toEqual({ items: [], nextCursor: null });
    }
  });

  it('is held back by the database itself, without any use case', async () => {
    const keeper = staffOf(canteen);
    const { rows } = await as(keeper, (ctx) =>
      sql<{ name: string }>`select name from organizations.organization union all select user_name from organizations.staff`.execute(ctx.tx),
    );
    expect(rows.map((row) => row.name)).toEqual(['一食堂', 'canteen']);
    const { numAffectedRows } = await as(keeper, (ctx) => sql`update organizations.organization set name = 'mine'`.execute(ctx.tx));
    expect(numAffectedRows).toBe(0n);
    await expect(as(keeper, (ctx) => createMerchant(ctx, { name: 'Mine too', category: 'shop' }))).rejects.toThrow(/row-level security/);
  });
});

describe('staff', () => {
  const person = { name: '王会计', password: 'correct horse battery' };

  it('becomes an actor by its user, with the permissions of its role', async () => {
    const staff = await asSystem((ctx) => appointStaff(ctx, { ...person, userName: 'finance', organizationId: operator.id, role: 'finance' }));
    const [row] = (await asSystem((ctx) => sql<{ user_id: string }>`select user_id from organizations.staff where id = ${staff.id}`.execute(ctx.tx)))
      .rows;
    const found = await asSystem((ctx) => findStaffByUser(ctx, row?.user_id ?? ''));
    expect(found).toMatchObject({ staffId: staff.id, roles: [{ key: 'finance' }], organizationKind: 'operator', organizationName: '后勤处' });
    expect(found?.permissions).toContain('ledger.read');
    expect(found?.permissions).not.toContain('staff.write');
    expect(await asSystem((ctx) => findStaffByUser(ctx, newId()))).toBeNull();
  });

  it('of a merchant cannot hold a role of the operator', async () => {
    const create = asSystem((ctx) => appointStaff(ctx, { ...person, userName: 'climber', organizationId: shop.id, role: 'administrator' }));
    await expect(create).rejects.toMatchObject({ code: 'organizations.role_not_for_kind' });
  });

  it('cannot take a user name that is in use', async () => {
    const create = asSystem((ctx) => appointStaff(ctx, { ...person, userName: 'shop', organizationId: operator.id, role: 'auditor' }));
    await expect(create).rejects.toMatchObject({ code: 'identity.user_name_taken' });
  });

  it('is found by how the name or user name begins', async () => {
    const userNames = async (q: string) =>
      (await as(staffOf(operator), (ctx) => listStaff(ctx, { limit: 10, q }))).items.map((item) => item.userName).toSorted();
    expect(await userNames('李')).toEqual(['canteen', 'shop']);
    expect(await userNames('CANT')).toEqual(['canteen']);
  });
});
