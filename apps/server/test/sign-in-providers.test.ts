/** Signing in at real providers on loopback, through the contract, as a browser would. */
import { onboarding, type Provider } from '@tessera/contract';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type CasPerson, startCasPeer } from '../peers/cas-peer.ts';
import { type Claims, follow, OIDC_CLIENT, startOidcPeer } from '../peers/oidc-peer.ts';
import { startWechatPeer, WECHAT_APP } from '../peers/wechat-peer.ts';
import { readConfig } from '../src/platform/config.ts';
import { codeOf, createWorld, PASSWORD, type Person, type World } from './world.ts';

let world: World;
let admin: Person;
let oidc: Awaited<ReturnType<typeof startOidcPeer>>;
let cas: Awaited<ReturnType<typeof startCasPeer>>;
let wechat: Awaited<ReturnType<typeof startWechatPeer>>;
const people = new Map<string, Claims>();
let casPerson: CasPerson = { user: 'nobody', attributes: {} };
let wechatPerson = { openid: 'o1', unionid: 'u1', nickname: '微信用户' };
const CALLBACK = '/member/sign-in/callback';

beforeAll(async () => {
  oidc = await startOidcPeer({ redirectUris: [`http://localhost:0${CALLBACK}`], people });
  cas = await startCasPeer({ person: () => casPerson });
  wechat = await startWechatPeer(() => wechatPerson);
  world = await createWorld({ environment: { OUTBOUND_PRIVATE_HOSTS: [new URL(oidc.issuer).host, cas.host, wechat.host].join() } });
  admin = await world.staff('securityAdministrator');
  await save({ key: 'campus', kind: 'oidc', baseUrl: oidc.issuer, clientId: OIDC_CLIENT.id, clientSecret: OIDC_CLIENT.secret });
  await save({ key: 'cas', kind: 'cas', baseUrl: cas.root, matchBy: 'userName' });
  await save({ key: 'wechat', kind: 'wechat', baseUrl: wechat.origin, clientId: WECHAT_APP.id, clientSecret: WECHAT_APP.secret, joinsAs: 'visitor' });
});
afterAll(async () => {
  await world.close();
  await Promise.all([oidc.close(), cas.close(), wechat.close()]);
});

type Values = Partial<Provider> & Pick<Provider, 'key' | 'kind'> & { clientSecret?: string };
const save = (values: Values, by = admin) =>
  by.client.onboarding.saveProvider({
    nameZh: values.key,
    nameEn: values.key,
    baseUrl: '',
    clientId: '',
    scopes: values.kind === 'oidc' ? 'profile email' : '',
    forMembers: true,
    forStaff: false,
    matchBy: 'none',
    userNameClaim: '',
    joinsAs: null,
    enabled: true,
    ...values,
  });

/** The way to the provider and back, as the browser takes it; answers what the app hands over. */
async function goTo(person: Person, provider: string, returnTo = '/') {
  const { url } = await person.client.onboarding.startProviderSignIn({ provider, returnTo });
  const back = await follow(url, `http://localhost:0${CALLBACK}`);
  return onboarding.finishProviderSignIn.body.parse(Object.fromEntries(back.searchParams));
}
async function signInAt(provider: string, person = world.stranger('member')) {
  const end = await person.client.onboarding.finishProviderSignIn(await goTo(person, provider, '/pay'));
  return { person, ...end };
}
async function linkAt(person: Person, provider: string) {
  const { url } = await person.client.onboarding.startProviderLink({ provider, returnTo: '/security' });
  const back = await follow(url, `http://localhost:0${CALLBACK}`);
  return person.client.onboarding.finishProviderSignIn(onboarding.finishProviderSignIn.body.parse(Object.fromEntries(back.searchParams)));
}

