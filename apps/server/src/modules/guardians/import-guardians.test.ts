/** Guardians from a file and codes by class, through HTTP. */
import { afterAll, beforeAll, expect, test } from 'vitest';
import { fileOf, reach } from '../../../test/import.world.ts';
import { codeOf } from '../../../test/world.ts';
import { BORN, createGuardianWorld, type GuardianWorld } from './guardians.world.ts';

let world: GuardianWorld;
beforeAll(async () => {
  world = await createGuardianWorld();
});
afterAll(() => world.close());

const HEADINGS = '学号,姓名,家长姓名,联系电话,关系,出生日期';
const upload = async (lines: readonly string[]) => {
  const { client } = world.people.desk;
  const { id: importId } = await client.imports.uploadImport({ kind: 'guardians', file: fileOf(`${HEADINGS}\n${lines.join('\n')}\n`, '家长.csv') });
  const { mapping } = await reach(world.people.desk, importId, 'mapping');
  return { importId, mapping: mapping ?? {} };
};
const check = async (lines: readonly string[]) => {
  const { importId, mapping } = await upload(lines);
  await world.people.desk.client.imports.checkImport({ importId, mapping, options: { consentOnPaper: true } });
  return reach(world.people.desk, importId, 'checked');
};
const confirm = async (importId: Awaited<ReturnType<typeof check>>['id']) => {
  await world.people.desk.client.imports.confirmImport({ importId });
  return reach(world.people.desk, importId, 'done');
};
const apply = async (lines: readonly string[]) => confirm((await check(lines)).id);

test('a file joins guardians to children by number and phone, tells why not, and the guardian sees the child at once', async () => {
  const { desk } = world.people;
  const [kid, sibling, adult] = [await world.child(300), await world.child(), await world.child()];
  const [father, mother] = [world.newPhone(), world.newPhone()];
  const lines = [
    `${kid.memberNumber},李小雨,李建国,${father},父亲,${BORN}`,
    `${kid.memberNumber},李小雨,王芳,${mother},妈妈,`,
    `${sibling.memberNumber},,李建国,${father},父亲,2016-01-02`,
    `${sibling.memberNumber},,赵六,${mother},母亲,2016-01-02`,
    `${adult.memberNumber},,李建国,${father},父亲,1999-01-02`,
    `NOBODY,,李建国,${father},父亲,`,
  ];
  const checked = await check(lines);
  expect([checked.newCount, checked.wrongCount]).toEqual([3, 3]);
  expect((await desk.client.guardians.listGuardianships({ memberId: kid.memberId })).items).toEqual([]);
  const wrong = (await desk.client.imports.listImportRows({ importId: checked.id, outcome: 'wrong' })).items;
  expect(wrong.flatMap((row) => row.problems.map(({ column, problem }) => `${row.row} ${column} ${problem}`))).toEqual([
    '5 guardianName name_differs',
    '6 bornOn not_minor',
    '7 memberNumber member_unknown',
  ]);
  const done = await confirm(checked.id);
  expect([done.newCount, done.wrongCount]).toEqual([3, 3]);
  const joined = (await desk.client.guardians.listGuardianships({ memberId: kid.memberId, state: 'live' })).items;
  expect(joined.map((row) => `${row.guardian.name} ${row.relation} ${row.origin} ${row.consent} ${row.endsOn}`).sort()).toEqual([
    '李建国 father import paper 2032-05-06',
    '王芳 mother import paper 2032-05-06',
  ]);
  const parent = await world.signIn(father);
  expect((await parent.client.guardians.listOwnChildren()).items.map(({ memberId }) => memberId).sort()).toEqual(
    [kid.memberId, sibling.memberId].sort(),
  );
  expect((await world.inPlaceOf(parent, kid.memberId).wallets.getOwnWallet()).balanceMinor).toBe(300);
});

test('the same file again changes nothing; taken back it ends what it entered, and whom people sent away it does not bring back', async () => {
  const { desk } = world.people;
  const kid = await world.child();
  const [father, mother] = [world.newPhone(), world.newPhone()];
  const lines = [`${kid.memberNumber},,李建国,${father},父亲,${BORN}`, `${kid.memberNumber},,王芳,${mother},妈妈,`];
  const done = await apply(lines);
  const again = await check(lines);
  expect([again.newCount, again.unchangedCount, again.wrongCount]).toEqual([0, 2, 0]);
  await desk.client.imports.undoImport({ importId: done.id });
  expect(await reach(desk, done.id, 'undone')).toMatchObject({ undoneCount: 2 });
  const back = await apply(lines);
  expect(back.newCount).toBe(2);
  const [one] = (await desk.client.guardians.listGuardianships({ memberId: kid.memberId, state: 'live' })).items;
  await desk.client.guardians.endGuardianship({ guardianshipId: one?.id ?? raise(), reason: '法院裁定' });
  const third = await check(lines);
  expect([third.newCount, third.unchangedCount, third.wrongCount]).toEqual([0, 1, 1]);
});

