import { businessDayOf, DAY_MS, newId, toMinor } from '@tessera/kernel';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { createWorld, eventually, type StaffPerson, type World } from '../../../test/world.ts';
import { systemActor } from '../../platform/ctx.ts';
import { CNY, openAccount, post, TRANSFER_CODES } from '../ledger/index.ts';
import { merchantAccountOf } from '../payments/index.ts';
import { updateContract } from './contract-queries.ts';
import { findContractTerms, payableAccountOf } from './index.ts';
import { APPLICATION, applicantOf, JPEG, PAYOUT, SHOP, tellOf } from './merchants.world.ts';
import { updateApplication } from './queries.ts';

const SYSTEM = systemActor('merchants.test');

let world: World;
let reviewer: StaffPerson;
let maker: StaffPerson;
let admin: StaffPerson;
beforeAll(async () => {
  world = await createWorld({ withWorker: false });
  reviewer = await world.staff('merchantDesk');
  maker = await world.staff('merchantDesk');
  admin = await world.staff('securityAdministrator');
  await setTo('merchants.applications', true);
});
afterAll(() => world?.close());

const today = () => businessDayOf(world.clock(), world.config.timeZone);
const tomorrow = () => businessDayOf(new Date(world.clock().getTime() + DAY_MS), world.config.timeZone);
const terms = () => ({ commissionBps: 300, cycle: 'week' as const, minPayoutMinor: 10_000, validFrom: today(), ...PAYOUT });
const refusal = (code: string) => expect.objectContaining({ code });
const pdf = (name: string) => new File([Buffer.from('%PDF-1.7 made up')], name, { type: 'application/pdf' });

async function setTo(key: 'merchants.applications' | 'merchants.codesPerDay', value: boolean | number): Promise<void> {
  await admin.client.settings.updateSetting({ key, value });
  await eventually(async () => expect(world.app.core.settings.get(key)).toBe(value));
}

const applicant = (phone: string) => applicantOf(world, phone);

let lastNumber = 0;
async function approved(phone: string, change: Partial<typeof APPLICATION> = {}) {
  lastNumber += 1;
  const person = await applicant(phone);
  const companyName = `公司 ${lastNumber}`;
  const made = await person.client.merchants.submitApplication({ ...APPLICATION, companyName, ...change });
  await reviewer.client.merchants.approveApplication({ applicationId: made.id, revision: 1 });
  return made.id;
}

async function merchant(phone: string) {
  const applicationId = await approved(phone);
  const drawn = await maker.client.merchants.drawUpContract({ applicationId, ...terms() }, { key: newId() });
  const userName = `boss-${lastNumber}`;
  const manager = { name: '杜先生', userName, password: 'plenty of words 7' };
  const signed = await reviewer.client.merchants.signContract({ contractId: drawn.id, manager });
  if (!signed.organizationId) throw new Error('a signed contract has a merchant');
  return { organizationId: signed.organizationId, contractId: drawn.id, userName };
}

