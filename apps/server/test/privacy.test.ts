/** What a person is told and allows, what is held of them, and how it is given out and forgotten: through the doors that people use. */
import { sql } from 'kysely';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { eraseDue } from '../src/modules/privacy/erase-member.ts';
import { personalRecordsOf } from '../src/personal-records.ts';
import { type Ctx, systemActor } from '../src/platform/ctx.ts';
import { createSecretBox } from '../src/platform/secret-box.ts';
import { rowsWith, unzip } from './reading.ts';
import { codeOf, createWorld, eventually, type MemberPerson, PASSWORD, type Person, type World } from './world.ts';

const ID_NUMBER = '11010519491231002X';
const DAY_SECONDS = 24 * 60 * 60;
const NOTICE = { bodyZh: '# 收集的信息\n- 姓名', bodyEn: '# What is held\n- your name', summaryZh: '第一版', summaryEn: 'The first' };

let world: World;
let admin: Person;
let second: Person;
beforeAll(async () => {
  world = await createWorld();
  admin = await world.staff('administrator');
  second = await world.staff('administrator');
});
afterAll(() => world?.close());

const publish = async (summaryEn = 'The first') => {
  const draft = await admin.client.privacy.saveNoticeDraft({ ...NOTICE, summaryEn });
  return admin.client.privacy.publishNotice({ version: draft.version });
};
describe('sensitive fields', () => {
  let member: MemberPerson;
  beforeAll(async () => {
    member = await world.member(admin, { phone: '13800139001' });
    const { memberId } = member;
    await admin.client.members.setPrivateField({ memberId, field: 'idNumber', kind: 'residentId', value: '11010519491231002x' });
    await admin.client.members.setPrivateField({ memberId, field: 'email', value: 'Xiao.Ming@Example.edu' });
    await admin.client.members.setPrivateField({ memberId, field: 'bankAccount', value: '6222 0210 0112 3456 789' });
    await admin.client.members.setPrivateField({ memberId, field: 'address', value: '湖滨路一百二十三号三号楼' });
    await admin.client.members.setPrivateField({ memberId, field: 'birthDate', value: '1949-12-31' });
  });

  test('are masked on the screen, in the audit log and in the tables', async () => {
    const { items } = await admin.client.members.listPrivateFields({ memberId: member.memberId });
    expect(items.map(({ field, masked }) => [field, masked])).toEqual([
      ['phone', '138****9001'],
      ['email', 'x***@example.edu'],
      ['idNumber', '1*************002X'],
      ['bankAccount', '***************6789'],
      ['address', '湖滨路一百二***'],
      ['birthDate', '1949-**-**'],
    ]);
    const clear = [ID_NUMBER, 'xiao.ming@example.edu', '6222021001123456789', '湖滨路一百二十三号', '1949-12-31', '13800139001'];
    expect(await rowsWith(world.database, clear)).toEqual([]);
  });

  test('are found by a whole value, however it is written, and not by a part of it', async () => {
    const find = async (q: string) => (await admin.client.members.listMembers({ q })).items.map(({ id }) => id);
    expect(await find('XIAO.MING@example.edu')).toEqual([member.memberId]);
    expect(await find('11010519491231002x')).toEqual([member.memberId]);
    expect(await find('13800139001')).toEqual([member.memberId]);
    expect(await find('1101051949')).toEqual([]);
  });

  test('are shown one at a time to who may, and who saw what is recorded', async () => {
    const { memberId } = member;
    const shown = await admin.client.members.revealPrivateField({ memberId, field: 'idNumber' });
    expect(shown).toEqual({ field: 'idNumber', kind: 'residentId', value: ID_NUMBER });
    const { items } = await admin.client.audit.listRecords({ targetId: memberId, action: 'members.revealPrivateField' });
    expect(items[0]).toMatchObject({ actorName: 'administrator', after: { field: 'idNumber' } });
    const cashier = await world.staff('cashier');
    expect(await codeOf(cashier.client.members.revealPrivateField({ memberId, field: 'idNumber' }))).toBe('request.forbidden');
    expect(await codeOf(cashier.client.members.setPrivateField({ memberId, field: 'email', value: 'a@b.cn' }))).toBe('request.forbidden');
  });

  test('are refused when they cannot be right, and when they are another’s', async () => {
    const { memberId } = await world.member(admin);
    const set = (field: 'email' | 'idNumber' | 'bankAccount' | 'birthDate' | 'address', value: string) =>
      codeOf(admin.client.members.setPrivateField({ memberId, field, value, kind: 'residentId' }));
    expect(await set('idNumber', '110105194912310021')).toBe('members.id_number_wrong');
    expect(await set('email', 'nobody@nowhere')).toBe('members.email_wrong');
    expect(await set('bankAccount', '12ab5678')).toBe('members.bank_account_wrong');
    expect(await set('birthDate', '2001-02-29')).toBe('members.birth_date_wrong');
    expect(await set('address', '西')).toBe('members.address_wrong');
    expect(await set('idNumber', ID_NUMBER)).toBe('members.id_number_taken');
    expect(await set('email', 'xiao.ming@example.edu')).toBe('members.email_taken');
    const { items } = await admin.client.members.listPrivateFields({ memberId });
    expect(items.every(({ masked }) => masked === null)).toBe(true);
  });

  test('of a foreign member are as unknown as those of nobody', async () => {
    const foreign = await world.staff('issuerManager');
    expect(await codeOf(foreign.client.members.listPrivateFields({ memberId: member.memberId }))).toBe('members.unknown');
    expect(await codeOf(foreign.client.members.setPrivateField({ memberId: member.memberId, field: 'email', value: 'a@b.cn' }))).toBe(
      'members.unknown',
    );
  });
});

