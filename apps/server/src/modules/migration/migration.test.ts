/** From the old system's file to the till, the books and the end of the transition, through HTTP. */
import { type Id, newId } from '@tessera/kernel';
import { sql } from 'kysely';
import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest';
import {
  codeOf,
  createWorld,
  eventually,
  type MemberPerson,
  type Person,
  type StaffPerson,
  type TillDevice,
  type World,
} from '../../../test/world.ts';
import { type Actor, systemActor } from '../../platform/ctx.ts';
import { createSecretBox } from '../../platform/secret-box.ts';
import { createOldCardsImport } from './import-old-cards.ts';
import { postOpenings } from './post-openings.ts';
import { warnOfEnd } from './warn-of-end.ts';

let world: World;
let admin: Person;
let maker: StaffPerson;
let checker: Person;
let till: TillDevice;
beforeAll(async () => {
  world = await createWorld();
  await signInAll();
  till = await world.till(admin);
});
afterAll(() => world.close());
/** More people come in than within one minute of the limits. */
beforeEach(() => world.pass(60));

/** People at a desk are signed out after a day. */
async function signInAll(): Promise<void> {
  admin = await world.staff('administrator');
  maker = await world.staff('finance');
  checker = await world.staff('finance');
}

const system = systemActor('test');
const dayIn = (days: number) => new Date(world.clock().getTime() + days * 86_400_000).toISOString().slice(0, 10);
let uids = 0x0a_00_00_00;
function newUid(): string {
  uids += 1;
  return uids.toString(16).toUpperCase().padStart(8, '0');
}
const pay = (uid: string, amountMinor: number) =>
  till.client.payments.charge({ amountMinor, credential: { kind: 'card', uid } }, { key: newId<'payment'>() });
const balanceOf = async (member: MemberPerson) => (await member.client.wallets.getOwnWallet()).balanceMinor;

type Row = { member: MemberPerson; uid: string; balance: string };

/** Uploads the file, lets it be checked and applied, and answers what became of its rows. */
async function bring(
  rows: readonly (Pick<Row, 'uid' | 'balance'> & { member: Pick<MemberPerson, 'memberNumber'> })[],
  of: { source?: string; validUntil?: string } = {},
) {
  const lines = rows.map(({ member, uid, balance }) => `${member.memberNumber},${uid},"${balance}"`);
  const file = new File([`学号,卡号,余额\n${lines.join('\n')}\n`], 'old.csv', { type: 'text/csv' });
  const { id: importId } = await maker.client.imports.uploadImport({ kind: 'oldCards', file }, { key: newId() });
  const until = (status: string) => eventually(async () => expect((await maker.client.imports.getImport({ importId })).status).toBe(status));
  await until('mapping');
  const { mapping } = await maker.client.imports.getImport({ importId });
  const options = { source: of.source ?? 'old', validUntil: of.validUntil ?? dayIn(90) };
  await maker.client.imports.checkImport({ importId, mapping: mapping ?? {}, options });
  await until('checked');
  const preview = await maker.client.imports.listImportRows({ importId, limit: 50 });
  await maker.client.imports.confirmImport({ importId });
  await eventually(async () => expect((await maker.client.imports.getImport({ importId })).status).toMatch(/^done/));
  return preview.items.map(({ outcome, problems }) => [outcome, ...problems.map(({ problem }) => problem)].join(' '));
}

const idOf = (id: string) => id as Id<'migrationBatch'>; // What the client answers bears no mark of what it is an id of.

async function newestBatch() {
  const [batch] = (await maker.client.migration.listMigrationBatches({})).items;
  if (!batch) throw new Error('there is a batch');
  return batch;
}

