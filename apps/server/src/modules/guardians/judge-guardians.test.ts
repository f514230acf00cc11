import { type Id, newId } from '@tessera/kernel';
import { expect, test } from 'vitest';
import type { MemberView } from '../members/index.ts';
import { readGuardianRow } from './imported-guardian.ts';
import { judgeGuardians, type KnownGuardians, UNDONE } from './judge-guardians.ts';

const AGE = { today: '2026-09-01', years: 18 };
const IDS = new Map<string, Id<'member'>>();
/** The id of somebody whom this file calls so. */
function idOf(name: string): Id<'member'> {
  const id = IDS.get(name) ?? newId<'member'>();
  IDS.set(name, id);
  return id;
}
const member = (id: string, name: string, more: Partial<MemberView> = {}) =>
  ({ id: idOf(id), name, memberNumber: id, kind: 'student', status: 'active', ...more }) as MemberView; // What a judgement reads.
const CHILDREN = ['kid', 'other'].map((id) => member(id, '李小雨'));
const known = (more: Partial<KnownGuardians> = {}): KnownGuardians => ({
  age: AGE,
  children: new Map(CHILDREN.map((child) => [child.memberNumber, child])),
  guardians: new Map([['13900000001', member('parent', '李建国')]]),
  birthDays: new Map(CHILDREN.map(({ id }) => [id, { onPaper: undefined, entered: '2014-05-06' }])),
  guardianships: [],
  ...more,
});
const row = (cells: Record<string, string> = {}) =>
  readGuardianRow({ row: 2, cells: { memberNumber: 'KID', guardianName: '李 建国', phone: '+86 139-0000-0001', relation: '爸爸', ...cells } });
const troubles = (rows: ReturnType<typeof row>[], facts = known()) =>
  judgeGuardians(rows, facts).map(
    (one) => one.troubles.map(({ column, problem }) => `${column} ${problem}`).join(', ') || (one.isLinked ? '=' : '+'),
  );
const link = (more: Partial<KnownGuardians['guardianships'][number]> = {}) => ({
  child_id: idOf('kid'),
  guardian_id: idOf('parent'),
  ended_at: null,
  ended_by: null,
  end_reason: null,
  ...more,
});

test('a row is read as schools write it', () => {
  expect(row({ bornOn: '2014/5/6' })).toMatchObject({
    memberNumber: 'kid',
    phone: '13900000001',
    relation: 'father',
    bornOn: '2014-05-06',
    troubles: [],
  });
  expect(troubles([row({ relation: '邻居', phone: 'none', bornOn: '2014-02-30' })])).toEqual([
    'phone malformed, relation not_a_choice, bornOn malformed',
  ]);
});

test('a phone says who a guardian is, and a name that does not fit says that it is the wrong phone; a name alone finds nobody', () => {
  const [joined] = judgeGuardians([row()], known());
  expect(joined).toMatchObject({ childId: idOf('kid'), guardianId: idOf('parent'), troubles: [] });
  expect(troubles([row({ guardianName: '王芳' })])).toEqual(['guardianName name_differs']);
  expect(judgeGuardians([row({ phone: '13900000002' })], known())[0]).toMatchObject({ guardianId: undefined, troubles: [] });
  expect(troubles([row({ phone: '13900000002' }), row({ memberNumber: 'other', phone: '13900000002', guardianName: '王芳' })])).toEqual([
    '+',
    'guardianName name_differs',
  ]);
  expect(troubles([row({ name: '张三' })])).toEqual(['name name_differs']);
  expect(troubles([row()], known({ guardians: new Map([['13900000001', member('kid', '李建国')]]) }))).toEqual(['phone guardian_oneself']);
  const left = member('parent', '李建国', { status: 'closed' });
  expect(troubles([row()], known({ guardians: new Map([['13900000001', left]]) }))).toEqual(['phone guardian_left']);
});

test('papers decide the birthday, then what was entered first, then the file', () => {
  const born = (onPaper?: string, entered?: string) => known({ birthDays: new Map([[idOf('kid'), { onPaper: onPaper, entered: entered }]]) });
  expect(troubles([row()], born())).toEqual(['bornOn birth_date_missing']);
  expect(troubles([row({ bornOn: '2014-05-06' }), row({ phone: '13900000002', bornOn: '2015-05-06' })], born())).toEqual([
    '+',
    'bornOn birth_date_differs',
  ]);
  expect(troubles([row({ bornOn: '2014-05-06' })], born(undefined, '2013-05-06'))).toEqual(['bornOn birth_date_differs']);
  expect(judgeGuardians([row({ bornOn: '2014-05-06' })], born('2014-05-06', '2013-05-06'))[0]).toMatchObject({ bornOn: '2014-05-06', troubles: [] });
  expect(troubles([row()], born('2008-09-01'))).toEqual(['bornOn not_minor']);
});

test('who is joined is left alone, whom people sent away is not brought back, and the fifth is one too many', () => {
  const ended = { ended_at: new Date(0), ended_by: 'staff' as const };
  expect(troubles([row()], known({ guardianships: [link()] }))).toEqual(['=']);
  expect(troubles([row()], known({ guardianships: [link({ ...ended, end_reason: '法院裁定' })] }))).toEqual(['phone guardian_ended']);
  expect(troubles([row()], known({ guardianships: [link({ ...ended, end_reason: UNDONE })] }))).toEqual(['+']);
  expect(troubles([row()], known({ guardianships: [link({ ...ended, end_reason: '法院裁定' }), link()] }))).toEqual(['=']);
  const three = ['a', 'b', 'c'].map((id) => link({ guardian_id: idOf(id) }));
  expect(troubles([row(), row({ phone: '13900000002' })], known({ guardianships: three }))).toEqual(['+', 'memberNumber guardians_full']);
});

test('nobody is joined to the holder of an anonymous card, to whom the clerk does not see, or to who has left', () => {
  const children = new Map([['kid', member('kid', 'kid', { kind: 'anonymous' })]]);
  expect(troubles([row(), row({ memberNumber: 'nobody' })], known({ children }))).toEqual([
    'memberNumber member_unknown',
    'memberNumber member_unknown',
  ]);
  const left = new Map([['kid', member('kid', '李小雨', { status: 'closed' })]]);
  expect(troubles([row()], known({ children: left }))).toEqual(['memberNumber wallet_closed']);
});
