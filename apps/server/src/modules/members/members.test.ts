import { newId } from '@tessera/kernel';
import { sql } from 'kysely';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { cloneDatabase } from '../../../test/database.ts';
import { type Actor, type Ctx, systemActor } from '../../platform/ctx.ts';
import type { Database } from '../../platform/database.ts';
import { off, on } from '../../platform/events.ts';
import { createSecretBox } from '../../platform/secret-box.ts';
import { getMember } from './get-member.ts';
import { getOwnMember } from './get-own-member.ts';
import { addMembers, createMember, findMemberByUser, findMembers, findMembersByNumber, membersAdded, type NewMember, updateMember } from './index.ts';
import { listMembers } from './list-members.ts';

const secrets = createSecretBox('a secret of the tests, forty characters!');
function staffOf(organizationKind: 'operator' | 'merchant'): Actor {
  const ids = { userId: newId(), staffId: newId<'staff'>(), organizationId: newId<'organization'>() };
  return { kind: 'staff', name: '教务', ...ids, organizationKind, permissions: new Set() };
}
const operator = staffOf('operator');
const terminal: Actor = { kind: 'terminal', terminalId: newId<'terminal'>(), merchantId: newId<'organization'>(), permissions: new Set() };

let database: Database;
let heard: { name: string };
const as = <T>(actor: Actor, work: (ctx: Ctx) => Promise<T>) => database.transaction(actor, {}, work);
const asSystem = <T>(work: (ctx: Ctx) => Promise<T>) => as(systemActor('test'), work);
const enter = (member: Partial<Omit<Parameters<typeof createMember>[1], 'password'>> & { memberNumber: string }) =>
  as(operator, (ctx) => createMember(ctx, { name: '张三', kind: 'student', ...member }, secrets));
const find = async (q: string) =>
  (await as(operator, (ctx) => listMembers(ctx, { q, limit: 20, sort: 'newest' }, secrets))).items.map((item) => item.memberNumber).toSorted();

beforeAll(async () => {
  database = await cloneDatabase();
  heard = on(membersAdded, 'members.test', async () => undefined);
});
afterAll(async () => {
  off(membersAdded, heard);
  await database.close();
});

describe('entering a member', () => {
  it('shows the phone masked, and keeps it sealed', async () => {
    const member = await enter({ memberNumber: 'P-100', phone: '+8613800138000', department: '物理学院' });
    expect(member).toMatchObject({ memberNumber: 'P-100', department: '物理学院', phoneMasked: '138****8000', status: 'active' });
    const { rows } = await asSystem((ctx) => sql<{ text: string }>`select member::text as text from members.member`.execute(ctx.tx));
    expect(rows.map((row) => row.text).join()).not.toContain('13800138000');
  });

  it('announces the member to the modules above', async () => {
    const member = await enter({ memberNumber: 'P-101' });
    const { rows } = await database.transaction(systemActor('test'), {}, (ctx) =>
      sql<{ task: string }>`select task_identifier as task from graphile_worker.jobs where task_identifier like '%members.test%'`.execute(ctx.tx),
    );
    expect(rows.length).toBeGreaterThan(0);
    expect((await asSystem((ctx) => findMembers(ctx, [member.id]))).get(member.id)).toEqual(member);
  });

  it('refuses a number that is taken, whatever the case of its letters, and a phone, however it is written', async () => {
    await enter({ memberNumber: 'T-1', phone: '13800138001' });
    await expect(enter({ memberNumber: 't-1' })).rejects.toMatchObject({ code: 'members.number_taken', params: { memberNumber: 't-1' } });
    await expect(enter({ memberNumber: 'T-2', phone: '+8613800138001' })).rejects.toMatchObject({ code: 'members.phone_taken' });
    expect(await find('T-2')).toEqual([]);
  });

  it('gives one of two who bring the same number at the same time a plain refusal', async () => {
    const answers = await Promise.allSettled([1, 2, 3].map(() => enter({ memberNumber: 'RACE-1' })));
    expect(answers.filter((answer) => answer.status === 'fulfilled')).toHaveLength(1);
    for (const answer of answers) if (answer.status === 'rejected') expect(answer.reason).toMatchObject({ code: 'members.number_taken' });
  });

  it('takes a whole list, or nothing of it', async () => {
    const list = Array.from({ length: 500 }, (_, index): NewMember => ({ memberNumber: `L${1000 + index}`, name: `同学${index}`, kind: 'student' }));
    const views = await asSystem((ctx) => addMembers(ctx, list, secrets));
    expect(views.map((view) => view.memberNumber)).toEqual(list.map((member) => member.memberNumber));
    const again = [
      { memberNumber: 'L2000', name: '新同学', kind: 'student' } as const,
      { memberNumber: 'l1000', name: '旧同学', kind: 'student' } as const,
    ];
    await expect(asSystem((ctx) => addMembers(ctx, again, secrets))).rejects.toMatchObject({ params: { memberNumber: 'l1000' } });
    expect(await find('L2000')).toEqual([]);
  });
});

