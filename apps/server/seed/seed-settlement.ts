import { businessDayOf, type Id, newId, toMinor } from '@tessera/kernel';
import { listOfferedItems } from '../src/modules/catalogue/index.ts';
import { listPointsOf } from '../src/modules/loyalty/index.ts';
import { findMembersByNumber } from '../src/modules/members/index.ts';
import { findIssuers, findMerchantsByName } from '../src/modules/organizations/index.ts';
import {
  type Accruing,
  accrue,
  approvePeriod,
  cutPeriod,
  listPayouts,
  makePayoutBatch,
  recordPayoutResult,
  releasePayoutBatch,
  sumNext,
} from '../src/modules/settlement/index.ts';
import type { Ctx } from '../src/platform/ctx.ts';
import { asColleague } from './as-colleague.ts';
import { DEMO_ISSUER } from './people.ts';

const NAMES = { wash: '净驰汽车服务', film: '星光影城' };
const OFFERS = {
  wash: { name: '标准洗车', points: 30, priceMinor: toMinor(28_50), agreedMinor: toMinor(22_00) },
  film: { name: '2D 电影票', points: 40, priceMinor: toMinor(38_00), agreedMinor: toMinor(34_00) },
};
/** Days of a month on which the insurer’s members had something done; what the first of them had is taken back in the month after. */
const DAYS = ['03', '08', '08', '15', '22', '27'];

type Parties = {
  merchantIds: Record<keyof typeof OFFERS, Id<'organization'>>;
  items: Record<keyof typeof OFFERS, { itemId: string; categoryId: string }>;
  issuerId: Id<'organization'>;
  programmeId: Id<'pointsProgramme'>;
};

/** Two months of services that were paid with an insurer’s points: one is closed and paid out, one waits to be cut off. */
export async function seedSettlement(ctx: Ctx, { timeZone }: { timeZone: string }): Promise<null> {
  const [finance, admin] = [await asColleague(ctx, 'finance'), await asColleague(ctx, 'admin')];
  const members = await findMembersByNumber(
    ctx,
    DEMO_ISSUER.members.map(([memberNumber]) => memberNumber),
  );
  const memberIds = [...members.values()].map(({ id }) => id);
  const parties = await partiesOf(ctx, memberIds);
  const today = businessDayOf(ctx.now, timeZone);
  const [closed, open] = [monthBefore(today, 2), monthBefore(today, 1)];
  const of = { parties, memberIds };
  const [first] = await serve(ctx, { month: closed, ...of });
  await serve(ctx, { month: open, ...of });
  await cutPeriod(finance, { month: closed });
  while (await sumNext(ctx, `${closed}-01`));
  await approvePeriod(admin, { month: closed });
  if (first) await accrue(ctx, { ...first, id: newId(ctx.now.getTime()), kind: 'reversal', reverses: first.id });
  await payOut({ finance, admin });
  return null;
}

/** One batch has gone to the bank: the car wash is paid, what the cinema was sent came back for the name on its account. */
async function payOut({ finance, admin }: { finance: Ctx; admin: Ctx }): Promise<void> {
  const { id: payoutBatchId } = await makePayoutBatch(finance);
  await releasePayoutBatch(admin, { payoutBatchId });
  const { items } = await listPayouts(finance, { payoutBatchId, limit: 10 });
  for (const { id: payoutId, merchantName } of items) {
    const said = merchantName === NAMES.wash ? { result: 'paid' as const } : { result: 'refused' as const, reason: '收款户名与账号不符' };
    await recordPayoutResult(finance, { payoutId, ...said });
  }
}

async function partiesOf(ctx: Ctx, memberIds: readonly Id<'member'>[]): Promise<Parties> {
  const merchants = await findMerchantsByName(ctx, Object.values(NAMES));
  const [wash, film] = [merchants.get(NAMES.wash), merchants.get(NAMES.film)];
  const issuer = (await findIssuers(ctx)).find(({ name }) => name === DEMO_ISSUER.name);
  const [memberId] = memberIds;
  const points = memberId ? await listPointsOf(ctx, memberId) : { items: [] };
  const programmeId = points.items.find(({ issuerName }) => issuerName === DEMO_ISSUER.name)?.programmeId;
  if (!wash || !film || !issuer || !programmeId) throw new Error('the demo has merchants and an insurer by now');
  const items = { wash: await itemNamed(ctx, OFFERS.wash.name), film: await itemNamed(ctx, OFFERS.film.name) };
  return { merchantIds: { wash, film }, items, issuerId: issuer.id, programmeId };
}

async function itemNamed(ctx: Ctx, name: string): Promise<{ itemId: string; categoryId: string }> {
  const item = (await listOfferedItems(ctx, { q: name, limit: 10 })).items.find((one) => one.name === name);
  if (!item) throw new Error(`the demo offers no ${name}`);
  return { itemId: item.id, categoryId: item.categoryId };
}

async function serve(ctx: Ctx, of: { month: string; parties: Parties; memberIds: readonly Id<'member'>[] }): Promise<Accruing[]> {
  const { merchantIds, issuerId, programmeId } = of.parties;
  const served = DAYS.map((day, index): Accruing => {
    const offered = index % 3 === 2 ? 'film' : 'wash';
    const { agreedMinor, points, priceMinor } = OFFERS[offered];
    const memberId = of.memberIds[index % of.memberIds.length];
    if (!memberId) throw new Error('the demo’s insurer has members');
    return {
      id: newId(ctx.now.getTime()),
      kind: 'redemption',
      reverses: null,
      occurredAt: new Date(`${of.month}-${day}T02:30:00Z`),
      businessOn: `${of.month}-${day}`,
      memberId,
      merchantId: merchantIds[offered],
      shopId: null,
      ...of.parties.items[offered],
      itemName: OFFERS[offered].name,
      quantity: 1,
      agreedMinor,
      sources: [{ programmeId, issuerId, points, priceMinor }],
      cashMinor: toMinor(0),
    };
  });
  for (const accruing of served) await accrue(ctx, accruing);
  return served;
}

/** `2026-03-10` and 2 are `2026-01`. */
function monthBefore(day: string, months: number): string {
  const [year = 0, month = 1] = day.split('-').map(Number);
  return new Date(Date.UTC(year, month - 1 - months, 15)).toISOString().slice(0, 7);
}
