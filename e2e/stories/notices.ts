import type { Page, Worker } from 'playwright-core';
import { newId } from '../../packages/kernel/src/index.ts';
import { openDesk } from '../actors/desk.ts';
import { phoneOf } from '../actors/phone.ts';
import { enterAmount, openTill } from '../actors/till.ts';
import { gone, same, seen, shows, until } from '../frame/expect.ts';
import { type Stage, story } from '../frame/stage.ts';

export const notices = [
  story('a notice arrives at the bell of an open desk, is read there, and stays read', readsAtTheBell),
  story('what is out of order stands at the desk and at the till until it is put away, comes back with news, and goes by itself', readsOfAFault),
  story('a push is shown by the phone although the app is elsewhere, and opens the notices', getsAPush),
];

async function readsAtTheBell(stage: Stage): Promise<void> {
  const { page, t } = await openDesk(stage, { locale: 'en', userName: 'issuer' });
  await seen(page.getByTestId('bell'));
  const unread = await unreadOf(page);
  const title = `Closed on Friday ${newId().slice(-6)}`;
  await announceToIssuer(stage, title);
  stage.step('it arrives by itself');
  await shows(page.getByTestId('bell'), String(unread + 1));
  await page.getByTestId('bell').click();
  const notice = page.getByTestId('own-notices').locator('tr', { hasText: title });
  await shows(notice, t('ownNotices.new'));
  await notice.getByTestId('notice-read').click();
  await shows(notice, t('ownNotices.isRead'));
  stage.step('it is read on the next visit as well');
  await page.reload();
  await shows(notice, t('ownNotices.isRead'));
  same('unread notices', await unreadOf(page), unread);
}

/** As the bell says it to whoever does not see it. */
async function unreadOf(page: Page): Promise<number> {
  const label = (await page.getByTestId('bell').getAttribute('aria-label')) ?? '';
  return Number(/\d+/.exec(label)?.[0] ?? 0);
}

/** To the issuer's members and people at work alone: the members of other stories hear nothing of it. */
async function announceToIssuer({ office }: Stage, title: string): Promise<void> {
  const { items } = await office.client.organizations.listOrganizations({ limit: 50 });
  const issuer = items.find(({ kind }) => kind === 'issuer');
  if (!issuer) throw new Error('the demo has an issuer');
  const draft = await office.client.notifications.createAnnouncement({
    titleZh: '周五停业',
    titleEn: title,
    textZh: '周五盘点，停业一天。',
    textEn: 'Closed for the stocktake.',
    audience: { organizationIds: [issuer.id], departmentIds: [], memberKinds: [], withStaff: true },
    channels: [],
  });
  await office.client.notifications.publishAnnouncement({ announcementId: draft.id });
}

async function readsOfAFault(stage: Stage): Promise<void> {
  const { office } = stage;
  const { enrolmentCode } = await office.till('提示小店');
  const desk = await openDesk(stage, { locale: 'zh-CN', userName: 'finance' });
  const till = await openTill(stage, { locale: 'en', enrolmentCode });
  await enterAmount(till, '12.50');
  const { id: incidentId } = await office.client.notifications.openIncident({
    titleZh: '充值到账慢',
    titleEn: 'Top-ups arrive late',
    textZh: '正在排查。',
    textEn: 'We are looking into it.',
    weight: 'minor',
    parts: ['topUps'],
    state: 'investigating',
  });
  const report = (state: 'identified' | 'resolved') =>
    office.client.notifications.reportIncident({ incidentId, state, textZh: '有新进展。', textEn: 'There is news.' });
  try {
    stage.step('it comes by itself, beside what the cashier does');
    const [atDesk, atTill] = [desk.page.getByTestId('incident-banner'), till.page.getByTestId('incident-banner')];
    await shows(atDesk, '充值到账慢');
    await shows(atTill, 'Top-ups arrive late');
    await shows(till.page.getByTestId('amount'), '12.50');
    await coversNothing(till.page);
    stage.step('put away, also after a reload, until there is news');
    await desk.page.getByTestId('incident-away').click();
    await atTill.getByRole('button').click();
    await gone(atTill);
    same('the till listens for scans', await till.page.evaluate(() => document.activeElement?.hasAttribute('data-scan')), true);
    // What is asked while the stream opens is not asked again: the news must not fall between the two.
    const known = desk.page.waitForResponse((response) => new URL(response.url()).pathname.endsWith('/status') && response.ok());
    await desk.page.reload();
    await (await known).finished();
    await seen(desk.page.getByTestId('user-menu'));
    await report('identified');
    await shows(atDesk, desk.t('incident.identified'));
    await shows(atTill, till.t('incident.identified'));
  } finally {
    await report('resolved');
  }
  stage.step('what is in order again says nothing');
  await gone(till.page.getByTestId('incident-banner'));
  await until('the desk says nothing', async () => (await desk.page.locator('.incident-open').count()) === 0);
}

/** The line stands above the page: neither the amount nor a key lies under it. */
async function coversNothing(page: Page): Promise<void> {
  const line = await page.getByTestId('incident-banner').boundingBox();
  for (const id of ['amount', 'key-1', 'charge']) {
    const place = await page.getByTestId(id).boundingBox();
    if (!line || !place || place.y < line.y + line.height) throw new Error(`The line about a fault lies over ${id}.`);
  }
}

async function getsAPush(stage: Stage): Promise<void> {
  const { page } = await phoneOf(stage, '20260003', { locale: 'zh-CN' });
  await page.context().grantPermissions(['notifications']);
  const worker = await workerOf(page);
  const url = new URL('/member/notices', page.url()).href;
  await deliverPush(page, { title: '充值到账 ¥50.00', body: '余额 ¥60.00。', url, tag: newId() });
  stage.step('the phone shows it');
  const shown = () => worker.evaluate<{ title: string; body: string }[]>(SHOWN);
  await until('the notification is shown', async () =>
    (await shown()).some(({ title, body }) => title === '充值到账 ¥50.00' && body === '余额 ¥60.00。'),
  );
  stage.step('a touch opens the notices');
  await worker.evaluate(TOUCH);
  await seen(page.getByTestId('notices-page'));
  same('notifications that are left', (await shown()).length, 0);
}

/** Run in the service worker, whose types are not those of a page. */
const SHOWN = `self.registration.getNotifications().then((all) => all.map(({ title, body }) => ({ title, body })))`;
const TOUCH = `self.registration.getNotifications()
  .then(([notification]) => void self.dispatchEvent(new NotificationEvent('notificationclick', { notification })))`;

async function workerOf(page: Page): Promise<Worker> {
  await page.evaluate(() => navigator.serviceWorker.ready.then(() => undefined));
  const [worker] = page.context().serviceWorkers();
  return worker ?? page.context().waitForEvent('serviceworker');
}

/** As a push service would, past which no browser of a test gets. */
async function deliverPush(page: Page, message: object): Promise<void> {
  const session = await page.context().newCDPSession(page);
  const registered = new Promise<string>((resolve) => {
    session.on('ServiceWorker.workerRegistrationUpdated', ({ registrations }) => {
      const own = registrations.find(({ scopeURL }) => scopeURL.endsWith('/member/'));
      if (own) resolve(own.registrationId);
    });
  });
  await session.send('ServiceWorker.enable');
  const { origin } = new URL(page.url());
  await session.send('ServiceWorker.deliverPushMessage', { origin, registrationId: await registered, data: JSON.stringify(message) });
}
