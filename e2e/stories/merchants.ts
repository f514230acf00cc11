import { confirm, openDesk, visit } from '../actors/desk.ts';
import { seen, shows } from '../frame/expect.ts';
import { type Stage, story } from '../frame/stage.ts';
import { deskTexts } from '../frame/texts.ts';

const PHONE = '13700001234';
const COMPANY = '安途道路救援';
const PAPER = { name: '营业执照.pdf', mimeType: 'application/pdf', buffer: Buffer.from('%PDF-1.4 made up') };

export const merchants = [story('a company applies with its papers, is reviewed, and two people sign its contract', becomesMerchant)];

async function becomesMerchant(stage: Stage): Promise<void> {
  // Nobody has proved a phone in this browser yet.
  stage.watch.expect(/403 from GET \/api\/applicant\/applications/);
  const page = await stage.open({ device: 'desk', name: 'applicant', locale: 'zh-CN' });
  const t = deskTexts('zh-CN');

  stage.step('the phone is proved, the company described, its papers added');
  await page.goto('/console/');
  await page.getByTestId('apply').click();
  await page.getByTestId('apply-phone').fill(PHONE);
  await page.getByTestId('apply-send-code').click();
  const code = await codeOnLandingPage(stage);
  await page.getByTestId('apply-code').fill(code);
  await page.getByTestId('apply-go').click();
  await page.getByTestId('apply-company').fill(COMPANY);
  await page.getByTestId('apply-registration').fill('91310000MA1FL77777');
  await page.getByTestId('apply-contact').fill('贺先生');
  await page.getByTestId('apply-region').fill('闵行区');
  await page.getByTestId('apply-address').fill('七莘路 1 号');
  await page.getByTestId('apply-submit').click();
  await shows(page.getByTestId('own-application'), t('applicationState.submitted'));
  await page.getByTestId('apply-file').setInputFiles(PAPER);
  await shows(page.getByTestId('own-application'), PAPER.name);

  stage.step('finance approves what it has read, a colleague draws the contract up');
  const finance = await openDesk(stage, { locale: 'zh-CN', userName: 'finance' });
  await visit(finance, 'nav.applications');
  await finance.page.getByRole('link', { name: COMPANY }).click();
  await shows(finance.page.getByTestId('application-documents'), PAPER.name);
  await finance.page.getByTestId('application-approve').click();
  await confirm(finance);
  await shows(finance.page.getByTestId('merchant-contracts'), t('contracts.somebodyElseDraws'));
  const colleague = await openDesk(stage, { locale: 'zh-CN', userName: 'merchants' });
  await colleague.page.goto(new URL(finance.page.url()).pathname);
  await colleague.page.getByTestId('draw-contract').click();
  await colleague.page.getByTestId('contract-holder').fill(COMPANY);
  await colleague.page.getByTestId('contract-bank').fill('工商银行');
  await colleague.page.getByTestId('contract-account').fill('6222 0210 0112 3456');
  await colleague.page.getByTestId('contract-submit').click();
  await seen(colleague.page.getByTestId('somebody-else-signs'));

  stage.step('finance signs: there is a merchant, which gets a shop; the applicant reads it');
  await finance.page.reload();
  await finance.page.getByTestId('sign-contract').click();
  await finance.page.getByTestId('manager-user-name').fill('rescue-boss');
  await finance.page.getByTestId('manager-password').fill('plenty of words 7');
  await finance.page.getByTestId('sign-submit').click();
  await shows(finance.page.getByTestId('merchant-contracts'), '**** 3456');
  await shows(finance.page.getByTestId('merchant-contracts'), t('contractState.signed'));
  await colleague.page.reload();
  await colleague.page.getByRole('link', { name: t('applications.toMerchant') }).click();
  await colleague.page.getByTestId('create-shop').click();
  await colleague.page.getByTestId('shop-name').fill('安途七莘路站');
  await colleague.page.getByTestId('shop-region').fill('闵行区');
  await colleague.page.getByTestId('shop-address').fill('七莘路 1 号');
  await colleague.page.getByTestId('shop-submit').click();
  await shows(colleague.page.getByTestId('merchant-shops'), '安途七莘路站');
  await page.reload();
  await shows(page.getByTestId('own-application'), t('apply.state.contracted'));
}

/** A demo shows on its landing page what would have gone to phones. */
async function codeOnLandingPage(stage: Stage): Promise<string> {
  const page = await stage.open({ device: 'desk', name: 'landing page', locale: 'zh-CN' });
  await page.goto('/');
  const message = page.locator('.messages li').filter({ hasText: PHONE }).first();
  await seen(message);
  const code = /\b\d{6}\b/.exec((await message.innerText()).replace(PHONE, ''))?.[0];
  if (!code) throw new Error(`no code in “${await message.innerText()}”`);
  return code;
}