test('old cards pay at once; balances come with the old system’s sum and a second person, once however often the file comes', async () => {
  const [a, b] = [await world.member(admin, { balanceMinor: 5_000 }), await world.member(admin)];
  const rows: Row[] = [
    { member: a, uid: newUid(), balance: '58.60' },
    { member: b, uid: newUid(), balance: '1,000' },
  ];
  expect(await bring(rows, { source: 'first' })).toEqual(['new', 'new']);
  expect(await pay(rows[0]?.uid ?? '', 1_000)).toMatchObject({ outcome: 'approved', balanceAfterMinor: 4_000 });
  const batch = await newestBatch();
  expect(batch).toMatchObject({ state: 'entered', cardCount: 2, openingCount: 2, openingMinor: 105_860, postedCount: 0 });
  const { id: migrationBatchId } = batch;
  expect(await codeOf(checker.client.migration.approveOpenings({ migrationBatchId }))).toBe('migration.not_now');
  expect(await codeOf(maker.client.migration.submitOpenings({ migrationBatchId, controlMinor: 105_861 }))).toBe('migration.total_differs');
  await maker.client.migration.submitOpenings({ migrationBatchId, controlMinor: 105_860 });
  expect(await codeOf(maker.client.migration.approveOpenings({ migrationBatchId }))).toBe('migration.needs_another_person');
  await checker.client.migration.approveOpenings({ migrationBatchId });
  await eventually(async () => expect((await newestBatch()).state).toBe('posted'));
  expect([await balanceOf(a), await balanceOf(b)]).toEqual([9_860, 100_000]);
  await world.settle();
  expect((await a.client.payments.listOwnPayments({})).items.map(({ kind }) => kind)).toContain('opening');
  expect(await bring(rows, { source: 'first' })).toEqual(['unchanged', 'unchanged']);
  expect((await newestBatch()).id).toBe(migrationBatchId);
  expect([await balanceOf(a), await balanceOf(b)]).toEqual([9_860, 100_000]);
});

test('what cannot be taken over is refused by its row, with the reason', { timeout: 90_000 }, async () => {
  const [a, b] = [await world.member(admin), await world.member(admin)];
  const uid = newUid();
  await bring([{ member: a, uid, balance: '10' }], { source: 'rows' });
  const plain = newUid();
  await admin.client.cards.issueCard({ memberId: b.memberId, uid: plain }, { key: newId() });
  const refused = await bring(
    [
      { member: { memberNumber: 'nobody' }, uid: newUid(), balance: '1' },
      { member: b, uid, balance: '1' },
      { member: await world.member(admin), uid: plain, balance: '1' },
      { member: await world.member(admin), uid: 'no card', balance: '1' },
      { member: await world.member(admin), uid: newUid(), balance: '-3' },
      { member: a, uid, balance: '11' },
    ],
    { source: 'rows' },
  );
  expect(refused).toEqual([
    'wrong member_unknown',
    'wrong uid_taken',
    'wrong uid_taken',
    'wrong malformed',
    'wrong malformed',
    'wrong twice_in_file',
  ]);
  expect(await bring([{ member: a, uid, balance: '11' }], { source: 'rows' })).toEqual(['wrong balance_otherwise']);
  expect(await bring([{ member: b, uid, balance: '1' }], { source: 'rows' })).toEqual(['wrong uid_taken']);
});

test('balances that are put aside can come again in a corrected file', async () => {
  const member = await world.member(admin);
  const uid = newUid();
  await bring([{ member, uid, balance: '7' }], { source: 'aside' });
  const wrong = await newestBatch();
  await checker.client.migration.refuseOpenings({ migrationBatchId: wrong.id, reason: '金额抄错' });
  expect(await codeOf(maker.client.migration.submitOpenings({ migrationBatchId: wrong.id, controlMinor: 700 }))).toBe('migration.not_now');
  expect(await bring([{ member, uid, balance: '8' }], { source: 'aside' })).toEqual(['changed']);
  expect(await newestBatch()).toMatchObject({ openingMinor: 800, cardCount: 0 });
});

/** Another part of a file of which the first is in already. */
async function bringLater(importId: string, row: Row, source: string) {
  const { staffId, organizationId } = maker;
  const actor: Actor = { kind: 'staff', userId: newId(), staffId, name: 'x', organizationId, organizationKind: 'operator', permissions: new Set() };
  const cells = { memberNumber: row.member.memberNumber, name: '', uid: row.uid, balance: row.balance };
  const rows = { importId, rows: [{ row: 2, cells }], options: { source, validUntil: dayIn(90) } };
  const kind = createOldCardsImport(createSecretBox(world.keys));
  const verdicts = await world.database.transaction(actor, {}, (ctx) => kind.applyRows(ctx, rows));
  return verdicts.map(({ outcome }) => outcome);
}

