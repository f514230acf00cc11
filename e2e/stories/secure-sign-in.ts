import { totpCode, totpStepOf } from '../../apps/server/src/modules/identity/totp.ts';
import { newId } from '../../packages/kernel/src/index.ts';
import { choosePassword, enterPassword, goTo, openPhone, type Phone } from '../actors/phone.ts';
import { gone, seen, shows } from '../frame/expect.ts';
import { type Stage, story } from '../frame/stage.ts';

const FIRST = 'given out at the desk';
const OWN = 'chosen by the member';

export const secureSignIn = [
  story('a new member chooses a password, adds a passkey and an authenticator app, and signs in with each', securesSignIn),
];

async function securesSignIn(stage: Stage): Promise<void> {
  stage.watch.expect(/403 from/);
  const memberNumber = `P${newId().slice(-8).toUpperCase()}`;
  await stage.office.client.members.createMember({ memberNumber, name: '新同学', kind: 'student', password: FIRST });
  const phone = await openPhone(stage, { locale: 'zh-CN' });
  await withAuthenticator(phone);
  stage.step('the first password opens nothing but the page that replaces it');
  await enterPassword(phone, memberNumber, FIRST);
  await choosePassword(phone, OWN);
  stage.step('a passkey');
  await openSecurity(phone);
  await phone.page.getByTestId('open-passkey').click();
  await phone.page.getByTestId('add-passkey').click();
  await seen(phone.page.getByTestId('passkey-item'));
  stage.step('an authenticator app');
  const secret = await addTotp(phone);
  stage.step('signing in with the passkey, then with a code');
  await signOut(phone);
  await enterPassword(phone, memberNumber, OWN);
  await phone.page.getByTestId('use-passkey').click();
  await seen(phone.page.getByTestId('home-page'));
  await signOut(phone);
  await enterPassword(phone, memberNumber, OWN);
  // The code of now was spent when the app was set up.
  await phone.page.getByTestId('second-factor-code').fill(totpCode(secret, totpStepOf(new Date()) + 1));
  await phone.page.getByTestId('second-factor-submit').click();
  await seen(phone.page.getByTestId('home-page'));
}

/** A device of Chromium's own that makes and shows passkeys, with a finger that always fits. */
async function withAuthenticator({ page }: Phone): Promise<void> {
  const session = await page.context().newCDPSession(page);
  await session.send('WebAuthn.enable');
  await session.send('WebAuthn.addVirtualAuthenticator', {
    options: {
      protocol: 'ctap2',
      transport: 'internal',
      hasResidentKey: true,
      hasUserVerification: true,
      isUserVerified: true,
      automaticPresenceSimulation: true,
    },
  });
}

async function openSecurity(phone: Phone): Promise<void> {
  await goTo(phone, 'me');
  await phone.page.getByTestId('me-security').click();
  await seen(phone.page.getByTestId('security-page'));
}

async function addTotp({ page }: Phone): Promise<string> {
  await page.getByTestId('add-totp').click();
  await page.getByTestId('start-totp').click();
  const secret = (await page.getByTestId('totp-secret').innerText()).trim();
  await page.getByTestId('totp-code').fill(totpCode(secret, totpStepOf(new Date())));
  await page.getByTestId('confirm-totp').click();
  await seen(page.getByTestId('recovery-codes'));
  await page.getByTestId('recovery-kept').click();
  await seen(page.getByTestId('totp-item'));
  return secret;
}

async function signOut(phone: Phone): Promise<void> {
  await goTo(phone, 'me');
  await phone.page.getByTestId('me-sign-out').click();
  await phone.page.getByTestId('sign-out-confirm').click();
  await seen(phone.page.getByTestId('sign-in-page'));
  await gone(phone.page.getByTestId('sign-out-sheet'));
  await shows(phone.page.getByTestId('sign-in'), phone.t('action.signIn'));
}
