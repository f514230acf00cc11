import { newId } from '../../packages/kernel/src/index.ts';
import { seen, shows, until } from '../frame/expect.ts';
import { DEMO_PASSWORD, signedInClient } from '../frame/office.ts';
import { type Stage, story } from '../frame/stage.ts';
import { deskTexts } from '../frame/texts.ts';

export const deskCode = [story('somebody at work signs in to the console with a code that was sent by e-mail', signsIn)];

async function signsIn(stage: Stage): Promise<void> {
  stage.watch.expect(/401 from POST \/api\/identity\/sign-in-with-email/);
  const email = `desk-${newId().slice(-6)}@example.edu`;
  await enterEmail(stage, email);
  const first = await stage.product.letterTo(email);
  const page = await stage.open({ device: 'desk', name: 'desk with a code', locale: 'en' });
  const t = deskTexts('en');
  await page.goto('/console/');
  await page.getByTestId('way-code').click();
  await page.getByTestId('contact').fill(email);
  await page.getByTestId('send-code').click();
  await shows(page.getByTestId('code-sent'), t('signIn.sent'));
  await until('another letter', async () => (await stage.product.letterTo(email)) !== first);
  const code = codeIn(await stage.product.letterTo(email));
  await page.getByTestId('contact-code').fill(code === '000000' ? '000001' : '000000');
  await shows(page.getByRole('alert'), t('identity.code_wrong'));
  await page.getByTestId('contact-code').fill(code);
  await seen(page.getByTestId('user-menu'));
}

/** The auditor enters an address of their own. */
async function enterEmail(stage: Stage, email: string): Promise<void> {
  const { identity } = signedInClient(stage.product.origin, 'console');
  await identity.signInWithPassword({ userName: 'auditor', password: DEMO_PASSWORD });
  await identity.sendOwnEmailCode({ email });
  await until('a letter', async () => (await stage.product.letterTo(email)) !== undefined);
  await identity.confirmOwnEmail({ email, code: codeIn(await stage.product.letterTo(email)) });
}

function codeIn(letter: string | undefined): string {
  const code = /\b\d{6}\b/.exec(letter ?? '')?.[0];
  if (!code) throw new Error(`no code in “${letter}”`);
  return code;
}