test('rows that come after their batch was handed on or refused begin another, and are never posted beyond the sum that was approved', async () => {
  const people = await Promise.all([0, 1, 2].map(() => world.member(admin)));
  const [first, second, third] = people.map((member, at): Row => ({ member, uid: newUid(), balance: `${at + 1}0` }));
  if (!first || !second || !third) throw new Error('there are three');
  await bring([first], { source: 'late' });
  const { id: migrationBatchId } = await newestBatch();
  const importId = await world.database.transaction(system, {}, async (ctx) => {
    const { rows } = await sql<{ import_id: string }>`select import_id from migration.batch where id = ${migrationBatchId}`.execute(ctx.tx);
    return rows[0]?.import_id ?? '';
  });
  await maker.client.migration.submitOpenings({ migrationBatchId, controlMinor: 1_000 });
  expect(await bringLater(importId, second, 'late')).toEqual(['new']);
  const later = await newestBatch();
  expect(later).toMatchObject({ state: 'entered', openingMinor: 2_000, cardCount: 1 });
  expect(later.id).not.toBe(migrationBatchId);
  await checker.client.migration.approveOpenings({ migrationBatchId });
  await eventually(async () => expect(await Promise.all(people.map(balanceOf))).toEqual([1_000, 0, 0]));
  await checker.client.migration.refuseOpenings({ migrationBatchId: later.id, reason: 'x' });
  expect(await bringLater(importId, third, 'late')).toEqual(['new']);
  const last = await newestBatch();
  expect(last).toMatchObject({ state: 'entered', openingMinor: 3_000 });
  await maker.client.migration.submitOpenings({ migrationBatchId: last.id, controlMinor: 3_000 });
  await checker.client.migration.approveOpenings({ migrationBatchId: last.id });
  await eventually(async () => expect(await Promise.all(people.map(balanceOf))).toEqual([1_000, 0, 3_000]));
});

test('a batch that no longer adds up to what was handed on is not approved', async () => {
  const [a, b] = [await world.member(admin), await world.member(admin)];
  await bring([{ member: a, uid: newUid(), balance: '10' }], { source: 'grown' });
  const { id: migrationBatchId } = await newestBatch();
  await maker.client.migration.submitOpenings({ migrationBatchId, controlMinor: 1_000 });
  await world.database.transaction(system, {}, (ctx) =>
    sql`insert into migration.opening (id, batch_id, source, member_id, amount_minor) values (${newId()}, ${migrationBatchId}, 'grown', ${b.memberId}, 1)`.execute(
      ctx.tx,
    ),
  );
  expect(await codeOf(checker.client.migration.approveOpenings({ migrationBatchId }))).toBe('migration.total_differs');
  expect((await newestBatch()).state).toBe('waiting');
  expect([await balanceOf(a), await balanceOf(b)]).toEqual([0, 0]);
});

test('an old system is the same however its name is typed, so nobody brings a balance twice', async () => {
  const member = await world.member(admin);
  const row = { member, uid: newUid(), balance: '10' };
  await bring([row], { source: 'Old System' });
  const batch = await newestBatch();
  expect(batch).toMatchObject({ source: 'old system', openingMinor: 1_000 });
  for (const source of ['old system', ' OLD   SYSTEM ', 'Ｏｌｄ　Ｓｙｓｔｅｍ'])
    expect(await bring([row], { source }), source).toEqual(['unchanged']);
  expect((await newestBatch()).id).toBe(batch.id);
});

test('two workers that post one batch at once post it once; without the lock both would have found it waiting', async () => {
  const members = await Promise.all([0, 1, 2].map(() => world.member(admin)));
  await bring(
    members.map((member) => ({ member, uid: newUid(), balance: '20' })),
    { source: 'race' },
  );
  const { id: migrationBatchId } = await newestBatch();
  await world.database.transaction(system, {}, (ctx) =>
    sql`update migration.batch set state = 'posting', control_minor = 6000, submitted_by = made_by, submitted_by_name = 'x', decided_by = ${newId()},
      decided_by_name = 'y', decided_at = now() where id = ${migrationBatchId}`.execute(ctx.tx),
  );
  const waiting = () =>
    world.database.transaction(system, {}, async (ctx) => {
      const { rows } = await sql<{ count: number }>`
        select count(*)::int as count from migration.opening where batch_id = ${migrationBatchId} and state = 'waiting'`.execute(ctx.tx);
      return rows[0]?.count;
    });
  // The control: two that look without the lock both see all of it.
  expect(await Promise.all([waiting(), waiting()])).toEqual([3, 3]);
  const post = () => world.database.transaction(system, {}, (ctx) => postOpenings(ctx, { batchId: idOf(migrationBatchId) }));
  await Promise.all([post(), post(), post()]);
  expect(await Promise.all(members.map(balanceOf))).toEqual([2_000, 2_000, 2_000]);
});

