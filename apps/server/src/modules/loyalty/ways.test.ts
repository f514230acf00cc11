import { ISSUER_KEY_HEADER } from '@tessera/contract';
import { newId } from '@tessera/kernel';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { fileOf, reach } from '../../../test/import.world.ts';
import { codeOf, createWorld, eventually, type MemberPerson, type StaffPerson, type World } from '../../../test/world.ts';
import { type Actor, systemActor } from '../../platform/ctx.ts';
import { drawPoints } from './draw-points.ts';
import { pointsImport } from './index.ts';
import { saveStandings } from './level-queries.ts';
import { verifyLots } from './verify-lots.ts';

const SYSTEM = systemActor('test');
let world: World;
let issuer: StaffPerson;
let members: MemberPerson[];
let stranger: MemberPerson;

beforeAll(async () => {
  world = await createWorld();
  const admin = await world.staff('administrator');
  issuer = await world.staff('issuerManager');
  members = [await world.member(admin, { name: '李一' }), await world.member(admin, { name: '李二' })];
  for (const { memberId } of members) await admin.client.members.updateMember({ memberId, issuerId: issuer.organizationId });
  stranger = await world.member(admin, { name: '张三' });
  const made = await programmeOf(issuer);
  await admin.client.loyalty.agreePointPrice({ pointPriceId: made.proposal?.id ?? newId() });
});
afterAll(() => world.close());

const programmeOf = (person: StaffPerson) =>
  person.client.loyalty.createPointsProgramme({
    name: { zh: '星湖积分', en: 'Lake points' },
    expiry: { kind: 'months', months: 12 },
    pricePerThousandPoints: 95_000,
  });
const programmeId = async () => {
  const [found] = (await issuer.client.loyalty.listPointsProgrammes({})).items;
  if (!found) throw new Error('the programme is there');
  return found.id;
};
const member = (index: number): MemberPerson => {
  const found = members[index];
  if (!found) throw new RangeError(`no member ${index}`);
  return found;
};
const balances = () => Promise.all(members.map(async (one) => (await one.client.loyalty.listOwnPoints()).items[0]?.balance ?? 0));
const soundLots = async () => expect(await world.database.transaction(SYSTEM, {}, verifyLots)).toEqual([]);

test('a file gives each row once, tells the wrong ones, and gives back what is unspent when it is undone', async () => {
  const options = { pointsProgrammeId: await programmeId(), label: '2026-09' };
  const text = [
    '会员编号,姓名,积分',
    `${member(0).memberNumber},李一,"1,000"`,
    `${member(1).memberNumber},,40`,
    `${stranger.memberNumber},张三,5`,
    `${member(0).memberNumber},,7`,
    'nobody,,5',
    `${member(1).memberNumber},李二,0`,
  ].join('\n');
  const run = async (content: string, label = options.label) => {
    const upload = await issuer.client.imports.uploadImport({ kind: 'points', file: fileOf(content, 'points.csv') });
    const { mapping } = await reach(issuer, upload.id, 'mapping');
    await issuer.client.imports.checkImport({ importId: upload.id, mapping: mapping ?? {}, options: { ...options, label } });
    return reach(issuer, upload.id, 'checked');
  };
  const first = await run(text);
  expect([first.newCount, first.wrongCount]).toEqual([2, 4]);
  const good = await run(`会员编号,积分\n${member(0).memberNumber},1000\n${member(1).memberNumber},40\n`);
  await issuer.client.imports.confirmImport({ importId: good.id });
  expect(await reach(issuer, good.id, 'done')).toMatchObject({ newCount: 2, wrongCount: 0 });
  expect(await balances()).toEqual([1_000, 40]);
  const again = await run(`会员编号,积分\n${member(0).memberNumber},1000\n${member(1).memberNumber},41\n`);
  expect([again.newCount, again.unchangedCount, again.wrongCount]).toEqual([0, 1, 1]);
  const round = await eventually(async () => {
    const found = (await issuer.client.loyalty.listPointsRounds({})).items.find(({ importId }) => importId === good.id);
    expect(found).toMatchObject({ source: 'file', state: 'done', lotCount: 2, points: 1_040 });
    return found;
  });
  const drawing = { memberId: member(1).memberId, programmeId: options.pointsProgrammeId, points: 15, key: newId<string>() };
  await world.database.transaction(SYSTEM, {}, (ctx) => drawPoints(ctx, drawing));
  await issuer.client.imports.undoImport({ importId: good.id });
  expect(await reach(issuer, good.id, 'undone')).toMatchObject({ undoneCount: 2 });
  expect(await issuer.client.loyalty.getPointsRound({ pointsRoundId: round?.id ?? newId() })).toMatchObject({
    state: 'taken_back',
    takenBackPoints: 1_025,
  });
  expect(await balances()).toEqual([0, 0]);
  await soundLots();
});

