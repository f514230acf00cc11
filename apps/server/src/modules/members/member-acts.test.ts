import { type Id, newId } from '@tessera/kernel';
import { sql } from 'kysely';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { cloneDatabase } from '../../../test/database.ts';
import type { Call } from '../../platform/bind.ts';
import { type Actor, type Ctx, systemActor } from '../../platform/ctx.ts';
import type { Database } from '../../platform/database.ts';
import { createSecretBox } from '../../platform/secret-box.ts';
import { closeMembers } from './close-members.ts';
import { exportMembers } from './export-members.ts';
import { createMember } from './index.ts';
import { listMemberIds } from './list-member-ids.ts';
import { listMembers } from './list-members.ts';
import { moveMembers } from './move-members.ts';
import { forgetMember } from './personal-queries.ts';
import { reopenMembers } from './reopen-members.ts';
import { setPrivateField } from './set-private-field.ts';
import { spellNames } from './spell-names.ts';
import type { MemberHooks } from './undo-import.ts';
import { updateMember } from './update-member.ts';

const secrets = createSecretBox('a secret of the tests, forty characters!');
const operator: Actor = {
  kind: 'staff',
  name: '教务',
  userId: newId(),
  staffId: newId<'staff'>(),
  organizationId: newId<'organization'>(),
  organizationKind: 'operator',
  permissions: new Set(['members.write']),
};
type Names = { action: string; targetId: string; after: Record<string, unknown> };

let database: Database;
let raised: Id<'member'>[] = [];
const hooks: MemberHooks = {
  inUse: async () => new Set(),
  onStatusChange: async (_, memberIds) => {
    raised.push(...memberIds);
  },
};
const as = <T>(actor: Actor, work: (ctx: Ctx) => Promise<T>) => database.transaction(actor, {}, work);
const enter = (memberNumber: string, name = '张三', phone?: string) =>
  as(operator, (ctx) => createMember(ctx, { memberNumber, name, kind: 'student', phone }, secrets));
const statusOf = async (memberId: Id<'member'>) =>
  (await as(operator, (ctx) => sql<{ status: string }>`select status from members.member where id = ${memberId}`.execute(ctx.tx))).rows[0]?.status;
const recordsOf = async (memberIds: readonly string[]) =>
  (
    await as(systemActor('test'), (ctx) =>
      sql<Names>`select action, target_id as "targetId", after from audit.record where target_id = any(${memberIds}) and action like 'members.%Member'
        and action <> 'members.createMember' order by id`.execute(ctx.tx),
    )
  ).rows;
const find = async (q: string) =>
  (await as(operator, (ctx) => listMembers(ctx, { q, limit: 20, sort: 'newest' }, secrets))).items.map((item) => item.memberNumber).toSorted();

beforeAll(async () => {
  database = await cloneDatabase();
});
afterAll(() => database.close());

describe('members are closed and opened again', () => {
  it('with a reason, one record each, and nothing older decides whether they may pay', async () => {
    const [one, other] = [await enter('C-1'), await enter('C-2')];
    const memberIds = [one.id, other.id];
    raised = [];
    expect((await as(operator, (ctx) => closeMembers(ctx, { memberIds, reason: '毕业离校' }, hooks))).turned.toSorted()).toEqual(
      memberIds.toSorted(),
    );
    expect(await statusOf(one.id)).toBe('closed');
    expect(raised.toSorted()).toEqual(memberIds.toSorted());
    expect(await recordsOf(memberIds)).toHaveLength(2);

    expect(await as(operator, (ctx) => closeMembers(ctx, { memberIds, reason: '再来一次' }, hooks))).toEqual({ turned: [] });
    expect(await recordsOf(memberIds)).toHaveLength(2);

    expect(await as(operator, (ctx) => reopenMembers(ctx, { memberIds: [one.id], reason: '复学' }, hooks))).toEqual({ turned: [one.id] });
    expect(await statusOf(one.id)).toBe('active');
    expect((await recordsOf([one.id])).map(({ action, after }) => [action, after])).toEqual([
      ['members.closeMember', { status: 'closed', reason: '毕业离校' }],
      ['members.reopenMember', { status: 'active', reason: '复学' }],
    ]);
  });

  it('so that their sessions end', async () => {
    const { id } = await enter('C-3');
    await as(operator, (ctx) => closeMembers(ctx, { memberIds: [id], reason: '离职' }, hooks));
    const { rows } = await as(systemActor('test'), (ctx) =>
      sql<{ payload: string }>`select payload::text as payload from graphile_worker._private_jobs jobs
        join graphile_worker._private_tasks tasks on tasks.id = jobs.task_id where identifier like 'members.membersClosed%'`.execute(ctx.tx),
    );
    expect(rows.some(({ payload }) => payload.includes(id))).toBe(true);
  });

  it('all of a step or none: one who is unknown stops it', async () => {
    const { id } = await enter('C-4');
    const memberIds = [id, newId<'member'>()];
    await expect(as(operator, (ctx) => closeMembers(ctx, { memberIds, reason: '离职' }, hooks))).rejects.toMatchObject({ code: 'members.unknown' });
    expect(await statusOf(id)).toBe('active');
  });

  it('but who was forgotten stays closed and as they are', async () => {
    const { id } = await enter('C-5');
    await as(systemActor('test'), (ctx) => forgetMember(ctx, id, { name: '已注销 0001', number: 'X-0123456789ab' }));
    await expect(as(operator, (ctx) => reopenMembers(ctx, { memberIds: [id], reason: '误操作' }, hooks))).rejects.toMatchObject({
      code: 'members.forgotten',
    });
    const refused = { code: 'members.forgotten' };
    await expect(as(operator, (ctx) => updateMember(ctx, { memberId: id, name: '张三' }))).rejects.toMatchObject(refused);
    const field = { memberId: id, field: 'email', value: 'zhang@example.edu' } as const;
    await expect(as(operator, (ctx) => setPrivateField(ctx, field, secrets))).rejects.toMatchObject(refused);
    expect(await find('zhangsan')).not.toContain('C-5');
  });
});

