import { type Id, newId, toMinor } from '@tessera/kernel';
import { acceptAgreedPrice, createItem, proposeAgreedPrice, putItemOnShelf } from '../../src/modules/catalogue/index.ts';
import { post, TRANSFER_CODES } from '../../src/modules/ledger/index.ts';
import { giveLots } from '../../src/modules/loyalty/give-lots.ts';
import { agreePointPrice, createPointsProgramme } from '../../src/modules/loyalty/index.ts';
import { knownProgramme } from '../../src/modules/loyalty/programme.ts';
import { addMembers } from '../../src/modules/members/index.ts';
import { drawUpContract, signContract } from '../../src/modules/merchants/index.ts';
import { createIssuer, createMerchant, createOperator } from '../../src/modules/organizations/index.ts';
import { channelAccountOf } from '../../src/modules/payments/index.ts';
import { createTerminal } from '../../src/modules/terminals/create-terminal.ts';
import { findWalletsOfMembers, openWallets } from '../../src/modules/wallets/index.ts';
import { type Actor, type Ctx, systemActor } from '../../src/platform/ctx.ts';
import { businessDayNow } from '../../src/platform/time-zone.ts';
import type { Ground as WholeGround } from '../ground.ts';

/** What a month needs of it: a test brings its own. */
export type Ground = Pick<WholeGround, 'database' | 'owner' | 'secrets'>;

export const SYSTEM = systemActor('bench');
export const MONTH = '2026-01';
const CAR_WASH = '01936f00-0000-7000-8000-000000000001' as Id<'category'>; // From the catalogue's first migration.
const MEMBERS_PER_STEP = 500;
const POINTS_EACH = 120;
const BALANCE_MINOR = toMinor(50_000);
const ISSUERS = [
  // What is left of the first one's points ends with the day after the month; the second one's are pending for three days.
  { name: '安泰保险', pricePerThousandPoints: 95_000, months: 1, pendingDays: 0 },
  { name: '远航保险', pricePerThousandPoints: 80_555, months: 12, pendingDays: 3 },
  { name: '星联银行', pricePerThousandPoints: 110_250, months: 12, pendingDays: 0 },
] as const;
const MERCHANTS = ['净驰洗车', '星光影城', '悦动健身', '安途代驾', '晨露美容'] as const;
/** Of each merchant, beside each other: one with a price in money too, one for points only. */
const ITEMS = [
  { name: '标准', pointsPrice: 30, moneyPriceMinor: 3_500, agreedMinor: 2_233 },
  { name: '专享', pointsPrice: 47, moneyPriceMinor: null, agreedMinor: 3_771 },
] as const;

export type Issuer = {
  readonly id: Id<'organization'>;
  readonly name: string;
  readonly person: Actor;
  readonly programmeId: Id<'pointsProgramme'>;
  readonly pendingDays: number;
};
export type Offered = { readonly id: Id<'item'>; readonly pointsPrice: number; readonly moneyPriceMinor: number | null };
export type Merchant = {
  readonly id: Id<'organization'>;
  readonly name: string;
  readonly person: Actor;
  readonly terminalId: Id<'terminal'>;
  readonly items: readonly Offered[];
};
/** Of one member; `points` is what is left of them. */
export type Holder = { readonly id: Id<'member'>; readonly memberNumber: string; readonly issuer: Issuer; points: number };
export type Parties = {
  readonly maker: Actor;
  readonly checker: Actor;
  readonly issuers: readonly Issuer[];
  readonly merchants: readonly Merchant[];
  readonly holders: readonly Holder[];
};

/** In a transaction of this person at this instant. */
export function at<Result>(
  { ground, when, actor }: { ground: Ground; when: string; actor: Actor },
  fn: (ctx: Ctx) => Promise<Result>,
): Promise<Result> {
  return ground.database.transaction(actor, { now: new Date(when) }, fn);
}

type Kind = 'operator' | 'issuer' | 'merchant';

function personOf(name: string, organizationId: Id<'organization'>, organizationKind: Kind): Actor {
  const permissions = new Set([
    'settlement.close',
    'settlement.approve',
    'settlement.payOut',
    'settlement.releasePayOuts',
    'loyalty.write',
    'loyalty.approve',
  ] as const);
  return { kind: 'staff', userId: newId(), staffId: newId<'staff'>(), name, organizationId, organizationKind, permissions };
}

/** Everybody on the first morning, by the use cases that bring them in. */
export async function gather(ground: Ground, members: number): Promise<Parties> {
  const morning = `${MONTH}-01T01:00:00Z`;
  const operatorId = (await at({ ground, when: morning, actor: SYSTEM }, (ctx) => createOperator(ctx, { name: '运营方' }))).id;
  const [maker, checker] = [personOf('甲', operatorId, 'operator'), personOf('乙', operatorId, 'operator')];
  const issuers: Issuer[] = [];
  for (const { name, pricePerThousandPoints, months, pendingDays } of ISSUERS) {
    const { id } = await at({ ground, when: morning, actor: SYSTEM }, (ctx) => createIssuer(ctx, { name }));
    const person = personOf(name, id, 'issuer');
    const terms = { name: { zh: name, en: name }, expiry: { kind: 'months', months }, pendingDays, issuerId: null, wishedOn: null } as const;
    const made = await at({ ground, when: morning, actor: person }, (ctx) => createPointsProgramme(ctx, { ...terms, pricePerThousandPoints }));
    const pointPriceId = made.proposal?.id ?? newId<'pointPrice'>();
    await at({ ground, when: morning, actor: maker }, (ctx) => agreePointPrice(ctx, { pointPriceId }));
    issuers.push({ id, name, person, programmeId: made.id, pendingDays });
  }
  const merchants: Merchant[] = [];
  for (const name of MERCHANTS) merchants.push(await openMerchant(ground, { name, morning, operator: maker, checker }));
  const holders: Holder[] = [];
  for (let from = 0; from < members; from += MEMBERS_PER_STEP) {
    const count = Math.min(MEMBERS_PER_STEP, members - from);
    holders.push(...(await at({ ground, when: morning, actor: SYSTEM }, (ctx) => enterHolders(ctx, { ground, issuers, from, count }))));
  }
  // Each new member also asks for jobs, such as a virtual card, which nobody shows here.
  await ground.owner.query('delete from graphile_worker._private_jobs');
  await ground.owner.query('vacuum analyze');
  return { maker, checker, issuers, merchants, holders };
}