describe('consent', () => {
  test('belongs to a version: a new one takes back what was optional until it is answered', async () => {
    const { version } = await publish();
    const member = await world.member(admin);
    const own = () => member.client.privacy.getOwnPrivacy();
    expect(await own()).toMatchObject({ needsAnswer: true, agreedVersion: null });
    expect(await codeOf(member.client.privacy.setOwnConsent({ purpose: 'messages', given: true }))).toBe('privacy.consent_needed');
    await member.client.privacy.answerNotice({ version, purposes: ['messages', 'guardian'] });
    await member.client.privacy.setOwnConsent({ purpose: 'guardian', given: false });
    expect((await own()).purposes.filter(({ given }) => given).map(({ purpose }) => purpose)).toEqual(['service', 'messages']);
    expect(await codeOf(member.client.privacy.setOwnConsent({ purpose: 'service', given: false }))).toBe('privacy.purpose_necessary');

    const next = await publish('The second');
    expect(await own()).toMatchObject({ needsAnswer: true, agreedVersion: version });
    expect((await own()).purposes.filter(({ given }) => given).map(({ purpose }) => purpose)).toEqual(['service']);
    expect(await codeOf(member.client.privacy.answerNotice({ version, purposes: [] }))).toBe('privacy.notice_changed');
    await member.client.privacy.answerNotice({ version: next.version, purposes: [] });
    const history = await member.client.privacy.listOwnConsents();
    expect(history.items.map(({ purpose, given }) => [purpose, given])).toContainEqual(['messages', false]);
    expect(history.items.length).toBe(6);
  });

  test('is counted for the version that holds', async () => {
    const { version } = await publish('Counted');
    const [one, two] = [await world.member(admin), await world.member(admin)];
    await one.client.privacy.answerNotice({ version, purposes: ['analytics'] });
    await two.client.privacy.answerNotice({ version, purposes: [] });
    const statistics = await admin.client.privacy.getConsentStatistics();
    expect(statistics).toMatchObject({ version, answered: 2 });
    expect(statistics.purposes.find(({ purpose }) => purpose === 'analytics')).toMatchObject({ given: 1 });
  });

  test('is asked for later when the version begins later, and a notice never begins in the past', async () => {
    const { version } = await admin.client.privacy.saveNoticeDraft(NOTICE);
    const past = new Date(world.clock().getTime() - 1_000).toISOString();
    expect(await codeOf(admin.client.privacy.publishNotice({ version, effectiveAt: past }))).toBe('privacy.effective_too_early');
    const effectiveAt = new Date(world.clock().getTime() + 60_000).toISOString();
    await admin.client.privacy.publishNotice({ version, effectiveAt });
    const member = await world.member(admin);
    expect((await member.client.privacy.getOwnPrivacy()).upcoming).toMatchObject({ version });
    world.pass(61);
    expect((await member.client.privacy.getOwnPrivacy()).notice).toMatchObject({ version });
    expect(await codeOf(admin.client.privacy.publishNotice({ version }))).toBe('privacy.draft_missing');
  });
});

