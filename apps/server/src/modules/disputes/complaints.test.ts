import { sql } from 'kysely';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { codeOf } from '../../../test/world.ts';
import { systemActor } from '../../platform/ctx.ts';
import { createDisputesWorld, type DisputesWorld, open } from './disputes.world.ts';
import { watchDisputes } from './watch-disputes.ts';

let world: DisputesWorld;
beforeAll(async () => {
  world = await createDisputesWorld();
  const set = (key: 'disputes.serviceFrom' | 'disputes.serviceTo') => world.admin.client.settings.updateSetting({ key, value: '00:00' });
  await Promise.all([set('disputes.serviceFrom'), set('disputes.serviceTo')]);
});
afterAll(() => world.close());

test('where money has moved, a member who is not content opens another case; a shop reads and answers what is said of it, by who was there', async () => {
  const member = await world.person();
  const { id: disputeId } = await world.opened(member, 1_000, { kind: 'bad_quality', text: '饭是馊的' });
  const colleague = await world.staff('customerService');
  await colleague.client.disputes.decideDispute({ disputeId, outcome: 'refund', reason: '退款' });
  expect(await codeOf(member.client.disputes.reopenOwnDispute({ disputeId, text: '还要' }))).toBe('disputes.money_moved');
  const { merchantId } = world.till;
  const dirty = await open(member, { kind: 'unclean', merchantId, text: '餐盘不干净' });
  const { items } = await world.manager.client.disputes.listDisputes({ only: 'complaints' });
  expect(items.map(({ id, memberId }) => [id, memberId])).toContainEqual([dirty.id, null]);
  const told = await world.manager.client.disputes.answerDispute({ disputeId: dirty.id, stance: 'accepted', text: '已更换餐盘' });
  expect(told.merchantStance).toBe('accepted');
  const stranger = await world.person();
  expect(await codeOf(open(stranger, { kind: 'unclean', merchantId, text: '没去过' }))).toBe('disputes.merchant_unknown');
});

test('a complaint without a word in time calls whoever decides, once; the first word ends that, and a member who is not content has it looked at once more', async () => {
  const { desk } = world;
  const member = await world.person();
  const { id: disputeId } = await open(member, { kind: 'unclean', text: '桌面很脏' });
  await world.admin.client.settings.updateSetting({ key: 'disputes.firstAnswerHours', value: 1 });
  const late = await open(member, { kind: 'facility', text: '洗手池漏水' });
  await desk.client.disputes.writeToDispute({ disputeId, audience: 'member', text: '已经通知食堂' });
  world.pass(601);
  await desk.client.disputes.writeToDispute({ disputeId, audience: 'desk', text: '内部备注' });
  world.pass(3_000);
  const tick = () => world.database.transaction(systemActor('clock'), {}, watchDisputes);
  await tick();
  await tick();
  const fresh = await world.staff('customerService');
  const unanswered = (await fresh.client.disputes.listDisputes({ only: 'unanswered' })).items;
  expect(unanswered.map(({ id, isUnanswered }) => [id, isUnanswered])).toEqual([[late.id, true]]);
  expect((await fresh.client.disputes.listDisputes({ only: 'complaints', q: member.memberNumber })).items).toHaveLength(2);
  expect((await fresh.client.disputes.listDisputes({ only: 'money', q: member.memberNumber })).items).toEqual([]);
  const calls = await world.database.transaction(systemActor('test'), {}, (ctx) =>
    sql<{ people: number; count: number }>`select count(distinct person_id)::int as people, count(*)::int as count
      from notifications.notice where person_kind = 'staff' and kind = 'dispute.unanswered'`.execute(ctx.tx),
  );
  expect(calls.rows[0]?.people).toBeGreaterThan(1);
  expect(calls.rows[0]?.count).toBe(calls.rows[0]?.people);
  const decide = (outcome: 'refused' | 'resolved') => fresh.client.disputes.decideDispute({ disputeId, outcome, reason: '已处理' });
  expect(await codeOf(member.client.disputes.reopenOwnDispute({ disputeId, text: '还是脏' }))).toBe('disputes.not_now');
  await decide('resolved');
  expect((await member.client.disputes.getOwnDispute({ disputeId })).dispute.mayReopen).toBe(true);
  const reopened = await member.client.disputes.reopenOwnDispute({ disputeId, text: '还是脏' });
  expect(reopened).toMatchObject({ state: 'review', outcome: null, isContent: false, mayReopen: false });
  await decide('resolved');
  expect(await codeOf(member.client.disputes.reopenOwnDispute({ disputeId, text: '又脏了' }))).toBe('disputes.reopened_already');
  expect(await member.client.disputes.acceptDecision({ disputeId })).toMatchObject({ state: 'closed', isContent: true });
});