test('a file that is cancelled half-way closes its round: what was given stays, and can be taken back', async () => {
  const options = { pointsProgrammeId: await programmeId(), label: '2026-10' };
  const memberNumber = member(0).memberNumber;
  const { id: importId } = await issuer.client.imports.uploadImport({
    kind: 'points',
    file: fileOf(`会员编号,积分\n${memberNumber},60\n`, 'points.csv'),
  });
  await reach(issuer, importId, 'mapping');
  const { staffId, organizationId } = issuer;
  const permissions = new Set(['loyalty.read', 'loyalty.grant'] as const);
  const actor: Actor = { kind: 'staff', userId: newId(), staffId, name: '张', organizationId, organizationKind: 'issuer', permissions };
  // The first rows of many, as a run applies them.
  const rows = [{ row: 2, cells: { memberNumber, points: '60' } }];
  await world.database.transaction(actor, {}, (ctx) => pointsImport.applyRows(ctx, { importId, rows, options }));
  await issuer.client.imports.cancelImport({ importId });
  const round = await eventually(async () => {
    const found = (await issuer.client.loyalty.listPointsRounds({})).items.find((one) => one.importId === importId);
    expect(found).toMatchObject({ state: 'done', lotCount: 1, points: 60 });
    return found;
  });
  await issuer.client.loyalty.takeBackPointsRound({ pointsRoundId: round?.id ?? newId() });
  await eventually(async () => expect(await balances()).toEqual([0, 0]));
});

test('a rule gives everybody of its audience once; a paused one gives nothing, and one that is over stays so', async () => {
  const pointsProgrammeId = await programmeId();
  expect(await issuer.client.loyalty.previewPointsRule({ pointsProgrammeId, audience: {} })).toEqual({ memberCount: 2 });
  const asked = { pointsProgrammeId, audience: {}, points: 25, reason: '周年' };
  const rule = await issuer.client.loyalty.createPointsRule({ ...asked, schedule: 'once' });
  await eventually(async () => expect(await balances()).toEqual([25, 25]));
  expect(await codeOf(issuer.client.loyalty.updatePointsRule({ pointsRuleId: rule.id, status: 'active' }))).toBe('loyalty.rule_over');
  const dayOfMonth = (Number(new Date(world.clock().getTime() + 8 * 3_600_000).toISOString().slice(8, 10)) % 28) + 1;
  const monthly = await issuer.client.loyalty.createPointsRule({ ...asked, schedule: 'monthly', dayOfMonth });
  expect(monthly.nextOn?.slice(8)).toBe(String(dayOfMonth).padStart(2, '0'));
  expect(await issuer.client.loyalty.updatePointsRule({ pointsRuleId: monthly.id, status: 'paused' })).toMatchObject({
    status: 'paused',
    nextOn: null,
  });
  expect(await codeOf(issuer.client.loyalty.createPointsRule({ ...asked, schedule: 'monthly' }))).toBe('request.invalid');
  expect(await balances()).toEqual([25, 25]);
});

