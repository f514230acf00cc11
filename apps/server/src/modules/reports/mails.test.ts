/** Reports that come by themselves, through a real mail server on loopback. */
import { type Id, newId } from '@tessera/kernel';
import { sql } from 'kysely';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { connectAs, unguard } from '../../../test/isolation/tables.ts';
import { openMail } from '../../../test/mail-peer.ts';
import { codeOf, createWorld, type StaffPerson, type World } from '../../../test/world.ts';
import { type Ctx, systemActor } from '../../platform/ctx.ts';
import { createSmtp } from '../../platform/messaging/smtp.ts';
import { keepEmail } from '../identity/index.ts';
import { findStaffUsers } from '../organizations/index.ts';
import { insertSending, lockDueSubscriptions, selectSendings } from './mail-queries.ts';
import type { Range } from './range.ts';
import { type Mailing, queueDueReports, sendReport } from './send-report.ts';

const SYSTEM = systemActor('test');
let world: World;
let mail: Awaited<ReturnType<typeof openMail>>;
let mailing: Mailing;
let reader: StaffPerson;
let merchantId: Id<'organization'>;
beforeAll(async () => {
  world = await createWorld({ withWorker: false });
  mail = await openMail();
  const { secrets } = world.app.core;
  const email = createSmtp({ url: `smtp://127.0.0.1:${mail.port}?starttls=never`, from: 'card@example.edu' });
  mailing = { email, secrets, publicUrl: 'https://card.example' };
  merchantId = await world.merchant();
  reader = await world.staff('merchantManager', merchantId);
});
afterAll(async () => {
  mail.close();
  await world.close();
});

const system = <Result>(fn: (ctx: Ctx) => Promise<Result>) => world.database.transaction(SYSTEM, {}, fn);
const daily = { name: '每日汇总', frequency: 'daily', atHour: 8, by: 'day', format: 'csv' } as const;
const prove = ({ staffId }: StaffPerson, address: string) =>
  system(async (ctx) => {
    const userId = (await findStaffUsers(ctx, [staffId])).get(staffId);
    if (userId) await keepEmail(ctx, mailing.secrets, { userId, realm: 'console', email: address });
  });
type SubscriptionId = Parameters<typeof selectSendings>[1]['subscriptionId'];
const sendingsOf = (subscriptionId: SubscriptionId) => system((ctx) => selectSendings(ctx, { subscriptionId, limit: 10 }));
/** As the worker does, and once more, as a job may run twice. */
async function sendAll(subscriptionId: SubscriptionId) {
  for (const { id: reportSendingId } of [...(await sendingsOf(subscriptionId)), ...(await sendingsOf(subscriptionId))]) {
    await sendReport({ database: world.database, requestId: 'test', now: world.clock() }, { reportSendingId }, mailing);
  }
}

test('a report comes once a period to the mailbox of who asked for it, and stops with the right to read it', { timeout: 60_000 }, async () => {
  const { reports } = reader.client;
  expect(await codeOf(reports.createReportSubscription(daily, { key: newId() }))).toBe('reports.no_mailbox');
  await prove(reader, 'reader@example.edu');
  const { id } = await reports.createReportSubscription(daily, { key: newId() });
  await reports.sendReportNow({ reportSubscriptionId: id }, { key: newId() });
  await sendAll(id);
  expect(mail.letters).toHaveLength(1);
  const [letter] = mail.letters;
  expect(letter).toMatchObject({ to: 'reader@example.edu', text: expect.stringContaining('.csv') });
  expect(await system(queueDueReports)).toBe(0);

  world.pass(86_400);
  // Two workers look for what is due at once: one finds it.
  const found = await Promise.all([system(queueDueReports), system(queueDueReports)]);
  expect(found.sort()).toEqual([0, 1]);
  expect(await system((ctx) => lockDueSubscriptions(ctx, 10))).toEqual([]);
  await sendAll(id);
  expect(mail.letters).toHaveLength(2);
  // Should the clock be set back, the same period is not sent again.
  await system((ctx) => sql`update reports.subscription set next_at = ${ctx.now} where id = ${id}`.execute(ctx.tx));
  expect(await system(queueDueReports)).toBe(1);
  expect((await sendingsOf(id)).map(({ state, is_trial }) => [state, is_trial])).toEqual([
    ['sent', false],
    ['sent', true],
  ]);

  world.pass(86_400);
  mail.answer = 451;
  await system(queueDueReports);
  await sendAll(id);
  expect(await sendingsOf(id)).toMatchObject([{ state: 'waiting', tries: 2 }, {}, {}]);
  mail.answer = 250;
  const { organizations } = (await world.staff('merchantManager', merchantId)).client;
  const { grants } = await organizations.getStaff({ staffId: reader.staffId });
  for (const { id: grantId } of grants) await organizations.revokeGrant({ grantId, reason: 'left' });
  await sendAll(id);
  expect(mail.letters).toHaveLength(2);
  expect((await sendingsOf(id))[0]).toMatchObject({ state: 'cancelled' });
  world.pass(86_400);
  expect(await system(queueDueReports)).toBe(0);
});

