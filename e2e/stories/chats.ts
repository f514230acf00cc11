import { confirm, type Desk, openDesk, visit } from '../actors/desk.ts';
import { goTo, type Phone, phoneOf } from '../actors/phone.ts';
import { same, seen, shows } from '../frame/expect.ts';
import { type Stage, story } from '../frame/stage.ts';

export const chats = [story('a member asks the desk in a chat, both read each other as it happens, and it goes on as a case', fromHelpToCase)];

async function fromHelpToCase(stage: Stage): Promise<void> {
  const { settings } = stage.office.client;
  for (const key of ['disputes.serviceFrom', 'disputes.serviceTo'] as const) await settings.updateSetting({ key, value: '00:00' });
  const [{ member, phone }, desk] = await Promise.all([visitor(stage), deskOfChats(stage)]);

  stage.step('the member finds no answer in the help and writes to the desk');
  await goTo(phone, 'me');
  await phone.page.getByTestId('me-help').click();
  await phone.page.getByTestId('help-search').fill('卡丢了');
  await seen(phone.page.getByTestId('help-article').first());
  await phone.page.getByTestId('help-chat').click();
  await phone.page.getByTestId('chat-begin').fill('我的卡刷不了门禁');
  await phone.page.getByTestId('chat-start').click();
  await seen(phone.page.getByTestId('chat-state'));

  stage.step('the desk sees who waits, takes the chat and answers; the phone shows it by itself');
  await desk.page.getByTestId('chat-entry').filter({ hasText: member.name }).click();
  await desk.page.getByTestId('chat-take').click();
  await desk.page.getByTestId('chat-text').fill('请问是哪一栋楼？');
  await desk.page.getByTestId('chat-send').click();
  await shows(phone.page.getByTestId('chat-lines'), '请问是哪一栋楼？');
  await phone.page.getByTestId('chat-text').fill('三号楼，昨天开始');
  await phone.page.getByTestId('chat-send').click();
  await shows(desk.page.getByTestId('chat-lines'), '三号楼，昨天开始');

  stage.step('it needs more than words: the desk makes it a case, which the member opens');
  await desk.page.getByTestId('chat-move').click();
  await confirm(desk);
  await phone.page.getByTestId('chat-case').click();
  await seen(phone.page.getByTestId('dispute-state'));
  const [found] = (await stage.office.client.disputes.listDisputes({ q: member.memberNumber, limit: 5 })).items;
  same('way of the case', found?.way, 'chat');
}

async function visitor(stage: Stage): Promise<{ member: { name: string; memberNumber: string }; phone: Phone }> {
  const member = await stage.office.member({ name: '郑十一', balanceMinor: 0 });
  return { member, phone: await phoneOf(stage, member.memberNumber) };
}

async function deskOfChats(stage: Stage): Promise<Desk> {
  const desk = await openDesk(stage, { locale: 'zh-CN', userName: 'admin' });
  await visit(desk, 'nav.chats');
  return desk;
}
