import { AppError, onboarding as contract } from '@tessera/contract';
import { type BoundRoute, bind, bindDirect, type Call, type DirectUseCases, pick } from '../../platform/bind.ts';
import { requireRealm } from '../identity/index.ts';
import { finishProviderSignIn } from './finish-provider-sign-in.ts';
import { beginHandshake, clearBinding } from './handshake.ts';
import { listOwnLinks, listSignInProviders, removeOwnLink } from './own-links.ts';
import { createParts, type OnboardingOptions, type Parts } from './parts.ts';
import { SECRET_PURPOSE } from './provider.ts';
import { selectProvider } from './queries.ts';
import { registerMember, sendRegistrationCode } from './register-member.ts';
import { deleteProvider, listProviders, saveProvider } from './save-provider.ts';

const KEPT = pick(contract, ['listProviders', 'saveProvider', 'deleteProvider']);
const WAYS_IN = pick(contract, ['listSignInProviders', 'startProviderSignIn', 'finishProviderSignIn', 'sendRegistrationCode', 'registerMember']);
const OWN = pick(contract, ['listOwnLinks', 'startProviderLink', 'removeOwnLink', 'testProvider']);

export function createOnboardingRoutes(options: OnboardingOptions): BoundRoute[] {
  const parts = createParts(options);
  return [
    ...bind(KEPT, {
      listProviders: (ctx) => listProviders(ctx, parts),
      saveProvider: (ctx, input) => saveProvider(ctx, input, parts),
      deleteProvider,
    }),
    ...bindDirect(WAYS_IN, waysIn(parts)),
    ...bindDirect(OWN, ownLinks(parts)),
  ];
}

function waysIn(parts: Parts): DirectUseCases<typeof WAYS_IN> {
  return {
    async listSignInProviders(call) {
      return listSignInProviders(parts, { realm: requireRealm(call.headers), origin: call });
    },
    async startProviderSignIn(call, { provider, returnTo }) {
      const { url, cookies } = await beginHandshake(parts, { provider, returnTo, realm: requireRealm(call.headers), userId: null }, call);
      call.setCookies(cookies);
      return { url };
    },
    async finishProviderSignIn(call, input) {
      const realm = requireRealm(call.headers);
      const here = await parts.identity.findSession(realm, call.headers);
      const end = await finishProviderSignIn(parts, { ...input, realm, signedInAs: here?.userId ?? null }, call);
      // Not sooner: an answer that somebody else planted must not break off a sign-in that is under way.
      call.setCookies([clearBinding(parts, realm)]);
      if ('opened' in end) {
        const session = await parts.identity.viewOf(realm, end.opened);
        call.setCookies(end.opened.cookies);
        return { outcome: 'signedIn', session, returnTo: end.returnTo };
      }
      const session = await parts.identity.describeSession(call.headers);
      if (!session) throw new AppError('onboarding.handshake_wrong');
      return { outcome: 'linked', session, returnTo: end.returnTo };
    },
    async sendRegistrationCode(call, input) {
      requireRealm(call.headers);
      return sendRegistrationCode(parts, input, call);
    },
    async registerMember(call, input) {
      requireRealm(call.headers);
      const opened = await registerMember(parts, input, call);
      const view = await parts.identity.viewOf('member', opened);
      call.setCookies(opened.cookies);
      return view;
    },
  };
}

function ownLinks(parts: Parts): DirectUseCases<typeof OWN> {
  const own = async (call: Call) => {
    const realm = requireRealm(call.headers);
    const user = await parts.identity.findSession(realm, call.headers);
    if (!user) throw new AppError('request.unauthenticated');
    return { realm, userId: user.userId, origin: call };
  };
  return {
    listOwnLinks: async (call) => listOwnLinks(parts, await own(call)),
    async startProviderLink(call, { provider, returnTo }) {
      const { realm, userId } = await own(call);
      const { url, cookies } = await beginHandshake(parts, { provider, returnTo, realm, userId }, call);
      call.setCookies(cookies);
      return { url };
    },
    async removeOwnLink(call, { provider }) {
      await removeOwnLink(parts, { ...(await own(call)), provider });
      return {};
    },
    async testProvider(call, { key }) {
      const row = await parts.database.transaction(call.actor, call, (ctx) => selectProvider(ctx, key));
      if (!row) throw new AppError('onboarding.provider_unknown');
      const secret = row.secret_sealed === null ? '' : parts.secrets.open(SECRET_PURPOSE, row.secret_sealed);
      return { steps: await parts.adapters[row.kind].probe({ ...row, secret }) };
    },
  };
}
