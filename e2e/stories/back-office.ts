import { newId } from '../../packages/kernel/src/index.ts';
import { confirm, type Desk, openDesk, tells, visit } from '../actors/desk.ts';
import { choosePassword, enterPassword, openPhone } from '../actors/phone.ts';
import { enrol, openTill, tillAt } from '../actors/till.ts';
import { seen, shows, until } from '../frame/expect.ts';
import { type Stage, story } from '../frame/stage.ts';

export const backOffice = [
  story('a new member gets a wallet and a virtual card by themselves, and a physical card over the counter', addsMember),
  story('a new merchant gets a till, which hears the office and ends when it is revoked', addsMerchant),
  story('a merchant’s manager sees only the payments of that merchant, with masked names', oneMerchantOnly),
];

async function addsMember(stage: Stage): Promise<void> {
  const desk = await openDesk(stage, { locale: 'zh-CN', userName: 'admin' });
  const { page, t } = desk;
  const tail = newId().slice(-6).toUpperCase();
  const memberNumber = `N${tail}`;
  await visit(desk, 'nav.members');
  await page.getByTestId('create-member').click();
  await page.getByTestId('member-number').fill(memberNumber);
  await page.getByTestId('member-name').fill('郑九');
  await page.getByTestId('member-password').fill('tessera-demo');
  await page.getByTestId('create-member-submit').click();
  await shows(page.getByRole('heading', { level: 1 }), '郑九');
  const cards = page.getByTestId('member-cards');
  await shows(cards, t('card.virtual'));
  await shows(page.getByTestId('wallet-balance'), '¥0.00');

  stage.step('a card from the reader, separators and all');
  await cards.getByTestId('issue-card').click();
  await page.getByTestId('card-uid').fill(`04:${tail.slice(0, 2)}:${tail.slice(2, 4)}:${tail.slice(4, 6)}`);
  await page.getByTestId('issue-card-submit').click();
  await shows(cards, t('card.physical'));
  stage.step('the password that the office gave is good for nothing but to choose another');
  stage.watch.expect(/403 from/);
  const phone = await openPhone(stage, { locale: 'zh-CN' });
  await enterPassword(phone, memberNumber, 'tessera-demo');
  await choosePassword(phone, 'by the lake at night');
  await shows(phone.page.getByTestId('card-face'), '郑九');
}

async function addsMerchant(stage: Stage): Promise<void> {
  const desk = await openDesk(stage, { locale: 'en', userName: 'admin' });
  const { page, t } = desk;
  const merchant = `Tea house ${newId().slice(-5)}`;
  await visit(desk, 'nav.merchants');
  await page.getByTestId('create-merchant').click();
  await page.getByTestId('merchant-name').fill(merchant);
  await page.getByTestId('merchant-submit').click();
  await shows(page.getByRole('heading', { level: 1 }), merchant);
  const till = await openTill(stage, { locale: 'en', enrolmentCode: await newTerminal(desk) });
  await shows(till.page.getByTestId('merchant'), merchant);
  await shows(page.locator('tbody tr').filter({ hasText: 'Window 1' }), t('terminalStatus.active'));

  stage.step('the till shows a message of the office');
  await openAct(desk, 'terminals.message');
  await page.getByTestId('message-text').fill('The lift is out of order');
  await page.getByTestId('message-submit').click();
  await tells(desk, t('terminals.messageSent', { name: 'Window 1' }));
  await shows(till.page.getByTestId('office-message'), 'The lift is out of order');

  stage.step('the till is revoked, says so, and can be enrolled anew');
  stage.watch.expect(/till: (?:401|403) from GET \/api\/terminal/);
  await openAct(desk, 'terminals.revoke');
  await confirm(desk);
  await shows(till.page.getByTestId('revoked'), till.t('revoked.title'));
  await till.page.getByTestId('enrol-again').click();
  await seen(till.page.getByTestId('enrol-code'));
  await enrol(tillAt(till.page, 'en'), await newTerminal(desk));
}

async function newTerminal(desk: Desk): Promise<string> {
  const { page } = desk;
  await page.getByTestId('create-terminal').click();
  await page.getByTestId('terminal-name').fill('Window 1');
  await page.getByTestId('create-terminal-submit').click();
  const code = (await page.getByTestId('enrolment-code').innerText()).trim();
  await page.getByTestId('enrolment-close').click();
  return code;
}

async function openAct(desk: Desk, act: 'terminals.message' | 'terminals.revoke'): Promise<void> {
  await desk.page
    .locator('tbody tr')
    .filter({ hasText: desk.t('terminalStatus.active') })
    .getByTestId('terminal-acts')
    .click();
  await desk.page.getByRole('menuitem', { name: desk.t(act), exact: true }).click();
}

async function oneMerchantOnly(stage: Stage): Promise<void> {
  stage.watch.expect(/403 from GET \/api\/members/);
  const desk = await openDesk(stage, { locale: 'zh-CN', userName: 'canteen' });
  const { page, t } = desk;
  await visit(desk, 'nav.payments');
  const rows = page.locator('tbody tr.ant-table-row');
  await until('the list is there', async () => (await rows.count()) > 10);
  const texts = await rows.allInnerTexts();
  const foreign = texts.find((text) => !text.includes('第一食堂'));
  if (foreign) throw new Error(`a payment of another merchant: ${foreign}`);
  const open = texts.find((text) => !/[*＊•]/.test(text));
  if (open) throw new Error(`a name that is not masked: ${open}`);
  const offers = async (label: Parameters<typeof t>[0]) => (await page.locator('#sider').getByText(t(label), { exact: true }).count()) > 0;
  if (!(await offers('nav.payments'))) throw new Error('the navigation is not there');
  for (const label of ['nav.members', 'nav.cards', 'nav.topUp', 'nav.journal', 'nav.audit'] as const) {
    if (await offers(label)) throw new Error(`a merchant is offered “${t(label)}”`);
  }
  await page.goto('/console/members');
  await shows(page.locator('main'), t('deadEnd.noAccess'));
}
