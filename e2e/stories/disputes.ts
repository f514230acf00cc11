import { type Desk, openDesk, tells, visit } from '../actors/desk.ts';
import { balanceShows, goTo, type Phone, phoneOf } from '../actors/phone.ts';
import { approved, charge, openTill } from '../actors/till.ts';
import { gone, same, seen, shows } from '../frame/expect.ts';
import { type Stage, story } from '../frame/stage.ts';

export const disputes = [story('a member says that a charge was made twice, the desk gives it back, and both see it as it happens', fromAppToRefund)];

async function fromAppToRefund(stage: Stage): Promise<void> {
  const member = await stage.office.member({ name: '吴十', balanceMinor: 10_000 });
  const till = await openTill(stage, { locale: 'zh-CN', ...(await stage.office.till('小炒')) });
  const phone = await phoneOf(stage, member.memberNumber);
  await charge(till, '18.00', member.cardUid);
  await approved(till, { amount: '18.00', balance: '82.00' });
  await balanceShows(phone, '82.00');

  const desk = await openDesk(stage, { locale: 'zh-CN', userName: 'finance' });
  await visit(desk, 'nav.disputes');
  const caseNumber = await openCase(phone);
  await addPhoto(phone);

  stage.step('the desk finds the case, takes it, and sees the payment beside it');
  await desk.page.getByTestId('search').fill(member.memberNumber);
  await desk.page.getByTestId('disputes-table').getByRole('link', { name: caseNumber }).click();
  await shows(desk.page.getByRole('heading', { level: 1 }), caseNumber);
  await shows(desk.page.getByTestId('dispute-claim'), '午饭刷了两次');
  await desk.page
    .getByTestId('dispute-timeline')
    .getByRole('button', { name: desk.t('photo.open') })
    .click();
  await seen(desk.page.getByTestId('photo-dialog').getByTestId('photo'));
  await desk.page.keyboard.press('Escape');
  await gone(desk.page.getByTestId('photo-dialog'));
  await desk.page.getByTestId('dispute-take').click();
  await shows(phone.page.getByTestId('dispute-state'), desk.t('disputeState.review'));

  await refundAll(desk);
  stage.step('the phone shows the decision by itself, the money is back, and the member is content');
  await shows(phone.page.getByTestId('dispute-result'), desk.t('disputeOutcome.refund'));
  await phone.page.getByTestId('dispute-accept').click();
  await shows(phone.page.getByTestId('dispute-state'), desk.t('disputeState.closed'));
  await goTo(phone, 'home');
  await balanceShows(phone, '100.00');
  same('balance in fen', await stage.office.balanceMinor(member), 10_000);
}

/** From the payment itself; answers the number of the case. */
async function openCase({ page, ...phone }: Phone): Promise<string> {
  await goTo({ page, ...phone }, 'records');
  await page.getByTestId('payment-row').filter({ hasText: '18.00' }).first().click();
  await page.getByTestId('detail-wrong').click();
  await page.getByTestId('claim-charged_twice').check();
  await page.getByTestId('claim-text').fill('午饭刷了两次');
  await page.getByTestId('claim-send').click();
  await seen(page.getByTestId('dispute-state'));
  const said = await page.getByTestId('dispute-page').innerText();
  const caseNumber = /D\d{6}/.exec(said)?.[0];
  if (!caseNumber) throw new Error('the case tells no number');
  return caseNumber;
}

/** What the phone shows is as good a picture as any, and larger than what is sent. */
async function addPhoto({ page }: Phone): Promise<void> {
  const picture = await page.screenshot({ scale: 'device' });
  await page.getByTestId('add-photos').setInputFiles({ name: '小票.png', mimeType: 'image/png', buffer: picture });
  await seen(page.getByTestId('dispute-entries').getByTestId('photo'));
}

async function refundAll(desk: Desk): Promise<void> {
  const { page, t } = desk;
  await page.getByTestId('decide').click();
  await page.getByTestId('outcome-refund').check();
  await shows(page.getByTestId('decide-ok'), '¥18.00');
  await page.getByTestId('decide-reason').fill('收银机重复提交，已退回');
  await page.getByTestId('decide-ok').click();
  await tells(desk, t('disputes.decided'));
  await shows(page.getByTestId('dispute-outcome'), t('disputeOutcome.refund'));
}
