import { afterEach, beforeEach, expect, test } from 'vitest';
import { getOwnNoticePreferences } from './get-own-notice-preferences.ts';
import { openWorld, staffActor, system, type World } from './notifications.world.ts';
import { notify } from './notify.ts';
import { setOwnNoticePreferences } from './set-own-notice-preferences.ts';

let world: World;
beforeEach(async () => {
  world = await openWorld();
});
afterEach(() => world.close());

const at = new Date(0).toISOString();
const HIDDEN = 'clerk@example.edu';
type Clerk = Awaited<ReturnType<World['addStaff']>>;
const backupFailed = ({ staffId }: Clerk) =>
  world.as(system, (ctx) => notify(ctx, { to: { staffId }, kind: 'backup.failed', params: { name: 'tessera-1', at } }));
const importFinished = ({ staffId }: Clerk) =>
  world.as(system, (ctx) => notify(ctx, { to: { staffId }, kind: 'import.finished', params: { file: 'a.csv', done: 1, refused: 0 } }));
const choose = (clerk: Clerk, choice: Parameters<typeof setOwnNoticePreferences>[1]) =>
  world.as(staffActor(clerk), (ctx) => setOwnNoticePreferences(ctx, choice));
const mailOfWork = { channels: { work: { email: true } } as never }; // The contract's record names every group; one is enough here.
const sendAll = async () => {
  for (const delivery of await world.deliveries()) await world.send(delivery);
};

test('a failed backup reaches people at work at the address that they sign in with, at night as well', async () => {
  const clerk = await world.addStaff({ email: HIDDEN });
  await world.addStaff();
  world.pass(11 * 3_600); // 23:00
  await backupFailed(clerk);
  await sendAll();
  expect(world.mail.letters).toMatchObject([{ to: HIDDEN, text: expect.stringContaining('https://card.example/console/notices') }]);
  expect(await world.deliveries()).toMatchObject([{ state: 'sent', channel: 'email', address_masked: 'c***@example.edu' }]);
});

test('who has no address is told in the app only, and is told that no way leads out', async () => {
  const clerk = await world.addStaff();
  await backupFailed(clerk);
  expect(await world.deliveries()).toEqual([]);
  expect(await world.as(staffActor(clerk), getOwnNoticePreferences)).toMatchObject({ ways: ['email'], reachable: { email: false, sms: false } });
});

test('what is not urgent comes by mail when it was chosen, and after the quiet hours', async () => {
  const clerk = await world.addStaff({ email: HIDDEN });
  await choose(clerk, { ...mailOfWork, quiet: { mode: 'own', from: '11:00', to: '13:00' } });
  await importFinished(clerk); // Noon.
  await sendAll();
  expect(world.mail.letters).toEqual([]);
  world.pass(3_600);
  await sendAll();
  expect(world.mail.letters).toHaveLength(1);
});

test('of security the mail stays on, since nothing else leads out', async () => {
  const clerk = await world.addStaff({ email: HIDDEN });
  await expect(choose(clerk, { channels: { security: { email: false } } as never })).rejects.toMatchObject({ code: 'notifications.channel_kept' }); // As above.
});
