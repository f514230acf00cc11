import { add, newId, toMinor, ZERO } from '@tessera/kernel';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { fileOf, reach } from '../../../test/import.world.ts';
import { codeOf, createWorld, eventually, type MemberPerson, type StaffPerson, type TillDevice, type World } from '../../../test/world.ts';
import type { Actor } from '../../platform/ctx.ts';
import { allotmentsImport } from './import-allotments.ts';

let world: World;
let admin: StaffPerson;
let second: StaffPerson;
let till: TillDevice;
let members: MemberPerson[];

beforeAll(async () => {
  world = await createWorld();
  admin = await world.staff('administrator');
  second = await world.staff('administrator');
  till = await world.till(admin);
  members = [await world.member(admin, { name: '李一' }), await world.member(admin, { name: '李二' }), await world.member(admin, { name: '李三' })];
});
afterAll(() => world.close());

let programmes = 0;
const EVERYWHERE = { everywhere: true, merchantIds: [], categories: [] };
function programme(budgetMinor: number | null = null) {
  programmes += 1;
  const name = { zh: `项目 ${programmes}`, en: `Programme ${programmes}` };
  return admin.client.subsidies.createProgramme({ name, scope: EVERYWHERE, expiry: { kind: 'never' }, budgetMinor });
}
type ProgrammeId = Awaited<ReturnType<typeof programme>>['id'];
type RoundId = Awaited<ReturnType<typeof admin.client.subsidies.grantToMember>>['id'];

const held = async (member: MemberPerson, programmeId: ProgrammeId) =>
  (await member.client.subsidies.listOwnPurses()).purses.find((purse) => purse.programmeId === programmeId)?.balanceMinor ?? 0;
const allHeld = (programmeId: ProgrammeId) => Promise.all(members.map((member) => held(member, programmeId)));
const roundIn = (roundId: RoundId, ...states: string[]) =>
  eventually(async () => {
    const round = await admin.client.subsidies.getRound({ roundId });
    expect(states).toContain(round.state);
    return round;
  });
const member = (index: number): MemberPerson => {
  const found = members[index];
  if (!found) throw new RangeError(`no member ${index}`);
  return found;
};
const spend = (by: MemberPerson, amountMinor: number) =>
  till.client.payments.charge({ amountMinor, credential: { kind: 'member', memberNumber: by.memberNumber } });

test('everybody of an audience is given once under a label, however often it is asked for', async () => {
  const { id: programmeId } = await programme();
  const asked = { programmeId, audience: { memberKinds: ['student' as const] }, amountMinor: toMinor(500), label: '2026-09' };
  expect(await admin.client.subsidies.previewAudience({ programmeId, audience: asked.audience, amountMinor: 500 })).toMatchObject({
    memberCount: 3,
    sumMinor: 1_500,
    needsApproval: false,
  });
  const round = await admin.client.subsidies.grantToAudience(asked);
  expect(await roundIn(round.id, 'done')).toMatchObject({ allottedCount: 3, grantedCount: 3, grantedMinor: 1_500, refusedCount: 0 });
  const again = await admin.client.subsidies.grantToAudience(asked);
  expect(await roundIn(again.id, 'done')).toMatchObject({ allottedCount: 0, grantedMinor: 0 });
  expect(await allHeld(programmeId)).toEqual([500, 500, 500]);
  expect((await admin.client.subsidies.listRounds({ programmeId })).items).toHaveLength(2);
  expect((await admin.client.subsidies.listAllotments({ roundId: round.id })).items.map((one) => one.memberName).sort()).toEqual([
    '李一',
    '李三',
    '李二',
  ]);
});

test('above the set sum a round waits for another person, and whoever made it cannot approve it', async () => {
  const { id: programmeId } = await programme();
  await admin.client.settings.updateSetting({ key: 'subsidies.approvalAboveMinor', value: 1_000 });
  const granted = await admin.client.subsidies.grantToMember({ programmeId, memberId: member(0).memberId, amountMinor: 1_000 });
  expect(granted).toMatchObject({ state: 'done', grantedMinor: 1_000 });
  const waiting = await admin.client.subsidies.grantToMember({ programmeId, memberId: member(0).memberId, amountMinor: 1_001 });
  expect(waiting).toMatchObject({ state: 'waiting', grantedMinor: 0 });
  expect(await held(member(0), programmeId)).toBe(1_000);
  expect(await codeOf(admin.client.subsidies.approveRound({ roundId: waiting.id }))).toBe('subsidies.needs_another_person');
  await second.client.subsidies.approveRound({ roundId: waiting.id });
  expect(await roundIn(waiting.id, 'done')).toMatchObject({ grantedMinor: 1_001, decidedByName: 'administrator' });
  expect(await codeOf(second.client.subsidies.approveRound({ roundId: waiting.id }))).toBe('subsidies.round_not_now');
  const refused = await admin.client.subsidies.grantToMember({ programmeId, memberId: member(1).memberId, amountMinor: 5_000 });
  expect(await second.client.subsidies.refuseRound({ roundId: refused.id })).toMatchObject({ state: 'refused' });
  expect(await allHeld(programmeId)).toEqual([2_001, 0, 0]);
  await admin.client.settings.resetSetting({ key: 'subsidies.approvalAboveMinor' });
});

