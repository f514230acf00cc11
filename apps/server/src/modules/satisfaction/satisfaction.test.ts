import { sql } from 'kysely';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { codeOf, createWorld, type MemberPerson, type StaffPerson } from '../../../test/world.ts';
import { systemActor } from '../../platform/ctx.ts';

let world: Awaited<ReturnType<typeof createWorld>>;
let admin: StaffPerson;
let desk: StaffPerson;
let member: MemberPerson;
beforeAll(async () => {
  world = await createWorld();
  [admin, desk] = [await world.staff('administrator'), await world.staff('customerService')];
  member = await world.member(admin);
  for (const key of ['disputes.serviceFrom', 'disputes.serviceTo'] as const) await admin.client.settings.updateSetting({ key, value: '00:00' });
});
afterAll(() => world.close());

async function servedChat() {
  const { id: chatId } = await member.client.chats.startOwnChat({ text: '卡刷不了' });
  await desk.client.chats.takeChat({ chatId, fromStaffId: null });
  return chatId;
}

test('a member is asked once how a chat was that somebody had, and of two answers at once one counts', async () => {
  const chatId = await servedChat();
  expect(await codeOf(member.client.satisfaction.tellOfOwnChat({ chatId, score: 5 }))).toBe('satisfaction.not_ended');
  await desk.client.chats.closeChat({ chatId });
  expect(await member.client.satisfaction.getOwnChatVerdict({ chatId })).toEqual({ isAsked: true, score: null, text: '' });
  const told = await Promise.all([2, 5].map((score) => codeOf(member.client.satisfaction.tellOfOwnChat({ chatId, score, text: '等了很久' }))));
  expect(told.filter((code) => code === 'satisfaction.told_already')).toHaveLength(1);
  expect((await member.client.satisfaction.getOwnChatVerdict({ chatId })).isAsked).toBe(false);
  const stranger = await world.member(admin);
  expect(await codeOf(stranger.client.satisfaction.tellOfOwnChat({ chatId, score: 1 }))).toBe('chats.unknown');
  const moved = await servedChat();
  await desk.client.chats.moveChatToCase({ chatId: moved });
  expect((await member.client.satisfaction.getOwnChatVerdict({ chatId: moved })).isAsked).toBe(false);
  const { id: unanswered } = await member.client.chats.startOwnChat({ text: '算了' });
  await member.client.chats.closeOwnChat({ chatId: unanswered });
  expect((await member.client.satisfaction.getOwnChatVerdict({ chatId: unanswered })).isAsked).toBe(false);
});

test('a case is asked about once it is closed and for a month; what was said is counted by who served, by service and by week', async () => {
  const { id: disputeId } = await member.client.disputes.openOwnDispute({ kind: 'facility', text: '热水器坏了', freezeCards: false });
  await desk.client.disputes.decideDispute({ disputeId, outcome: 'resolved', reason: '已修好' });
  expect((await member.client.satisfaction.getOwnCaseVerdict({ disputeId })).isAsked).toBe(false);
  await member.client.disputes.acceptDecision({ disputeId });
  await member.client.satisfaction.tellOfOwnCase({ disputeId, score: 4 });
  const late = await servedChat();
  await desk.client.chats.closeChat({ chatId: late });
  const sums = await admin.client.satisfaction.sumVerdicts({});
  expect(sums.whole.count).toBe(2);
  expect(sums.byAgent.map(({ staffId, count }) => [staffId, count])).toEqual([[desk.staffId, 2]]);
  expect(sums.byKind.map(({ kind, count }) => [kind, count])).toEqual(
    expect.arrayContaining([
      ['chat', 1],
      ['facility', 1],
    ]),
  );
  expect(sums.byWeek).toHaveLength(1);
  const [found] = (await admin.client.satisfaction.listVerdicts({ kind: 'facility' })).items;
  expect(found).toMatchObject({ disputeId, score: 4, text: '', memberName: expect.any(String) });
  expect((await admin.client.satisfaction.listVerdicts({ only: 'words' })).items.map(({ text }) => text)).toEqual(['等了很久']);
  const table = await (await admin.client.satisfaction.exportVerdicts({ language: 'zh-CN' })).text();
  expect(table.trim().split('\n')).toHaveLength(3);
  await world.database.transaction(systemActor('test'), {}, (ctx) =>
    sql`update chats.chat set closed_at = closed_at - interval '31 days' where id = ${late}`.execute(ctx.tx),
  );
  expect(await codeOf(member.client.satisfaction.tellOfOwnChat({ chatId: late, score: 3 }))).toBe('satisfaction.too_late');
});
