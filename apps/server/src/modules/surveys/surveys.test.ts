import type { SurveyDraft } from '@tessera/contract';
import { DAY_MS, newId } from '@tessera/kernel';
import { sql } from 'kysely';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { codeOf, createWorld, eventually, type MemberPerson, type StaffPerson } from '../../../test/world.ts';
import { systemActor } from '../../platform/ctx.ts';

let world: Awaited<ReturnType<typeof createWorld>>;
let admin: StaffPerson;
let people: MemberPerson[];
beforeAll(async () => {
  world = await createWorld();
  admin = await world.staff('administrator');
  people = [];
  for (let count = 0; count < 5; count += 1) people.push(await world.member(admin));
});
afterAll(() => world.close());

const both = (zh: string, en: string) => ({ zh, en });
const everybody = { organizationIds: [], departmentIds: [], memberKinds: [], level: null, shop: null };
const draft: SurveyDraft = {
  title: both('本学期满意度', 'This term'),
  note: both('', ''),
  isAnonymous: true,
  audience: everybody,
  questions: [
    { key: 'food', kind: 'scale', text: both('饭菜', 'Food'), isRequired: true, choices: [] },
    {
      key: 'meals',
      kind: 'several',
      text: both('常吃', 'Meals'),
      isRequired: false,
      choices: ['am', 'pm'].map((key) => ({ key, text: both(key, key) })),
    },
    { key: 'more', kind: 'words', text: both('建议', 'Ideas'), isRequired: false, choices: [] },
  ],
};
const later = (days: number) => new Date(Date.now() + days * DAY_MS).toISOString();
const keyed = () => ({ key: newId() });
const first = () => people[0] as MemberPerson; // Entered above.

async function openNow(survey: SurveyDraft) {
  const { id: surveyId } = await admin.client.surveys.createSurvey(survey, keyed());
  await admin.client.surveys.openSurvey({ surveyId, closesAt: later(7) }, keyed());
  await eventually(async () => {
    const { isAsking, askedCount } = await admin.client.surveys.getSurvey({ surveyId });
    if (isAsking) throw new Error(`${askedCount} asked so far`);
  });
  return surveyId;
}

test('members are told of a survey, each answers once, and an anonymous one shows nothing of fewer than five', async () => {
  const surveyId = await openNow(draft);
  const answer = (person: MemberPerson, food: string, more?: string) =>
    person.client.surveys.answerOwnSurvey(
      {
        surveyId,
        answers: [{ key: 'food', values: [food] }, { key: 'meals', values: ['am', 'pm'] }, ...(more ? [{ key: 'more', values: [more] }] : [])],
      },
      keyed(),
    );
  expect((await first().client.notifications.listOwnNotices({})).items.map(({ kind }) => kind)).toContain('survey.asked');
  expect((await first().client.surveys.listOwnSurveys({})).items).toMatchObject([{ id: surveyId, isOpen: true, hasAnswered: false }]);
  expect(await codeOf(first().client.surveys.answerOwnSurvey({ surveyId, answers: [{ key: 'meals', values: ['am'] }] }, keyed()))).toBe(
    'surveys.answer_missing',
  );
  expect(await codeOf(answer(first(), '6'))).toBe('surveys.answer_wrong');
  const twice = await Promise.all([codeOf(answer(first(), '5', '多些素菜')), codeOf(answer(first(), '1'))]);
  expect(twice.filter((code) => code === 'surveys.answered_already')).toHaveLength(1);
  for (const person of people.slice(1, 4)) await answer(person, '3');
  expect(await admin.client.surveys.getSurveyResults({ surveyId })).toMatchObject({ replyCount: 4, isHidden: true, questions: [] });
  expect((await admin.client.surveys.listSurveyComments({ surveyId })).items).toEqual([]);
  await answer(people[4] as MemberPerson, '4', '很好'); // Entered above.
  const results = await admin.client.surveys.getSurveyResults({ surveyId });
  expect(results).toMatchObject({ replyCount: 5, isHidden: false });
  expect(results.questions[1]?.counts).toEqual([
    { value: 'am', count: 5 },
    { value: 'pm', count: 5 },
  ]);
  expect((await admin.client.surveys.listSurveyComments({ surveyId, q: '很好' })).items).toEqual([
    { key: 'more', text: '很好', groupName: null, memberId: null, memberName: null, day: null },
  ]);
  const { rows } = await world.database.transaction(systemActor('test'), {}, (ctx) =>
    sql`select from surveys.reply where survey_id = ${surveyId} and (member_id is not null or replied_on is not null)`.execute(ctx.tx),
  );
  expect(rows).toHaveLength(0);
  expect(
    (await (await admin.client.surveys.exportSurveyReplies({ surveyId, language: 'en', format: 'csv' })).text()).trim().split('\n'),
  ).toHaveLength(6);
  const copy = await admin.client.surveys.copySurvey({ surveyId }, keyed());
  expect(copy).toMatchObject({ state: 'draft', previousId: surveyId, questions: draft.questions, replyCount: 0 });
});

