import { openPhone } from '../actors/phone.ts';
import { seen, shows } from '../frame/expect.ts';
import { type Stage, story } from '../frame/stage.ts';

const PHONE = '13800000002';

export const phoneSignIn = [story('a member signs in with a code that was sent to the phone', signsIn)];

async function signsIn(stage: Stage): Promise<void> {
  stage.watch.expect(/401 from POST \/api\/identity\/sign-in-with-phone/);
  const phone = await openPhone(stage, { locale: 'zh-CN' });
  const { page, t } = phone;
  await page.getByTestId('choice-phone').click();
  await page.getByTestId('phone').fill(PHONE);
  await page.getByTestId('send-code').click();
  await shows(page.getByTestId('sign-in-problem'), t('signIn.sent'));
  const code = await codeOnLandingPage(stage);
  await page.getByTestId('phone-code').fill(code === '000000' ? '000001' : '000000');
  await shows(page.getByTestId('sign-in-problem'), t('identity.code_wrong'));
  await page.getByTestId('phone-code').fill(code);
  await seen(page.getByTestId('home-page'));
  await shows(page.getByTestId('card-face'), '王浩然');
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