describe('an application', () => {
  test('is nobody’s who has not proved a phone, and only its own phone’s', async () => {
    const stranger = world.stranger('console');
    await expect(stranger.client.merchants.listApplicantApplications()).rejects.toEqual(refusal('merchants.visit_over'));
    const first = await applicant('13900000001');
    const made = await first.client.merchants.submitApplication(APPLICATION);
    const other = await applicant('13900000002');
    const tried = other.client.merchants.amendApplication({ applicationId: made.id, ...APPLICATION });
    await expect(tried).rejects.toEqual(refusal('merchants.application_unknown'));
    expect((await other.client.merchants.listApplicantApplications()).items).toEqual([]);
    await expect(first.client.merchants.submitApplication(APPLICATION)).rejects.toEqual(refusal('merchants.already_applied'));
  });

  test('takes photos and PDF by what they hold, sealed, and shows them to the operator, who is written down', async () => {
    const person = await applicant('13900000003');
    const { id: applicationId } = await person.client.merchants.submitApplication({ ...APPLICATION, companyName: '星光影城' });
    const liar = new File(['<script>'], 'licence.pdf', { type: 'application/pdf' });
    const refused = person.client.merchants.addDocument({ applicationId, file: liar });
    await expect(refused).rejects.toEqual(refusal('merchants.document_not_accepted'));
    const cut = person.client.merchants.addDocument({ applicationId, file: new File([JPEG.subarray(0, -6)], 'door.jpg') });
    await expect(cut).rejects.toEqual(refusal('merchants.document_not_accepted'));
    await person.client.merchants.addDocument({ applicationId, file: new File([JPEG], 'door.jpg') });
    const { documents } = await person.client.merchants.addDocument({ applicationId, file: pdf('执照.pdf') });
    expect(documents.map(({ name, type }) => [name, type])).toEqual([
      ['door.jpg', 'image/jpeg'],
      ['执照.pdf', 'application/pdf'],
    ]);
    const documentId = documents[0]?.id ?? newId<'document'>();
    const opened = await reviewer.client.merchants.downloadDocument({ applicationId, documentId });
    expect(new Uint8Array(await opened.arrayBuffer())).toEqual(JPEG);
    const kept = await world.database.transaction(SYSTEM, {}, (ctx) =>
      ctx.tx.withTables<{ 'merchants.document': { content_sealed: string } }>().selectFrom('merchants.document').select('content_sealed').execute(),
    );
    expect(kept.every(({ content_sealed }) => /^v\d+\./.test(content_sealed))).toBe(true);
    const auditor = await world.staff('auditor');
    const { items } = await auditor.client.audit.listRecords({ limit: 20 });
    expect(items.map(({ action }) => action)).toContain('merchants.downloadDocument');
    await expect(auditor.client.merchants.getApplication({ applicationId })).rejects.toEqual(refusal('request.forbidden'));
  });

  test('is decided as it was read: what changed meanwhile is read again; what was asked for comes back', async () => {
    const person = await applicant('13900000004');
    const { id: applicationId } = await person.client.merchants.submitApplication({ ...APPLICATION, companyName: '洁衣坊' });
    const asked = await reviewer.client.merchants.askApplicant({ applicationId, revision: 1, message: '请补充营业执照' });
    expect(asked).toMatchObject({ state: 'incomplete', message: '请补充营业执照', phoneMasked: '139****0004' });
    for (const state of ['incomplete', 'refused'] as const) await tellOf(world, { applicationId, state });
    const told = (await world.readMessages()).flatMap(({ to, text }) => (to === '13900000004' && text.includes('洁衣坊') ? [text] : []));
    expect(told).toEqual([expect.stringMatching(/^(?!.*营业执照).*补充材料/)]);
    await person.client.merchants.amendApplication({ applicationId, ...APPLICATION, companyName: '洁衣坊洗涤' });
    const late = reviewer.client.merchants.approveApplication({ applicationId, revision: 1 });
    await expect(late).rejects.toEqual(refusal('merchants.changed_meanwhile'));
    const read = await reviewer.client.merchants.getApplication({ applicationId });
    expect(read).toMatchObject({ state: 'submitted', companyName: '洁衣坊洗涤', message: '' });
    await reviewer.client.merchants.approveApplication({ applicationId, revision: read.revision });
    const drawn = await maker.client.merchants.drawUpContract({ applicationId, ...terms() }, { key: newId() });
    const refuse = () => reviewer.client.merchants.refuseApplication({ applicationId, revision: read.revision, message: '材料不符' });
    await expect(refuse()).rejects.toEqual(refusal('merchants.not_now'));
    await maker.client.merchants.discardContract({ contractId: drawn.id });
    await refuse();
    const { items } = await person.client.merchants.listApplicantApplications();
    expect(items[0]).toMatchObject({ state: 'refused', message: '材料不符' });
    const more = person.client.merchants.addDocument({ applicationId, file: pdf('late.pdf') });
    await expect(more).rejects.toEqual(refusal('merchants.not_now'));
  });
});