describe('members are moved', () => {
  it('and the answer says where they were, so that it can be taken back', async () => {
    const { id } = await enter('M-1');
    await as(operator, (ctx) => moveMembers(ctx, { memberIds: [id], departmentId: null, department: '物理学院' }));
    const { moved } = await as(operator, (ctx) => moveMembers(ctx, { memberIds: [id], departmentId: null, department: '化学学院' }));
    expect(moved).toEqual([{ memberId: id, departmentId: null, department: '物理学院' }]);
    expect((await recordsOf([id])).map(({ after }) => after)).toEqual([
      { departmentId: null, department: '物理学院' },
      { departmentId: null, department: '化学学院' },
    ]);
    const again = await as(operator, (ctx) => moveMembers(ctx, { memberIds: [id], departmentId: null, department: '化学学院' }));
    expect(again).toEqual({ moved: [], refused: [] });
  });

  it('not into a department that is not there', async () => {
    const { id } = await enter('M-2');
    const departmentId = newId<'department'>();
    await expect(as(operator, (ctx) => moveMembers(ctx, { memberIds: [id], departmentId }))).rejects.toMatchObject({
      code: 'members.department_unknown',
    });
  });
});

describe('a name is found as it is typed on Latin letters', () => {
  beforeAll(async () => {
    await enter('P-1', '李小雨');
    await enter('P-2', '单田芳');
    await enter('P-3', 'Alice Martin');
  });

  it.each([
    ['lxy', ['P-1']],
    ['lixiaoyu', ['P-1']],
    ['Li Xiao', ['P-1']],
    ['xiaoyu', ['P-1']],
    ['shantian', ['P-2']],
    ['am', ['P-3']],
    ['ixiao', []],
  ])('by %s', async (q, numbers) => {
    expect(await find(q)).toEqual(numbers);
  });

  it('also when it was entered before names were spelled', async () => {
    await as(systemActor('test'), (ctx) =>
      sql`update members.member set search_spelling = '', search_initials = '' where member_number = 'P-1'`.execute(ctx.tx),
    );
    expect(await find('lxy')).toEqual([]);
    await spellNames({ database, requestId: 'test', now: new Date() });
    expect(await find('lxy')).toEqual(['P-1']);
  });

  it('and stands in that order, page by page, each once', async () => {
    const seen: string[] = [];
    let cursor: string | undefined;
    do {
      const page = await as(operator, (ctx) => listMembers(ctx, { limit: 2, cursor, sort: 'name', status: 'active' }, secrets));
      seen.push(...page.items.map((item) => item.memberNumber));
      cursor = page.nextCursor ?? undefined;
    } while (cursor !== undefined);
    const all = await as(operator, (ctx) => listMemberIds(ctx, { status: 'active' }, secrets));
    expect(seen).toHaveLength(all.memberIds.length);
    expect(new Set(seen).size).toBe(seen.length);
    expect(seen.filter((number) => number.startsWith('P-'))).toEqual(['P-3', 'P-1', 'P-2']);
    const byNumber = await as(operator, (ctx) => listMembers(ctx, { limit: 3, q: 'P-', sort: 'number' }, secrets));
    expect(byNumber.items.map((item) => item.memberNumber)).toEqual(['P-1', 'P-2', 'P-3']);
  });
});

describe('the list is taken out as a table', () => {
  const call = (actor: Actor): Call => ({
    actor,
    now: new Date('2026-03-02T08:00:00Z'),
    requestId: 'export',
    address: '127.0.0.1',
    headers: new Headers(),
    setCookies: () => undefined,
  });
  const textOf = async (actor: Actor, asked: Partial<Parameters<typeof exportMembers>[2]>) => {
    const file = await exportMembers({ database, secrets }, call(actor), { language: 'zh-CN', phones: 'masked', ...asked });
    let text = '';
    for await (const piece of file.pieces) text += String(piece);
    return text;
  };

  it('with formulas made harmless, phones masked, and one record that holds no search', async () => {
    await enter('E-1', '=SUM(A1)', '13800138055');
    const text = await textOf(operator, { q: 'E-1' });
    expect(text.startsWith('\uFEFF')).toBe(true);
    expect(text).toContain("'=SUM(A1)");
    expect(text).toContain('138****8055');
    const { rows } = await as(systemActor('test'), (ctx) =>
      sql<{ after: unknown }>`select after from audit.record where action = 'members.exportMembers'`.execute(ctx.tx),
    );
    expect(rows).toEqual([{ after: { isSearched: true, phones: 'masked' } }]);
  });

  it('with whole phones for who may read them, and for nobody else', async () => {
    await expect(textOf(operator, { q: 'E-1', phones: 'clear' })).rejects.toMatchObject({ code: 'request.forbidden' });
    const reader: Actor = { ...operator, permissions: new Set(['members.write', 'members.readSensitive']) };
    expect(await textOf(reader, { q: 'E-1', phones: 'clear' })).toContain('13800138055');
  });
});