test('two files at once enter one account for a phone and join it once', async () => {
  const kid = await world.child();
  const lines = [`${kid.memberNumber},,李建国,${world.newPhone()},父亲,${BORN}`];
  const files = [await check(lines), await check(lines)];
  const done = await Promise.all(files.map((file) => confirm(file.id)));
  expect(done.map(({ newCount, unchangedCount }) => [newCount, unchangedCount]).sort()).toEqual([
    [0, 1],
    [1, 0],
  ]);
});

test('a file without the consent of its guardians is not even checked, and not by whoever may not enter guardians', async () => {
  const kid = await world.child();
  const { importId, mapping } = await upload([`${kid.memberNumber},,李建国,${world.newPhone()},父亲,${BORN}`]);
  const without: Record<string, boolean>[] = [{}, { consentOnPaper: false }];
  for (const options of without)
    expect(await codeOf(world.people.desk.client.imports.checkImport({ importId, mapping, options }))).toBe('imports.options_wrong');
  const finance = await world.staff('finance');
  expect(await codeOf(finance.client.imports.uploadImport({ kind: 'guardians', file: fileOf(`${HEADINGS}\nx,,y,z,父亲,\n`) }))).toBe(
    'request.forbidden',
  );
  expect(await codeOf(finance.client.imports.getImport({ importId }))).toMatch(/imports.unknown|request.forbidden/);
});

test('a class is invited at once: who has a guardian or is of age gets no slip, and a new slip voids the old one', async () => {
  const { admin, desk } = world.people;
  const department = await admin.client.organizations.createDepartment({ name: '一年级一班' });
  const other = await admin.client.organizations.createDepartment({ name: '一年级二班', parentId: department.id });
  const [plain, guarded, adult, unknown] = [await world.child(), await world.child(), await world.child(), await world.child()];
  const born = (memberId: typeof plain.memberId, value: string) => admin.client.members.setPrivateField({ memberId, field: 'birthDate', value });
  await born(plain.memberId, BORN);
  await born(adult.memberId, '1990-01-02');
  await world.link(guarded.memberId, world.newPhone());
  await admin.client.members.moveMembers({ memberIds: [plain, adult, unknown].map(({ memberId }) => memberId), departmentId: department.id });
  await admin.client.members.moveMembers({ memberIds: [guarded.memberId], departmentId: other.id });
  const standings = async () => {
    const { items } = await desk.client.guardians.previewInvitations({ departmentIds: [department.id] });
    return [plain, guarded, adult, unknown].map(({ memberId }) => items.find((one) => one.memberId === memberId)?.standing);
  };
  expect(await standings()).toEqual(['none', 'guarded', 'not_minor', 'birth_date_missing']);

  const memberIds = [plain, adult, unknown].map(({ memberId }) => memberId);
  const invite = () => desk.client.guardians.inviteGuardians({ memberIds, each: 1, former: 'void' });
  const first = await invite();
  expect(first.invitations.map(({ memberId, codes }) => [memberId, codes.length])).toEqual([[plain.memberId, 1]]);
  expect(first.skipped.map(({ problem }) => problem).sort()).toEqual(['birth_date_missing', 'not_minor']);
  expect((await standings())[0]).toBe('open');
  const second = await invite();
  const ask = (invitation = '') => world.stranger('member').client.guardians.sendInvitationCode({ invitation, phone: world.newPhone() });
  expect(await codeOf(ask(first.invitations[0]?.codes[0]))).toBe('guardians.invitation_wrong');
  expect(await ask(second.invitations[0]?.codes[0])).toMatchObject({ childNameMasked: '李*雨' });

  const finance = await world.staff('finance');
  expect(await codeOf(finance.client.guardians.previewInvitations({ departmentIds: [department.id] }))).toBe('request.forbidden');
});

function raise(): never {
  throw new Error('it is there');
}
