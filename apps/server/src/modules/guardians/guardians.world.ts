import type { GuardianLimits } from '@tessera/contract';
import { type Client, createClient } from '@tessera/contract/client';
import { type Id, newId } from '@tessera/kernel';
import { createWorld, eventually, type MemberPerson, type Person, type World } from '../../../test/world.ts';
import { systemActor } from '../../platform/ctx.ts';

export const SYSTEM = systemActor('test');
export const BORN = '2014-05-06';
type Limits = Pick<GuardianLimits, 'transactionLimitMinor' | 'dayLimitMinor' | 'noPinFloorMinor' | 'refusedCategories'>;
export const NO_LIMITS: Limits = { transactionLimitMinor: null, dayLimitMinor: null, noPinFloorMinor: null, refusedCategories: [] };

export type GuardianWorld = Awaited<ReturnType<typeof createGuardianWorld>>;

/** The whole server with a desk that links guardians, children born in 2014, and a till. */
export async function createGuardianWorld() {
  const world = await createWorld();
  const hire = async () => ({ admin: await world.staff('administrator'), desk: await world.staff('customerService') });
  const people = await hire();
  const till = await world.till(people.admin);
  const { signIn, codeTo } = phonesOf(world);

  let phones = 13_900_000_000;
  const newPhone = (): string => {
    phones += 1;
    return String(phones);
  };
  const child = (balanceMinor = 0) => world.member(people.admin, { name: '李小雨', balanceMinor });
  const link = (memberId: Id<'member'>, phone: string, bornOn = BORN) =>
    people.desk.client.guardians.linkGuardian({ memberId, bornOn, name: '李建国', phone, relation: 'father', consentOnPaper: true });
  /** What the app sends while it shows a child's purse. */
  const inPlaceOf = (person: Person, memberId: string): Client =>
    createClient({ origin: world.origin, headers: () => ({ 'x-tessera-app': 'member', 'x-tessera-for': memberId, cookie: person.cookie() }) });
  const family = async (balanceMinor = 0) => {
    const kid = await child(balanceMinor);
    const phone = newPhone();
    const guardianship = await link(kid.memberId, phone);
    const guardian = await signIn(phone);
    return { kid, phone, guardianship, guardian, asKid: inPlaceOf(guardian, kid.memberId) };
  };
  const pay = (member: MemberPerson, amountMinor: number, at = till) =>
    at.client.payments.charge({ amountMinor, credential: { kind: 'member', memberNumber: member.memberNumber } }, { key: newId<'payment'>() });
  /** The sessions of staff end where the clock leaps; others take their place. */
  const hireAnew = async () => {
    Object.assign(people, await hire());
  };
  return { ...world, people, hireAnew, newPhone, child, link, inPlaceOf, family, pay, signIn, codeTo };
}

function phonesOf(world: World) {
  const codeTo = (phone: string): Promise<string> =>
    eventually(async () => {
      const code = (await world.readMessages()).findLast(({ to }) => to === phone)?.text.match(/\d{6}/)?.[0];
      if (!code) throw new Error('no message yet');
      return code;
    });
  /** Signs in with a code to the phone, as guardians do. */
  const signIn = async (phone: string): Promise<Person> => {
    world.pass(61);
    const person = world.stranger('member');
    await person.client.identity.sendPhoneCode({ phone });
    await person.client.identity.signInWithPhone({ phone, code: await codeTo(phone) });
    return person;
  };
  return { codeTo, signIn };
}
