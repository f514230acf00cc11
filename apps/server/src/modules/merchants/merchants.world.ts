import { pictureBytes } from '../../../test/pictures.ts';
import { eventually, type Person, type World } from '../../../test/world.ts';
import { createMessaging } from '../../platform/messaging/messaging.ts';
import { tellApplicant } from './tell-applicant.ts';

/** As a phone writes it, with its own notes behind the end. */
export const JPEG = new Uint8Array([...pictureBytes('jpeg'), 1, 2, 3, 4]);
export const APPLICATION = {
  companyName: '净驰汽车服务',
  registrationNumber: '91310000MA1K000001',
  category: 'service' as const,
  contactName: '杜先生',
  region: '浦东新区',
  address: '张江路 1 号',
  note: '',
};
export const SHOP = {
  name: '张江店',
  region: '浦东新区',
  address: '张江路 1 号',
  phone: '021-5550001',
  opensAt: '08:30',
  closesAt: '20:00',
  openDays: [1, 2, 3, 4, 5, 6],
  place: { latitude: 31.2, longitude: 121.6 },
  state: 'on' as const,
};
export const PAYOUT = { payoutHolder: '净驰汽车服务', payoutBank: '招商银行', payoutAccount: '6225880100009921' };

/** Somebody who has proved a phone by the code that was sent to it. */
export async function applicantOf(world: World, phone: string): Promise<Person> {
  // Codes are few a minute, whoever asks.
  world.pass(61);
  const person = world.stranger('console');
  const codes = async () => (await world.readMessages()).flatMap(({ to, text }) => (to === phone ? (/\d{6}/.exec(text)?.[0] ?? []) : []));
  const before = new Set(await codes());
  await person.client.merchants.sendApplicantCode({ phone });
  const code = await eventually(async () => {
    const found = (await codes()).find((one) => !before.has(one));
    if (found === undefined) throw new Error('no code was sent yet');
    return found;
  });
  await person.client.merchants.openApplicantVisit({ phone, code });
  return person;
}

/** What the job does, where there is no worker. */
export function tellOf(world: World, of: Parameters<typeof tellApplicant>[1]): Promise<void> {
  const mailing = { ...createMessaging(world.config, world.clock), secrets: world.app.core.secrets, publicUrl: 'https://card.example' };
  return tellApplicant({ database: world.database, requestId: 'test', now: world.clock() }, of, mailing);
}
