import { afterAll, beforeAll, expect, test } from 'vitest';
import { codeOf, createWorld, type MemberPerson, type StaffPerson } from '../../../test/world.ts';
import { systemActor } from '../../platform/ctx.ts';
import { watchChats } from './watch-chats.ts';

let world: Awaited<ReturnType<typeof createWorld>>;
let admin: StaffPerson;
let desk: StaffPerson;
let colleague: StaffPerson;
beforeAll(async () => {
  world = await createWorld();
  [admin, desk, colleague] = [await world.staff('administrator'), await world.staff('customerService'), await world.staff('customerService')];
  await hoursAre('00:00', '00:00');
});
afterAll(() => world.close());

const hoursAre = async (from: string, to: string) => {
  await admin.client.settings.updateSetting({ key: 'disputes.serviceFrom', value: from });
  await admin.client.settings.updateSetting({ key: 'disputes.serviceTo', value: to });
};
/** Hours that are over: the hour that begins half a day from now. */
const elsewhen = () => {
  const hour = (new Date().getUTCHours() + 8 + 12) % 24;
  const clock = (at: number) => `${String(at % 24).padStart(2, '0')}:00`;
  return hoursAre(clock(hour), clock(hour + 1));
};
const begin = (member: MemberPerson) => member.client.chats.startOwnChat({ text: '卡刷不了' });
const tick = () => world.database.transaction(systemActor('clock'), {}, watchChats);

test('a member and one agent write to one another; of two who take at once the second is told, and may take it over', async () => {
  const member = await world.member(admin);
  const { id: chatId } = await begin(member);
  expect(await codeOf(begin(member))).toBe('chats.open_already');
  const waiting = (await desk.client.chats.listChats({ only: 'waiting' })).items;
  expect(waiting.map(({ id, unread, lastText }) => [id, unread, lastText])).toEqual([[chatId, 1, '卡刷不了']]);
  expect(await codeOf(desk.client.chats.writeToChat({ chatId, text: '你好' }))).toBe('chats.not_yours');
  const taken = await Promise.all([desk, colleague].map((one) => codeOf(one.client.chats.takeChat({ chatId, fromStaffId: null }))));
  expect(taken.filter((code) => code === 'chats.taken_meanwhile')).toHaveLength(1);
  const [first, second] = taken[0] === 'chats.taken_meanwhile' ? [colleague, desk] : [desk, colleague];
  await first.client.chats.writeToChat({ chatId, text: '请问卡号？' });
  await first.client.chats.writeToChat({ chatId, text: '或者学号' });
  expect(await member.client.chats.getOwnChatDesk()).toMatchObject({ isOpen: true, chatId, unread: 2 });
  await member.client.chats.writeToOwnChat({ chatId, text: '20260001' });
  expect(await first.client.chats.countChats()).toEqual({ waiting: 0, unread: 1 });
  await second.client.chats.readChat({ chatId });
  expect((await first.client.chats.countChats()).unread).toBe(1);
  await first.client.chats.readChat({ chatId });
  expect((await first.client.chats.countChats()).unread).toBe(0);
  const { agentId } = (await second.client.chats.getChat({ chatId })).chat;
  await second.client.chats.takeChat({ chatId, fromStaffId: agentId });
  expect(await codeOf(first.client.chats.closeChat({ chatId }))).toBe('chats.not_yours');
  await second.client.chats.handChat({ chatId, staffId: agentId });
  expect((await first.client.chats.closeChat({ chatId })).state).toBe('closed');
  expect(await codeOf(member.client.chats.writeToOwnChat({ chatId, text: '谢谢' }))).toBe('chats.closed');
  const told = (await member.client.chats.getOwnChat({ chatId })).lines.map(({ kind, author }) => `${author} ${kind}`);
  expect(told).toEqual([
    'member message',
    'desk taken',
    'desk message',
    'desk message',
    'member message',
    'desk taken',
    'desk handed',
    'desk closed',
  ]);
  const stranger = await world.member(admin);
  expect(await codeOf(stranger.client.chats.getOwnChat({ chatId }))).toBe('chats.unknown');
});

test('a chat becomes a case: by the agent, and by the clock where nobody took it before the desk went home', async () => {
  const [one, other, silent] = [await world.member(admin), await world.member(admin), await world.member(admin)];
  const { id: chatId } = await begin(one);
  await one.client.chats.writeToOwnChat({ chatId, text: '已经三天了' });
  await desk.client.chats.takeChat({ chatId, fromStaffId: null });
  const moved = await desk.client.chats.moveChatToCase({ chatId });
  const [found] = (await one.client.disputes.listOwnDisputes({})).items;
  expect(found).toMatchObject({ id: moved.disputeId, kind: 'other', text: '卡刷不了\n已经三天了' });
  const { id: lateId } = await begin(other);
  const { id: silentId } = await begin(silent);
  await desk.client.chats.takeChat({ chatId: silentId, fromStaffId: null });
  await elsewhen();
  expect((await one.client.chats.getOwnChatDesk()).isOpen).toBe(false);
  expect(await codeOf(begin(one))).toBe('chats.desk_away');
  await tick();
  await tick();
  expect((await other.client.chats.getOwnChat({ chatId: lateId })).chat.disputeId).not.toBeNull();
  expect((await other.client.disputes.listOwnDisputes({})).items).toHaveLength(1);
  world.pass(31 * 60);
  await tick();
  expect((await silent.client.chats.getOwnChat({ chatId: silentId })).chat.state).toBe('talking'); // Taken, but not answered yet.
  await desk.client.chats.writeToChat({ chatId: silentId, text: '请稍等' });
  world.pass(31 * 60);
  await tick();
  expect((await silent.client.chats.getOwnChat({ chatId: silentId })).chat.state).toBe('closed');
});