describe('an export', () => {
  test('holds everything in JSON and CSV, is for the person alone', async () => {
    const member = await world.member(admin, { name: '郑导出', phone: '13800139002', balanceMinor: 2_500 });
    await admin.client.members.setPrivateField({ memberId: member.memberId, field: 'email', value: 'export@example.edu' });
    const asked = await member.client.privacy.requestOwnExport();
    const ready = await eventually(async () => {
      const [newest] = (await member.client.privacy.getOwnPrivacy()).exports;
      expect(newest?.status).toBe('ready');
      return newest;
    });
    const file = await member.client.privacy.downloadOwnExport({ exportId: asked.id });
    expect(file.size).toBe(ready?.bytes);
    const entries = await unzip(Buffer.from(await file.arrayBuffer()));
    const names = personalRecordsOf(createSecretBox(world.keys)).flatMap(({ parts }) => parts.map(({ name }) => name));
    expect([...entries.keys()].toSorted()).toEqual([...names.flatMap((name) => [`${name}.csv`, `${name}.json`]), 'index.html'].toSorted());
    expect(JSON.parse(entries.get('member.json') ?? '')).toMatchObject([{ name: '郑导出', member_number: member.memberNumber }]);
    expect(entries.get('private-fields.csv')).toContain('email,,export@example.edu');
    expect(JSON.parse(entries.get('wallet.json') ?? '')).toMatchObject([{ balanceMinor: 2_500 }]);
    expect(entries.get('index.html')).toContain('href="payments.csv"');

    const other = await world.member(admin);
    expect(await codeOf(other.client.privacy.downloadOwnExport({ exportId: asked.id }))).toBe('privacy.export_unknown');
    expect(await codeOf(admin.client.privacy.downloadOwnExport({ exportId: asked.id }))).toBe('request.forbidden');
  });

  test('is made once at a time', async () => {
    const member = await world.member(admin);
    const answers = await Promise.all([1, 2, 3].map(() => codeOf(member.client.privacy.requestOwnExport())));
    expect(answers.filter((answer) => answer === 'no refusal').length).toBeGreaterThanOrEqual(1);
    const { exports } = await member.client.privacy.getOwnPrivacy();
    expect(exports.filter(({ status }) => status === 'waiting').length).toBeLessThanOrEqual(1);
  });
});

