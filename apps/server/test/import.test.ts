import { type Id, newId } from '@tessera/kernel';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { forgetMember } from '../src/modules/members/personal-queries.ts';
import { createDepartment, createIssuer } from '../src/modules/organizations/index.ts';
import { systemActor } from '../src/platform/ctx.ts';
import type { Database } from '../src/platform/database.ts';
import { apply, check, counts, csv, fileOf, reach, upload } from './import.world.ts';
import { codeOf, createWorld, eventually, type Person, type World } from './world.ts';

let world: World;
let admin: Person;
let issuerA: Id<'organization'>;
let clerkA: Person;
let clerkB: Person;

const asSystem = <T>(work: Parameters<Database['transaction']>[2]) => world.database.transaction(systemActor('test'), {}, work) as Promise<T>; // What `work` answers.

beforeAll(async () => {
  world = await createWorld();
  admin = await world.staff('administrator');
  issuerA = await asSystem<Id<'organization'>>(async (ctx) => (await createIssuer(ctx, { name: '平安保险' })).id);
  const issuerB = await asSystem<Id<'organization'>>(async (ctx) => (await createIssuer(ctx, { name: '太平保险' })).id);
  clerkA = await world.staff('issuerClerk', issuerA);
  clerkB = await world.staff('issuerClerk', issuerB);
});
afterAll(() => world.close());

beforeEach(() => world.pass(30));

const rowsOf = async (person: Person, importId: Id<'import'>, outcome?: 'wrong') =>
  (await person.client.imports.listImportRows({ importId, limit: 200, ...(outcome && { outcome }) })).items;
const troublesOf = async (person: Person, importId: Id<'import'>) =>
  (await rowsOf(person, importId, 'wrong')).map(({ row, problems }) => [row, ...problems.map(({ column, problem }) => `${column} ${problem}`)]);
const find = async (person: Person, q: string) =>
  (await person.client.members.listMembers({ q })).items.toSorted((a, b) => (a.memberNumber < b.memberNumber ? -1 : 1));