describe('an OpenID provider', () => {
  it('signs in a member who has linked their account, and nobody before that', async () => {
    const member = await world.member(await world.staff('administrator'));
    oidc.state.signsIn = 'person-1';
    people.set('person-1', { sub: 'person-1', name: '王一' });
    expect(await codeOf(signInAt('campus'))).toBe('onboarding.no_account');
    expect(await linkAt(member, 'campus')).toMatchObject({ outcome: 'linked', returnTo: '/security' });
    const { session, returnTo } = await signInAt('campus');
    expect(returnTo).toBe('/pay');
    expect(session.member?.memberId).toBe(member.memberId);
    const { items } = await member.client.onboarding.listOwnLinks();
    expect(items.find((item) => item.provider === 'campus')).toMatchObject({ label: '王一' });
    const stranger = await world.member(await world.staff('administrator'));
    expect(await codeOf(linkAt(stranger, 'campus'))).toBe('onboarding.link_taken');
    await member.client.onboarding.removeOwnLink({ provider: 'campus' });
    expect(await codeOf(signInAt('campus'))).toBe('onboarding.no_account');
  });

  it('lets a newcomer join where its settings say so, with what it vouches for', async () => {
    await save({ key: 'campus', kind: 'oidc', baseUrl: oidc.issuer, clientId: OIDC_CLIENT.id, joinsAs: 'student' });
    oidc.state.signsIn = 'person-2';
    people.set('person-2', { sub: 'person-2', name: '新生', preferred_username: '20269999', email: 'new@example.edu', email_verified: true });
    const { session, person } = await signInAt('campus');
    expect(session).toMatchObject({ needs: null, user: { name: '新生' }, member: { memberNumber: '20269999' } });
    expect((await person.client.identity.getOwnSecurity()).emailMasked).toBe('n***@example.edu');
    expect((await signInAt('campus')).session.member).toEqual(session.member);
  });

  it('matches by an address only when the provider has verified it', async () => {
    await save({ key: 'campus', kind: 'oidc', baseUrl: oidc.issuer, clientId: OIDC_CLIENT.id, matchBy: 'email', joinsAs: null });
    oidc.state.signsIn = 'person-3';
    people.set('person-3', { sub: 'person-3', name: '冒名', email: 'new@example.edu', email_verified: false });
    expect(await codeOf(signInAt('campus'))).toBe('onboarding.no_account');
    oidc.state.signsIn = 'person-4';
    people.set('person-4', { sub: 'person-4', name: '新生二', email: 'unknown@example.edu', email_verified: true });
    expect(await codeOf(signInAt('campus'))).toBe('onboarding.no_account');
  });

  it('counts once, in the browser that began, for the app and the provider it was begun with', async () => {
    oidc.state.signsIn = 'person-2';
    const victim = world.stranger('member');
    const planted = await goTo(world.stranger('member'), 'campus');
    expect(await codeOf(victim.client.onboarding.finishProviderSignIn(planted))).toBe('onboarding.handshake_wrong');
    const own = world.stranger('member');
    const answer = await goTo(own, 'campus');
    expect(await codeOf(own.client.onboarding.finishProviderSignIn({ ...answer, state: 'made-up' }))).toBe('onboarding.handshake_wrong');
    expect(await codeOf(own.client.onboarding.finishProviderSignIn({ ...answer, iss: 'https://evil.example' }))).toBe('onboarding.provider_failed');
    expect(await codeOf(own.client.onboarding.finishProviderSignIn(answer))).toBe('onboarding.handshake_wrong');
  });

  it('gives no session for a code of another handshake: nonce and verifier do not fit', async () => {
    const [first, second] = [world.stranger('member'), world.stranger('member')];
    const stolen = await goTo(first, 'campus');
    const own = await goTo(second, 'campus');
    const mixed = second.client.onboarding.finishProviderSignIn({ ...own, code: stolen.code ?? '' });
    expect(await codeOf(mixed)).toBe('onboarding.provider_failed');
  });

  it('leads nowhere but back into the app', async () => {
    const person = world.stranger('member');
    for (const returnTo of ['https://evil.example', '//evil.example', '/\\evil.example', 'javascript:alert(1)']) {
      expect(await codeOf(person.client.onboarding.startProviderSignIn({ provider: 'campus', returnTo })), returnTo).toBe('request.invalid');
    }
  });
});

describe('a CAS server', () => {
  it('signs in the member of that number, and signs them out when they sign out there', async () => {
    const member = await world.member(await world.staff('administrator'));
    casPerson = { user: member.memberNumber, attributes: { displayName: '王 & 一 <二>' } };
    const { person, session } = await signInAt('cas');
    expect(session.member?.memberId).toBe(member.memberId);
    const { ticket } = cas.handedOut.at(-1) ?? { ticket: '' };
    const post = (logoutRequest: string) => fetch(`${world.origin}${CALLBACK}`, { method: 'POST', body: new URLSearchParams({ logoutRequest }) });
    expect((await post(cas.logoutRequestOf('ST-other'))).status).toBe(204);
    expect((await person.client.identity.getSession()).member?.memberId).toBe(member.memberId);
    expect((await post(cas.logoutRequestOf(ticket))).status).toBe(204);
    await expect.poll(() => codeOf(person.client.identity.getSession())).toBe('request.unauthenticated');
    expect((await post('no XML at all <')).status).toBe(204);
  });

  it('is not believed about a ticket that was used or made for somebody else', async () => {
    const person = world.stranger('member');
    const answer = await goTo(person, 'cas');
    const other = await goTo(world.stranger('member'), 'cas');
    expect(await codeOf(person.client.onboarding.finishProviderSignIn({ ...answer, ticket: other.ticket ?? '' }))).toBe('onboarding.provider_failed');
  });
});