describe('a member is found', () => {
  beforeAll(async () => {
    await enter({ memberNumber: 'S-1', name: '王小明', phone: '13900000001' });
    await enter({ memberNumber: 'S-2', name: '王晓红' });
    await enter({ memberNumber: 'S-3', name: 'Alice Wang' });
  });

  it.each([
    ['王', ['S-1', 'S-2']],
    ['王小', ['S-1']],
    ['小明', ['S-1']],
    ['ali', ['S-3']],
    ['WANG', ['S-1', 'S-2', 'S-3']],
    ['s-', ['S-1', 'S-2', 'S-3']],
    ['13900000001', ['S-1']],
    ['+8613900000001', ['S-1']],
    ['1390000000', []],
    ['%', []],
  ])('by %s', async (q, numbers) => {
    expect(await find(q)).toEqual(numbers);
  });

  it('through an index, although row-level security stands before it', async () => {
    const plan = await as(operator, async (ctx) => {
      await sql`set local enable_seqscan = off`.execute(ctx.tx);
      return sql<{ 'QUERY PLAN': string }>`explain select id from members.member where
        (starts_with(search_name, '王') or starts_with(search_given, '王') or starts_with(search_number, '王') or phone_hash = 'x')`.execute(ctx.tx);
    });
    const text = plan.rows.map((row) => row['QUERY PLAN']).join('\n');
    for (const index of ['member_search_name_idx', 'member_search_given_idx', 'member_number_key', 'member_phone_key']) expect(text).toContain(index);
  });

  it('page by page, newest first, each once', async () => {
    const seen: string[] = [];
    let cursor: string | undefined;
    for (let pages = 0; pages < 5; pages += 1) {
      const page = await as(operator, (ctx) => listMembers(ctx, { q: 'S-', limit: 2, cursor, sort: 'newest' }, secrets));
      seen.push(...page.items.map((item) => item.memberNumber));
      if (page.nextCursor === null) break;
      cursor = page.nextCursor;
    }
    expect(seen).toEqual(['S-3', 'S-2', 'S-1']);
  });

  it('by other modules, by numbers as people type them', async () => {
    const found = await asSystem((ctx) => findMembersByNumber(ctx, ['s-1', 'S-2', 'nobody']));
    expect([...found].map(([number, member]) => [number, member.name]).toSorted()).toEqual([
      ['s-1', '王小明'],
      ['s-2', '王晓红'],
    ]);
  });
});

describe('a member’s entry', () => {
  it('is corrected in what is given, and keeps the rest', async () => {
    const { id } = await enter({ memberNumber: 'U-1', name: '李四', department: '化学学院' });
    const changed = await as(operator, (ctx) => updateMember(ctx, { memberId: id, name: '李思' }));
    expect(changed).toMatchObject({ name: '李思', kind: 'student', department: '化学学院' });
    expect(await as(operator, (ctx) => updateMember(ctx, { memberId: id, department: null }))).toMatchObject({ department: null });
    const { rows } = await asSystem((ctx) => sql<{ name: string }>`select name from identity."user" where login = 'member:u-1'`.execute(ctx.tx));
    expect(rows).toEqual([{ name: '李思' }]);
  });

  it('is unknown when there is none', async () => {
    const memberId = newId<'member'>();
    await expect(as(operator, (ctx) => getMember(ctx, { memberId }))).rejects.toMatchObject({ code: 'members.unknown' });
    await expect(as(operator, (ctx) => updateMember(ctx, { memberId, name: '无' }))).rejects.toMatchObject({ code: 'members.unknown' });
  });

  it('is seen by the operator, by the system and by the member, not by another member, a merchant or a terminal', async () => {
    const { id } = await enter({ memberNumber: 'R-1' });
    const { rows } = await asSystem((ctx) => sql<{ user_id: string }>`select user_id from members.member where id = ${id}`.execute(ctx.tx));
    const memberActor = (memberId: typeof id): Actor => ({ kind: 'member', userId: rows[0]?.user_id ?? '', memberId, permissions: new Set() });
    expect(await as(memberActor(id), getOwnMember)).toMatchObject({ memberNumber: 'R-1' });

    const seenBy = async (actor: Actor) => {
      const seen = await as(actor, (ctx) => sql<{ count: number }>`select count(*) as count from members.member`.execute(ctx.tx));
      return seen.rows[0]?.count;
    };
    expect(await seenBy(operator)).toBeGreaterThan(1);
    expect(await seenBy(systemActor('test'))).toBeGreaterThan(1);
    expect(await seenBy(memberActor(id))).toBe(1);
    expect(await seenBy(memberActor(newId<'member'>()))).toBe(0);
    expect(await seenBy(staffOf('merchant'))).toBe(0);
    expect(await seenBy(terminal)).toBe(0);
    await expect(as(staffOf('merchant'), (ctx) => getMember(ctx, { memberId: id }))).rejects.toMatchObject({ code: 'members.unknown' });
  });

  it('belongs to the user who signs in with its number', async () => {
    const member = await enter({ memberNumber: 'W-1' });
    const user = await asSystem((ctx) => sql<{ id: string }>`select id from identity."user" where login = 'member:w-1'`.execute(ctx.tx));
    expect(await asSystem((ctx) => findMemberByUser(ctx, user.rows[0]?.id ?? ''))).toEqual(member);
  });
});