describe('a contract', () => {
  test('takes two people: who approved does not draw it up, who drew it up does not sign, and the table holds that alone', async () => {
    const applicationId = await approved('13900000005');
    const own = reviewer.client.merchants.drawUpContract({ applicationId, ...terms() }, { key: newId() });
    await expect(own).rejects.toEqual(refusal('merchants.needs_another_person'));
    const past = maker.client.merchants.drawUpContract({ applicationId, ...terms(), validFrom: '2020-01-01' }, { key: newId() });
    await expect(past).rejects.toEqual(refusal('merchants.begins_in_past'));
    const key = newId();
    const drawn = await maker.client.merchants.drawUpContract({ applicationId, ...terms() }, { key });
    expect(await maker.client.merchants.drawUpContract({ applicationId, ...terms() }, { key })).toEqual(drawn);
    expect(drawn).toMatchObject({ state: 'drawn', payoutMasked: '**** 9921', version: null });
    await expect(maker.client.merchants.signContract({ contractId: drawn.id })).rejects.toEqual(refusal('merchants.needs_another_person'));
    await expect(reviewer.client.merchants.signContract({ contractId: drawn.id })).rejects.toEqual(refusal('merchants.manager_needed'));
    const alone = { state: 'signed' as const, version: 1, organization_id: world.operatorId, signed_by_name: 'x', signed_at: world.clock() };
    const forced = world.database.transaction(SYSTEM, {}, (ctx) => updateContract(ctx, drawn.id, { ...alone, signed_by: maker.staffId }));
    await expect(forced).rejects.toThrow('contract_two_people');
  });

  test('makes the merchant with its manager, who reads it and does not see who drew it up', async () => {
    const { organizationId, contractId, userName } = await merchant('13900000006');
    const boss = world.stranger('console');
    await boss.client.identity.signInWithPassword({ userName, password: 'plenty of words 7' });
    await boss.client.identity.setFirstPassword({ password: 'correct horse battery' });
    const { items } = await boss.client.merchants.listContracts({});
    expect(items).toMatchObject([{ id: contractId, organizationId, version: 1, commissionBps: 300, state: 'signed', drawnByName: '' }]);
    await expect(boss.client.merchants.readPayoutAccount({ contractId })).rejects.toEqual(refusal('request.forbidden'));
    expect(await reviewer.client.merchants.readPayoutAccount({ contractId })).toEqual({ account: PAYOUT.payoutAccount });
    const other = await merchant('13900000007');
    await expect(boss.client.merchants.getContract({ contractId: other.contractId })).rejects.toEqual(refusal('merchants.contract_unknown'));
    const foreign = boss.client.merchants.createShop({ organizationId: other.organizationId, ...SHOP }, { key: newId() });
    await expect(foreign).rejects.toEqual(refusal('organizations.unknown'));
  });

  test('is never edited: new terms are a new version, and on each day the one that began last holds', async () => {
    const organizationId = await world.merchant();
    const later = businessDayOf(new Date(world.clock().getTime() + 10 * DAY_MS), world.config.timeZone);
    const begun = await maker.client.merchants.drawUpContract({ organizationId, ...terms() }, { key: newId() });
    for (const [validFrom, commissionBps] of [[today(), 250] as const, [later, 400] as const]) {
      const drawn = await maker.client.merchants.drawUpContract({ organizationId, ...terms(), commissionBps, validFrom }, { key: newId() });
      await reviewer.client.merchants.signContract({ contractId: drawn.id });
    }
    const on = (day: string) => world.database.transaction(SYSTEM, {}, (ctx) => findContractTerms(ctx, { organizationId, on: day }));
    expect(await on('2020-01-01')).toBeUndefined();
    expect(await on(today())).toMatchObject({ version: 1, commissionBps: 250 });
    expect(await on(later)).toMatchObject({ version: 2, commissionBps: 400 });
    // A day has one rate: what was drawn up for today is not signed any more, and nothing else is drawn up for it.
    await expect(reviewer.client.merchants.signContract({ contractId: begun.id })).rejects.toEqual(refusal('merchants.begins_today'));
    const again = maker.client.merchants.drawUpContract({ organizationId, ...terms() }, { key: newId() });
    await expect(again).rejects.toEqual(refusal('merchants.begins_today'));
  });

  test('two who sign at once sign once, and two versions of one merchant get two numbers', async () => {
    const organizationId = await world.merchant();
    const draw = (validFrom: string) => maker.client.merchants.drawUpContract({ organizationId, ...terms(), validFrom }, { key: newId() });
    const [first, second] = [await draw(tomorrow()), await draw(tomorrow())];
    const third = await world.staff('merchantDesk');
    const tries = await Promise.allSettled([
      reviewer.client.merchants.signContract({ contractId: first.id }),
      third.client.merchants.signContract({ contractId: first.id }),
      third.client.merchants.signContract({ contractId: second.id }),
    ]);
    const signed = tries.flatMap((one) => (one.status === 'fulfilled' ? [one.value.version] : []));
    expect([...signed].sort()).toEqual([1, 2]);
    const refused = tries.flatMap((one) => (one.status === 'rejected' ? [one.reason] : []));
    expect(refused).toEqual([refusal('merchants.not_now')]);
  });
});