describe('WeChat', () => {
  it('knows one person by the unionid, whichever app they come from', async () => {
    const { session } = await signInAt('wechat');
    expect(session).toMatchObject({ user: { name: '微信用户' } });
    wechatPerson = { ...wechatPerson, openid: 'o2' };
    expect((await signInAt('wechat')).session.member).toEqual(session.member);
    wechatPerson = { openid: 'o3', unionid: 'u3', nickname: '另一人' };
    expect((await signInAt('wechat')).session.member).not.toEqual(session.member);
  });
});

describe('a provider’s settings', () => {
  it('never show the secret again, and keep it when none is given', async () => {
    const { items } = await admin.client.onboarding.listProviders();
    expect(items.find((item) => item.key === 'campus')).toMatchObject({ hasSecret: true });
    expect(JSON.stringify(items)).not.toContain(OIDC_CLIENT.secret);
  });

  it('refuse addresses that are not https or lead into this machine', async () => {
    for (const baseUrl of [
      'http://id.example.edu',
      'https://127.0.0.1',
      'https://169.254.169.254/latest',
      'https://[::1]/',
      'http://localhost:5432',
    ]) {
      expect(await codeOf(save({ key: 'evil', kind: 'oidc', baseUrl })), baseUrl).toBe('onboarding.provider_url_wrong');
    }
  });

  it('are tested step by step, so that an administrator knows what to mend', async () => {
    const test = async (key: string) => (await admin.client.onboarding.testProvider({ key })).steps.map(({ step, ok }) => `${step} ${ok}`);
    expect(await test('campus')).toEqual(['address true', 'discovery true', 'keys true']);
    expect(await test('cas')).toEqual(['address true', 'service true']);
    expect(await test('wechat')).toEqual(['address true', 'connection true']);
    await save({ key: 'broken', kind: 'oidc', baseUrl: `${oidc.issuer}/other`, enabled: false });
    expect(await test('broken')).toEqual(['address true', 'discovery false']);
    await save({ key: 'wrong', kind: 'wechat', baseUrl: wechat.origin, clientId: WECHAT_APP.id, clientSecret: 'wrong', enabled: false });
    expect(await test('wrong')).toEqual(['address true', 'connection false']);
  });
});

describe('registering by oneself', () => {
  const codeIn = (text: string | undefined) => /\d{6}/.exec(text ?? '')?.[0] ?? '';

  it('is closed unless the setting opens it', async () => {
    const person = world.stranger('member');
    expect(await codeOf(person.client.onboarding.sendRegistrationCode({ contact: '13811112222' }))).toBe('onboarding.registration_off');
  });

  it('makes a member of the kind that the installation says, whatever is sent along', async () => {
    await admin.client.settings.updateSetting({ key: 'onboarding.registerByPhone', value: true });
    await expect.poll(async () => (await world.stranger('member').client.identity.getSignInOptions()).registerByPhone).toBe(true);
    const person = world.stranger('member');
    await person.client.onboarding.sendRegistrationCode({ contact: '13811112222' });
    await expect.poll(async () => (await world.readMessages()).length).toBeGreaterThan(0);
    const code = codeIn((await world.readMessages()).at(-1)?.text);
    const assigned = { kind: 'staff', memberNumber: 'ADMIN', permissions: ['security.write'], status: 'closed', realm: 'console' };
    const input = { contact: '13811112222', code, name: '自来', password: PASSWORD, ...assigned };
    const session = await person.client.onboarding.registerMember(input);
    expect(session).toMatchObject({ realm: 'member', needs: null, user: { name: '自来' } });
    expect(session.member?.memberNumber).toMatch(/^N\d{8}$/);
    expect((await person.client.members.getOwnMember()).kind).toBe('customer');
    await world.stranger('member').client.identity.signInWithPassword({ userName: '13811112222', password: PASSWORD });
  });
});

it('reads the hosts that may be private from the environment', () => {
  expect(readConfig({ DATA_DIR: world.config.dataDir, OUTBOUND_PRIVATE_HOSTS: 'cas.local, 10.0.0.1:8443' }).outboundPrivateHosts).toEqual([
    'cas.local',
    '10.0.0.1:8443',
  ]);
});