test('a step that fails leaves nothing half done, and the next does it', async () => {
  const member = await world.member(admin);
  await bring([{ member, uid: newUid(), balance: '30' }], { source: 'crash' });
  const { id } = await newestBatch();
  await maker.client.migration.submitOpenings({ migrationBatchId: id, controlMinor: 3_000 });
  const crashed = world.database.transaction(system, {}, async (ctx) => {
    await sql`update migration.batch set state = 'posting', decided_by = ${newId()}, decided_by_name = 'y', decided_at = now() where id = ${id}`.execute(
      ctx.tx,
    );
    await postOpenings(ctx, { batchId: idOf(id) });
    throw new Error('the server died');
  });
  await expect(crashed).rejects.toThrow('the server died');
  expect(await balanceOf(member)).toBe(0);
  await checker.client.migration.approveOpenings({ migrationBatchId: id });
  await eventually(async () => expect(await balanceOf(member)).toBe(3_000));
});

test('whoever is handed a new card holds no old one any more, unless the setting says otherwise', async () => {
  const [a, b] = [await world.member(admin, { balanceMinor: 5_000 }), await world.member(admin, { balanceMinor: 5_000 })];
  const [oldA, oldB] = [newUid(), newUid()];
  await bring([
    { member: a, uid: oldA, balance: '' },
    { member: b, uid: oldB, balance: '' },
  ]);
  await admin.client.cards.issueCard({ memberId: a.memberId, uid: newUid() }, { key: newId() });
  expect(await pay(oldA, 100)).toMatchObject({ outcome: 'declined', reason: 'card_void' });
  await admin.client.settings.updateSetting({ key: 'cards.oldCardEndsWithNew', value: false });
  await admin.client.cards.issueCard({ memberId: b.memberId, uid: newUid() }, { key: newId() });
  expect(await pay(oldB, 100)).toMatchObject({ outcome: 'approved' });
  await admin.client.settings.updateSetting({ key: 'cards.oldCardEndsWithNew', value: true });
  const { items } = await maker.client.migration.listOldCards({ q: a.memberNumber });
  expect(items).toMatchObject([{ state: 'replaced', tail: oldA.slice(-4) }]);
});

test('holders are told a month and a week before the end, once each, and after it the till says where to go', async () => {
  const member = await world.member(admin, { balanceMinor: 5_000 });
  const uid = newUid();
  await bring([{ member, uid, balance: '' }], { validUntil: dayIn(2) });
  const warn = () => world.database.transaction(system, {}, warnOfEnd);
  const told = async () =>
    (await member.client.notifications.listOwnNotices({ limit: 50 })).items.filter(({ kind }) => kind === 'card.oldEnding').length;
  // The clock may be telling them at this moment.
  await eventually(async () => expect(await warn().then(told)).toBe(1));
  expect(await warn().then(told)).toBe(1);
  expect(await pay(uid, 100)).toMatchObject({ outcome: 'approved' });
  world.pass(3 * 24 * 60 * 60);
  expect(await pay(uid, 100)).toMatchObject({ outcome: 'declined', reason: 'card_outdated' });
  await signInAll();
  expect((await maker.client.migration.listOldCards({ q: member.memberNumber, state: 'outdated' })).items).toHaveLength(1);
  const file = await (await maker.client.migration.exportOldCards({ state: 'outdated' })).text();
  expect(file).toContain(member.memberNumber);
  expect((await maker.client.migration.getMigration()).outdated).toBeGreaterThanOrEqual(1);
});

test('who has no right to it sees and does nothing here', async () => {
  const cashier = await world.staff('cashier');
  const member = await world.member(admin);
  for (const person of [cashier, member]) {
    expect(await codeOf(person.client.migration.listOldCards({}))).toBe('request.forbidden');
    expect(await codeOf(person.client.migration.listMigrationBatches({}))).toBe('request.forbidden');
  }
  expect(await codeOf(maker.client.migration.submitOpenings({ migrationBatchId: newId(), controlMinor: 1 }))).toBe('migration.unknown');
  expect(await codeOf(maker.client.migration.submitOpenings({ migrationBatchId: newId(), controlMinor: -1 }))).toBe('request.invalid');
});
