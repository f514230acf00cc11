import { newId } from '@tessera/kernel';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { codeOf, createWorld, eventually, type Person, type World } from '../../../test/world.ts';
import { asSystem, sealAll, tamper, write } from './audit.world.ts';
import { record } from './record.ts';
import { REFUSALS_PER_CALLER } from './witness.ts';

let world: World;
let admin: Person;
let auditor: Person;
let cashier: Person;

beforeAll(async () => {
  world = await createWorld();
  admin = await world.staff('administrator');
  auditor = await world.staff('auditor');
  cashier = await world.staff('cashier');
});
afterAll(() => world.close());

const refusedOf = async (targetId: string) => (await auditor.client.audit.listRecords({ targetId, outcome: 'refused' })).items;

test('a foreign id, like an unknown one, is 404, and the try is in the log with who, what and from where', async () => {
  const memberId = newId<'member'>();
  expect(await codeOf(admin.client.members.getMember({ memberId }))).toBe('members.unknown');
  const [item, ...more] = await refusedOf(memberId);
  expect(more).toEqual([]);
  expect(item).toMatchObject({
    action: 'members.getMember',
    targetKind: 'member',
    outcome: 'refused',
    after: { code: 'members.unknown' },
    actorKind: 'staff',
    actorName: 'administrator',
    address: '127.0.0.1',
    organizationId: world.operatorId,
    role: 'administrator',
  });
  expect(item?.userAgent).toBeTruthy();
  expect(item?.sessionId).toBeTruthy();
});

test('whoever lacks the right is in the log, also at an idempotent route, at a download and at one that opens its own transactions', async () => {
  const paymentId = newId<'payment'>();
  expect(await codeOf(auditor.client.payments.refund({ paymentId, amountMinor: 1, reason: 'none' }))).toBe('request.forbidden');
  expect((await refusedOf(paymentId)).map((item) => item.action)).toEqual(['payments.refund']);
  expect(await codeOf(cashier.client.audit.exportRecords({ format: 'csv' }))).toBe('request.forbidden');
  const { items } = await auditor.client.audit.listRecords({ action: 'audit.exportRecords', outcome: 'refused' });
  expect(items.map((item) => item.actorName)).toEqual(['cashier']);
});

test('a form that is filled in wrong, a stranger and a wrong path are not in the log', async () => {
  const before = (await auditor.client.audit.listRecords({ outcome: 'refused' })).items.length;
  expect(await codeOf(admin.client.audit.listRecords({ limit: 5_000 }))).toBe('request.invalid');
  expect(await codeOf(world.stranger('console').client.members.getMember({ memberId: newId<'member'>() }))).toBe('request.unauthenticated');
  await fetch(`${world.origin}/api/nowhere/${newId()}`);
  expect((await auditor.client.audit.listRecords({ outcome: 'refused' })).items.length).toBe(before);
});

test('of a flood of refused tries the first are written down one by one, and the rest as one count', async () => {
  const person = await world.staff('cashier');
  const tries = REFUSALS_PER_CALLER + 15;
  for (let one = 0; one < tries; one += 1) await codeOf(person.client.members.getMember({ memberId: newId<'member'>() }));
  await world.app.core.witness.flush();
  const { items } = await auditor.client.audit.listRecords({ outcome: 'refused', action: 'members.getMember', limit: 200 });
  const [counted] = (await auditor.client.audit.listRecords({ action: 'audit.countRefusals' })).items;
  expect(counted).toMatchObject({ actorName: 'cashier', outcome: 'refused', after: { count: 15 } });
  expect(items.filter((item) => item.actorId === counted?.actorId)).toHaveLength(REFUSALS_PER_CALLER);
  await codeOf(person.client.members.getMember({ memberId: newId<'member'>() }));
  const again = (await auditor.client.audit.listRecords({ outcome: 'refused', action: 'members.getMember', limit: 200 })).items;
  expect(again.length, 'the next minute begins anew').toBe(items.length + 1);
});

test('reading the log is in the log, with what was asked, and without a whole number of a person', async () => {
  await auditor.client.audit.listRecords({ q: '13800000001', action: 'cards.voidCard' });
  const { items } = await auditor.client.audit.listRecords({ action: 'audit.listRecords', outcome: 'read' });
  // The clock of this world stands still, so records of one instant have no order.
  const one = items.find(({ after }) => after?.action === 'cards.voidCard');
  expect(one).toMatchObject({ actorName: 'auditor', after: { q: '*******0001', action: 'cards.voidCard' } });
  if (!one) throw new Error('nothing was read');
  await auditor.client.audit.getRecord({ recordId: one.id });
  const reads = (await auditor.client.audit.listRecords({ targetId: one.id })).items;
  expect(reads.map((item) => [item.action, item.targetKind, item.outcome])).toEqual([['audit.getRecord', 'record', 'read']]);
});

