/** The demo's own systems to sign in with: who comes in by them, and that they open nothing else of this machine. */
import { onboarding } from '@tessera/contract';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { follow } from '../peers/oidc-peer.ts';
import { type DemoPeers, offerDemoPeers, startDemoPeers } from '../src/demo-sign-in.ts';
import { createLog } from '../src/platform/log.ts';
import { codeOf, createWorld, type Person, type World } from './world.ts';

const log = createLog({ level: 'silent' });
const at = { publicUrl: 'http://localhost:0', demoSignInPort: 0 };
let world: World;
let admin: Person;
let peers: DemoPeers;

beforeAll(async () => {
  const started = await startDemoPeers(at, log);
  if (!started) throw new Error('the demo’s systems did not start');
  peers = started;
  world = await createWorld({ environment: { OUTBOUND_PRIVATE_HOSTS: peers.hosts.join() } });
  admin = await world.staff('securityAdministrator');
  await offerDemoPeers({ ...world, ...at, secrets: world.app.core.secrets }, peers);
});
afterAll(async () => {
  await world?.close();
  await peers?.close();
});

async function answerOf(person: Person, provider: string, chosen: string) {
  const { url } = await person.client.onboarding.startProviderSignIn({ provider, returnTo: '/' });
  const back = await follow(url, `${at.publicUrl}/member/sign-in/callback`, chosen);
  return person.client.onboarding.finishProviderSignIn(onboarding.finishProviderSignIn.body.parse(Object.fromEntries(back.searchParams)));
}

it('somebody new joins by choosing themselves at the campus identity, and comes back as the same member', async () => {
  const { session } = await answerOf(world.stranger('member'), 'demo-campus', 'new');
  expect(session).toMatchObject({ user: { name: '林新竹' }, member: { memberNumber: '20260900' } });
  expect((await answerOf(world.stranger('member'), 'demo-campus', 'new')).session.member).toEqual(session.member);
});

it('the CAS server lets in nobody before the account is linked', async () => {
  const person = world.stranger('member');
  expect(await codeOf(answerOf(person, 'demo-cas', 'new'))).toBe('onboarding.no_account');
  await answerOf(person, 'demo-campus', 'new');
  const { url } = await person.client.onboarding.startProviderLink({ provider: 'demo-cas', returnTo: '/security' });
  const back = await follow(url, `${at.publicUrl}/member/sign-in/callback`, 'new');
  const answer = onboarding.finishProviderSignIn.body.parse(Object.fromEntries(back.searchParams));
  expect(await person.client.onboarding.finishProviderSignIn(answer)).toMatchObject({ outcome: 'linked' });
  expect((await answerOf(world.stranger('member'), 'demo-cas', 'new')).outcome).toBe('signedIn');
});

it('any other port of this machine stays closed to the server', async () => {
  const { items } = await admin.client.onboarding.listProviders();
  const campus = items.find(({ key }) => key === 'demo-campus');
  if (!campus) throw new Error('the demo has no campus identity');
  const other = admin.client.onboarding.saveProvider({ ...campus, baseUrl: 'http://127.0.0.1:1' });
  expect(await codeOf(other)).toBe('onboarding.provider_url_wrong');
});

it('they listen nowhere when people reach the demo from another machine', async () => {
  expect(await startDemoPeers({ ...at, publicUrl: 'https://card.example.edu' }, log)).toBeUndefined();
});

it('at a later start they are found where they are then, and what somebody deleted stays away', async () => {
  await admin.client.onboarding.deleteProvider({ key: 'demo-cas' });
  const moved = { ...peers, oidcUrl: 'http://127.0.0.1:40001', hosts: ['127.0.0.1:40001', ...peers.hosts] };
  await offerDemoPeers({ ...world, ...at, secrets: world.app.core.secrets }, moved);
  const { items } = await admin.client.onboarding.listProviders();
  expect(items.map(({ key, baseUrl, hasSecret }) => ({ key, baseUrl, hasSecret }))).toEqual([
    { key: 'demo-campus', baseUrl: 'http://127.0.0.1:40001', hasSecret: true },
  ]);
});
