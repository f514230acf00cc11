/** Suggestions on real redemptions, and the switch that ends them. */
import { type Id, newId } from '@tessera/kernel';
import { sql } from 'kysely';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { createWorld, type MemberPerson, type StaffPerson, type World } from '../../../test/world.ts';
import { type Ctx, systemActor } from '../../platform/ctx.ts';
import { LEAST_MEMBERS, makePairs } from './make-pairs.ts';

const CAR_WASH = '01936f00-0000-7000-8000-000000000001' as Id<'category'>; // From the catalogue's first migration.
/** Six people sign in. */
const SETUP_MS = 120_000;
let world: World;
let admin: StaffPerson;
let version: number;
let merchantId: Id<'organization'>;
let items: { id: Id<'item'>; name: string }[];
let members: MemberPerson[];

beforeAll(async () => {
  world = await createWorld();
  admin = await world.staff('administrator');
  merchantId = await world.merchant();
  const texts = { bodyZh: '# 隐私', bodyEn: '# Privacy', summaryZh: '一', summaryEn: 'One' };
  version = (await admin.client.privacy.saveNoticeDraft(texts)).version;
  await admin.client.privacy.publishNotice({ version });
  items = [];
  for (const name of ['洗车', '打蜡', '补漆', '换胎']) items.push({ id: await offer(merchantId, name), name });
  members = [];
  for (let at = 0; at <= LEAST_MEMBERS; at += 1) members.push(await world.member(admin));
}, SETUP_MS);
afterAll(() => world.close());

const system = <Result>(fn: (ctx: Ctx) => Promise<Result>) => world.database.transaction(systemActor('test'), {}, fn);

async function offer(merchantId: Id<'organization'>, name: string): Promise<Id<'item'>> {
  const terms = { kind: 'service', description: '', pointsPrice: null, moneyPriceMinor: 3_500, shopIds: null } as const;
  const flags = { needsPhoto: false, needsBooking: false };
  const { catalogue } = admin.client;
  const { id: itemId } = await catalogue.createItem({ merchantId, categoryId: CAR_WASH, name, ...terms, ...flags });
  await catalogue.putItemOnShelf({ itemId });
  return itemId;
}

/** As the list keeps it; the way to it is `redemptions`'s. */
const redeem = ({ memberId }: MemberPerson, ...at: number[]) =>
  system(async (ctx) => {
    for (const one of at) {
      const item = items[one];
      await sql`insert into redemptions.redemption (id, number, way, state, member_id, issuer_ids, merchant_id, item_id, category_id, item_name, search_name,
          quantity, points, cash_minor, cash_left_minor, needs_photo, business_on, created_at, taken_at)
        select ${newId()}, 'R', 'device', 'taken', ${memberId}, '{}', merchant_id, id, category_id, name, name, 1, 0, 3500, 3500, false,
          ${ctx.now}::date, ${ctx.now}, ${ctx.now} from catalogue.item where id = ${item?.id}`.execute(ctx.tx);
    }
  });
const person = (at: number): MemberPerson => {
  const found = members[at];
  if (!found) throw new Error('there are so many');
  return found;
};
const answer = (at: number, isAllowed: boolean) =>
  person(at).client.privacy.answerNotice({ version, purposes: isAllowed ? ['recommendations'] : [] });
const seenBy = async (at: number) => {
  const { isOn, items: found } = await person(at).client.recommendations.listOwnSuggestions();
  return [isOn, ...found.map(({ item, reason }) => `${item.name} ${reason}`)];
};
const countOf = (one: number, other: number) =>
  system(async (ctx) => {
    const { rows } = await sql<{ count: number }>`select member_count as count from recommendations.pair
      where item_id = ${items[one]?.id} and with_item_id = ${items[other]?.id}`.execute(ctx.tx);
    return rows[0]?.count ?? 0;
  });

