import type { InputOf, promotions } from '@tessera/contract';
import { DAY_MS, newId, toMinor } from '@tessera/kernel';
import { findMerchantsByName } from '../src/modules/organizations/index.ts';
import { approveCampaign, createCampaign, issueCoupons, startCampaign } from '../src/modules/promotions/index.ts';
import type { Ctx } from '../src/platform/ctx.ts';
import { asColleague } from './as-colleague.ts';

type Campaign = Omit<InputOf<typeof promotions.createCampaign>, 'key'>;

const CAMPAIGN_DAYS = 60;
const HOLDERS = ['20260001', '20260002', 'T1001'];

/** Three campaigns that a newcomer finds at different points of their lives: coupons in members' hands, one approved, one that waits for a colleague. */
export async function seedCampaigns(ctx: Ctx): Promise<null> {
  const [writer, checker] = [await asColleague(ctx, 'finance'), await asColleague(ctx, 'admin')];
  const canteen = (await findMerchantsByName(ctx, ['第一食堂'])).get('第一食堂');
  if (!canteen) throw new Error('the demo has its canteen');
  const key = () => newId<never>(ctx.now.getTime());
  const coupons = await createCampaign(writer, couponCampaign(ctx));
  await startCampaign(writer, { campaignId: coupons.id, revision: coupons.revision });
  await issueCoupons(writer, { campaignId: coupons.id, memberNumbers: HOLDERS, key: key() });
  const noon = await createCampaign(writer, noonCampaign(ctx, canteen));
  await approveCampaign(checker, { campaignId: noon.id, revision: noon.revision });
  await createCampaign(writer, luckyCampaign(ctx));
  return null;
}

function plainCampaign(ctx: Ctx): Campaign {
  return {
    name: { zh: '', en: '' },
    trigger: 'open',
    benefit: { kind: 'freeItem', quantity: 1 },
    beginsAt: ctx.now,
    endsAt: new Date(ctx.now.getTime() + CAMPAIGN_DAYS * DAY_MS),
    hours: [],
    scope: { merchantIds: [], merchantCategories: [], memberKinds: [], departmentIds: [], itemIds: [], categoryIds: [], levelIds: [] },
    minSpendMinor: null,
    budgetMinor: toMinor(5_000_00),
    perMemberMinor: null,
    perMemberCount: null,
    places: null,
    bearer: 'platform',
    bearerId: null,
    priority: 100,
    standing: 'joint',
    returnPolicy: 'keep',
    code: null,
    coupon: null,
  };
}

function couponCampaign(ctx: Ctx): Campaign {
  return {
    ...plainCampaign(ctx),
    name: { zh: '迎新立减券', en: 'Welcome coupon' },
    trigger: 'coupon',
    benefit: { kind: 'spendLess', tiers: [{ fromMinor: toMinor(20_00), lessMinor: toMinor(5_00) }] },
    coupon: { validDays: 30, issueMax: 500, takesPerMember: 1, thanksCategoryIds: null },
  };
}

/** The shop bears it, so it is the shop's own. */
function noonCampaign(ctx: Ctx, merchantId: Campaign['scope']['merchantIds'][number]): Campaign {
  const plain = plainCampaign(ctx);
  return {
    ...plain,
    name: { zh: '午间错峰满减', en: 'After the noon rush' },
    benefit: {
      kind: 'spendLess',
      tiers: [
        { fromMinor: toMinor(15_00), lessMinor: toMinor(1_50) },
        { fromMinor: toMinor(30_00), lessMinor: toMinor(4_00) },
      ],
    },
    hours: [{ days: [1, 2, 3, 4, 5], from: '12:40', until: '14:00' }],
    scope: { ...plain.scope, merchantIds: [merchantId] },
    budgetMinor: toMinor(20_000_00),
    perMemberCount: 10,
    bearer: 'merchant',
    bearerId: merchantId,
  };
}

/** Its budget asks for somebody else. */
function luckyCampaign(ctx: Ctx): Campaign {
  return {
    ...plainCampaign(ctx),
    name: { zh: '前 1000 笔随机立减', en: 'Luck for the first 1,000' },
    benefit: { kind: 'random', leastMinor: toMinor(10), mostMinor: toMinor(20_00) },
    budgetMinor: toMinor(15_000_00),
    places: 1_000,
    perMemberCount: 1,
    standing: 'exclusive',
    priority: 10,
  };
}