test('a budget is never exceeded, also not by twenty grants at once, and what comes back can be given again', async () => {
  const { id: programmeId } = await programme(1_000);
  const codes = await Promise.all(
    Array.from({ length: 20 }, (_, index) =>
      codeOf(admin.client.subsidies.grantToMember({ programmeId, memberId: member(index % 3).memberId, amountMinor: 300 })),
    ),
  );
  expect(codes.filter((code) => code === 'no refusal')).toHaveLength(3);
  expect(codes.filter((code) => code === 'subsidies.over_budget')).toHaveLength(17);
  expect(await admin.client.subsidies.getProgramme({ programmeId })).toMatchObject({ grantedMinor: 900, leftMinor: 900 });
  const [newest] = (await admin.client.subsidies.listRounds({ programmeId, limit: 1 })).items;
  if (newest) await admin.client.subsidies.takeBackRound({ roundId: newest.id });
  if (newest) await roundIn(newest.id, 'taken_back');
  expect(await codeOf(admin.client.subsidies.grantToMember({ programmeId, memberId: member(0).memberId, amountMinor: 400 }))).toBe('no refusal');
});

test('the same grant sent twice gives once', async () => {
  const { id: programmeId } = await programme();
  const key = newId<string>();
  const asked = { programmeId, memberId: member(0).memberId, amountMinor: 700 };
  const first = await admin.client.subsidies.grantToMember(asked, { key });
  expect(await admin.client.subsidies.grantToMember(asked, { key })).toEqual(first);
  expect(await held(member(0), programmeId)).toBe(700);
});

test('taking back takes what is unspent, and says of whom it was not all', async () => {
  const { id: programmeId } = await programme();
  const round = await admin.client.subsidies.grantToAudience({ programmeId, audience: {}, amountMinor: 600, label: 'x' });
  await roundIn(round.id, 'done');
  // Whatever else the member holds is younger or does not pay before this one; spent from all of their purses.
  const others = (await member(1).client.subsidies.listOwnPurses()).purses.filter((purse) => purse.programmeId !== programmeId);
  const before = others.reduce((sum, purse) => sum + purse.balanceMinor, 0);
  await spend(member(1), before + 250);
  await admin.client.subsidies.takeBackRound({ roundId: round.id });
  expect(await roundIn(round.id, 'taken_back')).toMatchObject({ takenBackCount: 3, takenBackMinor: 1_550 });
  expect(await allHeld(programmeId)).toEqual([0, 0, 0]);
  const report = (await admin.client.subsidies.listAllotments({ roundId: round.id })).items;
  expect(report.filter(({ problem }) => problem === 'spent')).toMatchObject([{ memberId: member(1).memberId, takenBackMinor: 350 }]);
  expect(await codeOf(admin.client.subsidies.takeBackRound({ roundId: round.id }))).toBe('subsidies.round_not_now');
});

async function importFile(programmeId: ProgrammeId, lines: readonly string[], label = '2026-10') {
  const file = fileOf(`学号,姓名,金额\n${lines.join('\n')}\n`, '补贴.csv');
  const { id: importId } = await admin.client.imports.uploadImport({ kind: 'subsidies', file });
  const read = await reach(admin, importId, 'mapping');
  await admin.client.imports.checkImport({ importId, mapping: read.mapping ?? {}, options: { programmeId, label } });
  const checked = await reach(admin, importId, 'checked');
  await admin.client.imports.confirmImport({ importId });
  return { checked, done: await reach(admin, importId, 'done') };
}

