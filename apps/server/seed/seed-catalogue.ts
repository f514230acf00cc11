import { ROLES } from '@tessera/contract';
import { type Id, toMinor } from '@tessera/kernel';
import { acceptAgreedPrice, createItem, listCategories, proposeAgreedPrice, putItemOnShelf } from '../src/modules/catalogue/index.ts';
import { findMerchantsByName, findStaffNamed } from '../src/modules/organizations/index.ts';
import type { Ctx } from '../src/platform/ctx.ts';
import { asColleague } from './as-colleague.ts';
import { DEMO_STAFF } from './people.ts';

type Offer = {
  category: string;
  name: string;
  description: string;
  money?: number;
  points?: number;
  agreedMinor?: number;
  stock?: number;
  isProduct?: true;
  needsPhoto?: true;
  needsBooking?: true;
  needsConfirmation?: true;
};
const CAR_WASH = '净驰汽车服务';
const CINEMA = '星光影城';

const OF_CAR_WASH: readonly Offer[] = [
  { category: 'car-wash', name: '标准洗车', description: '外观清洗、内饰吸尘，约 30 分钟。', money: 35_00, points: 30, agreedMinor: 22_00 },
  {
    category: 'car-wash',
    name: '打蜡养护',
    description: '手工打蜡，约 90 分钟。',
    money: 120_00,
    points: 100,
    agreedMinor: 78_00,
    needsBooking: true,
    needsConfirmation: true,
  },
  {
    category: 'rescue',
    name: '道路救援（搭电或换胎）',
    description: '城区 30 公里以内，30 分钟到达。',
    points: 150,
    agreedMinor: 110_00,
    needsPhoto: true,
  },
  { category: 'inspection', name: '车辆年检代办', description: '上门取车，当日送回。', points: 260, agreedMinor: 198_00, needsBooking: true },
];
const OF_CINEMA: readonly Offer[] = [
  { category: 'cinema', name: '2D 电影票', description: '任意场次，需提前选座。', money: 45_00, needsBooking: true },
  { category: 'cinema', name: '爆米花双人套餐', description: '大桶爆米花一份，饮料两杯。', money: 38_00, stock: 60, isProduct: true },
];

/** What the demo's merchants offer: most of it agreed and on the shelf, one item that waits for the operator, one price that waits for an answer. */
export async function seedCatalogue(ctx: Ctx): Promise<null> {
  const desk = await asColleague(ctx, 'merchants');
  const merchants = await findMerchantsByName(ctx, [CAR_WASH, CINEMA]);
  const [carWashId, cinemaId] = [merchants.get(CAR_WASH), merchants.get(CINEMA)];
  if (!carWashId || !cinemaId) throw new Error('the demo has its merchants by now');
  const carWash = await asMerchant(ctx, 'carwash', carWashId);
  for (const offer of OF_CAR_WASH) await shelve(desk, await agreed({ desk, merchant: carWash }, carWashId, offer));
  for (const offer of OF_CINEMA) await shelve(desk, await enter(desk, cinemaId, offer));
  const waxId = await enter(carWash, carWashId, { category: 'car-wash', name: '发动机舱清洗', description: '低压清洗并风干。', money: 60_00 });
  await shelve(carWash, waxId);
  await proposeAgreedPrice(carWash, { itemId: waxId, agreedMinor: 41_00, wishedOn: null });
  return null;
}

async function shelve(ctx: Ctx, itemId: Id<'item'>): Promise<void> {
  await putItemOnShelf(ctx, { itemId });
}

async function agreed(by: { desk: Ctx; merchant: Ctx }, merchantId: Id<'organization'>, offer: Offer): Promise<Id<'item'>> {
  const itemId = await enter(by.merchant, merchantId, offer);
  const price = await proposeAgreedPrice(by.merchant, { itemId, agreedMinor: offer.agreedMinor ?? 0, wishedOn: null });
  await acceptAgreedPrice(by.desk, { agreedPriceId: price.id });
  return itemId;
}

async function enter(ctx: Ctx, merchantId: Id<'organization'>, offer: Offer): Promise<Id<'item'>> {
  const category = (await listCategories(ctx)).items.find(({ code }) => code === offer.category);
  if (!category) throw new Error(`there is no category ${offer.category}`);
  const item = await createItem(ctx, {
    merchantId,
    categoryId: category.id,
    kind: offer.isProduct ? 'product' : 'service',
    name: offer.name,
    description: offer.description,
    moneyPriceMinor: offer.money === undefined ? null : toMinor(offer.money),
    pointsPrice: offer.points ?? null,
    shopIds: null,
    needsPhoto: offer.needsPhoto ?? false,
    needsBooking: offer.needsBooking ?? false,
    needsConfirmation: offer.needsConfirmation ?? false,
    stock: offer.stock ?? null,
  });
  return item.id;
}

/** What happens, as done by a merchant's manager. */
async function asMerchant(ctx: Ctx, userName: string, organizationId: Id<'organization'>): Promise<Ctx> {
  const staffId = await findStaffNamed(ctx, userName);
  const person = DEMO_STAFF.find((one) => one.userName === userName);
  if (!staffId || !person) throw new Error(`the demo has nobody of the name ${userName}`);
  const of = { organizationId, organizationKind: 'merchant' as const, permissions: new Set(ROLES.merchantManager.permissions) };
  return { ...ctx, actor: { kind: 'staff', userId: '', staffId, name: person.name, ...of } };
}
