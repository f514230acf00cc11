import { newId } from '@tessera/kernel';
import { sql } from 'kysely';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { setOwnConsent } from '../privacy/index.ts';
import { alertSpenders, tellSpenders } from './alert-spenders.ts';
import { countOwnNotices } from './count-own-notices.ts';
import { createAnnouncement } from './create-announcement.ts';
import { listAnnouncements } from './list-announcements.ts';
import { listNoticeDeliveries, retryNoticeDelivery } from './list-notice-deliveries.ts';
import { listOwnNotices } from './list-own-notices.ts';
import { memberActor, openWorld, operator, secrets, system, type World } from './notifications.world.ts';
import { notify } from './notify.ts';
import { publishAnnouncement, publishScheduled } from './publish-announcement.ts';
import { addOwnPushDevice, listOwnPushDevices } from './push-devices.ts';
import { reachAudience } from './reach-audience.ts';
import { readOwnNotice } from './read-own-notice.ts';
import { RETRY_SECONDS } from './send-delivery.ts';
import { resetNoticeTemplate, setNoticeTemplate } from './set-notice-template.ts';
import { setOwnNoticePreferences } from './set-own-notice-preferences.ts';
import { settleLostDeliveries } from './tidy-up.ts';
import { withdrawAnnouncement } from './withdraw-announcement.ts';

let world: World;
beforeEach(async () => {
  world = await openWorld();
});
afterEach(() => world.close());

const at = new Date(0).toISOString();
const page = { limit: 50, language: 'zh-CN' } as const;
const noticesOf = async (memberId: Parameters<typeof memberActor>[0], language: 'zh-CN' | 'en' = 'zh-CN') =>
  (await world.as(memberActor(memberId), (ctx) => listOwnNotices(ctx, { ...page, language }))).items;
const changed = (memberId: Parameters<typeof memberActor>[0], key?: string) =>
  world.as(system, (ctx) => notify(ctx, { to: { memberId }, kind: 'security.passwordChanged', params: { at }, ...(key && { key }) }));
const open = async (channel: string) => (await world.deliveries()).filter((delivery) => delivery.channel === channel);
const subscribe = (memberId: Parameters<typeof memberActor>[0]) =>
  world.as(memberActor(memberId), (ctx) =>
    addOwnPushDevice(ctx, { ...world.push.subscription, label: 'phone' }, { secrets, outbound: { check: (url) => new URL(url) } }),
  );

test('news stands in the app at once and leaves by every way that reaches the person', async () => {
  const memberId = await world.addMember({ phone: '13800000001', email: 'xiaoyu@example.edu' });
  await subscribe(memberId);
  await changed(memberId);
  expect(await noticesOf(memberId)).toMatchObject([{ kind: 'security.passwordChanged', title: '登录密码已修改', readAt: null }]);
  expect((await noticesOf(memberId, 'en'))[0]?.title).toBe('Password changed');
  for (const delivery of await world.deliveries()) await world.send(delivery);
  expect(world.sms).toMatchObject([{ to: '13800000001', text: expect.stringContaining('【一卡通】') }]);
  expect(world.mail.letters).toMatchObject([{ to: 'xiaoyu@example.edu' }]);
  expect(world.push.read).toMatchObject([{ title: '登录密码已修改', url: 'https://card.example/member/notices' }]);
  expect(world.push.faults).toEqual([]);
  expect((await world.deliveries()).map(({ state }) => state)).toEqual(['sent', 'sent', 'sent']);
});

test('a job that runs twice sends once, and the same news is told once', async () => {
  const memberId = await world.addMember({ phone: '13800000001' });
  await changed(memberId, 'k');
  await changed(memberId, 'k');
  expect(await noticesOf(memberId)).toHaveLength(1);
  const [delivery] = await world.deliveries();
  if (!delivery) throw new Error('one delivery');
  await Promise.all([world.send(delivery), world.send(delivery)]);
  await world.send(delivery);
  expect(world.sms).toHaveLength(1);
});

test('a mail server that says later is asked again, longer and longer, and in the end given up', async () => {
  const memberId = await world.addMember({ email: 'a@example.edu' });
  world.mail.answer = 451;
  await changed(memberId);
  for (const pause of [...RETRY_SECONDS, 0]) {
    for (const delivery of await open('email')) await world.send(delivery);
    const [now] = await open('email');
    expect(now?.last_error).toContain('451');
    // Too early, nothing happens.
    for (const delivery of await open('email')) await world.send(delivery);
    expect((await open('email'))[0]?.tries).toBe(now?.tries);
    world.pass(pause);
  }
  expect(await open('email')).toMatchObject([{ state: 'givenUp', tries: RETRY_SECONDS.length + 1 }]);
  world.mail.answer = 250;
  const [given] = await open('email');
  if (!given) throw new Error('one delivery');
  await world.as(system, (ctx) => retryNoticeDelivery(ctx, { deliveryId: given.id }));
  await world.send(given);
  expect(await open('email')).toMatchObject([{ state: 'sent' }]);
});