test('the link in a letter stops its like without a sign-in, a mail program’s button at once, and opening it changes nothing', async () => {
  const colleague = await world.staff('merchantManager', merchantId);
  await prove(colleague, 'colleague@example.edu');
  const { reports } = colleague.client;
  const { id } = await reports.createReportSubscription({ ...daily, name: 'stoppable' }, { key: newId() });
  await reports.sendReportNow({ reportSubscriptionId: id }, { key: newId() });
  await sendAll(id);
  const letter = (mail.letters.at(-1)?.text ?? '').replace(/\r?\n[ \t]+/g, '');
  const address = /^list-unsubscribe: ?<https:\/\/card\.example(\S+)>/im.exec(letter)?.[1] ?? '';
  expect(letter).toMatch(/^list-unsubscribe-post: List-Unsubscribe=One-Click/im);
  const statusOf = async () => (await reports.listReportSubscriptions()).items.find((one) => one.id === id)?.status;
  const post = (url: string, type: string, payload: string) =>
    world.app.http.inject({ method: 'POST', url, headers: { 'content-type': type }, payload });
  await world.app.http.inject({ method: 'GET', url: address });
  expect(await statusOf()).toBe('active');
  const oneClick = 'List-Unsubscribe=One-Click';
  expect((await post(`${address.slice(0, -1)}!`, 'application/x-www-form-urlencoded', oneClick)).statusCode).toBe(404);
  expect((await post(address, 'multipart/form-data; boundary=x', `--x\r\n\r\n${oneClick}\r\n--x--`)).statusCode).toBe(204);
  expect(await statusOf()).toBe('paused');

  await reports.turnReportSubscription({ reportSubscriptionId: id, status: 'active' });
  world.pass(86_400);
  await system(queueDueReports);
  const stranger = world.stranger('console').client.reports;
  const stopKey = address.split('key=')[1] ?? '';
  for (const _ of [1, 2]) expect(await stranger.stopReportMail({ stopKey })).toEqual({ name: 'stoppable' });
  expect(await codeOf(stranger.stopReportMail({ stopKey: `${newId()}.${stopKey.split('.')[1]}` }))).toBe('reports.stop_key_wrong');
  // What was queued before it was stopped does not leave either.
  const before = mail.letters.length;
  await sendAll(id);
  expect(mail.letters).toHaveLength(before);
  expect((await sendingsOf(id))[0]).toMatchObject({ state: 'cancelled' });
});

test('everybody sees and stops their own only, also without row-level security', async () => {
  const other = await world.staff('auditor');
  await prove(other, 'other@example.edu');
  const { id: reportSubscriptionId } = await other.client.reports.createReportSubscription({ ...daily, name: 'theirs' }, { key: newId() });
  const { reports } = (await world.staff('administrator')).client;
  expect((await reports.listReportSubscriptions()).items).toEqual([]);
  const owner = await connectAs(world.database.ownerUrl);
  for (const isGuarded of [true, false]) {
    const guard = isGuarded ? undefined : await unguard(owner);
    try {
      const codes = await Promise.all([
        codeOf(reports.listReportSendings({ reportSubscriptionId })),
        codeOf(reports.updateReportSubscription({ ...daily, reportSubscriptionId })),
        codeOf(reports.turnReportSubscription({ reportSubscriptionId, status: 'paused' })),
        codeOf(reports.sendReportNow({ reportSubscriptionId }, { key: newId() })),
        codeOf(reports.deleteReportSubscription({ reportSubscriptionId })),
      ]);
      expect(new Set(codes)).toEqual(new Set(['reports.subscription_unknown']));
    } finally {
      await guard?.();
    }
  }
  await owner.close();
  // Made weekly after the daily letter of a Sunday: the week that ends on it comes too, and each once.
  const of = { id: reportSubscriptionId, staff_id: other.staffId };
  const enter = (from: string) =>
    system((ctx) => insertSending(ctx, { id: newId(ctx.now.getTime()), of, range: { from, to: '2026-03-01' } as Range, isTrial: false })); // Days as they are written.
  expect([await enter('2026-03-01'), await enter('2026-02-23'), await enter('2026-02-23')]).toEqual([true, true, false]);
  const paused = await other.client.reports.turnReportSubscription({ reportSubscriptionId, status: 'paused' });
  expect(paused).toMatchObject({ status: 'paused', nextAt: null, name: 'theirs' });
  await other.client.reports.deleteReportSubscription({ reportSubscriptionId });
  expect((await other.client.reports.listReportSubscriptions()).items).toEqual([]);
});
