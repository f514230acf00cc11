import { DAY_MS } from '@tessera/kernel';
import { expect, test } from 'vitest';
import { createWorld, eventually } from '../../../test/world.ts';
import { type Ctx, systemActor } from '../../platform/ctx.ts';
import { forgetApplications } from './forget-applications.ts';
import { APPLICATION, applicantOf, JPEG } from './merchants.world.ts';

test('an application that was refused or never completed is forgotten with its papers after a while; what waits for the operator stays', async () => {
  const world = await createWorld({ withWorker: false });
  const admin = await world.staff('securityAdministrator');
  const reviewer = await world.staff('merchantDesk');
  await admin.client.settings.updateSetting({ key: 'merchants.applications', value: true });
  await eventually(async () => expect(world.app.core.settings.get('merchants.applications')).toBe(true));
  const person = await applicantOf(world, '13900000077');
  const hand = async (companyName: string) =>
    (await person.client.merchants.submitApplication({ ...APPLICATION, companyName, registrationNumber: `91310000${companyName}` })).id;
  const [refused, asked, waiting] = [await hand('A1'), await hand('B2'), await hand('C3')];
  await person.client.merchants.addDocument({ applicationId: refused, file: new File([JPEG], 'door.jpg') });
  await reviewer.client.merchants.refuseApplication({ applicationId: refused, revision: 2, message: '资料不符' });
  await reviewer.client.merchants.askApplicant({ applicationId: asked, revision: 1, message: '请补充执照' });
  const later = (ctx: Ctx, days: number) => ({ ...ctx, now: new Date(ctx.now.getTime() + days * DAY_MS) });
  const [kept, gone] = await world.database.transaction(systemActor('merchants.test'), {}, async (ctx) => [
    await forgetApplications(later(ctx, 364), 100),
    await forgetApplications(later(ctx, 366), 100),
  ]);
  expect({ kept, gone }).toEqual({ kept: 0, gone: 2 });
  expect((await person.client.merchants.listApplicantApplications()).items.map(({ id }) => id)).toEqual([waiting]);
  await world.close();
});
