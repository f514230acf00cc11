import { DEPARTMENT_DEPTH_MAX } from '@tessera/contract';
import { type Id, newId } from '@tessera/kernel';
import { sql } from 'kysely';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { cloneDatabase } from '../../../test/database.ts';
import { type Actor, type Ctx, systemActor } from '../../platform/ctx.ts';
import type { Database } from '../../platform/database.ts';
import { createDepartment, createIssuer, createMerchant, createOperator, findSubtree } from './index.ts';
import { listDepartments } from './list-departments.ts';
import { moveDepartment } from './move-department.ts';
import type { OrganizationView } from './organization.ts';
import { updateDepartment } from './update-department.ts';

type Staff = Extract<Actor, { kind: 'staff' }>;
function staffOf({ id, kind }: OrganizationView, departments?: Id<'department'>[]): Staff {
  const bounds = departments ? { departments } : {};
  const ids = { userId: newId(), staffId: newId<'staff'>(), organizationId: id, organizationKind: kind };
  return { kind: 'staff', name: '人事', ...ids, permissions: new Set<never>(), ...bounds };
}

let database: Database;
let operator: OrganizationView;
let issuer: OrganizationView;
let merchant: OrganizationView;
const as = <T>(actor: Actor, work: (ctx: Ctx) => Promise<T>) => database.transaction(actor, {}, work);
const add = (name: string, parentId: Id<'department'> | null = null, actor: Actor = staffOf(operator)) =>
  as(actor, (ctx) => createDepartment(ctx, { name, parentId }));
const namesOf = async (actor: Actor, organizationId?: Id<'organization'>) =>
  (await as(actor, (ctx) => listDepartments(ctx, organizationId ? { organizationId } : {}))).items.map(
    (item) => `${'·'.repeat(item.depth)}${item.name}`,
  );

beforeAll(async () => {
  database = await cloneDatabase();
  operator = await as(systemActor('test'), (ctx) => createOperator(ctx, { name: '大学' }));
  issuer = await as(systemActor('test'), (ctx) => createIssuer(ctx, { name: '平安保险' }));
  merchant = await as(systemActor('test'), (ctx) => createMerchant(ctx, { name: '食堂', category: 'canteen' }));
});
afterAll(() => database.close());

describe('a tree of departments', () => {
  it('lists parents before children and siblings in their order', async () => {
    const east = await add('东区', null, staffOf(issuer));
    await add('西区', null, staffOf(issuer));
    await add('东一部', east.id, staffOf(issuer));
    expect(await namesOf(staffOf(issuer))).toEqual(['·东区', '··东一部', '·西区']);
  });

  it('moves a branch with all below it, to the place that was asked for', async () => {
    const college = await add('计算机学院');
    const dean = await add('院办');
    const class1 = await add('一班', college.id);
    const class2 = await add('二班', college.id);
    await as(staffOf(operator), (ctx) => moveDepartment(ctx, { departmentId: college.id, parentId: dean.id, position: 0 }));
    expect(await namesOf(staffOf(operator))).toEqual(['·院办', '··计算机学院', '···一班', '···二班']);
    await as(staffOf(operator), (ctx) => moveDepartment(ctx, { departmentId: class2.id, parentId: college.id, position: 0 }));
    expect(await namesOf(staffOf(operator))).toEqual(['·院办', '··计算机学院', '···二班', '···一班']);
    expect((await as(staffOf(operator), (ctx) => findSubtree(ctx, dean.id))).toSorted()).toEqual(
      [dean.id, college.id, class1.id, class2.id].toSorted(),
    );
    const gone = newId<'department'>();
    expect(await as(staffOf(operator), (ctx) => findSubtree(ctx, gone))).toEqual([gone]);
  });

  it('never becomes a circle, even when two moves meet', async () => {
    const a = await add('甲');
    const b = await add('乙', a.id);
    const below = as(staffOf(operator), (ctx) => moveDepartment(ctx, { departmentId: a.id, parentId: b.id, position: 0 }));
    await expect(below).rejects.toMatchObject({ code: 'organizations.department_cycle' });
    const c = await add('丙');
    const d = await add('丁');
    const moves = await Promise.allSettled([
      as(staffOf(operator), (ctx) => moveDepartment(ctx, { departmentId: c.id, parentId: d.id, position: 0 })),
      as(staffOf(operator), (ctx) => moveDepartment(ctx, { departmentId: d.id, parentId: c.id, position: 0 })),
    ]);
    expect(moves.map((move) => move.status).toSorted()).toEqual(['fulfilled', 'rejected']);
  });

  it(`has ${DEPARTMENT_DEPTH_MAX} levels at most, also after a move`, async () => {
    let parent: Id<'department'> | null = null;
    for (let level = 1; level <= DEPARTMENT_DEPTH_MAX; level += 1) parent = (await add(`第${level}级`, parent)).id;
    await expect(add('太深', parent)).rejects.toMatchObject({ code: 'organizations.department_too_deep' });
    const branch = await add('另一支');
    await add('另一支的下级', branch.id);
    const leaf = parent;
    const deep = as(staffOf(operator), (ctx) => moveDepartment(ctx, { departmentId: branch.id, parentId: leaf, position: 0 }));
    await expect(deep).rejects.toMatchObject({ code: 'organizations.department_too_deep' });
  });

  it('bears no name twice beside each other and no number twice at all', async () => {
    const parent = await add('Library');
    await expect(add('LIBRARY')).rejects.toMatchObject({ code: 'organizations.department_name_taken' });
    await add('Library', parent.id);
    const numbered = (name: string) => as(staffOf(operator), (ctx) => createDepartment(ctx, { name, parentId: null, code: 'LIB-1' }));
    await numbered('Reading room');
    await expect(numbered('Archive')).rejects.toMatchObject({ code: 'organizations.department_code_taken' });
  });

  it('closes from the leaves and opens from the root', async () => {
    const turn = (departmentId: Id<'department'>, status: 'active' | 'closed') =>
      as(staffOf(operator), (ctx) => updateDepartment(ctx, { departmentId, status }));
    const parent = await add('旧校区');
    const child = await add('旧图书馆', parent.id);
    await expect(turn(parent.id, 'closed')).rejects.toMatchObject({ code: 'organizations.department_in_use' });
    await turn(child.id, 'closed');
    await turn(parent.id, 'closed');
    await expect(turn(child.id, 'active')).rejects.toMatchObject({ code: 'organizations.department_closed' });
    await expect(add('新部门', parent.id)).rejects.toMatchObject({ code: 'organizations.department_closed' });
    expect((await turn(parent.id, 'active')).status).toBe('active');
  });
});