test('an unknown record and an unknown verification are unknown', async () => {
  expect(await codeOf(auditor.client.audit.getRecord({ recordId: newId<'audit'>() }))).toBe('audit.unknown');
  expect(await codeOf(auditor.client.audit.getVerification({ verificationId: newId<'verification'>() }))).toBe('audit.verification_unknown');
});

test('the export holds every record that matches, more than one read of them, safe for a spreadsheet; it is itself in the log', async () => {
  const actions = Array.from({ length: 2_100 }, () => 'export.act');
  await asSystem(world.database, async (ctx) => {
    for (const action of actions) await record(ctx, { action, targetKind: 'thing', targetId: null, after: { name: '李,"小"雨' } });
    await record(ctx, { action: 'export.formula', targetKind: '=1+1', targetId: null });
  });
  const csv = await (await auditor.client.audit.exportRecords({ format: 'csv', action: 'export.act' })).text();
  const lines = csv.trimEnd().split('\r\n');
  expect(lines).toHaveLength(2_101);
  expect(lines[0]?.replace('\uFEFF', '')).toMatch(/^"at","actorKind","actorName"/);
  expect(lines[1]).toContain('"{""name"":""李,\\""小\\""雨""}"');
  expect(await (await auditor.client.audit.exportRecords({ format: 'csv', action: 'export.formula' })).text()).toContain(`"'=1+1"`);
  const json = await (await auditor.client.audit.exportRecords({ format: 'jsonl', action: 'export.act' })).text();
  const rows = json
    .trimEnd()
    .split('\n')
    .map((line): { id: string; after: unknown } => JSON.parse(line));
  expect(new Set(rows.map(({ id }) => id)).size).toBe(2_100);
  expect(rows[0]?.after).toEqual({ name: '李,"小"雨' });
  const { items } = await auditor.client.audit.listRecords({ action: 'audit.exportRecords', outcome: 'read' });
  expect(items.map(({ after }) => `${after?.format} ${after?.action}`).toSorted()).toEqual([
    'csv export.act',
    'csv export.formula',
    'jsonl export.act',
  ]);
});

test('a walk over the chain is carried on by a worker, shows how far it is, and finds what the owner changed', async () => {
  await write(world.database, ['walk.one', 'walk.two']);
  await sealAll(world.database);
  const { head, retentionDays, pending } = await auditor.client.audit.getChain();
  expect([retentionDays, pending]).toEqual([1_095, 0]);
  const started = await auditor.client.audit.startVerification({ anchor: { seq: head.seq, hash: head.hash } });
  expect(started).toMatchObject({ state: 'running', startedBy: 'auditor', anchorSeq: head.seq });
  const ended = await eventually(async () => {
    const walk = await auditor.client.audit.getVerification({ verificationId: started.id });
    if (walk.state === 'running') throw new Error('it still runs');
    return walk;
  });
  expect(ended).toMatchObject({ state: 'sound', fault: null });
  expect(ended.checked).toBeGreaterThanOrEqual(ended.expected);
  await tamper(world.database, "update audit.record set action = 'walk.forged' where action = 'walk.one'");
  const { id } = await auditor.client.audit.startVerification({});
  const broken = await eventually(async () => {
    const walk = await auditor.client.audit.getVerification({ verificationId: id });
    if (walk.state === 'running') throw new Error('it still runs');
    return walk;
  });
  expect(broken).toMatchObject({ state: 'broken', fault: 'record_changed' });
  const { items } = await auditor.client.audit.listRecords({ action: 'walk.forged' });
  expect(items.map((item) => item.id)).toEqual([broken.faultRecordId]);
  expect((await auditor.client.audit.listVerifications()).items.map((walk) => walk.state).toSorted()).toEqual(['broken', 'sound']);
});

test('while one walk runs, a second start answers the first', async () => {
  const walks = await Promise.all([1, 2, 3].map(() => auditor.client.audit.startVerification({})));
  expect(new Set(walks.map((walk) => walk.id)).size).toBe(1);
});

test('the overview counts what was refused by the hour, by whom and of what', async () => {
  const overview = await auditor.client.audit.getSecurityOverview({ days: '1' });
  expect(overview.hours).toHaveLength(24);
  const { items } = await auditor.client.audit.listRecords({ outcome: 'refused', limit: 200 });
  const refused = overview.hours.reduce((sum, hour) => sum + hour.refusedTries + hour.failedSignIns, 0);
  expect(refused).toBe(items.length);
  expect(overview.topActors[0]).toMatchObject({ name: 'cashier', kind: 'staff' });
  expect(overview.topActions[0]?.name).toBe('members.getMember');
  expect(overview.topAddresses).toEqual([{ name: '127.0.0.1', id: null, count: refused }]);
});

test('nobody sets the retention below half a year', async () => {
  const security = await world.staff('securityAdministrator');
  const set = (value: number) => security.client.settings.updateSetting({ key: 'audit.retentionDays', value });
  expect(await codeOf(set(179))).toBe('settings.value_wrong');
  await set(180);
  expect((await auditor.client.audit.getChain()).retentionDays).toBe(180);
});