test('an event counts once, however often and however many at once it is told, and only with a key of the issuer', async () => {
  const pointsProgrammeId = await programmeId();
  const kind = { code: 'policy_bought', name: { zh: '购买保单', en: 'Bought a policy' }, points: 200 };
  const { id: eventKindId } = await issuer.client.loyalty.createEventKind({ pointsProgrammeId, ...kind });
  expect(await codeOf(issuer.client.loyalty.createEventKind({ pointsProgrammeId, ...kind }))).toBe('loyalty.code_taken');
  const { token, issuerKey } = await issuer.client.loyalty.createIssuerKey({ name: '核心系统' });
  const tell = async (told: Record<string, string>, key = token): Promise<unknown> => {
    const body = JSON.stringify({ eventId: 'P-1', kind: 'policy_bought', memberNumber: member(0).memberNumber, ...told });
    const headers = { 'content-type': 'application/json', [ISSUER_KEY_HEADER]: key };
    const answer = (await (await fetch(`${world.origin}/api/loyalty/events`, { method: 'POST', headers, body })).json()) as Record<string, unknown>; // What the contract says.
    return answer.code ?? answer.replayed;
  };
  const [before = 0] = await balances();
  const answers = await Promise.all(Array.from({ length: 8 }, () => tell({})));
  expect(answers.filter((replayed) => replayed === false)).toHaveLength(1);
  expect(answers.filter((replayed) => replayed === true)).toHaveLength(7);
  expect((await balances())[0]).toBe(before + 200);
  expect(await codeOf(issuer.client.loyalty.createEventKind({ pointsProgrammeId, ...kind, code: 'vip_joined', levelRank: 2 }))).toBe(
    'loyalty.level_unknown',
  );
  const levels = [1_000_000, 2_000_000].map((threshold) => ({ name: { zh: `V${threshold}`, en: `V${threshold}` }, threshold, factorPercent: 100 }));
  await issuer.client.loyalty.setPointsLevels({ pointsProgrammeId, measure: 'points', periodMonths: 12, graceDays: 0, levels });
  await issuer.client.loyalty.createEventKind({ pointsProgrammeId, ...kind, code: 'vip_joined', points: 1, levelRank: 2 });
  expect([await tell({ eventId: 'V-1', kind: 'vip_joined' }), await tell({ eventId: 'V-1', kind: 'vip_joined' })]).toEqual([false, true]);
  const levelNow = async () => (await member(0).client.loyalty.listOwnPoints()).items.find((item) => item.programmeId === pointsProgrammeId)?.level;
  const lifted = await levelNow();
  expect(lifted).toMatchObject({ name: { en: 'V2000000' } });
  // Told again of the level that they have, they have it for as long as from today.
  const soon = { programmeId: pointsProgrammeId, memberId: member(0).memberId, rank: 2, holdsUntil: '2026-01-01' };
  await world.database.transaction(SYSTEM, {}, (ctx) => saveStandings(ctx, [soon]));
  expect(await tell({ eventId: 'V-2', kind: 'vip_joined' })).toBe(false);
  expect(await levelNow()).toMatchObject({ name: { en: 'V2000000' }, until: lifted?.until });
  await issuer.client.loyalty.setPointsLevels({ pointsProgrammeId, measure: 'points', periodMonths: 12, graceDays: 0, levels: [] });
  expect(await tell({ memberNumber: member(1).memberNumber })).toBe('loyalty.event_differs');
  expect(await tell({ eventId: 'P-2', memberNumber: stranger.memberNumber })).toBe('loyalty.event_member_unknown');
  expect(await tell({ eventId: 'P-2', memberNumber: 'nobody' })).toBe('loyalty.event_member_unknown');
  expect(await tell({ eventId: 'P-2', kind: 'vip_reached' })).toBe('loyalty.event_kind_unknown');
  expect(await tell({ eventId: 'P-2' }, 'a guess')).toBe('loyalty.key_wrong');
  await issuer.client.loyalty.updateEventKind({ eventKindId, points: 300 });
  expect(await tell({})).toBe(true);
  expect(await tell({ eventId: 'P-3' })).toBe(false);
  expect((await balances())[0]).toBe(before + 502);
  await issuer.client.loyalty.updateEventKind({ eventKindId, status: 'off' });
  expect(await tell({ eventId: 'P-4' })).toBe('loyalty.event_kind_unknown');
  await issuer.client.loyalty.revokeIssuerKey({ issuerKeyId: issuerKey.id });
  expect(await tell({ eventId: 'P-3' })).toBe('loyalty.key_wrong');
  expect((await issuer.client.loyalty.listPointsEvents({ pointsProgrammeId })).items.map(({ eventId, points }) => [eventId, points])).toEqual([
    ['P-3', 300],
    ['V-2', 1],
    ['V-1', 1],
    ['P-1', 200],
  ]);
  await soundLots();
});

test('a suspended issuer grants nothing more, by no way; what its members hold they redeem, unless the operator wants it otherwise', async () => {
  const admin = await world.staff('administrator');
  const { organizationId } = issuer;
  const pointsProgrammeId = await programmeId();
  const kind = { code: 'renewed', name: { zh: '续保', en: 'Renewed' }, points: 5 };
  await issuer.client.loyalty.createEventKind({ pointsProgrammeId, ...kind });
  const { token } = await issuer.client.loyalty.createIssuerKey({ name: '续保系统' });
  const tell = async (eventId: string): Promise<unknown> => {
    const body = JSON.stringify({ eventId, kind: 'renewed', memberNumber: member(0).memberNumber });
    const headers = { 'content-type': 'application/json', [ISSUER_KEY_HEADER]: token };
    const answer = (await (await fetch(`${world.origin}/api/loyalty/events`, { method: 'POST', headers, body })).json()) as Record<string, unknown>; // What the contract says.
    return answer.code ?? answer.replayed;
  };
  expect(await tell('R-1')).toBe(false);
  const before = await balances();
  await admin.client.organizations.updateIssuer({ organizationId, status: 'suspended' });
  expect([await tell('R-1'), await tell('R-2')]).toEqual([true, 'loyalty.issuer_suspended']);
  const grant = () => admin.client.loyalty.grantPoints({ pointsProgrammeId, memberId: member(0).memberId, points: 5 });
  expect(await codeOf(grant())).toBe('loyalty.issuer_suspended');
  const { id: ruleId } = await admin.client.loyalty.createPointsRule({ pointsProgrammeId, audience: {}, points: 25, schedule: 'once' });
  const rules = async () => (await admin.client.loyalty.listPointsRules({ pointsProgrammeId })).items;
  await eventually(async () => expect((await rules()).find(({ id }) => id === ruleId)?.status).toBe('paused'));
  expect(await balances()).toEqual(before);
  const draw = () =>
    world.database.transaction(SYSTEM, {}, (ctx) =>
      drawPoints(ctx, { memberId: member(0).memberId, programmeId: pointsProgrammeId, points: 1, key: newId() }),
    );
  expect(await draw()).toMatchObject({ points: 1 });
  await admin.client.settings.updateSetting({ key: 'loyalty.suspendedIssuerRedeems', value: false });
  expect(await codeOf(draw())).toBe('deposits.points_suspended');
  await admin.client.settings.updateSetting({ key: 'loyalty.suspendedIssuerRedeems', value: true });
  await admin.client.organizations.updateIssuer({ organizationId, status: 'active' });
  expect(await tell('R-2')).toBe(false);
  await soundLots();
});
