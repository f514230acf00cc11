import { AppError, signIn as contract } from '@tessera/contract';
import { type BoundRoute, bindDirect, type Call, type DirectUseCases } from '../../platform/bind.ts';
import type { Identity } from './create-identity.ts';
import type { Opened } from './open-session.ts';
import { requireRealm } from './signed-in.ts';

/** The routes around the session cookie. They open their own transactions, and answer with cookies. */
export function createIdentityRoutes(identity: Identity): BoundRoute[] {
  return bindDirect(contract, sessionUseCases(identity));
}

export function sessionUseCases(identity: Identity): DirectUseCases<typeof contract> {
  const open = async (call: Call, opened: Opened) => {
    const view = await identity.viewOf(requireRealm(call.headers), opened);
    call.setCookies(opened.cookies);
    return view;
  };
  return {
    async getSignInOptions() {
      return identity.signInOptions();
    },
    async signInWithPassword(call, input) {
      return open(call, await identity.signInWithPassword({ realm: requireRealm(call.headers), ...input }, call));
    },
    async sendPhoneCode(call, { phone }) {
      return identity.sendSignInCode({ realm: requireRealm(call.headers), contact: phone }, call);
    },
    async signInWithPhone(call, { phone, code }) {
      return open(call, await identity.signInWithCode({ realm: requireRealm(call.headers), contact: phone, code }, call));
    },
    async sendEmailCode(call, { email }) {
      return identity.sendSignInCode({ realm: requireRealm(call.headers), contact: email }, call);
    },
    async signInWithEmail(call, { email, code }) {
      return open(call, await identity.signInWithCode({ realm: requireRealm(call.headers), contact: email, code }, call));
    },
    async sendResetCode(call, input) {
      return identity.sendResetCode({ realm: requireRealm(call.headers), ...input }, call);
    },
    async resetPassword(call, input) {
      await identity.resetPassword({ realm: requireRealm(call.headers), ...input }, call);
      return {};
    },
    async signOut(call) {
      call.setCookies(await identity.signOut(requireRealm(call.headers), call));
      return {};
    },
    async getSession(call) {
      const view = await identity.describeSession(call.headers);
      if (!view) throw new AppError('request.unauthenticated');
      return view;
    },
  };
}
