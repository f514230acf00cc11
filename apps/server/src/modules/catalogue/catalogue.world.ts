import { type Id, newId } from '@tessera/kernel';
import { createWorld, eventually, type StaffPerson } from '../../../test/world.ts';
import { type Ctx, systemActor } from '../../platform/ctx.ts';

type Fields = Parameters<StaffPerson['client']['catalogue']['createItem']>[0];
export type CatalogueWorld = Awaited<ReturnType<typeof createCatalogueWorld>>;

/** The server with a merchant and its manager, another merchant’s manager, two people of the desk, and a member. */
export async function createCatalogueWorld() {
  const world = await createWorld();
  const admin = await world.staff('administrator');
  const desk = await world.staff('merchantDesk');
  const other = await world.staff('merchantDesk');
  const merchantId = await world.merchant('净驰洗车');
  const manager = await world.staff('merchantManager', merchantId);
  const stranger = await world.staff('merchantManager', await world.merchant('别家洗车'));
  const member = await world.member(admin);
  const categoryOf = async (code: string) => {
    const found = (await desk.client.catalogue.listCategories()).items.find((one) => one.code === code);
    if (!found) throw new Error(`there is no category ${code}`);
    return found;
  };
  const categoryId = (await categoryOf('car-wash')).id;
  let made = 0;
  const enter = (by: StaffPerson, over: Partial<Fields> = {}) => {
    made += 1;
    const fields = {
      merchantId,
      categoryId,
      kind: 'service' as const,
      name: `洗车 ${made}`,
      description: '',
      needsPhoto: false,
      needsBooking: false,
    };
    return by.client.catalogue.createItem({ ...fields, moneyPriceMinor: 30_00, pointsPrice: null, ...over }, { key: newId() });
  };
  /** Of the operator, who lets it onto the shelf at once. */
  const offer = async (over: Partial<Fields> = {}) => {
    const { id: itemId } = await enter(desk, over);
    return desk.client.catalogue.putItemOnShelf({ itemId });
  };
  const agree = async (itemId: Id<'item'>, agreedMinor: number) => {
    const price = await desk.client.catalogue.proposeAgreedPrice({ itemId, agreedMinor }, { key: newId() });
    return manager.client.catalogue.acceptAgreedPrice({ agreedPriceId: price.id });
  };
  const shop = (by: StaffPerson, organizationId: Id<'organization'>, region = '浦东') => {
    const open = { opensAt: '08:00', closesAt: '20:00', openDays: [1], place: null, state: 'on' as const };
    return by.client.merchants.createShop({ organizationId, name: `${region}店`, region, address: '一路', phone: '', ...open }, { key: newId() });
  };
  const reviewing = async (value: boolean): Promise<void> => {
    await admin.client.settings.updateSetting({ key: 'catalogue.reviewMerchantItems', value });
    await eventually(async () => {
      if (world.app.core.settings.get('catalogue.reviewMerchantItems') !== value) throw new Error('the setting has not arrived');
    });
  };
  const run = <T>(work: (ctx: Ctx) => Promise<T>): Promise<T> => world.database.transaction(systemActor('catalogue.test'), {}, work);
  const people = { admin, desk, other, manager, stranger, member };
  return { ...world, ...people, merchantId, categoryId, categoryOf, enter, offer, agree, shop, reviewing, run };
}