test('an address that does not exist is refused for good, and a browser that unsubscribed is forgotten', async () => {
  const memberId = await world.addMember({ email: 'gone@example.edu' });
  await subscribe(memberId);
  world.mail.answer = 550;
  world.push.status = 410;
  await changed(memberId);
  for (const delivery of await world.deliveries()) await world.send(delivery);
  expect((await world.deliveries()).map(({ state }) => state)).toEqual(['refused', 'refused']);
  expect((await world.as(memberActor(memberId), (ctx) => listOwnPushDevices(ctx, secrets))).items).toEqual([]);
});

test('what was being sent when the server went away is not sent again by itself', async () => {
  const memberId = await world.addMember({ phone: '13800000001' });
  await changed(memberId);
  const [delivery] = await world.deliveries();
  if (!delivery) throw new Error('one delivery');
  await world.as(system, (ctx) => sql`update notifications.delivery set state = 'sending', claimed_at = ${ctx.now}`.execute(ctx.tx));
  world.pass(16 * 60);
  await world.as(system, settleLostDeliveries);
  await world.send(delivery);
  expect(await world.deliveries()).toMatchObject([{ state: 'unknown' }]);
  expect(world.sms).toEqual([]);
});

test('at night only urgent news leaves, the rest when the quiet hours end', async () => {
  const memberId = await world.addMember();
  await subscribe(memberId);
  world.pass(11 * 3_600); // 23:00
  await world.as(system, (ctx) => notify(ctx, { to: { memberId }, kind: 'wallet.toppedUp', params: { amount: 5_000, balance: 6_000, at } }));
  await changed(memberId);
  for (const delivery of await world.deliveries()) await world.send(delivery);
  expect(world.push.read.map(({ title }) => title)).toEqual(['登录密码已修改']);
  world.pass(8 * 3_600); // 07:00
  for (const delivery of await world.deliveries()) await world.send(delivery);
  expect(world.push.read.map(({ title }) => title)).toEqual(['登录密码已修改', '充值到账 ¥50.00']);
});

test('a way that was switched off is not taken, not even by what waits; of security one way stays on', async () => {
  const memberId = await world.addMember({ phone: '13800000001' });
  const actor = memberActor(memberId);
  await world.as(system, (ctx) => notify(ctx, { to: { memberId }, kind: 'card.frozen', params: { tail: '8023', at } }));
  await world.as(actor, (ctx) => setOwnNoticePreferences(ctx, { channels: { cards: { sms: false } } as never })); // The contract's record names every group; one is enough here.
  for (const delivery of await world.deliveries()) await world.send(delivery);
  expect(await world.deliveries()).toMatchObject([{ state: 'cancelled' }]);
  const none = { security: { push: false, email: false, sms: false } } as never; // As above.
  await expect(world.as(actor, (ctx) => setOwnNoticePreferences(ctx, { channels: none }))).rejects.toMatchObject({
    code: 'notifications.channel_kept',
  });
});

test('another person’s notice is unknown, and neither notices nor choices nor devices are seen by anybody else', async () => {
  const [mine, other] = [await world.addMember(), await world.addMember()];
  await subscribe(mine);
  await changed(mine);
  const [notice] = await noticesOf(mine);
  if (!notice) throw new Error('one notice');
  await expect(world.as(memberActor(other), (ctx) => readOwnNotice(ctx, { noticeId: notice.id }))).rejects.toMatchObject({
    code: 'notifications.unknown',
  });
  for (const actor of [memberActor(other), operator]) {
    for (const table of ['notice', 'push_device', 'preference', 'push_key']) {
      const seen = await world.as(actor, async (ctx) => (await sql`select from ${sql.table(`notifications.${table}`)}`.execute(ctx.tx)).rows.length);
      expect(seen, `${actor.kind} ${table}`).toBe(0);
    }
  }
  await world.as(memberActor(mine), (ctx) => readOwnNotice(ctx, { noticeId: notice.id }));
  expect(await world.as(memberActor(mine), countOwnNotices)).toEqual({ unread: 0 });
  expect((await world.as(operator, (ctx) => listNoticeDeliveries(ctx, { limit: 10 }))).items).toMatchObject([
    { personName: '王小明', channel: 'push' },
  ]);
  expect((await world.as(memberActor(other), (ctx) => listNoticeDeliveries(ctx, { limit: 10 }))).items).toEqual([]);
});

test('a text that staff wrote holds from then on, and the ready-made one after a reset', async () => {
  const memberId = await world.addMember();
  await changed(memberId);
  const place = { kind: 'security.passwordChanged', channel: 'inApp', language: 'zh-CN' } as const;
  await world.as(operator, (ctx) => setNoticeTemplate(ctx, { ...place, subject: '密码改了', body: '{at}' }));
  expect((await noticesOf(memberId))[0]?.title).toBe('密码改了');
  const reset = await world.as(operator, (ctx) => resetNoticeTemplate(ctx, place));
  expect(reset).toMatchObject({ version: 2, isReadyMade: true });
  expect((await noticesOf(memberId))[0]?.title).toBe('登录密码已修改');
});

