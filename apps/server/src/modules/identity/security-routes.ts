import type { AuthenticationResponseJSON, RegistrationResponseJSON } from '@simplewebauthn/server';
import { AppError, security as contract } from '@tessera/contract';
import { type BoundRoute, bindDirect, type Call, type DirectUseCases } from '../../platform/bind.ts';
import { choosePassword } from './choose-password.ts';
import { confirmPassword, confirmPerson } from './confirm-person.ts';
import type { Identity } from './create-identity.ts';
import { confirmOwnEmail, removeOwnEmail, sendOwnEmailCode } from './own-email.ts';
import { addPasskey, removePasskey, startPasskey, startPasskeyCheck, verifyPasskey } from './own-passkeys.ts';
import { describeOwnSecurity, endOtherSessions, endOwnSession } from './own-security.ts';
import { confirmTotp, removeTotp, renewRecoveryCodes, spendRecoveryCode, startTotp, verifyTotp } from './own-totp.ts';
import type { Finished } from './second-factor.ts';
import { findSignedIn, namedPerson, renewSession, viewOfOpened } from './signed-in.ts';

type Cases = DirectUseCases<typeof contract>;

/** What people do for their own safety. */
export function createSecurityRoutes(identity: Identity): BoundRoute[] {
  return bindDirect(contract, { ...passwordCases(identity), ...totpCases(identity), ...passkeyCases(identity), ...sessionCases(identity) });
}

function finished(call: Call, { view, cookies }: Finished): Finished['view'] {
  call.setCookies(cookies);
  return view;
}

function passwordCases({
  parts,
}: Identity): Pick<Cases, 'setFirstPassword' | 'changePassword' | 'sendOwnEmailCode' | 'confirmOwnEmail' | 'removeOwnEmail'> {
  return {
    async setFirstPassword(call, { currentPassword, password }) {
      const signedIn = await findSignedIn(parts, call.headers);
      if (signedIn.needs !== 'password' && signedIn.needs !== 'freshPassword') throw new AppError('identity.not_needed');
      await confirmPerson(parts, signedIn, { currentPassword, origin: call });
      const { userId, standing, sessionId } = signedIn.user;
      const by = namedPerson(signedIn);
      await choosePassword(parts, { userId, password, action: 'identity.setFirstPassword', by, keptSessionId: sessionId }, call);
      const opened = await renewSession(parts, signedIn, { secondFactorAt: standing.secondFactorAt, origin: call });
      return finished(call, { view: await viewOfOpened(parts, signedIn.realm, opened), cookies: opened.cookies });
    },
    async changePassword(call, { currentPassword, password }) {
      const signedIn = await findSignedIn(parts, call.headers);
      const { userId, sessionId, standing } = signedIn.user;
      if (standing.passwordIs === 'none') await confirmPerson(parts, signedIn, { origin: call });
      else await confirmPassword(parts, signedIn, { currentPassword, origin: call });
      const by = namedPerson(signedIn);
      await choosePassword(parts, { userId, password, action: 'identity.changePassword', by, keptSessionId: sessionId }, call);
      return {};
    },
    async sendOwnEmailCode(call, input) {
      return sendOwnEmailCode(parts, await findSignedIn(parts, call.headers), { ...input, origin: call });
    },
    async confirmOwnEmail(call, input) {
      await confirmOwnEmail(parts, await findSignedIn(parts, call.headers), { ...input, origin: call });
      return {};
    },
    async removeOwnEmail(call, input) {
      await removeOwnEmail(parts, await findSignedIn(parts, call.headers), { ...input, origin: call });
      return {};
    },
  };
}

function totpCases({
  parts,
}: Identity): Pick<Cases, 'startTotp' | 'confirmTotp' | 'verifyTotp' | 'spendRecoveryCode' | 'renewRecoveryCodes' | 'removeTotp'> {
  return {
    async startTotp(call, input) {
      return startTotp(parts, await findSignedIn(parts, call.headers), { ...input, origin: call });
    },
    async confirmTotp(call, { code }) {
      const { recoveryCodes, ...end } = await confirmTotp(parts, await findSignedIn(parts, call.headers), { code, origin: call });
      return { recoveryCodes, session: finished(call, end) };
    },
    async verifyTotp(call, { code }) {
      return finished(call, await verifyTotp(parts, await findSignedIn(parts, call.headers), { code, origin: call }));
    },
    async spendRecoveryCode(call, { code }) {
      return finished(call, await spendRecoveryCode(parts, await findSignedIn(parts, call.headers), { code, origin: call }));
    },
    async renewRecoveryCodes(call, input) {
      return renewRecoveryCodes(parts, await findSignedIn(parts, call.headers), { ...input, origin: call });
    },
    async removeTotp(call, input) {
      await removeTotp(parts, await findSignedIn(parts, call.headers), { ...input, origin: call });
      return {};
    },
  };
}

function passkeyCases({ parts }: Identity): Pick<Cases, 'startPasskey' | 'addPasskey' | 'startPasskeyCheck' | 'verifyPasskey' | 'removePasskey'> {
  return {
    async startPasskey(call, input) {
      return jsonOf(await startPasskey(parts, await findSignedIn(parts, call.headers), { ...input, origin: call }));
    },
    async addPasskey(call, { name, credential }) {
      const response = credential as unknown as RegistrationResponseJSON; // The verifier trusts no part of it.
      return finished(call, await addPasskey(parts, await findSignedIn(parts, call.headers), { name, credential: response, origin: call }));
    },
    async startPasskeyCheck(call) {
      return jsonOf(await startPasskeyCheck(parts, await findSignedIn(parts, call.headers), call));
    },
    async verifyPasskey(call, { credential }) {
      const response = credential as unknown as AuthenticationResponseJSON; // As above.
      return finished(call, await verifyPasskey(parts, await findSignedIn(parts, call.headers), { credential: response, origin: call }));
    },
    async removePasskey(call, input) {
      await removePasskey(parts, await findSignedIn(parts, call.headers), { ...input, origin: call });
      return {};
    },
  };
}

function sessionCases({ parts }: Identity): Pick<Cases, 'getOwnSecurity' | 'endOwnSession' | 'endOtherSessions'> {
  return {
    async getOwnSecurity(call) {
      return describeOwnSecurity(parts, await findSignedIn(parts, call.headers), call);
    },
    async endOwnSession(call, { sessionId }) {
      await endOwnSession(parts, await findSignedIn(parts, call.headers), { sessionId, origin: call });
      return {};
    },
    async endOtherSessions(call) {
      return endOtherSessions(parts, await findSignedIn(parts, call.headers), call);
    },
  };
}

/** WebAuthn's options hold no dates and no functions: they are JSON. */
function jsonOf(options: object): Record<string, never> {
  return JSON.parse(JSON.stringify(options));
}