test('a file grants row by row, tells why not, changes nothing the second time, and is undone as far as it is unspent', async () => {
  const { id: programmeId } = await programme();
  const lines = [
    `${member(0).memberNumber},李一,12.50`,
    `${member(1).memberNumber.toUpperCase()},,￥1200`,
    `${member(2).memberNumber},不是李三,-5`,
    'nobody,,5',
    `${member(0).memberNumber},李一,3`,
  ];
  const { checked, done } = await importFile(programmeId, lines);
  expect([checked.newCount, checked.wrongCount, done.newCount, done.wrongCount]).toEqual([2, 3, 2, 3]);
  const problems = (await admin.client.imports.listImportRows({ importId: done.id, outcome: 'wrong' })).items.flatMap((row) => row.problems);
  expect(problems.map(({ column, problem }) => `${column} ${problem}`)).toEqual([
    'name name_differs',
    'amount malformed',
    'memberNumber member_unknown',
    'memberNumber twice_in_file',
  ]);
  const good = [`${member(0).memberNumber},李一,12.50`, `${member(1).memberNumber},李二,1200`, `${member(2).memberNumber},李三,"1,000.00"`];
  const once = await importFile(programmeId, good);
  expect([once.done.newCount, once.done.unchangedCount, once.done.wrongCount]).toEqual([1, 2, 0]);
  await eventually(async () => expect(await allHeld(programmeId)).toEqual([1_250, 120_000, 100_000]));
  const twice = await importFile(programmeId, good);
  expect([twice.done.newCount, twice.done.unchangedCount]).toEqual([0, 3]);
  const otherwise = await importFile(programmeId, [`${member(0).memberNumber},李一,13`]);
  expect(otherwise.done.wrongCount).toBe(1);
  expect(await allHeld(programmeId)).toEqual([1_250, 120_000, 100_000]);
  await admin.client.imports.undoImport({ importId: once.done.id });
  expect(await reach(admin, once.done.id, 'undone')).toMatchObject({ undoneCount: 1 });
  expect(await allHeld(programmeId)).toEqual([1_250, 120_000, 0]);
});

test('a file that is cancelled half-way ends its round: nobody is given anything, and its label is free again', async () => {
  const { id: programmeId } = await programme();
  const options = { programmeId, label: '2026-11' };
  const line = `${member(0).memberNumber},李一,9`;
  const { id: importId } = await admin.client.imports.uploadImport({ kind: 'subsidies', file: fileOf(`学号,姓名,金额\n${line}\n`, '补贴.csv') });
  await reach(admin, importId, 'mapping');
  const permissions = new Set(['subsidies.read', 'subsidies.write', 'members.read'] as const);
  const of = { organizationId: admin.organizationId, organizationKind: 'operator' as const, permissions };
  const actor: Actor = { kind: 'staff', userId: newId(), staffId: admin.staffId, name: '张', ...of };
  // The first rows of many, as a run applies them.
  const rows = [{ row: 2, cells: { memberNumber: member(0).memberNumber, amount: '9' } }];
  const [entered] = await world.database.transaction(actor, {}, (ctx) => allotmentsImport.applyRows(ctx, { importId, rows, options }));
  expect(entered).toMatchObject({ outcome: 'new' });
  const [round] = (await admin.client.subsidies.listRounds({ programmeId })).items;
  expect(round).toMatchObject({ state: 'collecting', allottedCount: 1 });
  await admin.client.imports.cancelImport({ importId });
  const ended = await roundIn(round?.id ?? newId<'round'>(), 'cancelled');
  expect([ended.grantedCount, ended.finishedAt === null]).toEqual([0, false]);
  expect(await held(member(0), programmeId)).toBe(0);
  const { done } = await importFile(programmeId, [line], '2026-11');
  expect(done.newCount).toBe(1);
  await eventually(async () => expect(await held(member(0), programmeId)).toBe(900));
});

test('another merchant’s staff and a cashier reach nothing of it', async () => {
  const { id: programmeId } = await programme();
  const cashier = await world.staff('cashier');
  const manager = await world.staff('merchantManager');
  for (const person of [cashier, manager]) {
    expect(await codeOf(person.client.subsidies.getProgramme({ programmeId }))).toBe('request.forbidden');
    expect(await codeOf(person.client.subsidies.listRounds({}))).toBe('request.forbidden');
  }
  expect(await codeOf(admin.client.subsidies.getProgramme({ programmeId: newId() }))).toBe('subsidies.programme_unknown');
});

test('after all of this the books are sound, and each programme’s figures are what its purses hold', async () => {
  await world.settle();
  expect(await admin.client.ledger.verifyJournal()).toMatchObject({ sound: true, faults: [] });
  for (const one of (await admin.client.subsidies.listProgrammes({})).items) {
    expect(one.leftMinor).toBe(add(ZERO, ...(await allHeld(one.id)).map(toMinor)));
  }
});
