import type { InputOf, notifications } from '@tessera/contract';
import { newId } from '@tessera/kernel';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { countAudience } from './count-audience.ts';
import { createAnnouncement } from './create-announcement.ts';
import { listAnnouncements } from './list-announcements.ts';
import { openWorld, operator, system, type World } from './notifications.world.ts';
import { publishAnnouncement } from './publish-announcement.ts';
import { reachAudience } from './reach-audience.ts';

let world: World;
beforeEach(async () => {
  world = await openWorld();
});
afterEach(() => world.close());

type Audience = InputOf<typeof notifications.countAudience>['audience'];
const EVERYBODY: Audience = { organizationIds: [], departmentIds: [], memberKinds: [], withStaff: false };
const count = (audience: Partial<Audience>) => world.as(operator, (ctx) => countAudience(ctx, { audience: { ...EVERYBODY, ...audience } }));

test('a choice is counted as it would be told: by kind, by issuer, with people at work or without', async () => {
  await world.addMember();
  await world.addMember();
  const { organizationId } = await world.addStaff();
  expect(await count({})).toEqual({ members: 2, staff: 0 });
  expect(await count({ withStaff: true })).toEqual({ members: 2, staff: 1 });
  expect(await count({ memberKinds: ['visitor'] })).toEqual({ members: 0, staff: 0 });
  // The operator's own members have no issuer.
  expect(await count({ organizationIds: [organizationId] })).toEqual({ members: 2, staff: 0 });
  expect(await count({ organizationIds: [newId()] })).toEqual({ members: 0, staff: 0 });
});

test('the number that was counted is the number that is told', async () => {
  await world.addMember();
  await world.addStaff();
  const audience = { ...EVERYBODY, withStaff: true };
  const words = { titleZh: '停业', titleEn: 'Closed', textZh: '明天停业。', textEn: 'Closed tomorrow.' };
  const { id: announcementId } = await world.as(operator, (ctx) => createAnnouncement(ctx, { ...words, audience, channels: [], key: newId() }));
  await world.as(operator, (ctx) => publishAnnouncement(ctx, { announcementId }));
  while (await world.as(system, (ctx) => reachAudience(ctx, { announcementId })));
  const { items } = await world.as(operator, (ctx) => listAnnouncements(ctx, { limit: 5 }));
  expect(items).toMatchObject([{ audienceCount: 2, reachedCount: 2, isReaching: false }]);
});