describe('a merchant', () => {
  test('looks after its shops, and a terminal stands only in a shop of its own merchant', async () => {
    const organizationId = await world.merchant();
    const boss = await world.staff('merchantManager', organizationId);
    const shop = await boss.client.merchants.createShop({ organizationId, ...SHOP }, { key: newId() });
    const twin = boss.client.merchants.createShop({ organizationId, ...SHOP }, { key: newId() });
    await expect(twin).rejects.toEqual(refusal('merchants.shop_name_taken'));
    const changed = await boss.client.merchants.updateShop({ shopId: shop.id, ...SHOP, closesAt: '22:00', state: 'off' });
    expect(changed).toMatchObject({ closesAt: '22:00', state: 'off', place: SHOP.place });
    const admin = await world.staff('administrator');
    const till = await world.till(admin, organizationId);
    await boss.client.merchants.placeTerminal({ terminalId: till.terminalId, shopId: shop.id });
    expect(await till.client.terminals.getOwnTerminal()).toMatchObject({ shopId: shop.id });
    const elsewhere = await world.till(admin);
    const wrong = admin.client.merchants.placeTerminal({ terminalId: elsewhere.terminalId, shopId: shop.id });
    await expect(wrong).rejects.toEqual(refusal('merchants.shop_unknown'));
  });

  test('leaves once nothing is owed: contract, shops, terminals and payments end together', async () => {
    const { organizationId } = await merchant('13900000008');
    const admin = await world.staff('administrator');
    await admin.client.merchants.createShop({ organizationId, ...SHOP }, { key: newId() });
    const till = await world.till(admin, organizationId);
    const pay = (from: 'owe' | 'settle', accountOf: typeof payableAccountOf) =>
      world.database.transaction(SYSTEM, {}, async (ctx) => {
        const other = await openAccount(ctx, { owner: newId(), kind: 'operator', unit: CNY, hot: true });
        const payable = await accountOf(ctx, organizationId);
        const [debit, credit] = from === 'owe' ? [other.id, payable] : [payable, other.id];
        const transfers = [{ id: newId(), debit, credit, amountMinor: toMinor(700), code: TRANSFER_CODES.adjustment }];
        await post(ctx, { id: newId(), businessOn: today(), transfers });
      });
    const leave = () => reviewer.client.merchants.endMerchant({ organizationId, reason: '合作期满' });
    for (const accountOf of [payableAccountOf, merchantAccountOf]) {
      await pay('owe', accountOf);
      await expect(leave()).rejects.toEqual(refusal('merchants.still_owed'));
      expect(await admin.client.organizations.getOrganization({ organizationId })).toMatchObject({ status: 'active' });
      await till.client.terminals.getOwnTerminal();
      await pay('settle', accountOf);
    }
    const left = await leave();
    const on = (day: string) => world.database.transaction(SYSTEM, {}, (ctx) => findContractTerms(ctx, { organizationId, on: day }));
    expect([await on(today()), await on(left.endedOn)]).toEqual([expect.objectContaining({ commissionBps: 300 }), undefined]);
    expect(left).toMatchObject({ closedShops: 1, revokedTerminals: 1 });
    await expect(till.client.terminals.getOwnTerminal()).rejects.toEqual(refusal('request.unauthenticated'));
    expect(await admin.client.organizations.getOrganization({ organizationId })).toMatchObject({ status: 'suspended' });
    await expect(leave()).rejects.toEqual(refusal('merchants.no_contract'));
  });
});