test('asked are those whom it is for; what opened stays as it is, and nobody answers after it closed', async () => {
  const { id: groupId } = await admin.client.organizations.createDepartment({ name: '西苑' }, keyed());
  await admin.client.members.updateMember({ memberId: first().memberId, departmentId: groupId });
  const named = { ...draft, isAnonymous: false, audience: { ...everybody, departmentIds: [groupId] } };
  expect(await admin.client.surveys.countSurveyAudience({ audience: named.audience })).toEqual({ memberCount: 1, isAtMost: false });
  const surveyId = await openNow(named);
  expect(await codeOf(people[1]?.client.surveys.getOwnSurvey({ surveyId }) ?? Promise.reject(new Error('nobody')))).toBe('surveys.unknown');
  expect(await codeOf(admin.client.surveys.updateSurvey({ surveyId, ...draft }, keyed()))).toBe('surveys.opened');
  await first().client.surveys.answerOwnSurvey(
    {
      surveyId,
      answers: [
        { key: 'food', values: ['2'] },
        { key: 'more', values: ['太咸'] },
      ],
    },
    keyed(),
  );
  const { byGroup } = await admin.client.surveys.getSurveyResults({ surveyId });
  expect(byGroup).toEqual([{ departmentId: groupId, name: '西苑', count: 1, average: 2 }]);
  expect((await admin.client.surveys.listSurveyComments({ surveyId })).items).toMatchObject([{ memberId: first().memberId, groupName: '西苑' }]);
  await admin.client.surveys.endSurvey({ surveyId }, keyed());
  expect(await codeOf(first().client.surveys.answerOwnSurvey({ surveyId, answers: [{ key: 'food', values: ['2'] }] }, keyed()))).toBe(
    'surveys.not_open',
  );

  const atNobody = { ...named, audience: { ...everybody, shop: { merchantId: await world.merchant('空店'), days: 30 } } };
  const unasked = await openNow(atNobody);
  expect(await admin.client.surveys.getSurvey({ surveyId: unasked })).toMatchObject({ state: 'open', askedCount: 0 });

  const scheduled = await admin.client.surveys.createSurvey(draft, keyed());
  await admin.client.surveys.openSurvey({ surveyId: scheduled.id, opensAt: later(1), closesAt: later(2) }, keyed());
  expect((await first().client.surveys.listOwnSurveys({})).items.some(({ id }) => id === scheduled.id)).toBe(false);
  expect(await admin.client.surveys.recallSurvey({ surveyId: scheduled.id }, keyed())).toMatchObject({ state: 'draft', opensAt: null });
  await admin.client.surveys.removeSurvey({ surveyId: scheduled.id }, keyed());
  expect(await codeOf(admin.client.surveys.getSurvey({ surveyId: scheduled.id }))).toBe('surveys.unknown');
});

test('of an anonymous survey no group is shown beside which fewer than five are left, and the log names nobody', async () => {
  const { id: groupId } = await admin.client.organizations.createDepartment({ name: '东苑' }, keyed());
  for (const { memberId } of people) await admin.client.members.updateMember({ memberId, departmentId: groupId });
  const alone = await world.member(admin);
  const surveyId = await openNow(draft);
  for (const { client } of [...people, alone]) await client.surveys.answerOwnSurvey({ surveyId, answers: [{ key: 'food', values: ['4'] }] }, keyed());
  const all = await admin.client.surveys.getSurveyResults({ surveyId });
  expect(all).toMatchObject({ replyCount: 6, isHidden: false });
  expect(all.byGroup.map(({ count, average }) => [count, average])).toEqual([
    [5, null],
    [1, null],
  ]);
  expect(await admin.client.surveys.getSurveyResults({ surveyId, departmentId: groupId })).toMatchObject({ isHidden: true, questions: [] });
  const { rows } = await world.database.transaction(systemActor('test'), {}, (ctx) =>
    sql`select from audit.record where action = 'surveys.answerOwnSurvey' and target_id = ${surveyId}
      and (actor_kind = 'member' or address is not null or session_id is not null)`.execute(ctx.tx),
  );
  expect(rows).toHaveLength(0);
});