test('of charges, only who wants to hears, and of each once', async () => {
  const [quiet, eager] = [await world.addMember(), await world.addMember()];
  await subscribe(eager);
  await world.as(memberActor(eager), (ctx) => setOwnNoticePreferences(ctx, { spendAlert: { mode: 'over', overMinor: 1_000 as never } })); // A branded amount.
  const spend = (memberId: typeof quiet, amountMinor: number) => ({
    paymentId: newId(),
    memberId,
    merchantId: newId<'organization'>(),
    amountMinor,
    balanceAfterMinor: 1,
    at,
  });
  const spends = [spend(quiet, 5_000), spend(eager, 1_000), spend(eager, 1_001)];
  const jobs = () =>
    world.as(
      system,
      async (ctx) => (await sql`select from graphile_worker.jobs where task_identifier = 'notifications.tellSpenders'`.execute(ctx.tx)).rows.length,
    );
  await world.as(system, (ctx) => alertSpenders(ctx, spends.slice(0, 2)));
  expect(await jobs()).toBe(0);
  await world.as(system, (ctx) => alertSpenders(ctx, spends));
  expect(await jobs()).toBe(1);
  for (let run = 0; run < 2; run += 1) await world.as(system, (ctx) => tellSpenders(ctx, { spends: spends.slice(2) }));
  expect(await world.deliveries()).toMatchObject([{ kind: 'wallet.paid', channel: 'push' }]);
  expect(await noticesOf(eager)).toEqual([]);
});

test('an announcement reaches its audience in batches that go on after a stop, once each, and can be taken back', async () => {
  const people = await Promise.all(Array.from({ length: 3 }, () => world.addMember()));
  const audience = { organizationIds: [], departmentIds: [], memberKinds: ['student' as const], withStaff: false };
  const words = { titleZh: '停业通知', titleEn: 'Closed', textZh: '明天停业。', textEn: 'Closed tomorrow.' };
  const draft = await world.as(operator, (ctx) => createAnnouncement(ctx, { ...words, audience, channels: ['push'], key: newId() }));
  const later = new Date((await world.as(system, async (ctx) => ctx.now)).getTime() + 3_600_000);
  const announcementId = draft.id;
  await world.as(operator, (ctx) => publishAnnouncement(ctx, { announcementId, publishAt: later }));
  await world.as(system, (ctx) => publishScheduled(ctx, { announcementId }));
  expect((await world.as(operator, (ctx) => listAnnouncements(ctx, { limit: 5 }))).items).toMatchObject([{ state: 'scheduled' }]);
  world.pass(3_601);
  await world.as(system, (ctx) => publishScheduled(ctx, { announcementId }));
  for (let run = 0; run < 3; run += 1) await world.as(system, (ctx) => reachAudience(ctx, { announcementId }));
  expect((await world.as(operator, (ctx) => listAnnouncements(ctx, { limit: 5 }))).items).toMatchObject([
    { reachedCount: 3, audienceCount: 3, isReaching: false, readCount: 0 },
  ]);
  const [first] = people;
  if (!first) throw new Error('three people');
  expect(await noticesOf(first, 'en')).toMatchObject([{ title: 'Closed', text: 'Closed tomorrow.' }]);
  await world.as(operator, (ctx) => withdrawAnnouncement(ctx, { announcementId }));
  expect(await noticesOf(first)).toEqual([]);
});

test('of what a member does not allow nothing leaves the app, and what waits is cancelled when they withdraw; security leaves either way', async () => {
  const [silent, willing] = [await world.addMember({ phone: '13800000001' }), await world.addMember({ phone: '13800000002' })];
  const announce = (memberId: typeof silent) =>
    world.as(system, (ctx) => notify(ctx, { to: { memberId }, kind: 'announcement', params: { title: 'Open day', text: 'Come along.' } }));
  for (const memberId of [silent, willing]) {
    const channels = { announcements: { sms: true } } as never; // The contract's record names every group; one is enough here.
    await world.as(memberActor(memberId), (ctx) => setOwnNoticePreferences(ctx, { channels }));
  }
  await world.allow(willing, ['messages']);
  await world.allow(silent, []);
  for (const memberId of [silent, willing]) await announce(memberId);
  expect(await world.deliveries()).toMatchObject([{ person_id: willing, kind: 'announcement', state: 'waiting' }]);
  for (const memberId of [silent, willing]) expect(await noticesOf(memberId)).toMatchObject([{ kind: 'announcement' }]);
  await world.as(memberActor(willing), (ctx) => setOwnConsent(ctx, { purpose: 'messages', given: false }));
  for (const delivery of await world.deliveries()) await world.send(delivery);
  expect(await world.deliveries()).toMatchObject([{ state: 'cancelled' }]);
  const [withdrawn] = await world.deliveries();
  if (!withdrawn) throw new Error('one delivery');
  await world.as(system, (ctx) => retryNoticeDelivery(ctx, { deliveryId: withdrawn.id }));
  await world.send(withdrawn);
  await announce(willing);
  expect(await world.deliveries()).toMatchObject([{ state: 'cancelled' }]);
  expect(world.sms).toEqual([]);
  await changed(willing);
  for (const delivery of await world.deliveries()) await world.send(delivery);
  expect(world.sms).toMatchObject([{ to: '13800000002' }]);
});
