import { type Id, newId, toMinor } from '@tessera/kernel';
import { createWorld, type MemberPerson } from '../../../test/world.ts';
import { type Ctx, systemActor } from '../../platform/ctx.ts';
import { confirm, type Order, release, reserve } from './index.ts';

export const SYSTEM = systemActor('promotions.test');
type World = Awaited<ReturnType<typeof createWorld>>;
type Client = Awaited<ReturnType<World['staff']>>['client'];
export type CampaignFields = Parameters<Client['promotions']['createCampaign']>[0];
export type PromotionsWorld = Awaited<ReturnType<typeof createPromotionsWorld>>;

/** The server with a shop, the writer of campaigns and whoever approves them. */
export async function createPromotionsWorld() {
  const world = await createWorld();
  const admin = await world.staff('administrator');
  const writer = await world.staff('finance');
  const checker = await world.staff('finance');
  const shopId = await world.merchant('促销食堂');
  let made = 0;
  const fields = (over: Partial<CampaignFields> = {}): CampaignFields => {
    made += 1;
    return {
      name: { zh: `活动 ${made}`, en: `Campaign ${made}` },
      trigger: 'open',
      benefit: { kind: 'spendLess', tiers: [{ fromMinor: 1_00, lessMinor: 1_00 }] },
      beginsAt: new Date(world.clock().getTime() - 1_000).toISOString(),
      endsAt: null,
      hours: [],
      scope: { merchantIds: [shopId], merchantCategories: [], memberKinds: [], departmentIds: [] },
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
      ...over,
    };
  };
  const create = (over: Partial<CampaignFields> = {}) => writer.client.promotions.createCampaign(fields(over), { key: newId() });
  /** Written, and started where its budget asks for nobody else. */
  const run = async (over: Partial<CampaignFields> = {}) => {
    const { id: campaignId, revision } = await create(over);
    await writer.client.promotions.startCampaign({ campaignId, revision });
    return campaignId;
  };
  const runCoupons = (over: Partial<CampaignFields> = {}) =>
    run({ trigger: 'coupon', coupon: { validDays: null, issueMax: null, takesPerMember: 0 }, ...over });
  const couponFor = async (campaignId: Id<'campaign'>, member: MemberPerson) => {
    await writer.client.promotions.issueCoupons({ campaignId, memberNumbers: [member.memberNumber] }, { key: newId() });
    const { items } = await member.client.promotions.listOwnCoupons({});
    const coupon = items.find((one) => one.campaignId === campaignId);
    if (!coupon) throw new Error('the coupon did not arrive');
    return coupon.id;
  };
  return { ...world, admin, writer, checker, shopId, fields, create, run, runCoupons, couponFor, ...ordersOf(world, shopId) };
}

function ordersOf(world: World, shopId: Id<'organization'>) {
  const order = (over: Partial<Order> & { amount?: number } = {}): Order => {
    const { amount = 10_00, ...rest } = over;
    const lines = [{ id: 'line', productId: null, category: null, quantity: 1, unitMinor: toMinor(amount) }];
    return { key: newId(), memberId: null, merchantId: shopId, merchantCategory: 'canteen', lines, couponIds: [], codes: [], ...rest };
  };
  const inTransaction = <Result>(run: (ctx: Ctx) => Promise<Result>) => world.database.transaction(SYSTEM, {}, run);
  return {
    order,
    inTransaction,
    reserve: (of: Order) => inTransaction((ctx) => reserve(ctx, of)),
    confirm: (key: string) => inTransaction((ctx) => confirm(ctx, key)),
    release: (key: string) => inTransaction((ctx) => release(ctx, key)),
  };
}