describe('an erasure', () => {
  const erase = () => eraseDue(personalRecordsOf(createSecretBox(world.keys)), { database: world.database, requestId: 'erase', now: world.clock() });
  const coolOff = (days: number) => admin.client.settings.updateSetting({ key: 'privacy.coolingOffDays', value: days });

  test('takes the password, waits for an empty wallet, and leaves the person’s name nowhere and the books whole', async () => {
    const phone = '13800139003';
    const member = await world.member(admin, { name: '欧阳注销', phone, balanceMinor: 1_000 });
    const { memberId, memberNumber } = member;
    await admin.client.members.setPrivateField({ memberId, field: 'email', value: 'erase@example.edu' });
    await admin.client.members.updateMember({ memberId, department: '注销学院' });
    expect(await codeOf(member.client.privacy.requestOwnErasure({ password: 'wrong' }))).toBe('privacy.proof_wrong');
    expect(await codeOf(member.client.privacy.requestOwnErasure({ password: PASSWORD }))).toBe('privacy.erasure_blocked');
    const till = await world.till(admin);
    await till.client.payments.charge({ amountMinor: 1_000, credential: { kind: 'code', code: await world.payCode(member) } });
    await world.settle();
    await coolOff(7);
    await member.client.privacy.requestOwnErasure({ password: PASSWORD });
    await erase();
    expect((await member.client.privacy.getOwnPrivacy()).erasure).toMatchObject({ status: 'waiting' });
    await member.client.privacy.cancelOwnErasure();
    await coolOff(0);
    await member.client.privacy.requestOwnErasure({ password: PASSWORD });
    expect(await codeOf(member.client.privacy.requestOwnErasure({ password: PASSWORD }))).toBe('privacy.erasure_under_way');
    await erase();
    expect(await codeOf(member.client.members.getOwnMember())).toBe('request.unauthenticated');
    const gone = await admin.client.members.getMember({ memberId });
    expect(gone).toMatchObject({ status: 'closed', phoneMasked: null, department: null });
    expect(gone.memberNumber).toMatch(/^X-/);
    expect(await rowsWith(world.database, ['欧阳注销', memberNumber, phone, 'erase@example.edu'])).toEqual([]);
    const payments = await admin.client.payments.listPayments({ q: gone.memberNumber });
    expect(payments.items.map(({ kind, memberName }) => [kind, memberName])).toContainEqual(['charge', gone.name]);
    const trial = await admin.client.ledger.getTrialBalance();
    expect(trial.units.every(({ sumMinor }) => sumMinor === 0)).toBe(true);
    await erase();
    expect(await admin.client.members.getMember({ memberId })).toEqual(gone);
  });

  test('by staff takes two people', async () => {
    const { memberId } = await world.member(admin);
    const proposed = await admin.client.privacy.proposeErasure({ memberId, reason: '离校' });
    expect(proposed).toMatchObject({ status: 'proposed', mayConfirm: false });
    expect(await codeOf(admin.client.privacy.confirmErasure({ erasureId: proposed.id }))).toBe('privacy.second_person_needed');
    expect(await second.client.privacy.confirmErasure({ erasureId: proposed.id })).toMatchObject({ status: 'waiting' });
    expect(await codeOf(second.client.privacy.confirmErasure({ erasureId: proposed.id }))).toBe('privacy.erasure_settled');
    expect(await second.client.privacy.cancelErasure({ erasureId: proposed.id, reason: '误报' })).toMatchObject({ status: 'cancelled' });
  });

  test('is put off when money has come in meanwhile', async () => {
    const member = await world.member(admin);
    await member.client.privacy.requestOwnErasure({ password: PASSWORD });
    await admin.client.payments.topUp({ memberId: member.memberId, amountMinor: 100 });
    await erase();
    const { items } = await admin.client.privacy.listErasures({ status: 'blocked' });
    expect(items.map(({ memberId, obstacles }) => [memberId, obstacles])).toContainEqual([member.memberId, ['balance']]);
    expect((await admin.client.members.getMember({ memberId: member.memberId })).status).toBe('active');
  });

  test('ends an export that is under way, and its pieces', async () => {
    const member = await world.member(admin);
    await member.client.privacy.requestOwnErasure({ password: PASSWORD });
    await member.client.privacy.requestOwnExport();
    await erase();
    await eventually(async () => {
      const left = await world.database.transaction(systemActor('test'), {}, async (ctx) => {
        const { rows } = await sqlOf(ctx, member.memberId);
        return rows;
      });
      expect(left).toEqual([]);
    });
  });
});

describe('when days have passed', () => {
  test('an export is gone', async () => {
    const member = await world.member(admin);
    const asked = await member.client.privacy.requestOwnExport();
    await eventually(async () => expect((await member.client.privacy.getOwnPrivacy()).exports[0]?.status).toBe('ready'));
    world.pass(7 * DAY_SECONDS + 1);
    const late = await signedInAgain(member);
    expect(await codeOf(late.client.privacy.downloadOwnExport({ exportId: asked.id }))).toBe('privacy.export_gone');
    expect((await late.client.privacy.getOwnPrivacy()).exports[0]?.status).toBe('expired');
  });
});

async function signedInAgain(member: MemberPerson): Promise<Person> {
  const person = world.stranger('member');
  await person.client.identity.signInWithPassword({ userName: member.memberNumber, password: PASSWORD });
  return person;
}

function sqlOf(ctx: Ctx, memberId: string) {
  return sql`select e.status from privacy.export e left join privacy.export_piece p on p.export_id = e.id
    where e.member_id = ${memberId} and (e.status in ('waiting', 'ready') or p.export_id is not null)`.execute(ctx.tx);
}