test('suggestions rest on those who allow them alone, and whoever switches off is told and counted nothing', { timeout: 60_000 }, async () => {
  // The last one allows nothing, and did the same as all.
  for (let at = 0; at <= LEAST_MEMBERS; at += 1) {
    await redeem(person(at), 0, ...(at > 0 ? [1] : []));
    if (at < LEAST_MEMBERS) await answer(at, true);
  }
  await system(makePairs);
  expect([await countOf(0, 0), await countOf(0, 1)]).toEqual([LEAST_MEMBERS, 0]);
  expect(await seenBy(LEAST_MEMBERS)).toEqual([false]);
  // Four of five redeemed both: too few to be told. The newest of the category comes instead.
  expect(await seenBy(0)).toEqual([true, '换胎 category', '补漆 category', '打蜡 category']);

  await answer(LEAST_MEMBERS, true);
  await system(makePairs);
  expect([await countOf(0, 0), await countOf(0, 1)]).toEqual([LEAST_MEMBERS + 1, LEAST_MEMBERS]);
  expect(await seenBy(0)).toEqual([true, '打蜡 alike', '换胎 category', '补漆 category']);

  await person(0).client.privacy.setOwnConsent({ purpose: 'recommendations', given: false });
  await person(1).client.privacy.setOwnConsent({ purpose: 'recommendations', given: false });
  expect(await seenBy(0)).toEqual([false]);
  await system(makePairs);
  expect([await countOf(0, 0), await countOf(0, 1)]).toEqual([0, 0]);
});

test('what was redeemed twice comes again, and what is not offered any more is not suggested', async () => {
  await answer(2, true);
  await redeem(person(2), 1);
  expect(await seenBy(2)).toEqual([true, '换胎 category', '补漆 category', '打蜡 again']);
  await admin.client.catalogue.takeItemOffShelf({ itemId: items[1]?.id ?? newId() });
  expect(await seenBy(2)).toEqual([true, '换胎 category', '补漆 category']);
});

type Campaign = Parameters<StaffPerson['client']['promotions']['createCampaign']>[0];
/** What an offer is, beside its name and where it counts. */
const PLAIN: Omit<Campaign, 'name' | 'beginsAt' | 'scope'> = {
  trigger: 'open',
  benefit: { kind: 'percentage', rateBps: 500, capMinor: null },
  endsAt: null,
  hours: [],
  minSpendMinor: null,
  budgetMinor: 5_000_00,
  perMemberMinor: null,
  perMemberCount: null,
  places: null,
  bearer: 'platform',
  bearerId: null,
  priority: 100,
  standing: 'joint',
  code: null,
  coupon: null,
};

async function run(name: string, over: Omit<Partial<Campaign>, 'scope'> & { scope?: Partial<Campaign['scope']> }): Promise<Id<'campaign'>> {
  const { promotions } = (await world.staff('finance')).client;
  const scope = { merchantIds: [], merchantCategories: [], memberKinds: [], departmentIds: [], ...over.scope };
  const beginsAt = new Date(world.clock().getTime() - 1_000).toISOString();
  const { id: campaignId, revision } = await promotions.createCampaign(
    { ...PLAIN, beginsAt, name: { zh: name, en: name }, ...over, scope },
    { key: newId() },
  );
  await promotions.startCampaign({ campaignId, revision });
  return campaignId;
}

test('offers are suggested that count on what the member redeemed for money, until they switch it off', { timeout: 60_000 }, async () => {
  const offersOf = async (at: number) => {
    const { offers } = await person(at).client.recommendations.listOwnSuggestions();
    return offers.map(({ name, way, itemName }) => `${name.zh} ${way} ${itemName}`);
  };
  expect(await offersOf(3)).toEqual([]);
  await run('全场', {});
  await run('洗车类', { scope: { categoryIds: [CAR_WASH] } });
  const elsewhere = await world.merchant('别处');
  await run('别处的', { scope: { merchantIds: [elsewhere] } });
  await run('换胎的', { scope: { itemIds: [items[3]?.id ?? newId()] } });
  await run('小礼', { benefit: { kind: 'gift', item: '扇', quantity: 1, worthMinor: 1_00 } });
  const campaignId = await run('券', {
    trigger: 'coupon',
    scope: { merchantIds: [merchantId] },
    coupon: { validDays: 3, issueMax: null, takesPerMember: 1 },
  });
  expect(await offersOf(3)).toEqual(['券 toTake 洗车', '洗车类 open 洗车', '全场 open 洗车']);
  await person(3).client.promotions.takeCoupon({ campaignId }, { key: newId() });
  expect(await offersOf(3)).toEqual(['券 held 洗车', '洗车类 open 洗车', '全场 open 洗车']);
  await person(3).client.privacy.setOwnConsent({ purpose: 'recommendations', given: false });
  expect(await offersOf(3)).toEqual([]);
});