type Opening = { name: string; morning: string; operator: Actor; checker: Actor };

async function openMerchant(ground: Ground, { name, morning, operator, checker }: Opening): Promise<Merchant> {
  const { id } = await at({ ground, when: morning, actor: SYSTEM }, (ctx) => createMerchant(ctx, { name, category: 'service' }));
  const person = personOf(name, id, 'merchant');
  const till = { organizationId: id, name: '前台', kind: 'till' as const };
  const terminal = await at({ ground, when: morning, actor: SYSTEM }, (ctx) => createTerminal(ctx, till, ground.secrets));
  const terms = { commissionBps: 160, cycle: 'month' as const, minPayoutMinor: 1, validFrom: `${MONTH}-01` };
  const payout = { payoutHolder: name, payoutBank: '招商银行', payoutAccount: '6225880100009921' };
  const drawn = { ...terms, ...payout, organizationId: id };
  const contract = await at({ ground, when: morning, actor: operator }, (ctx) => drawUpContract(ctx, drawn, ground.secrets));
  await at({ ground, when: morning, actor: checker }, (ctx) => signContract(ctx, { contractId: contract.id }));
  const items: Offered[] = [];
  for (const { agreedMinor, ...terms } of ITEMS) {
    const facts = { merchantId: id, categoryId: CAR_WASH, kind: 'service' as const, description: '', stock: null, shopIds: null };
    const fields = { ...facts, ...terms, needsPhoto: false, needsBooking: false, needsConfirmation: false };
    const money = fields.moneyPriceMinor === null ? null : toMinor(fields.moneyPriceMinor);
    const item = await at({ ground, when: morning, actor: person }, (ctx) => createItem(ctx, { ...fields, moneyPriceMinor: money }));
    await agreeOn(ground, { when: morning, itemId: item.id, agreedMinor, merchant: person, operator });
    await at({ ground, when: morning, actor: operator }, (ctx) => putItemOnShelf(ctx, { itemId: item.id }));
    items.push({ id: item.id, pointsPrice: terms.pointsPrice, moneyPriceMinor: terms.moneyPriceMinor });
  }
  return { id, name, person, terminalId: terminal.terminal.id, items };
}

type Agreement = { when: string; itemId: Id<'item'>; agreedMinor: number; merchant: Actor; operator: Actor };

/** What the operator pays the merchant for one piece, from this instant on. */
export async function agreeOn(ground: Ground, { when, itemId, agreedMinor, merchant, operator }: Agreement): Promise<void> {
  const wish = { itemId, agreedMinor: toMinor(agreedMinor), wishedOn: null };
  const price = await at({ ground, when, actor: merchant }, (ctx) => proposeAgreedPrice(ctx, wish));
  await at({ ground, when, actor: operator }, (ctx) => acceptAgreedPrice(ctx, { agreedPriceId: price.id }));
}

type Entering = { ground: Ground; issuers: readonly Issuer[]; from: number; count: number };

/** In turn of each issuer, each with money in the wallet and points of that issuer. */
async function enterHolders(ctx: Ctx, { ground, issuers, from, count }: Entering): Promise<Holder[]> {
  const issuerOf = (number: number): Issuer => {
    const issuer = issuers[number % issuers.length];
    if (!issuer) throw new Error('nobody issues points');
    return issuer;
  };
  const members = Array.from({ length: count }, (_, index) => ({
    memberNumber: `S${String(from + index).padStart(6, '0')}`,
    name: `会员${from + index}`,
    kind: 'customer' as const,
    issuerId: issuerOf(from + index).id,
  }));
  const memberIds = (await addMembers(ctx, members, ground.secrets)).map((member) => member.id);
  await openWallets(ctx, { memberIds });
  const cash = await channelAccountOf(ctx, 'cash');
  const today = await businessDayNow(ctx);
  const transfers = [...(await findWalletsOfMembers(ctx, memberIds)).values()].map(({ accountId }) => ({
    id: newId(ctx.now.getTime()),
    debit: cash,
    credit: accountId,
    amountMinor: BALANCE_MINOR,
    code: TRANSFER_CODES.topUp,
  }));
  await post(ctx, { businessOn: today, transfers });
  const holders = memberIds.map((id, index): Holder => {
    const memberNumber = members[index]?.memberNumber ?? '';
    return { id, memberNumber, issuer: issuerOf(from + index), points: POINTS_EACH };
  });
  for (const issuer of issuers) {
    const own = holders.filter((holder) => holder.issuer === issuer);
    const gifts = own.map(({ id }) => ({ id: newId<'pointsLot'>(ctx.now.getTime()), memberId: id, points: POINTS_EACH }));
    await giveLots(ctx, { programme: await knownProgramme(ctx, issuer.programmeId), today, source: 'rule', gifts });
  }
  return holders;
}
