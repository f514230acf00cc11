import { DEMO_PASSWORD } from '../../apps/server/seed/people.ts';
import { type Client, createClient } from '../../packages/contract/src/client.ts';
import { type Id, newId } from '../../packages/kernel/src/index.ts';
import { pause } from './product.ts';

export { DEMO_PASSWORD };

const TRIES = 200;
/** What the desk gives out; replaced at the first sign-in. */
const FIRST_PASSWORD = 'given out at the desk';

/** A member of a story's own, so that stories do not stand in each other's way. */
export type StoryMember = { id: Id<'member'>; memberNumber: string; name: string; cardUid: string };
export type StoryTill = {
  merchantId: Id<'organization'>;
  merchantName: string;
  terminalId: Id<'terminal'>;
  terminalName: string;
  enrolmentCode: string;
};

/** The administrator at the interface that apps use: prepares what a story is not about, and tells what is true in the end. */
export type Office = Awaited<ReturnType<typeof openOffice>>;

export async function openOffice(origin: string) {
  const client = signedInClient(origin, 'console');
  await client.identity.signInWithPassword({ userName: 'admin', password: DEMO_PASSWORD });
  return {
    client,
    member: (input: { name: string; balanceMinor: number }) => addMember(origin, client, input),
    till: (merchantName: string) => addTill(client, merchantName),
    balanceMinor: async (member: StoryMember) => (await client.wallets.getMemberWallet({ memberId: member.id })).balanceMinor,
    paymentsOf: async (member: StoryMember) => (await client.payments.listPayments({ memberId: member.id, limit: 50 })).items,
  };
}

/** A client with a cookie jar of its own. */
export function signedInClient(origin: string, realm: 'member' | 'console'): Client {
  const jar = new Map<string, string>();
  return createClient({
    origin,
    headers: () => ({ 'x-tessera-app': realm, ...(jar.size > 0 && { cookie: [...jar].map(([name, value]) => `${name}=${value}`).join('; ') }) }),
    fetch: async (url, init) => {
      const response = await fetch(url, init);
      for (const text of response.headers.getSetCookie()) {
        const [name = '', value = ''] = text.split(';', 1)[0]?.split(/=(.*)/s) ?? [];
        jar.set(name, value);
      }
      return response;
    },
  });
}

async function addMember(origin: string, client: Client, input: { name: string; balanceMinor: number }): Promise<StoryMember> {
  const tail = newId().replaceAll('-', '').slice(-8).toUpperCase();
  const memberNumber = `S${tail}`;
  const member = await client.members.createMember({ memberNumber, name: input.name, kind: 'student', password: FIRST_PASSWORD });
  const own = signedInClient(origin, 'member');
  await own.identity.signInWithPassword({ userName: memberNumber, password: FIRST_PASSWORD });
  await own.identity.setFirstPassword({ password: DEMO_PASSWORD });
  await sooner(async () => (await client.cards.listCards({ memberId: member.id })).items.length > 0);
  const cardUid = `04${tail}AB12`.slice(0, 14);
  await client.cards.issueCard({ memberId: member.id, uid: cardUid });
  if (input.balanceMinor > 0) await client.payments.topUp({ memberId: member.id, amountMinor: input.balanceMinor });
  return { id: member.id, memberNumber, name: input.name, cardUid };
}

async function addTill(client: Client, merchantName: string): Promise<StoryTill> {
  const name = `${merchantName} ${newId().slice(-4)}`;
  const merchant = await client.organizations.createMerchant({ name, category: 'canteen' });
  const { terminal, enrolmentCode } = await client.terminals.createTerminal({ name: '一号窗口', kind: 'till', organizationId: merchant.id });
  return { merchantId: merchant.id, merchantName: name, terminalId: terminal.id, terminalName: terminal.name, enrolmentCode };
}

/** The wallet and the virtual card come a moment after the member. */
async function sooner(done: () => Promise<boolean>): Promise<void> {
  for (let tries = 0; tries < TRIES; tries += 1) {
    if (await done()) return;
    await pause(50);
  }
  throw new Error('the member got no virtual card');
}
