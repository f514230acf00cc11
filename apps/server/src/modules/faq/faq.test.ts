import { afterAll, beforeAll, expect, test } from 'vitest';
import { codeOf, createWorld, type StaffPerson } from '../../../test/world.ts';

let world: Awaited<ReturnType<typeof createWorld>>;
let desk: StaffPerson;
beforeAll(async () => {
  world = await createWorld();
  desk = await world.staff('customerService');
});
afterAll(() => world.close());

const article = (title: string, state: 'draft' | 'published' = 'published') => ({
  topic: 'cards' as const,
  title: { zh: title, en: `${title} in English` },
  body: { zh: '请到卡务中心', en: 'Come to the card counter' },
  state,
});

test('members find what is published by words of either language, in the order that the desk gives it', async () => {
  const member = await world.member(await world.staff('administrator'));
  const [first, second] = [await desk.client.faq.createArticle(article('卡丢了')), await desk.client.faq.createArticle(article('卡坏了'))];
  const draft = await desk.client.faq.createArticle(article('草稿', 'draft'));
  const titles = async (q?: string) => (await member.client.faq.listHelp(q ? { q } : {})).items.map(({ title }) => title.zh);
  expect(await titles()).toEqual(['卡丢了', '卡坏了']);
  await desk.client.faq.moveArticle({ articleId: second.id, direction: 'up' });
  await desk.client.faq.moveArticle({ articleId: second.id, direction: 'up' });
  expect(await titles('card COUNTER')).toEqual(['卡坏了', '卡丢了']);
  await desk.client.faq.updateArticle({ articleId: draft.id, ...article('挂失', 'published'), topic: 'account' });
  expect(await titles()).toEqual(['挂失', '卡坏了', '卡丢了']);
  await desk.client.faq.removeArticle({ articleId: first.id });
  expect(await codeOf(desk.client.faq.removeArticle({ articleId: first.id }))).toBe('faq.unknown');
  expect((await desk.client.faq.listArticles({ state: 'published' })).items).toHaveLength(2);
  expect(await titles('100%')).toEqual([]);
});
