import { newId } from '@tessera/kernel';
import { readBase45 } from '@tessera/rules';
import { extractText } from 'unpdf';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { codeOf, createWorld, type MemberPerson, type Person, type StaffPerson, type World } from '../../../test/world.ts';
import { systemActor } from '../../platform/ctx.ts';
import { createSecretBox } from '../../platform/secret-box.ts';
import { rotateOldKeys } from './organizer-keys.ts';

import { transferTicket } from './take-back.ts';
import { issue, phoneCode, positionOf, sessionOf } from './tickets.world.ts';

let world: World;
let admin: Person;
let organizer: StaffPerson;
let holder: MemberPerson;
beforeAll(async () => {
  world = await createWorld();
  admin = await world.staff('administrator');
  organizer = await world.staff('merchantManager');
  holder = await world.member(admin);
});
afterAll(() => world.close());

const oneTicket = async (change: Parameters<typeof positionOf>[1] = {}) => {
  const session = sessionOf(world, organizer.organizationId);
  const [issued] = await issue(world, { buyer: holder, session, positions: [positionOf(session, change)] });
  if (!issued) throw new Error('no ticket was issued');
  return issued.ticketId;
};

test('an order’s positions have one ticket each, however often they are issued; the buyer is told once and holds codes', async () => {
  const session = sessionOf(world, organizer.organizationId);
  const order = { orderId: newId(), buyer: holder, session };
  const positions = [positionOf(session, { seatOrdinal: 7, seatWords: '池座 3 排 7 座', zones: 1 }), positionOf(session)];
  const issued = await issue(world, { ...order, positions });
  expect(await issue(world, { ...order, positions })).toEqual(issued);
  expect(new Set(issued.map(({ number }) => number)).size).toBe(2);
  const { items } = await holder.client.tickets.listOwnTickets({});
  expect(items.filter((ticket) => ticket.eventSessionId === session.id)).toHaveLength(2);
  const notices = await holder.client.notifications.listOwnNotices({});
  expect(notices.items.filter(({ title }) => title.includes('出票'))).toHaveLength(1);

  const ticketId = issued[0]?.ticketId ?? newId<'ticket'>();
  const code = await phoneCode(world, holder, ticketId);
  expect(readBase45(code)).toHaveLength(109);
  const stranger = await world.member(admin);
  expect(await codeOf(stranger.client.tickets.getOwnTicket({ ticketId }))).toBe('tickets.unknown');
  expect(await codeOf(stranger.client.tickets.getOwnTicketFile({ ticketId }))).toBe('tickets.unknown');
  const other = await world.staff('merchantManager');
  expect(await codeOf(other.client.tickets.getTicket({ ticketId }))).toBe('tickets.unknown');
  expect((await other.client.tickets.listTickets({})).items).toEqual([]);
  const found = await organizer.client.tickets.listTickets({ q: '池座 3 排' });
  expect(found.items).toMatchObject([{ id: ticketId, memberName: '王*明', seatWords: '池座 3 排 7 座' }]);
});

test('a ticket is printed with its code and its facts, and goes into a calendar; each print is a trace', async () => {
  const ticketId = await oneTicket({ holderName: '王小明', seatWords: '楼座 1 排 2 座' });
  const pdf = await holder.client.tickets.getOwnTicketFile({ ticketId });
  const { text } = await extractText(new Uint8Array(await pdf.arrayBuffer()), { mergePages: true });
  for (const fact of ['春之声音乐会', '大礼堂', '成人票', '楼座', '王小明']) expect(text.replaceAll(' ', '')).toContain(fact);
  const calendar = await (await holder.client.tickets.getOwnTicketFile({ ticketId, form: 'ics' })).text();
  expect(calendar).toMatch(/^BEGIN:VCALENDAR\r\n[\s\S]*SUMMARY:春之声音乐会\r\n[\s\S]*END:VCALENDAR\r\n$/);
  for (const line of calendar.split('\r\n')) expect(Buffer.byteLength(line)).toBeLessThanOrEqual(75);
  await organizer.client.tickets.printTicket({ ticketId, language: 'en' });
  const { traces } = await organizer.client.tickets.getTicket({ ticketId });
  expect(traces.map(({ act, by }) => [act, by])).toEqual([
    ['printed', 'merchantManager'],
    ['downloaded', ''],
    ['issued', ''],
  ]);
  const forbidden = await oneTicket({ isPaperAllowed: false });
  expect(await codeOf(holder.client.tickets.getOwnTicketFile({ ticketId: forbidden }))).toBe('tickets.paper_forbidden');
  expect(await codeOf(organizer.client.tickets.printTicket({ ticketId: forbidden }))).toBe('tickets.paper_forbidden');
});

test('a ticket issued anew has another code, one given away another holder, a voided one none, and none of it is undone', async () => {
  const ticketId = await oneTicket();
  const before = await phoneCode(world, holder, ticketId);
  const { ticket } = await organizer.client.tickets.reissueTicket({ ticketId, reason: '纸票损坏' }, { key: newId() });
  expect(ticket.generation).toBe(2);
  expect(await phoneCode(world, holder, ticketId)).not.toBe(before);
  const friend = await world.member(admin);
  await world.database.transaction(systemActor('test'), {}, (ctx) => transferTicket(ctx, { ticketId, toMemberId: friend.memberId, holderName: '' }));
  expect(await codeOf(holder.client.tickets.getOwnTicket({ ticketId }))).toBe('tickets.unknown');
  expect((await friend.client.tickets.getOwnTicket({ ticketId })).ticket.generation).toBe(3);
  await organizer.client.tickets.voidTicket({ ticketId, reason: '活动取消' }, { key: newId() });
  expect(await codeOf(organizer.client.tickets.voidTicket({ ticketId, reason: '再次' }, { key: newId() }))).toBe('tickets.not_now');
  expect(await codeOf(organizer.client.tickets.reissueTicket({ ticketId, reason: '再次' }, { key: newId() }))).toBe('tickets.not_now');
  expect(await friend.client.tickets.getOwnTicket({ ticketId })).toMatchObject({ code: null, ticket: { state: 'voided', voidReason: '活动取消' } });
  expect(await codeOf(friend.client.tickets.getOwnTicketFile({ ticketId }))).toBe('tickets.not_now');
});

test('a new key signs from now on, the one before stays good for what it signed, and old keys are changed by the clock', async () => {
  const ticketId = await oneTicket();
  const { organizationId: merchantId } = organizer;
  const credentialOf = async () => (await holder.client.tickets.getOwnTicket({ ticketId })).code?.credential ?? '';
  const first = await credentialOf();
  const { items } = await organizer.client.tickets.rotateOrganizerKey({ merchantId }, { key: newId() });
  expect(items.map(({ number, isSigning }) => [number, isSigning])).toEqual([
    [2, true],
    [1, false],
  ]);
  const { ticket } = await holder.client.tickets.getOwnTicket({ ticketId });
  expect(Date.parse(items[1]?.acceptedUntil ?? '')).toBeGreaterThanOrEqual(Date.parse(ticket.validUntil));
  expect(await credentialOf()).not.toBe(first);
  world.pass(366 * 86_400);
  await world.database.transaction(systemActor('test'), {}, (ctx) => rotateOldKeys(ctx, createSecretBox(world.keys)));
  const after = await world.staff('administrator');
  expect((await after.client.tickets.listOrganizerKeys({ merchantId })).items[0]).toMatchObject({ number: 3, isSigning: true });
  const stranger = await world.staff('merchantManager');
  expect(await codeOf(stranger.client.tickets.listOrganizerKeys({ merchantId }))).toBe('tickets.organizer_unknown');
});