test('a visit ends after half an hour, and what was handed in stays', async () => {
  const person = await applicant('13900000009');
  await person.client.merchants.submitApplication({ ...APPLICATION, companyName: '过时' });
  world.pass(31 * 60);
  await expect(person.client.merchants.listApplicantApplications()).rejects.toEqual(refusal('merchants.visit_over'));
  const again = await applicant('13900000009');
  expect((await again.client.merchants.listApplicantApplications()).items).toMatchObject([{ companyName: '过时', state: 'submitted' }]);
});

test('nobody applies where it is off, and all applicants together get no more codes a day than the house says', async () => {
  world.pass(61);
  // Half an hour has passed for the session of the one before.
  admin = await world.staff('securityAdministrator');
  await setTo('merchants.codesPerDay', 1);
  const stranger = world.stranger('console');
  const over = stranger.client.merchants.sendApplicantCode({ phone: '13900000010' });
  await expect(over).rejects.toEqual(refusal('identity.too_many_attempts'));
  await setTo('merchants.codesPerDay', 200);
  world.pass(61);
  await stranger.client.merchants.sendApplicantCode({ phone: '13900000010' });
  const visitor = await applicant('13900000011');
  await setTo('merchants.applications', false);
  world.pass(61);
  expect((await stranger.client.identity.getSignInOptions()).merchantApplications).toBe(false);
  const off = refusal('merchants.applications_off');
  await expect(stranger.client.merchants.sendApplicantCode({ phone: '13900000012' })).rejects.toEqual(off);
  await expect(visitor.client.merchants.submitApplication(APPLICATION)).rejects.toEqual(off);
});

test('what comes at once meets no fault: a number and a name are had once; what is taken back still counts as an upload', async () => {
  admin = await world.staff('securityAdministrator');
  await setTo('merchants.applications', true);
  const { client } = await applicant('13900000013');
  const [one, two] = [
    await client.merchants.submitApplication({ ...APPLICATION, registrationNumber: 'REG-0001' }),
    await client.merchants.submitApplication({ ...APPLICATION, registrationNumber: 'REG-0002' }),
  ];
  const amend = (applicationId: typeof one.id) =>
    client.merchants.amendApplication({ applicationId, ...APPLICATION, registrationNumber: 'REG-0003' });
  const amended = await Promise.allSettled([amend(one.id), amend(two.id)]);
  expect(refusalsOf(amended)).toEqual([refusal('merchants.already_applied')]);
  const organizationId = await world.merchant();
  const boss = await world.staff('merchantManager', organizationId);
  const open = (name: string) => boss.client.merchants.createShop({ organizationId, ...SHOP, name }, { key: newId() });
  const shops = [await open('东店'), await open('西店')];
  const renamed = await Promise.allSettled(shops.map(({ id: shopId }) => boss.client.merchants.updateShop({ shopId, ...SHOP, name: '总店' })));
  expect(refusalsOf(renamed)).toEqual([refusal('merchants.shop_name_taken')]);
  await world.database.transaction(SYSTEM, {}, (ctx) => updateApplication(ctx, one.id, { uploads: 39 }));
  const { documents } = await client.merchants.addDocument({ applicationId: one.id, file: pdf('last.pdf') });
  await client.merchants.removeDocument({ applicationId: one.id, documentId: documents[0]?.id ?? newId() });
  const over = client.merchants.addDocument({ applicationId: one.id, file: pdf('over.pdf') });
  await expect(over).rejects.toEqual(refusal('merchants.too_many_documents'));
});

const refusalsOf = (tries: readonly PromiseSettledResult<unknown>[]) => tries.flatMap((one) => (one.status === 'rejected' ? [one.reason] : []));