describe('whose tree it is', () => {
  it('is seen and changed by nobody else but the operator', async () => {
    const team = await add('客服部', null, staffOf(issuer));
    expect(await namesOf(staffOf(operator), issuer.id)).toContain('·客服部');
    expect(await namesOf(staffOf(merchant))).toEqual([]);
    await expect(namesOf(staffOf(merchant), issuer.id)).rejects.toMatchObject({ code: 'organizations.unknown' });
    const foreign = staffOf(merchant);
    const rename = as(foreign, (ctx) => updateDepartment(ctx, { departmentId: team.id, name: '抢来的' }));
    await expect(rename).rejects.toMatchObject({ code: 'organizations.department_unknown' });
    const below = as(foreign, (ctx) => createDepartment(ctx, { name: '插入', parentId: team.id }));
    await expect(below).rejects.toMatchObject({ code: 'organizations.department_unknown' });
  });

  it('is held apart by the database itself', async () => {
    const team = await add('理赔部', null, staffOf(issuer));
    const seen = await as(staffOf(merchant), (ctx) => sql`select id from organizations.department`.execute(ctx.tx));
    expect(seen.rows).toEqual([]);
    const changed = await as(staffOf(merchant), (ctx) => sql`update organizations.department set name = 'x'`.execute(ctx.tx));
    expect(changed.numAffectedRows).toBe(0n);
    const mine = await as(staffOf(issuer), (ctx) => sql`update organizations.department set name = name where id = ${team.id}`.execute(ctx.tx));
    expect(mine.numAffectedRows).toBe(1n);
  });

  it('keeps its order and its place where the parent is somebody else’s', async () => {
    const parent = await add('学部');
    const [first, mine] = [await add('甲系', parent.id), await add('乙系', parent.id)];
    const [group, other] = [await add('甲组', mine.id), await add('乙组', mine.id)];
    const actor = staffOf(operator, [mine.id, group.id, other.id]);
    const outside = { code: 'organizations.department_out_of_scope' };
    const move = (departmentId: Id<'department'>, parentId: Id<'department'> | null) =>
      as(actor, (ctx) => moveDepartment(ctx, { departmentId, parentId, position: 0 }));
    await expect(move(mine.id, parent.id)).rejects.toMatchObject(outside);
    await expect(move(mine.id, null)).rejects.toMatchObject(outside);
    await expect(move(group.id, first.id)).rejects.toMatchObject(outside);
    await move(other.id, mine.id);
    const tree = (await namesOf(staffOf(operator))).map((name) => name.replaceAll('·', ''));
    expect(tree.slice(tree.indexOf('甲系'), tree.indexOf('甲系') + 4)).toEqual(['甲系', '乙系', '乙组', '甲组']);
    // Whoever looks after the parent, too, may order what is below it.
    const dean = staffOf(operator, [parent.id, first.id, mine.id, group.id, other.id]);
    await as(dean, (ctx) => moveDepartment(ctx, { departmentId: mine.id, parentId: parent.id, position: 0 }));
  });

  it('is changed in part by who looks after a part', async () => {
    const mine = await add('我的部门');
    const other = await add('别的部门');
    const actor = staffOf(operator, [mine.id]);
    const child = await add('我的小组', mine.id, actor);
    expect(child.parentId).toBe(mine.id);
    const outside = { code: 'organizations.department_out_of_scope' };
    await expect(add('顶级', null, actor)).rejects.toMatchObject(outside);
    await expect(add('别处', other.id, actor)).rejects.toMatchObject(outside);
    await expect(as(actor, (ctx) => updateDepartment(ctx, { departmentId: other.id, name: '改名' }))).rejects.toMatchObject(outside);
    const direct = (id: string) => as(actor, (ctx) => sql`update organizations.department set name = name where id = ${id}`.execute(ctx.tx));
    expect((await direct(other.id)).numAffectedRows).toBe(0n);
    expect((await direct(mine.id)).numAffectedRows).toBe(1n);
  });
});