describe('an import of members', () => {
  it('is looked at before anything changes, then applied, with wallets and virtual cards behind it', async () => {
    const checked = await check(admin, csv('A0001,李小雨,学生,,13911110001', 'A0002,王浩然,教职工,,'));
    expect(counts(checked)).toEqual([2, 0, 0, 0]);
    expect(await find(admin, 'A000')).toEqual([]);
    await admin.client.imports.confirmImport({ importId: checked.id });
    expect(counts(await reach(admin, checked.id, 'done'))).toEqual([2, 0, 0, 0]);
    const [first, second] = await find(admin, 'A000');
    expect(first).toMatchObject({ name: '李小雨', kind: 'student', phoneMasked: '139****0001' });
    expect(second).toMatchObject({ name: '王浩然', kind: 'staff' });
    await eventually(async () => {
      expect((await admin.client.cards.listCards({ q: 'A0001' })).items).toHaveLength(1);
    });
  });

  it('run twice changes nothing the second time, and corrects only what the file says', async () => {
    const file = () => csv('B0001,张一,学生,,13911110011', 'B0002,张二,学生,,');
    await apply(admin, file());
    expect(counts(await apply(admin, file()))).toEqual([0, 0, 2, 0]);
    const changed = await apply(admin, fileOf('学号;姓名;手机\nb0001;张一一;\nB0002;张二;13911110012\n'));
    expect(counts(changed)).toEqual([0, 2, 0, 0]);
    const [one, two] = await find(admin, 'B000');
    expect(one).toMatchObject({ memberNumber: 'B0001', name: '张一一', phoneMasked: '139****0011' });
    expect(two).toMatchObject({ phoneMasked: '139****0012' });
    await world.stranger('member').client.identity.sendPhoneCode({ phone: '13911110012' });
    await eventually(async () => expect((await world.readMessages()).map(({ to }) => to)).toContain('13911110012'));
  });

  it('names what is wrong by row and cell, and leaves those rows out', async () => {
    await apply(admin, csv('C0001,赵一,学生,,13911110021'));
    const done = await apply(
      admin,
      csv(
        'C-,短,学生,,',
        'C0002,,学生,,',
        'C0003,钱三,外星人,,',
        'C0004,钱四,学生,,12',
        'C0005,钱五,学生,,13911110021',
        'C0006,=cmd(),学生,,',
        'C0007,钱七,学生,,',
        'c0007,钱七,学生,,',
        'C0008,钱八,学生,没有的部门,',
      ),
    );
    expect(counts(done)).toEqual([1, 0, 0, 8]);
    expect(await troublesOf(admin, done.id)).toEqual([
      [2, 'memberNumber malformed'],
      [3, 'name required'],
      [4, 'kind not_a_choice'],
      [5, 'phone malformed'],
      [6, 'phone phone_taken'],
      [7, 'name formula'],
      [9, 'memberNumber twice_in_file'],
      [10, 'department department_unknown'],
    ]);
    expect((await find(admin, 'C000')).map((member) => member.memberNumber)).toEqual(['C0001', 'C0007']);
  });

  it('finds departments by path, by number and by a name of its own, and creates what is missing only when asked', async () => {
    const college = await asSystem<{ id: Id<'department'> }>((ctx) =>
      createDepartment(ctx, { organizationId: world.operatorId, parentId: null, name: '文学院', code: 'WX' }),
    );
    const lines = ['D0001,周一,学生,文学院,', 'D0002,周二,学生,wx,', 'D0003,周三,学生,文学院/一班,'];
    expect(counts(await apply(admin, csv(...lines)))).toEqual([2, 0, 0, 1]);
    expect(counts(await apply(admin, csv(...lines), { options: { missingDepartments: 'create' } }))).toEqual([1, 0, 2, 0]);
    const [, second, third] = await find(admin, 'D000');
    expect(second?.departmentId).toBe(college.id);
    expect(third?.department).toBe('一班');
    const { items } = await admin.client.organizations.listDepartments({});
    expect(items.find(({ id }) => id === third?.departmentId)?.parentId).toBe(college.id);
  });

  it('neither opens nor renames a member who was forgotten', async () => {
    await apply(admin, csv('F0001,冯一,学生,,'));
    const [member] = await find(admin, 'F0001');
    const pseudonym = { name: '已注销 0002', number: 'X-0123456789ab' };
    await asSystem((ctx) => forgetMember(ctx, member?.id ?? expect.unreachable(), pseudonym));
    const done = await apply(admin, fileOf(`编号,姓名,类型,状态\n${pseudonym.number},冯一,学生,正常\n`));
    expect(counts(done)).toEqual([0, 0, 0, 1]);
    expect(await troublesOf(admin, done.id)).toEqual([[2, 'memberNumber number_forgotten']]);
    expect(await find(admin, pseudonym.number)).toMatchObject([{ name: pseudonym.name, status: 'closed' }]);
  });

  it('of an issuer’s clerk makes the issuer’s own members, and a foreign number is wrong without saying whose', async () => {
    await apply(admin, csv('E0001,吴一,学生,,'));
    const done = await apply(clerkA, csv('E0001,抢来的,学生,,', 'E0002,吴二,客户,,'), { options: { issuerId: newId<'organization'>() } });
    expect(counts(done)).toEqual([1, 0, 0, 1]);
    expect(await troublesOf(clerkA, done.id)).toEqual([[2, 'memberNumber number_of_other']]);
    expect((await find(admin, 'E0002'))[0]?.issuerId).toBe(issuerA);
    expect((await find(admin, 'E0001'))[0]).toMatchObject({ name: '吴一', issuerId: null });
    const others = await apply(clerkB, csv('E0002,改名,客户,,'));
    expect(counts(others)).toEqual([0, 0, 0, 1]);
  });

  it('is unknown to another issuer, and known to the operator', async () => {
    const { id } = await check(clerkA, csv('F0001,郑一,客户,,'));
    for (const foreign of [clerkB, await world.staff('merchantManager', await world.merchant())]) {
      expect(await codeOf(foreign.client.imports.getImport({ importId: id }))).toMatch(/imports.unknown|request.forbidden/);
      expect(await codeOf(foreign.client.imports.confirmImport({ importId: id }))).toMatch(/imports.unknown|request.forbidden/);
    }
    expect((await clerkB.client.imports.listImports({})).items.map((item) => item.id)).not.toContain(id);
    expect((await admin.client.imports.listImports({})).items.map((item) => item.id)).toContain(id);
    expect(await codeOf((await world.staff('riskDesk')).client.imports.listImports({}))).toBe('request.forbidden');
  });

  it('ends before anything is applied when it is cancelled, and a second click does nothing more', async () => {
    const { id } = await check(admin, csv('G0001,孙一,学生,,'));
    expect((await admin.client.imports.cancelImport({ importId: id })).status).toBe('cancelled');
    expect(await codeOf(admin.client.imports.confirmImport({ importId: id }))).toBe('imports.not_now');
    expect(await find(admin, 'G0001')).toEqual([]);
    const done = await apply(admin, csv('G0002,孙二,学生,,'));
    expect(await admin.client.imports.confirmImport({ importId: done.id })).toEqual(done);
    const { id: next, mapping } = await upload(admin, csv('G0003,孙三,学生,,'));
    const look = () => admin.client.imports.checkImport({ importId: next, mapping: mapping ?? {} });
    expect((await Promise.all([look(), look()])).map(({ id }) => id)).toEqual([next, next]);
    await reach(admin, next, 'checked');
    const confirm = () => admin.client.imports.confirmImport({ importId: next });
    await Promise.all([confirm(), confirm()]);
    expect(counts(await reach(admin, next, 'done'))).toEqual([1, 0, 0, 0]);
  });

  it('is taken back by closing whom it entered, except whom money has reached, and never whom it changed', async () => {
    await apply(admin, csv('H0001,冯一,学生,,'));
    const done = await apply(admin, csv('H0001,冯一一,学生,,', 'H0002,冯二,学生,,', 'H0003,冯三,学生,,'));
    const [third] = await find(admin, 'H0003');
    await eventually(() => admin.client.payments.topUp({ memberId: third?.id ?? newId(), amountMinor: 100 }));
    await admin.client.imports.undoImport({ importId: done.id });
    expect(await reach(admin, done.id, 'undone')).toMatchObject({ undoneCount: 1, newCount: 2 });
    expect((await find(admin, 'H000')).map(({ memberNumber, status }) => [memberNumber, status])).toEqual([
      ['H0001', 'active'],
      ['H0002', 'closed'],
      ['H0003', 'active'],
    ]);
  });

  it('is told row by row, in the language that was chosen, as a file without formulas', async () => {
    const done = await apply(admin, csv('I0001,陈一,学生,,', 'I0002,@陈二,学生,,'));
    const text = async (language: 'zh-CN' | 'en') =>
      (await (await admin.client.imports.exportImportRows({ importId: done.id, language, outcome: 'wrong' })).text()).split('\r\n');
    expect((await text('zh-CN')).slice(0, 2)).toEqual([
      '行号,结果,原因,编号,姓名,类型,部门,手机',
      "3,未导入,姓名：是公式：请改成普通文本,I0002,'@陈二,学生,,",
    ]);
    expect((await text('en'))[1]).toBe("3,Left out,Name is a formula: write plain text instead,I0002,'@陈二,学生,,");
  });

  it('begins with a template that it reads itself', async () => {
    for (const form of ['csv', 'xlsx'] as const) {
      const template = await admin.client.imports.getImportTemplate({ kind: 'members', language: 'en', form });
      const view = await upload(admin, new File([template], `members.${form}`));
      expect(Object.keys(view.mapping ?? {})).toHaveLength(9);
    }
  });

  it('of the same key is the same import, of other content it is refused', async () => {
    const key = newId();
    const send = (text: string) => admin.client.imports.uploadImport({ kind: 'members', file: fileOf(text) }, { key });
    const first = await send('编号,姓名\nJ0001,褚一\n');
    expect((await send('编号,姓名\nJ0001,褚一\n')).id).toBe(first.id);
    expect(await codeOf(send('编号,姓名\nJ0002,褚二\n'))).toBe('request.key_reused');
  });

  it.each([
    ['empty', ''],
    ['not_a_table', '<html><table></table></html>'],
  ])('of a file that is %s is refused at once', async (fault, text) => {
    const call = admin.client.imports.uploadImport({ kind: 'members', file: fileOf(text, '会员.csv') });
    await expect(call).rejects.toMatchObject({ code: 'imports.file_unreadable', params: { fault } });
  });

  it('of a file with nothing below its headings is refused with a word on it', async () => {
    expect(await upload(admin, csv())).toMatchObject({ status: 'failed', fault: 'headings_only' });
  });

  it('of a file without headings asks which column is what, and needs those that are required', async () => {
    const view = await upload(admin, fileOf('K0001,卫一\nK0002,卫二\n'));
    expect(view.mapping).toEqual({});
    expect(await codeOf(admin.client.imports.checkImport({ importId: view.id, mapping: {} }))).toBe('imports.column_missing');
    const mapping = { memberNumber: 0, name: 1 };
    await admin.client.imports.checkImport({ importId: view.id, mapping });
    expect(counts(await reach(admin, view.id, 'checked'))).toEqual([1, 0, 0, 0]);
  });
});
