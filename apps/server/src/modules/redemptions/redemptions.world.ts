import { type Id, toMinor } from '@tessera/kernel';
import { sql } from 'kysely';
import { createWorld, type MemberPerson, type StaffPerson } from '../../../test/world.ts';
import { type Ctx, systemActor } from '../../platform/ctx.ts';
import { trialBalance } from '../ledger/index.ts';
import { verifyLots } from '../loyalty/index.ts';

const SYSTEM = systemActor('test');
/** Above the no-PIN floor, all that is redeemed here asks for it. */
export const PIN = '739182';
const CAR_WASH = '01936f00-0000-7000-8000-000000000001' as Id<'category'>; // From the catalogue's first migration.
export type RedemptionsWorld = Awaited<ReturnType<typeof createRedemptionsWorld>>;
type ProgrammeId = Id<'pointsProgramme'>;
type Terms = {
  pointsPrice?: number | null;
  moneyPriceMinor?: number | null;
  needsPhoto?: boolean;
  needsBooking?: boolean;
  needsConfirmation?: boolean;
  stock?: number;
};

/** A merchant with a till and items, an issuer with a programme beside the operator's own, and members with points of both and money. */
export async function createRedemptionsWorld() {
  const world = await createWorld();
  const admin = await world.staff('administrator');
  const finance = await world.staff('finance');
  const merchant = await world.staff('merchantManager');
  const issuer = await world.staff('issuerManager');
  const till = await world.till(admin, merchant.organizationId);

  const programme = async (of: StaffPerson, agreer: StaffPerson, name: string): Promise<ProgrammeId> => {
    const terms = { name: { zh: name, en: name }, expiry: { kind: 'months', months: 12 } as const, pricePerThousandPoints: 95_000 };
    const made = await of.client.loyalty.createPointsProgramme(terms);
    if (!made.proposal) throw new Error('a new programme comes with a proposal');
    await agreer.client.loyalty.agreePointPrice({ pointPriceId: made.proposal.id });
    return made.id;
  };
  const ours = await programme(issuer, finance, '礼遇');
  const house = await programme(admin, finance, '校园');

  const item = (terms: Terms = {}) => offerItem({ admin, merchant }, terms);
  const member = async (points: { ours?: number; house?: number } = {}, balanceMinor = 10_000): Promise<MemberPerson> => {
    const person = await world.member(admin, { balanceMinor });
    await admin.client.members.updateMember({ memberId: person.memberId, issuerId: issuer.organizationId });
    const give = (by: StaffPerson, pointsProgrammeId: ProgrammeId, many: number) =>
      by.client.loyalty.grantPoints({ pointsProgrammeId, memberId: person.memberId, points: many });
    await person.client.wallets.setOwnPin({ pin: PIN });
    if (points.ours) await give(issuer, ours, points.ours);
    if (points.house) await give(admin, house, points.house);
    return person;
  };
  const credential = async (of: MemberPerson) => ({ kind: 'code' as const, code: await world.payCode(of) });
  /** What a member holds: points of the issuer's programme, of the house's, and money. */
  const held = async (of: MemberPerson): Promise<[number, number, number]> => {
    const { items } = await of.client.loyalty.listOwnPoints();
    const of_ = (id: ProgrammeId) => items.find(({ programmeId }) => programmeId === id)?.balance ?? 0;
    return [of_(ours), of_(house), (await of.client.wallets.getOwnWallet()).balanceMinor];
  };
  const system = <Result>(fn: (ctx: Ctx) => Promise<Result>): Promise<Result> => world.database.transaction(SYSTEM, {}, fn);
  const faults = () => system(findFaults);
  return {
    ...world,
    newTill: world.till,
    admin,
    finance,
    merchant,
    issuer,
    till,
    ours,
    house,
    programme,
    item,
    member,
    credential,
    held,
    system,
    faults,
  };
}

export const part = (programmeId: ProgrammeId, points: number) => ({ programmeId, points });
export const fen = toMinor;

/** Books, lots and what is written down agree: what is left of prices, dues and accruals is one sum. */
async function findFaults(ctx: Ctx): Promise<unknown[]> {
  const lots = await verifyLots(ctx);
  const { rows } = await sql<{ due: number; accrued: number; price: number; billed: number }>`
    select (select coalesce(sum(left_minor), 0) from redemptions.due)::int as due,
      (select coalesce(sum(agreed_minor), 0) from settlement.accrual)::int as accrued,
      (select coalesce(sum(left_minor), 0) from redemptions.source_price)::int as price,
      (select coalesce(sum(price_minor), 0) from settlement.share)::int as billed`.execute(ctx.tx);
  const sums = rows[0];
  const uneven = Object.values((await trialBalance(ctx)).sumMinor).filter((sum) => sum !== 0);
  return [...lots, ...uneven, ...(sums && sums.due === sums.accrued && sums.price === sums.billed ? [] : [sums])];
}

/** On the shelf, with 22.00 agreed on. */
async function offerItem({ admin, merchant }: { admin: StaffPerson; merchant: StaffPerson }, terms: Terms): Promise<Id<'item'>> {
  const { id: itemId } = await merchant.client.catalogue.createItem({
    merchantId: merchant.organizationId,
    categoryId: CAR_WASH,
    kind: 'service',
    name: '标准洗车',
    description: '',
    pointsPrice: 30,
    moneyPriceMinor: 3_500,
    shopIds: null,
    needsPhoto: false,
    needsBooking: false,
    ...terms,
  });
  const price = await admin.client.catalogue.proposeAgreedPrice({ itemId, agreedMinor: 2_200 });
  await merchant.client.catalogue.acceptAgreedPrice({ agreedPriceId: price.id });
  const waiting = await merchant.client.catalogue.putItemOnShelf({ itemId });
  if (waiting.state === 'waiting') await admin.client.catalogue.approveItem({ itemId, revision: waiting.revision });
  return itemId;
}
